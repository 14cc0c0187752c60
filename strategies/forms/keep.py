"""Choosing, field by field, between what two people wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from strategies.nouns import NO_NAMES, Difference, Names, Noun, in_words
from strategies.prospectus import Edition

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Choice:
    """A field to choose about: what each side says, and the buttons."""

    differences: list[Difference]
    keep: BoundField
    theirs: BoundField


class KeepForm(forms.Form):
    """Whose to go on with in each field that two people changed differently.

    It carries what theirs says; what mine says stands in the form around it.
    """

    def __init__(
        self,
        *args: Any,
        noun: Noun,
        mine: Mapping[str, Any],
        theirs: Mapping[str, Any],
        who: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.noun, self.mine, self.theirs = noun, mine, theirs
        for name, value in theirs.items():
            label = noun.label(name)
            self.fields[f"keep_{name}"] = forms.ChoiceField(
                label=f"{label}: which do you want to keep?",
                choices=[(MINE, "What you typed"), (THEIRS, f"What {who} saved")],
                widget=forms.RadioSelect(
                    attrs={
                        "class": "govuk-radios--inline",
                        "label_class": "govuk-label--s",
                    }
                ),
                error_messages={"required": f"Choose what to keep: {label.lower()}"},
            )
            self.fields[f"their_{name}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=value
            )

    def choices(self, edition: Edition, names: Names = NO_NAMES) -> Iterator[Choice]:
        for name, value in self.theirs.items():
            mine = in_words(self.noun, name, self.mine.get(name), edition, names)
            theirs = in_words(self.noun, name, value, edition, names)
            difference = Difference(self.noun.label(name), mine, theirs)
            yield Choice([difference], self[f"keep_{name}"], self[f"their_{name}"])


def asked_about(posted: QueryDict, noun: Noun) -> dict[str, str]:
    """The fields that were asked about, and what theirs says in each."""
    return {
        name: posted.get(f"their_{name}", "")
        for name in noun.fields
        if f"their_{name}" in posted
    }


def as_chosen(posted: QueryDict, noun: Noun) -> QueryDict:
    """What was typed, with what somebody else saved where that was chosen."""
    data = posted.copy()
    for name, theirs in asked_about(posted, noun).items():
        if posted.get(f"keep_{name}") == THEIRS:
            data[name] = theirs
    return data
