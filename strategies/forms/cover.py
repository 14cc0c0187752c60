"""What may be chosen for the cover: a logo, a picture, and what that shows."""

from __future__ import annotations

from typing import Any

from django import forms

from office.uploads import CheckedFile, UploadField
from strategies import enclosures
from strategies.enclosures import COVER, PICTURES
from strategies.forms.figures import LONGEST
from strategies.forms.part import OUT_OF_DATE, ReadNumber
from strategies.forms.records import NO_CONTROL
from strategies.models import Enclosure, Strategy

NOW = "Now: %s. To show another in its place, choose it here."


class TokenField(forms.CharField):
    """The hidden name of a picture that is kept already."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, max_length=LONGEST)
        self.error_messages["max_length"] = OUT_OF_DATE


class CoverForm(forms.Form):
    """The cover as chosen; an upload goes before what was kept, and taking away before both."""

    logo_upload = UploadField(
        label="Logo",
        required=False,
        kinds=PICTURES,
        help_text="Your own, as PNG or JPG. It stands at the top of the cover and the pages.",
    )
    no_logo = forms.BooleanField(label="Take the logo away", required=False)
    cover_upload = UploadField(
        label="Picture on the cover",
        required=False,
        kinds=PICTURES,
        help_text="PNG or JPG, wider than high. Only use one that you may publish.",
    )
    no_cover = forms.BooleanField(label="Take the picture away", required=False)
    cover_alternative = forms.CharField(
        label="What the picture shows, for those who cannot see it",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[NO_CONTROL],
    )
    logo = TokenField()
    cover = TokenField()
    revision = ReadNumber()

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        self.strategy = strategy
        now = {name: getattr(strategy, name) for name in COVER}
        tokens = {
            name: enclosures.token(one) if one else "" for name, one in now.items()
        }
        rest = {
            "cover_alternative": strategy.cover_alternative,
            "revision": strategy.revision,
        }
        super().__init__(*args, **kwargs)
        self.initial = {**tokens, **rest}
        for name in COVER:
            kept = self[name].value()
            if kept:
                words = NOW % kept.partition(" ")[2]
                self.fields[f"{name}_upload"].help_text = words
            else:
                del self.fields[f"no_{name}"]

    def clean_logo(self) -> Enclosure | None:
        return self.kept("logo")

    def clean_cover(self) -> Enclosure | None:
        return self.kept("cover")

    def kept(self, name: str) -> Enclosure | None:
        token = self.cleaned_data[name]
        found = enclosures.named(self.strategy, token) if token else None
        if token and (found is None or not found.is_picture):
            raise forms.ValidationError(OUT_OF_DATE)
        return found

    def uploads(self) -> dict[str, CheckedFile]:
        """What came with it, whether or not the rest is as it should be."""
        chosen = {name: self.cleaned_data.get(f"{name}_upload") for name in COVER}
        return {name: upload for name, upload in chosen.items() if upload}

    def chosen(self, name: str) -> Enclosure | None:
        taken_away = self.cleaned_data.get(f"no_{name}")
        return None if taken_away else self.cleaned_data[name]
