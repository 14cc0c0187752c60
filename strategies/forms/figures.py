"""What may be typed about a figure, and the picture or file it shows."""

from __future__ import annotations

from typing import Any

from django import forms

from office.uploads import UploadField
from strategies import enclosures
from strategies.forms.part import OUT_OF_DATE
from strategies.forms.records import FORMS, RecordForm
from strategies.models import Enclosure, Figure, Record

LONGEST = 300  # characters of a token
KEPT = "Now: %s. To show another in its place, choose it here. 20MB at most."


class FigureForm(RecordForm):
    """A figure as typed. What is uploaded is kept first; `enclosure` then names it."""

    upload = UploadField(
        label="Picture or file",
        required=False,
        help_text="A picture as PNG or JPG is shown in the text. Anything else is offered "
        "as a file to download. 20MB at most.",
    )
    enclosure = forms.CharField(
        required=False,
        max_length=LONGEST,
        widget=forms.HiddenInput,
        error_messages={"max_length": OUT_OF_DATE},
    )
    field_order = ("title", "upload", "alternative", "source", "licence")

    class Meta:
        model = Figure
        fields = ["title", "alternative", "source", "licence"]
        widgets = {"alternative": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "title": "What stands under it. Its number is given by its place in the text.",
            "alternative": "Say in a sentence or two what a reader is meant to see in it. "
            "You can leave this until you ask for approval.",
            "source": "Where it comes from. [@E01] cites an item of your evidence base.",
            "licence": "Under what terms it may be shown, if it is not your own.",
        }
        error_messages = {"title": {"required": "Enter a caption"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = None if self.is_new else self.instance.enclosure
        self.initial["enclosure"] = enclosures.token(now) if now else ""
        self.say_what_is_kept(now)

    def say_what_is_kept(self, now: Enclosure | None) -> None:
        if now:
            self["upload"].help_text = KEPT % now.name

    def clean_enclosure(self) -> Enclosure | None:
        token = self.cleaned_data["enclosure"]
        if token == self.initial["enclosure"]:
            return None if self.is_new else self.instance.enclosure
        found = enclosures.named(self.strategy, token)
        if token and found is None:
            raise forms.ValidationError(OUT_OF_DATE)
        self.say_what_is_kept(found)
        return found

    def filled(self) -> Record:
        self.instance.enclosure = self.cleaned_data["enclosure"]
        return self.instance


FORMS["figures"] = FigureForm
