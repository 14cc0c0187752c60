"""What may be typed about a strategy as a whole."""

from __future__ import annotations

from typing import Any

from django import forms

from office.once import OnceForm
from people.models import Place
from strategies.forms.part import ReadNumber

FIRST_YEAR, LAST_YEAR = 2018, 2100
YEAR = f"Enter a year between {FIRST_YEAR} and {LAST_YEAR}, like 2030"


class TitleField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="Title", max_length=200, **kwargs)
        self.error_messages["required"] = "Enter a title"


class EndYearField(forms.IntegerField):
    """The year a strategy looks to, if that is known."""

    default_error_messages = {"invalid": YEAR, "min_value": YEAR, "max_value": YEAR}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label="The year it looks to (optional)",
            help_text="The strategy’s horizon. You can leave this until you know it.",
            required=False,
            min_value=FIRST_YEAR,
            max_value=LAST_YEAR,
            **kwargs,
        )
        self.widget.attrs["class"] = "govuk-input--width-4"


class BeginForm(OnceForm):
    """Which place a strategy is begun for, and what it is called to start with."""

    place = forms.ModelChoiceField(
        label="Place",
        queryset=Place.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Choose the place",
            "invalid_choice": "Choose one of your places",
        },
    )
    title = TitleField(help_text="You can change it later.")
    end_year = EndYearField()

    field_order = ("place", "title", "end_year", "once")

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        assert isinstance(place, forms.ModelChoiceField)  # noqa: S101 - for the types
        place.queryset = Place.objects.filter(pk__in=[one.pk for one in places])
        if len(places) == 1:
            place.widget = forms.HiddenInput()
            place.initial = places[0].pk


class DescribeForm(forms.Form):
    title = TitleField()
    end_year = EndYearField()
    revision = ReadNumber()


class ShareForm(forms.Form):
    shared = forms.BooleanField(required=False, widget=forms.HiddenInput)
