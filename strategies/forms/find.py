"""What may be sought in a strategy, and which of it is to be replaced by what."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from office.once import OnceForm
from strategies.replacing import Chosen
from strategies.text.limits import CONTROL
from strategies.text.occurrences import Sought

LONGEST = 200
PLACE = re.compile(r"([-a-zA-Z0-9_]{1,60}):([0-9]{1,9}):([0-9]{1,6})")


def without_control(value: str) -> None:
    if CONTROL.search(value):
        raise ValidationError("Remove the character that cannot be seen or printed")


class WordsField(forms.CharField):
    """Words in one line, just as they were typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(strip=False, validators=[without_control], **kwargs)


class FindForm(forms.Form):
    """The words to find. It is sent by GET, so that what was found has an address."""

    q = WordsField(
        label="Words to find", error_messages={"required": "Enter the words to find"}
    )
    whole = forms.BooleanField(label="Whole words only", required=False)
    case = forms.BooleanField(
        label="Capitals and small letters as typed", required=False
    )

    def clean_q(self) -> str:
        words: str = self.cleaned_data["q"]
        if not words.strip():
            raise ValidationError("Enter the words to find")
        return words

    @property
    def sought(self) -> Sought:
        said = self.cleaned_data
        return Sought(said["q"], whole_words=said["whole"], match_case=said["case"])


class ReplaceForm(FindForm):
    """And the words to put in their place, still to be looked at before they are."""

    replacement = WordsField(
        label="Replace with",
        help_text="Leave it empty to take the words out. A capital at the beginning stays.",
        required=False,
    )

    field_order = ("q", "replacement", "whole", "case")


class PlacesField(forms.Field):
    """Places that were ticked, each told by its part, the saved text and its number."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: list[str] | None) -> list[Chosen]:
        ticked: dict[tuple[str, int], set[int]] = {}
        for name in value or []:
            if found := PLACE.fullmatch(name):
                key, base, place = found.groups()
                ticked.setdefault((key, int(base)), set()).add(int(place))
        if not ticked:
            raise ValidationError("Tick at least one place to replace")
        if len(ticked) > len({key for key, _ in ticked}):
            raise ValidationError("This page was out of date. Search again")
        return [
            Chosen(key, base, frozenset(places))
            for (key, base), places in ticked.items()
        ]


class ReplaceChosenForm(OnceForm, ReplaceForm):
    """What was looked at, all of it carried along unseen, and what of it was ticked."""

    chosen = PlacesField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="sure_%s", **kwargs)
        for name in ("q", "replacement", "whole", "case"):
            self.fields[name].widget = forms.HiddenInput()

    @property
    def ticked(self) -> list[str]:
        data = self.data
        return data.getlist("chosen") if isinstance(data, MultiValueDict) else []
