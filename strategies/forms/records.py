"""What may be typed about findings, priorities, actions and measures.

A title is enough to save: what is still missing is a list beside the work, and not a
refusal. Evidence and findings are taken by ref and not looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from evidence.models import Item
from office.fields import Hinted
from office.once import OnceForm
from strategies.forms.fields import MarkdownField, RefField, RefsField, YearField
from strategies.forms.part import PlainTextField, ReadNumber
from strategies.models import Action, Finding, Measure, Priority, Record, Strategy
from strategies.nouns import NOUNS, Noun, noun_of
from strategies.prospectus import Edition, FundingSource
from strategies.text.limits import CONTROL

Choices = Sequence[tuple[str, str]]  # a value and what stands beside it
NO_CONTROL = RegexValidator(
    CONTROL,
    "Remove the control character: it cannot be stored or printed",
    inverse_match=True,
)
TOO_LONG = "Use at most %(limit_value)d characters. You have used %(show_value)d"


class RecordForm(forms.ModelForm, OnceForm):
    """A record as typed: one that is new carries a token, one that stands its revision."""

    revision = ReadNumber()

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
        """The priority was just looked up by its field: the model need not do it again."""
        return super()._get_validation_exclusions() | {"priority"}  # type: ignore[misc]

    @property
    def is_new(self) -> bool:
        return self.instance.pk is None

    def filled(self) -> Record:
        """The record, saying what was typed. Only once the form is known to be valid."""
        return self.instance

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

    def offer_priorities(self, empty_label: str | None) -> None:
        field = self.fields["priority"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the types
        field.queryset = self.strategy.priorities.filter(removed_at=None)
        field.to_field_name = "ref"
        field.empty_label = empty_label
        field.error_messages["invalid_choice"] = "Choose a priority that still stands"
        if priority := self.initial.get("priority"):
            self.initial["priority"] = ref_of(self.instance, priority)


class FindingForm(RecordForm):
    text = MarkdownField(
        help_text="A paragraph or two, with figures. It prints as you write it here."
    )
    evidence = RefsField(
        help_text="What stands in your evidence base. These print as numbered sources."
    )

    class Meta:
        model = Finding
        fields = ["kind", "title", "text", "evidence", "set_aside_because"]
        widgets = {"kind": forms.RadioSelect}
        help_texts = {
            "title": "As you would say it to a stranger, with no source needed here.",
            "set_aside_because": "For an opportunity or a challenge that you leave "
            "aside on purpose.",
        }
        error_messages = {
            "kind": {"required": "Choose what it is"},
            "title": {"required": "Say in one line what it is"},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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


class PriorityForm(RecordForm):
    """Its tags are asked for set by set, as the edition has them."""

    findings = RefsField(help_text="The strengths and challenges you have recorded.")
    rationale = MarkdownField(
        help_text="The opportunity, or what stops the market from doing this by itself."
    )
    why_local = MarkdownField(
        help_text="What can be done here that a national programme cannot do."
    )
    end_year = YearField()

    class Meta:
        model = Priority
        fields = [
            "title",
            "sentence",
            "findings",
            "rationale",
            "why_local",
            "owner",
            "end_year",
        ]
        help_texts = {"owner": "A person or a body, by name."}
        error_messages = {"title": {"required": "Enter a title"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("findings", lambda: findings(self.strategy))
        for tag_set in self.strategy.edition.tags:
            self.fields[f"tags_{tag_set.key}"] = forms.MultipleChoiceField(
                label=tag_set.title,
                help_text=tag_set.hint,
                choices=[(tag.key, tag.title) for tag in tag_set.tags],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=self.instance.tags,
            )
        tags = [name for name in self.fields if name.startswith("tags_")]
        self.order_fields(["title", "sentence", *tags])

    def filled(self) -> Record:
        self.instance.tags = [
            key
            for tag_set in self.strategy.edition.tags
            for key in self.cleaned_data[f"tags_{tag_set.key}"]
        ]
        return self.instance


class ActionForm(RecordForm):
    funding_source = forms.ChoiceField(required=False, widget=forms.RadioSelect)

    class Meta:
        model = Action
        fields = [
            "priority",
            "title",
            "lead",
            "partners",
            "funding_source",
            "funding_note",
            "by_when",
        ]
        widgets = {"priority": forms.RadioSelect}
        help_texts = {
            "partners": "Everyone who has agreed to do a part of it.",
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
    target_year = YearField()
    source = RefField(required=False)

    class Meta:
        model = Measure
        fields = [
            "priority",
            "title",
            "unit",
            "baseline",
            "baseline_period",
            "target",
            "target_year",
            "source",
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
            "source",
            lambda: [
                ("", "None yet"),
                *evidence(self.strategy, [self.instance.source]),
            ],
        )


FORMS: dict[str, type[RecordForm]] = {
    "findings": FindingForm,
    "priorities": PriorityForm,
    "actions": ActionForm,
    "measures": MeasureForm,
}


def form_of(noun: Noun) -> type[RecordForm]:
    return FORMS[noun.key]


def evidence(strategy: Strategy, chosen: Iterable[str]) -> Choices:
    """The items that stand, and any chosen before that does not."""
    items = Item.objects.filter(place=strategy.place).live()
    offered = {item.ref: item.title for item in items}
    gone = {ref: "not in your evidence base" for ref in chosen if ref}
    return [(ref, f"{ref} {title}") for ref, title in {**gone, **offered}.items()]


def findings(strategy: Strategy) -> Choices:
    standing: Any = Finding.objects.filter(strategy=strategy, removed_at=None)
    rows = standing.values_list("kind", "ref", "title")
    order = Finding.Kind.values
    in_order = sorted(rows, key=lambda row: order.index(row[0]))
    return [(ref, f"{ref} {title}") for _, ref, title in in_order]


def funding_sources(edition: Edition) -> Choices:
    return [(source.key, hinted(source)) for source in edition.funding_sources]


def hinted(source: FundingSource) -> str:
    return Hinted(source.title, hint=source.hint)


def ref_of(record: Record, priority: Any) -> Any:
    """Initial values come as the row's id; the form speaks of refs."""
    standing = getattr(record, "priority", None)
    return standing.ref if standing and standing.pk == priority else priority


assert {*FORMS, "figures"} == set(NOUNS)  # noqa: S101 - figures have a module of theirs
