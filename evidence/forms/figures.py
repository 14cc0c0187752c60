"""One figure of an indicator, typed in: judged as a row of a file is."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django import forms
from django.utils.choices import CallableChoiceIterator

from evidence.importing.judging import Judge
from evidence.importing.records import Says
from evidence.importing.series import Series
from evidence.importing.units import choices
from evidence.models import Indicator, Observation
from evidence.typed import says_of
from office.once import OnceForm
from people.areas import Areas, around
from people.models import Place

NARROW = forms.TextInput(attrs={"class": "govuk-input--width-10"})
MARKS = "If its publisher holds it back, enter [c]; if there is none, [x]."


class OneFigureForm(OnceForm):
    """`said` is what the figure's row says besides what is typed.

    Its area is left to the worker, which knows them all: the page offers those it may be.
    """

    def __init__(
        self,
        *args: Any,
        place: Place,
        indicator: Indicator,
        said: Says,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.place, self.indicator, self.said = place, indicator, said

    def typed(self) -> Says:
        hidden = ("once", "was")
        return {
            name: " ".join(str(said).split())
            for name, said in self.cleaned_data.items()
            if name not in hidden
        }

    def says(self) -> Says:
        return {**self.said, **self.typed()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            series = Series({self.indicator.key.upper(): self.indicator})
            judge = Judge(Areas(), series)
            for name, faults in judge.faults_of(self.says()).items():
                for fault in faults:
                    self.add_error(name if name in self.fields else None, fault)
        return cleaned


class FigureForm(OneFigureForm):
    """What may be said of a figure, whether it is new or stands already."""

    value = forms.CharField(
        label="Figure",
        max_length=60,
        widget=NARROW,
        help_text=f"With as many decimals as its publisher gives. {MARKS}",
        error_messages={"required": "Enter the figure"},
    )
    ci_low = forms.CharField(
        label="Confidence interval from (optional)",
        max_length=60,
        required=False,
        widget=NARROW,
    )
    ci_high = forms.CharField(
        label="Confidence interval to (optional)",
        max_length=60,
        required=False,
        widget=NARROW,
    )
    comparator_name = forms.CharField(
        label="Compared with (optional)",
        max_length=160,
        required=False,
        help_text="For example England or UK.",
    )
    comparator_value = forms.CharField(
        label="What that is (optional)",
        max_length=60,
        required=False,
        widget=NARROW,
        help_text="Its figure, of the same period.",
    )
    licence = forms.CharField(
        label="Licence",
        max_length=100,
        help_text="Under which it was published. For example OGL v3.0.",
        error_messages={"required": "Enter the licence the figure is published under"},
    )
    note = forms.CharField(label="Note (optional)", max_length=300, required=False)


class AddFigureForm(FigureForm):
    """A figure that is not here yet."""

    area_name = forms.CharField(
        label="Area",
        max_length=160,
        widget=forms.Select,
        error_messages={"required": "Choose the area the figure is of"},
    )
    period = forms.CharField(
        label="Period",
        max_length=60,
        widget=NARROW,
        help_text="As its publisher writes it. For example 2017, or Jan 2018-Dec 2018.",
        error_messages={"required": "Enter the period the figure is of"},
    )
    unit = forms.CharField(label="Unit", max_length=100, required=False)
    publisher = forms.CharField(
        label="Publisher (optional)", max_length=100, required=False
    )
    dataset = forms.CharField(
        label="Dataset (optional)", max_length=200, required=False
    )
    release = forms.CharField(
        label="Day of release, or edition (optional)",
        max_length=60,
        required=False,
        help_text="For example 6 February 2019 as 06/02/2019. Later editions are told by it.",
    )

    field_order = (
        "area_name", "period", "value", "unit", "ci_low", "ci_high", "comparator_name",
        "comparator_value", "publisher", "dataset", "release", "licence", "note",
    )  # fmt: skip

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        said = {"indicator": indicator.key, "indicator_title": indicator.title}
        super().__init__(*args, indicator=indicator, said=said, **kwargs)
        self.fields["area_name"].widget.choices = CallableChoiceIterator(self._areas)
        units = choices(indicator.unit)
        known = {
            "unit": units[0] if len(units) == 1 else "",
            "publisher": indicator.publisher,
            "dataset": indicator.dataset,
            "licence": indicator.licence,
        }
        self.initial = {**known, **self.initial}
        if indicator.unit:
            self.fields["unit"].help_text = f"It is given in {indicator.unit}."

    def _areas(self) -> list[tuple[str, str]]:
        return [(area.code, area.name) for area in around(self.place)]


class KnownFigureForm(OneFigureForm):
    """A change to a figure that stands, and what it said when it was read."""

    done = "changed"
    was = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, figure: Observation, **kwargs: Any) -> None:
        said = says_of(figure)
        place, indicator = figure.place, figure.indicator
        super().__init__(*args, place=place, indicator=indicator, said=said, **kwargs)
        text = json.dumps(said, sort_keys=True)
        self.now = hashlib.sha256(text.encode()).hexdigest()
        self.initial = {**said, "was": self.now, **self.initial}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("was") != self.now:
            data = self.data.copy()  # type: ignore[attr-defined]
            data[self.add_prefix("was")] = self.now
            self.data = data
            self.add_error(
                None,
                "Somebody changed this figure after you opened the page. It is now"
                f" {self.said['value']}: look again, then send yours if it still holds",
            )
        return cleaned


class CorrectFigureForm(KnownFigureForm, FigureForm):
    """What should stand instead. What it is a figure of stays as it is."""

    done = "corrected"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and self.says() == self.said:
            self.add_error("value", "Change something, or leave the figure as it is")
        return cleaned


class WithdrawFigureForm(KnownFigureForm):
    """Why the figure should no longer be used."""

    done = "withdrawn"

    because = forms.CharField(
        label="Why it should not be used",
        max_length=200,
        help_text="Whoever reads the figures sees this in its place.",
        error_messages={"required": "Say why it should not be used"},
    )

    def typed(self) -> Says:
        no_longer = ("ci_low", "ci_high", "comparator_name", "comparator_value")
        because = " ".join(self.cleaned_data["because"].split())
        return {
            **dict.fromkeys(no_longer, ""),
            "value": "[x]",
            "note": f"Withdrawn: {because}",
        }
