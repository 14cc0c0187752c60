"""To which place an item is shown, and until when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from evidence.forms.kept import NO_CONTROL
from office.fields import DateField
from office.once import OnceForm
from people.models import Place

ONE, EVERY = "one", "every"


class ShowForm(OnceForm):
    """One place or every place, until a day or until it is taken back."""

    whom = forms.ChoiceField(
        label="Who do you want to show it to?",
        choices=[(ONE, "One other place"), (EVERY, "Every place")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who to show it to"},
    )
    place = forms.ModelChoiceField(
        label="Which place, if it is one",
        queryset=Place.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="Choose a place",
        error_messages={"invalid_choice": "Choose a place from the list"},
    )
    until = DateField(
        label="Until when (optional)",
        required=False,
        help_text="The last day they can read it. Leave empty to show it until you take"
        " it back.",
    )
    why = forms.CharField(
        label="What it is for (optional)",
        required=False,
        max_length=200,
        help_text="They read this beside it.",
        validators=[NO_CONTROL],
    )

    def __init__(self, *args: Any, own: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Place.objects.writing().exclude(pk=own.pk)
        self.fields["place"].queryset = others  # type: ignore[attr-defined]

    def clean_until(self) -> date | None:
        day: date | None = self.cleaned_data["until"]
        if day and day < timezone.localdate():
            raise ValidationError("The last day must be today or later")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_one = cleaned.get("whom") == ONE
        if is_one and not cleaned.get("place") and "place" not in self.errors:
            self.add_error("place", "Choose a place")
        return cleaned

    @property
    def to(self) -> Place | None:
        is_one = self.cleaned_data["whom"] == ONE
        return self.cleaned_data["place"] if is_one else None
