"""Whom a part is shared with or shown to, and where an accepted text goes."""

from __future__ import annotations

from typing import Any

from django import forms

from office.once import OnceForm
from people.models import Place
from strategies.forms.commitments import in_order_of_nearness, places_to_promise_with
from strategies.forms.part import ReadNumber
from strategies.forms.records import NO_CONTROL, Choices
from strategies.models import SharedPart, Strategy

EVERY_PLACE = "every-place"


class PlaceForm(OnceForm):
    """Another place, those that are near first."""

    more: Choices = ()  # what may be chosen beside a place

    place = forms.ChoiceField(
        label="Place",
        error_messages={
            "required": "Choose a place",
            "invalid_choice": "Choose one of the places offered",
        },
    )

    def __init__(self, *args: Any, place: Place, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = places_to_promise_with(place)
        self.by_slug = {one.slug: one for one in offered}
        near = in_order_of_nearness(place, offered)[1:]
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the types
        field.label = label
        field.choices = [("", "Choose a place"), *self.more, *near]

    @property
    def chosen(self) -> Place | None:
        return self.by_slug.get(self.cleaned_data["place"])


class ShowForm(PlaceForm):
    """The same, or every place at once."""

    more = ((EVERY_PLACE, "Every place"),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="show_%s", **kwargs)


class AcceptForm(OnceForm):
    """The text that was read, and on its first acceptance where it is to stand."""

    number = ReadNumber()
    where = forms.ChoiceField(
        label="Where it is to stand in your strategy",
        help_text="The text of a part that stands now stays in its history.",
        error_messages={
            "required": "Choose where it is to stand",
            "invalid_choice": "Choose one of those offered",
        },
    )

    def __init__(self, *args: Any, into: Strategy, is_first: bool, **kwargs: Any):
        super().__init__(*args, auto_id="accept_%s", **kwargs)
        if not is_first:
            del self.fields["where"]
            return
        self.parts = {part.key: part for part in free_parts(into)}
        field = self.fields["where"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the types
        field.choices = [
            ("", "Choose"),
            *(
                (f"section:{one.key}", f"A new part in “{one.title}”")
                for one in into.edition.sections
            ),
            *((f"part:{key}", f"“{part.title}”") for key, part in self.parts.items()),
        ]


def free_parts(strategy: Strategy) -> list[Any]:
    """Those whose text is the place's own."""
    taken = SharedPart.objects.filter(ended_at=None, taken_as__strategy=strategy)
    return list(strategy.parts.live().exclude(pk__in=taken.values("taken_as")))


class DeclineForm(OnceForm):
    number = ReadNumber()
    note = forms.CharField(
        label="Why not, and what would help",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        validators=[NO_CONTROL],
        error_messages={"required": "Say why in a sentence: the other place reads it"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="decline_%s", **kwargs)
