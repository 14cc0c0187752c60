"""What is to be made public."""

from __future__ import annotations

from typing import Any

from django import forms

from evidence.models import Item
from office.fields import Hinted
from office.once import OnceForm
from people.models import Place

WHOLE, CHOSEN = "whole", "chosen"


class OpenForm(forms.Form):
    """The whole base, or which items; and what readers are told of the rest."""

    what = forms.ChoiceField(
        label="What do you want to make public?",
        choices=[
            (
                WHOLE,
                Hinted(
                    "The whole evidence base",
                    "What you add later is public as soon as it has a licence.",
                ),
            ),
            (CHOSEN, "Only what I choose below"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what to make public"},
    )
    items = forms.MultipleChoiceField(
        label="Evidence",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        error_messages={"invalid_choice": "Choose evidence from the list"},
    )
    why = forms.CharField(
        label="What readers are told about anything you withhold",
        max_length=200,
        required=False,
        help_text="For example: bought from a data company, whose terms do not let us"
        " publish it. Your own reasons for each item stay with you.",
        error_messages={"max_length": "It must be 200 characters or fewer"},
    )

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        live = Item.objects.filter(place=place).live().order_by("number")
        field = self.fields["items"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the types
        field.choices = [(item.ref, str(item)) for item in live]

    @property
    def refs(self) -> list[str] | None:
        is_whole = self.cleaned_data["what"] == WHOLE
        return None if is_whole else self.cleaned_data["items"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("what") == CHOSEN and cleaned.get("items") == []:
            self.add_error("items", "Choose at least one item")
        return cleaned


class OpenNowForm(OnceForm, OpenForm):
    """The same, looked at and confirmed."""
