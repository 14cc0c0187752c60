"""What may be typed about a chart. What can be drawn is offered: nothing is typed twice."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms

from evidence import drawing, plotting, series
from evidence.models import Indicator
from evidence.plotting import MOST_LINES
from evidence.series import Figure
from people.models import Place
from strategies import charts
from strategies.forms.records import Choices, RecordForm
from strategies.models import Chart, Record
from strategies.text.limits import CONTROL

LONGEST = 200
NOT_HELD = "Choose a statistic that your evidence base holds figures of"
TOO_MANY = (
    f"Choose at most {MOST_LINES} places for a chart over time, so that its lines can be "
    "told apart"
)


class OneOf(forms.ChoiceField):
    """One of the things offered, or what was chosen before and is not there now."""

    def valid_value(self, value: str) -> bool:
        return super().valid_value(value) or value == self.initial


class AreasField(forms.MultipleChoiceField):
    """Areas by code. One that has no figures now stays chosen, and is not drawn."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:
        return len(value) <= LONGEST and not CONTROL.search(value)


def statistics(place: Place) -> Choices:
    """Those of which there are figures that everybody may see, by key."""
    held = series.publishable(place).values("indicator")
    rows = Indicator.objects.filter(pk__in=held)
    return [(row.key, row.title) for row in rows]


class StatisticForm(forms.Form):
    """Which statistic a new chart is of: the first step, before the chart itself."""

    indicator = forms.ChoiceField(
        label="Which statistic is it of?",
        widget=forms.RadioSelect,
        error_messages={"required": NOT_HELD, "invalid_choice": NOT_HELD},
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = choices  # type: ignore[attr-defined]


class ChartForm(RecordForm):
    """A chart as typed. What it can show is read from the figures of its statistic."""

    indicator = forms.CharField(
        widget=forms.HiddenInput,
        max_length=40,
        error_messages={"required": NOT_HELD, "max_length": NOT_HELD},
    )
    unit = OneOf(required=False)
    breakdown = OneOf(required=False)
    areas = AreasField(required=False)
    period = OneOf(
        required=False, help_text="Of a chart in order. It shows one period only."
    )

    class Meta:
        model = Chart
        fields = [
            "indicator",
            "title",
            "shape",
            "unit",
            "breakdown",
            "areas",
            "period",
            "alternative",
        ]
        widgets = {
            "shape": forms.RadioSelect,
            "alternative": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "title": "What stands under it. Its number is given by its place in the text.",
        }
        error_messages = {
            "title": {"required": "Enter a caption"},
            "shape": {"required": "Choose a kind of chart"},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shape"] = forms.ChoiceField(
            label=self.fields["shape"].label,
            choices=Chart.Shape.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose a kind of chart"},
        )
        for name in ("unit", "breakdown", "period"):
            self.fields[name].initial = getattr(self.instance, name)
        self.offer("unit", lambda: named(self.units) or [("", "None")])
        self.offer("breakdown", lambda: named(self.parts, "The whole"))
        self.offer("period", lambda: [("", "The latest"), *named(self.periods)])
        self.offer("areas", lambda: self.areas_offered)
        self.fields["areas"].help_text = (
            f"Over time: up to {MOST_LINES}; ours where you choose none. In order: all "
            "places like ours, unless you choose some."
        )
        self.fields["alternative"].help_text = self.suggested()
        if len(self.parts) < 2 and not self.instance.breakdown:
            self.fields["breakdown"].widget = forms.HiddenInput()

    @property
    def key(self) -> str:
        typed = self.data.get("indicator") if self.is_bound else None
        return str(typed or self.initial.get("indicator") or "")[:40]

    @cached_property
    def figures(self) -> list[Figure]:
        if CONTROL.search(self.key):
            return []
        place = self.strategy.place
        rows = series.publishable(place).filter(indicator__key=self.key)
        return series.figures(rows, place)

    @cached_property
    def units(self) -> list[str]:
        """Those that ours has first."""
        rows = sorted(self.figures, key=lambda one: (not one.is_ours, one.unit))
        return list(dict.fromkeys(one.unit for one in rows))

    @cached_property
    def parts(self) -> list[str]:
        return sorted({one.breakdown for one in self.figures})

    @cached_property
    def periods(self) -> list[str]:
        """The latest first."""
        rows = sorted(self.figures, key=lambda one: one.when, reverse=True)
        return list(dict.fromkeys(one.period for one in rows))

    @cached_property
    def areas_offered(self) -> Choices:
        """What has figures, and what was chosen before of which there are none now."""
        offered = charts.offered_areas(self.figures)
        there = {code for code, _ in offered}
        gone = [code for code in self.instance.areas if code not in there]
        return [*offered, *((code, f"{code} (no figures now)") for code in gone)]

    def suggested(self) -> str:
        """What the portal says where nothing is typed, from the figures as they are."""
        said = "Leave this empty and it is written from the figures each time."
        if self.is_new or not self.figures:
            return said
        data = plotting.data(
            self.instance.shape,
            self.figures,
            statistic=self.figures[0].title,
            unit=self.instance.unit,
            breakdown=self.instance.breakdown,
            areas=self.instance.areas,
            period=self.instance.period,
        )
        written = drawing.sentence(data) if drawing.is_drawable(data) else ""
        return f"{said} Now that would be: “{written}”" if written else said

    def clean_indicator(self) -> str:
        if self.is_new and not self.figures:
            raise forms.ValidationError(NOT_HELD)
        return self.key

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        is_over_time = cleaned.get("shape") == Chart.Shape.SERIES
        areas: list[str] = cleaned.get("areas") or []
        if is_over_time and len(areas) > MOST_LINES:
            self.add_error("areas", TOO_MANY)
        return cleaned

    def filled(self) -> Record:
        """What stands under it is never typed: the figures say where they are from."""
        self.instance.source = ""
        return self.instance


def named(values: list[str], blank: str = "None") -> Choices:
    return [(value, value or blank) for value in values]
