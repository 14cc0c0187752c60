"""Form fields and widgets for dates, exact and approximate, and choices with a hint."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from office.approximate import Approximate, NotADate

MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}


class Hinted(str):
    """A choice's label with a hint under it: `("met", Hinted("Shown", hint="…"))`."""

    hint: str

    def __new__(cls, label: str, hint: str = "") -> Hinted:
        made = super().__new__(cls, label)
        made.hint = hint
        return made


class DateInput(forms.Widget):
    """Day, month and year in a box each. `office.drawing` draws it."""

    PARTS = ("day", "month", "year")
    use_fieldset = True

    def value_from_datadict(
        self, data: Mapping[str, Any], files: object, name: str
    ) -> tuple[str, ...]:
        return tuple((data.get(f"{name}_{part}") or "").strip() for part in self.PARTS)

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: object, name: str
    ) -> bool:
        return all(f"{name}_{part}" not in data for part in self.PARTS)

    def parts(self, value: date | tuple[str, ...] | None) -> dict[str, str]:
        """What stands in each box: a date's own figures, or what was typed."""
        if isinstance(value, date):
            return {part: str(getattr(value, part)) for part in self.PARTS}
        return dict(zip(self.PARTS, value or ("", "", ""), strict=True))

    def id_for_label(self, id_: str, index: object = None) -> str:
        return f"{id_}_day"


class DateField(forms.Field):
    """A day of the calendar. Says which part is missing or wrong."""

    widget = DateInput
    default_error_messages = {"required": "Enter a date"}
    earliest_year, latest_year = 1900, 2199

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        day, month, year = value
        if not any(value):
            return None
        self.refuse_gaps(value)
        self.refuse_odd_year(year)
        try:
            return date(int(year), month_number(month), int(day))
        except ValueError:
            raise wrong("The date must be a real date", *DateInput.PARTS) from None

    def refuse_gaps(self, value: tuple[str, ...]) -> None:
        gaps = [
            part
            for part, typed in zip(DateInput.PARTS, value, strict=True)
            if not typed
        ]
        if gaps:
            raise wrong(f"The date must include a {' and a '.join(gaps)}", *gaps)

    def refuse_odd_year(self, year: str) -> None:
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise wrong("The year must be four figures, like 2019", "year")
        if not self.earliest_year <= int(year) <= self.latest_year:
            span = f"between {self.earliest_year} and {self.latest_year}"
            raise wrong(f"The year must be {span}", "year")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (self.to_python(initial) or None) != self.to_python(data)
        except ValidationError:
            return True


def wrong(message: str, *parts: str) -> ValidationError:
    return ValidationError(message, code="invalid", params={"parts": parts})


def month_number(typed: str) -> int:
    """3, 03, March or Mar; raises ValueError for anything else."""
    return MONTHS.get(typed.lower()) or int(typed)


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows, by numbers; one too large for any database is none of them."""

    DIGITS = 18

    def clean(self, value: Any) -> Any:
        if any(len(str(one)) > self.DIGITS for one in value or ()):
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": "a number"},
            )
        return super().clean(value)


class ApproximateDateField(forms.CharField):
    """A date as people say it: “early 2020”, “March 2019”, “19 July 2019”."""

    default_error_messages = {"required": "Enter a date"}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text", "For example, 19 July 2019, March 2019 or early 2020"
        )
        super().__init__(max_length=100, empty_value="", **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Approximate):
            return value
        typed = super().to_python(value)
        if not typed:
            return None
        try:
            return Approximate.parse(typed)
        except NotADate as fault:
            raise ValidationError(str(fault), code="invalid") from fault

    def run_validators(self, value: Any) -> None:
        super().run_validators(value.words if value else value)

    def prepare_value(self, value: Any) -> Any:
        return value.words if isinstance(value, Approximate) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (initial or None) != self.to_python(data)
        except ValidationError:
            return True
