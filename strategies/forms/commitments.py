"""What may be typed about what is promised, and what may be said of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from office.once import OnceForm
from people.models import Place, Relation
from strategies.forms.fields import MarkdownField
from strategies.forms.records import NO_CONTROL, Choices, RecordForm
from strategies.models import Commitment, CommitmentAnswer, Record, Strategy

Answer = CommitmentAnswer.Answer
Voice = Commitment.Voice

BECAUSE = "Say why, in a sentence: the other side reads it"


class CommitmentForm(RecordForm):
    """All of it on one page; what does not belong to the voice that is chosen is let go."""

    text = MarkdownField(
        help_text="What each side will do, and by when. The other side answers exactly "
        "these words.",
    )

    class Meta:
        model = Commitment
        fields = ["voice", "department", "neighbour", "title", "text", "priority"]
        help_texts = {
            "title": "Begin with who will do it: “We will…”, “The county next to us and we will…”.",
            "neighbour": "Only if it is with a neighbouring place. Nothing is sent to "
            "them until you propose it.",
        }
        error_messages = {
            "voice": {"required": "Choose whose it is"},
            "title": {"required": "Say in one line what is promised"},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["voice"] = forms.ChoiceField(
            label=self.fields["voice"].label,
            choices=Voice.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose whose it is"},
        )
        self.fields["department"] = forms.ChoiceField(
            label="Department",
            help_text="Only if it is with a department.",
            required=False,
            choices=departments(self.strategy, self.instance.department),
        )
        self.offer_priorities(empty_label="None in particular")
        self.offer_neighbours()

    def offer_neighbours(self) -> None:
        field = self.fields["neighbour"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the types
        offered = places_to_promise_with(self.strategy.place)
        field.queryset, field.to_field_name = offered, "slug"
        field.choices = in_order_of_nearness(self.strategy.place, offered)
        field.error_messages["invalid_choice"] = "Choose one of the places offered"
        if self.instance.neighbour_id and self.instance.neighbour:
            self.initial["neighbour"] = self.instance.neighbour.slug

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"neighbour"}

    def filled(self) -> Record:
        commitment = self.instance
        if commitment.voice != Voice.DEPARTMENT:
            commitment.department = ""
        if commitment.voice != Voice.NEIGHBOUR:
            commitment.neighbour = None
        return commitment


def departments(strategy: Strategy, chosen: str) -> Choices:
    """Those of the edition, and one chosen before that it does not know."""
    known = [(one.key, one.title) for one in strategy.edition.departments]
    gone = [(chosen, chosen)] if chosen and chosen not in dict(known) else []
    return [("", "Not said yet"), *known, *gone]


def places_to_promise_with(place: Place) -> QuerySet[Place]:
    return Place.objects.current().writing().exclude(pk=place.pk)


def in_order_of_nearness(place: Place, offered: QuerySet[Place]) -> Choices:
    """Those that share ground with it, then those in a group with it, then all others."""
    shared = set(place.neighbours().values_list("pk", flat=True))
    grouped = set(
        Relation.objects.current()
        .filter(kind=Relation.Kind.MEMBER_OF, target__in=place.groups())
        .values_list("source", flat=True)
    )
    said = {0: " – shares ground with you", 1: " – in a group with you", 2: ""}
    near = [
        (0 if one.pk in shared else 1 if one.pk in grouped else 2, one)
        for one in offered
    ]
    near.sort(key=lambda pair: pair[0])
    return [
        ("", "Not said yet"),
        *((one.slug, f"{one.label}{said[step]}") for step, one in near),
    ]


class AnswerForm(OnceForm):
    """What the other side says of the words that its page shows, by their wording."""

    wording = forms.CharField(widget=forms.HiddenInput, max_length=64)
    answer = forms.ChoiceField(
        label="Your answer",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose your answer"},
    )
    note = forms.CharField(
        label="Why, or what should be known (optional)",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[NO_CONTROL],
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        answer = cleaned.get("answer")
        if answer in NEED_A_REASON and not cleaned.get("note", "").strip():
            self.add_error("note", BECAUSE)
        return cleaned


NEED_A_REASON = (Answer.CANNOT_AGREE, Answer.DECLINED)


class DepartmentAnswerForm(AnswerForm):
    behalf = forms.CharField(
        label="Who in the department gave it",
        help_text="A name and a post, so that both sides know whom to ask.",
        max_length=200,
        required=False,
        validators=[NO_CONTROL],
    )

    field_order = ("answer", "behalf", "note", "wording", "once")

    def __init__(self, *args: Any, department: str, asks_who: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        answer = self.fields["answer"]
        assert isinstance(answer, forms.ChoiceField)  # noqa: S101 - for the types
        answer.choices = [
            (Answer.SEEN, f"{department} has seen these words"),
            (Answer.AGREED, f"{department} agrees to these words"),
            (Answer.CANNOT_AGREE, f"{department} cannot agree to these words"),
        ]
        self.fields["behalf"].required = asks_who
        self.fields["behalf"].error_messages["required"] = (
            "Say who in the department gave the answer"
        )
        if not asks_who:
            del self.fields["behalf"]


class NeighbourAnswerForm(AnswerForm):
    title = forms.CharField(
        label="Other words: the one line",
        help_text="Only if you propose other words. Change what stands here.",
        max_length=200,
        required=False,
        validators=[NO_CONTROL],
    )
    text = MarkdownField(label="Other words: the text under it")

    field_order = ("answer", "note", "title", "text", "wording", "once")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = self.fields["answer"]
        assert isinstance(answer, forms.ChoiceField)  # noqa: S101 - for the types
        answer.choices = [
            (Answer.CONFIRMED, "We confirm these words"),
            (Answer.AMENDED, "We propose the other words below"),
            (Answer.DECLINED, "We do not take this up"),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        is_amended = cleaned.get("answer") == Answer.AMENDED
        if is_amended and not cleaned.get("title", "").strip():
            self.add_error("title", "Write the words that you propose")
        return cleaned
