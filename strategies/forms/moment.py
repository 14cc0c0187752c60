"""Which moment to look back to. GET forms."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from office.fields import DateField


def start_of(day: Any) -> datetime:
    """The first moment of the day in London."""
    return datetime.combine(day, time.min, timezone.get_current_timezone())


class PastDayField(DateField):
    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and day > timezone.localdate():
            raise forms.ValidationError("Give a date that is today or earlier")
        return day


class MomentForm(forms.Form):
    """The end of a day, or of a minute of it."""

    on = PastDayField(
        label="On which day?", error_messages={"required": "Give the day"}
    )
    at = forms.TimeField(
        label="Time (optional)",
        help_text="For example, 14:02. Without a time, you read how it stood when the "
        "day ended.",
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        error_messages={"invalid": "Give the time like 14:02"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )

    @property
    def moment(self) -> datetime:
        """All that was saved before it counts. Of two like hours it is the later."""
        day, clock = self.cleaned_data["on"], self.cleaned_data["at"]
        if clock is None:
            return start_of(day + timedelta(days=1))
        minute = datetime.combine(day, clock, timezone.get_current_timezone())
        return minute.replace(fold=1).astimezone(UTC) + timedelta(minutes=1)


class SinceForm(forms.Form):
    """The start of a day."""

    since = PastDayField(
        label="Since the start of", error_messages={"required": "Give the day"}
    )
