"""What may be typed about an important date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from office.fields import ApproximateDateField, Hinted
from office.once import OnceForm
from people.models import Place
from reviews.dates import as_values
from reviews.models import ImportantDate

Kind = ImportantDate.Kind
Scope = ImportantDate.Scope
What = ImportantDate.What

MOST_STAGES, MOST_DAYS = 6, 400
DEADLINES = (What.SUBMISSION, What.BOARD_PAPERS)


class LeadDaysField(forms.CharField):
    """Days before a date, as “28, 7, 1”; kept as “28;7;1”, the longest first."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(max_length=60, **kwargs)
        self.widget.attrs["class"] = "govuk-input--width-10"

    def clean(self, value: Any) -> str:
        typed = re.findall(r"[^\s,;]+", super().clean(value))
        if not all(days.isascii() and days.isdigit() for days in typed):
            raise ValidationError("Write whole numbers of days, like 28, 7, 1")
        days = sorted({int(days) for days in typed}, reverse=True)
        if len(days) > MOST_STAGES:
            raise ValidationError(f"Choose at most {MOST_STAGES} reminders")
        if days and days[0] > MOST_DAYS:
            raise ValidationError(f"Choose days up to {MOST_DAYS} before the date")
        return ";".join(str(number) for number in days)

    def prepare_value(self, value: Any) -> Any:
        return str(value or "").replace(";", ", ")


class DateForm(forms.Form):
    """What every date has: when it is, who is reminded how long before, a note."""

    when = ApproximateDateField(
        label="When it is",
        help_text="As exactly as you know it: 19 July 2027, March 2027, early 2027 "
        "or 6 May to 10 June 2027.",
    )
    lead_days = LeadDaysField(
        label="Reminders, days before (optional)",
        help_text="For example 28, 7, 1. Leave empty for the usual days.",
    )
    in_working_days = forms.BooleanField(
        label="Count working days only", required=False
    )
    note = forms.CharField(
        label="Note (optional)",
        required=False,
        max_length=300,
        error_messages={"max_length": "The note must be 300 characters or fewer"},
    )

    def __init__(self, *args: Any, instance: ImportantDate | None = None, **kw: Any):
        self.instance = instance
        kw.setdefault("initial", self.read_from(instance) if instance else None)
        super().__init__(*args, **kw)
        for field in self.fields.values():
            field.error_messages["null_characters_not_allowed"] = (
                f"{field.label} must not contain hidden characters"
            )

    def read_from(self, date: ImportantDate) -> dict[str, Any]:
        typed = {
            name: getattr(date, name)
            for name in self.base_fields
            if name not in ("once", "revision", "when", "wave")
        }
        return {
            **typed,
            "when": date.when,
            "wave": str(date.wave or ""),
            "revision": date.revision,
        }

    def values(self) -> dict[str, Any]:
        """The columns of the date, once the form is valid."""
        kept = ("lead_days", "in_working_days", "note")
        return {
            **{name: self.cleaned_data[name] for name in kept},
            **as_values(self.cleaned_data["when"]),
        }


class PlaceDateForm(DateForm):
    """A date of one place, set by its officers."""

    what = forms.ChoiceField(
        label="What it is",
        choices=What.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )
    title = forms.CharField(
        label="What you call it",
        help_text="Only needed for something else.",
        required=False,
        max_length=200,
        error_messages={"max_length": "The title must be 200 characters or fewer"},
    )

    field_order = ["once", "revision", "what", "title", "when"]

    def read_from(self, date: ImportantDate) -> dict[str, Any]:
        """A title that only repeats what it is was not typed by anybody."""
        is_plain = date.title == What(date.what).label
        return {**super().read_from(date), "title": "" if is_plain else date.title}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (what := cleaned.get("what")) and cleaned.get("title") == What(what).label:
            cleaned["title"] = ""
        if what == What.OTHER and cleaned.get("title") == "":
            self.add_error("title", "Say what it is")
        return cleaned

    def values(self) -> dict[str, Any]:
        what = What(self.cleaned_data["what"])
        return {
            **super().values(),
            "what": what,
            "kind": Kind.DEADLINE if what in DEADLINES else Kind.EVENT,
            "title": self.cleaned_data["title"] or what.label,
        }


class SharedDateForm(DateForm):
    """A date or hold of everyone, a region or a wave, set by administrators."""

    title = forms.CharField(
        label="What it is",
        max_length=200,
        error_messages={
            "required": "Say what it is",
            "max_length": "The title must be 200 characters or fewer",
        },
    )
    kind = forms.ChoiceField(
        label="What kind of date",
        choices=[
            (Kind.DEADLINE, "Deadline"),
            (Kind.TARGET, "Target"),
            (Kind.EVENT, "Event"),
            (
                Kind.HOLD,
                Hinted("Hold", hint="Nothing is published or launched while it lasts"),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of date it is"},
    )
    scope = forms.ChoiceField(
        label="Whose date it is",
        choices=[
            (Scope.NATIONAL, "Everyone’s"),
            (Scope.REGION, "One region’s"),
            (Scope.WAVE, "One wave’s"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whose date it is"},
    )
    region = forms.ChoiceField(label="Region, if it is one region’s", required=False)
    wave = forms.ChoiceField(label="Wave, if it is one wave’s", required=False)

    field_order = [
        "once",
        "revision",
        "title",
        "kind",
        "when",
        "scope",
        "region",
        "wave",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Place.objects.writing().order_by()
        regions = places.exclude(region="").values_list("region", flat=True)
        waves = places.values_list("wave", flat=True)
        self.offer("region", "Choose a region", sorted(set(regions)))
        self.offer("wave", "Choose a wave", sorted(wave for wave in set(waves) if wave))

    def offer(self, name: str, nothing: str, known: Iterable[object]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the types
        field.choices = [("", nothing), *((str(one), str(one)) for one in known)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        scope = cleaned.get("scope")
        if scope in (Scope.REGION, Scope.WAVE) and cleaned.get(scope) == "":
            self.add_error(scope, f"Choose the {scope}")
        return cleaned

    def values(self) -> dict[str, Any]:
        chosen = self.cleaned_data
        scope = Scope(chosen["scope"])
        return {
            **super().values(),
            "title": chosen["title"],
            "kind": Kind(chosen["kind"]),
            "scope": scope,
            "region": chosen["region"] if scope == Scope.REGION else "",
            "wave": int(chosen["wave"]) if scope == Scope.WAVE else None,
        }


@dataclass(frozen=True)
class Difference:
    """One field as it is saved and as it was typed."""

    label: str
    saved: str
    typed: str


class ReadAt(DateForm):
    """A change, with the revision the page was read at."""

    instance: ImportantDate
    revision = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def is_stale(self) -> bool:
        return bool(self.cleaned_data["revision"] != self.instance.revision)

    def differences(self) -> list[Difference]:
        """What is saved and what was typed, where they are not the same."""
        saved = self.read_from(self.instance)
        return [
            Difference(str(field.label), self.said(name, saved), self.said(name, typed))
            for name, field in self.fields.items()
            if name != "revision"
            for typed in [self.cleaned_data]
            if self.said(name, saved) != self.said(name, typed)
        ]

    def said(self, name: str, values: dict[str, Any]) -> str:
        """A value as the person reads it on the form."""
        field, value = self.fields[name], values[name]
        if isinstance(field.widget, forms.Select | forms.RadioSelect):
            labels = {str(key): str(label) for key, label in field.widget.choices}
            return labels[str(value)] if value else ""
        if isinstance(value, bool):
            return "Yes" if value else "No"
        return str(field.prepare_value(value))

    def renew(self) -> None:
        """What was typed, over what is saved now: the next save is a decision."""
        self.data = {**self.data, "revision": str(self.instance.revision)}


class PlaceDateAddForm(OnceForm, PlaceDateForm):
    """A new date of one place."""


class SharedDateAddForm(OnceForm, SharedDateForm):
    """A new date of many places."""


class PlaceDateEditForm(PlaceDateForm, ReadAt):
    """A change to a date of one place."""


class SharedDateEditForm(SharedDateForm, ReadAt):
    """A change to a date of many places."""
