"""What may be typed about findings, priorities, actions and measures.

A title is enough to save: what is still missing is a list beside the work, and not a
refusal. Evidence and findings are taken by ref and not looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.forms.boundfield import BoundField

from office.once import OnceForm
from strategies.forms.fields import MarkdownField, RefField, RefsField, YearField
from strategies.forms.offered import (
    MARKET,
    Choices,
    evidence,
    funding_sources,
    statistics,
)
from strategies.forms.part import PlainTextField, ReadNumber
from strategies.models import (
    Action,
    Finding,
    Market,
    Measure,
    Record,
    Strategy,
)
from strategies.nouns import Noun, noun_of
from strategies.text.limits import CONTROL

NO_CONTROL = RegexValidator(
    CONTROL,
    "Remove the control character: it cannot be stored or printed",
    inverse_match=True,
)
TOO_LONG = "Use at most %(limit_value)d characters. You have used %(show_value)d"


class RecordForm(forms.ModelForm, OnceForm):
    """A record as typed: one that is new carries a token, one that stands its revision."""

    revision = ReadNumber()

    # Long forms are read in groups: the heading over a field, by its name.
    headings: Mapping[str, str] = {}

    class Meta:
        model: type[Record]

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.strategy = strategy
        self.instance.strategy = strategy
        if self.is_new:
            del self.fields["revision"]
        else:
            del self.fields["once"]
            self.initial["revision"] = self.instance.revision
        self.word_fields(noun_of(self.instance))

    def _get_validation_exclusions(self) -> set[str]:
        """Priorities were just looked up by their fields: the model need not do it again."""
        known = {"priority", "source", "target"}
        return super()._get_validation_exclusions() | known  # type: ignore[misc]

    @property
    def is_new(self) -> bool:
        return self.instance.pk is None

    def filled(self) -> Record:
        """The record, saying what was typed. Only once the form is known to be valid."""
        return self.instance

    def remarks(self) -> list[str]:
        """What is odd about what was saved, and is no reason not to save it."""
        return []

    def grouped(self) -> list[tuple[str, BoundField]]:
        """What is to be filled in, each with the heading that stands over it, if one does."""
        headings = dict(self.headings)
        return [
            (headings.get(field.name, ""), field) for field in self.visible_fields()
        ]

    def word_fields(self, noun: Noun) -> None:
        for name, field in self.fields.items():
            if name in noun.fields:
                field.label = noun.label(name)
            if isinstance(field, forms.CharField):
                field.error_messages["max_length"] = TOO_LONG
                if not isinstance(field, PlainTextField):
                    field.validators.append(NO_CONTROL)

    def offer(self, name: str, choices: Callable[[], Choices]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the types
        field.choices = choices

    def offer_priorities(self, empty_label: str | None, name: str = "priority") -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the types
        field.queryset = self.strategy.priorities.filter(removed_at=None)
        field.to_field_name = "ref"
        field.empty_label = empty_label
        field.error_messages["invalid_choice"] = "Choose a priority that still stands"
        if priority := self.initial.get(name):
            self.initial[name] = ref_of(self.instance, priority, name)


class FindingForm(RecordForm):
    text = MarkdownField(
        help_text="A paragraph or two, with figures. It prints as you write it here."
    )
    evidence = RefsField(
        help_text="What stands in your evidence base. These print as numbered sources."
    )

    class Meta:
        model = Finding
        fields = ["kind", "title", "text", "market", "evidence", "set_aside_because"]
        widgets = {"kind": forms.RadioSelect, "market": forms.RadioSelect}
        help_texts = {
            "title": "As you would say it to a stranger, with no source needed here.",
            "market": MARKET,
            "set_aside_because": "For an opportunity or a challenge that you leave "
            "aside on purpose.",
        }
        error_messages = {
            "kind": {"required": "Choose what it is"},
            "title": {"required": "Say in one line what it is"},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            "market", lambda: [*Market.choices, ("", "Neither, or not said yet")]
        )
        self.offer("evidence", lambda: evidence(self.strategy, self.instance.evidence))
        if self.is_new:
            self.fields["kind"] = forms.ChoiceField(
                label=self.fields["kind"].label,
                choices=Finding.Kind.choices,
                widget=forms.RadioSelect,
                error_messages={"required": "Choose what it is"},
            )
            return
        del self.fields["kind"]
        if self.instance.kind in (Finding.Kind.STRENGTH, Finding.Kind.WEAKNESS):
            del self.fields["set_aside_because"]


class ActionForm(RecordForm):
    funding_source = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    partner_kinds = forms.MultipleChoiceField(
        choices=Action.PartnerKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="The prospectus asks how public and private partners take part.",
    )
    headings = {
        "lead": "Who does it",
        "funding_source": "What it costs",
        "starts": "When",
    }

    class Meta:
        model = Action
        fields = [
            "priority",
            "title",
            "lead",
            "partners",
            "partner_kinds",
            "confirmed",
            "funding_source",
            "funding_note",
            "starts",
            "by_when",
        ]
        widgets = {"priority": forms.RadioSelect}
        help_texts = {
            "partners": "By name, everyone who is to do a part of it.",
            "confirmed": "Who has agreed to their part, and when: “Marl University, by "
            "letter of 3 May 2019”.",
            "by_when": "In your own words: “summer 2020”, “each year until 2024”.",
        }
        error_messages = {
            "priority": {"required": "Choose the priority it belongs to"},
            "title": {"required": "Say what will be done"},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("funding_source", lambda: funding_sources(self.strategy.edition))
        if self.is_new:
            self.offer_priorities(empty_label=None)
        else:
            del self.fields["priority"]


class MeasureForm(RecordForm):
    indicator = forms.ChoiceField(
        required=False,
        help_text="If it is a series that statisticians publish, choose it, and new figures "
        "of it will be seen to bear on this measure.",
    )
    target_year = YearField()
    headings = {
        "baseline": "Where it stands",
        "target": "Where you look to be",
    }
    source = RefField(required=False)

    class Meta:
        model = Measure
        fields = [
            "priority",
            "title",
            "indicator",
            "unit",
            "baseline",
            "baseline_period",
            "source",
            "target",
            "target_year",
        ]
        help_texts = {
            "unit": "What the figures count: per cent, pounds an hour, people.",
            "baseline_period": "In your own words: “2018”, “year to March 2019”.",
            "target": "A number where that is honest, or a direction.",
        }
        error_messages = {"title": {"required": "Say what is measured"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_priorities(empty_label="None in particular")
        self.offer(
            "indicator",
            lambda: [("", "None"), *statistics(self.strategy, self.instance.indicator)],
        )
        self.offer(
            "source",
            lambda: [
                ("", "None yet"),
                *evidence(self.strategy, [self.instance.source]),
            ],
        )


FORMS: dict[str, type[RecordForm]] = {
    "findings": FindingForm,
    "actions": ActionForm,
    "measures": MeasureForm,
}


def form_of(noun: Noun) -> type[RecordForm]:
    # Their forms are RecordForms.
    from strategies.forms import argument, priorities  # noqa: PLC0415

    return {**FORMS, **priorities.FORMS, **argument.FORMS}[noun.key]


def ref_of(record: Record, priority: Any, name: str = "priority") -> Any:
    """Initial values come as the row's id; the form speaks of refs."""
    standing = getattr(record, name, None) if record.pk else None
    return standing.ref if standing and standing.pk == priority else priority
