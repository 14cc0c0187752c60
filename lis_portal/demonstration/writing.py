"""Strategies written as an officer writes them: part by part, record by record."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from lis_portal.demonstration import charts
from office.approximate import Approximate
from office.uploads import KINDS, CheckedFile
from people.models import Place, User
from reviews import dates
from reviews.calendar import working_days_after
from reviews.models import ImportantDate
from strategies import drafting, enclosures, records
from strategies.models import ChecklistAnswer, Figure, Priority, Strategy
from strategies.nouns import NOUNS

TO_OTHERS = {"priority", "source", "target", "neighbour"}  # fields that name another
What = ImportantDate.What
Kind = ImportantDate.Kind


def write(strategy: Strategy, texts: Mapping[str, str], *, by: User) -> None:
    """Save each text as the next one of its part, whatever stands there."""
    parts = {part.key: part for part in strategy.parts.select_related("latest")}
    for key, text in texts.items():
        part = parts[key]
        drafting.save(part, text, base=part.base, by=by)


@transaction.atomic
def record(
    strategy: Strategy, said: Mapping[str, list[dict[str, Any]]], *, by: User
) -> None:
    """Add records of every kind in the order they are given.

    What they refer to stands by its ref, or its slug if it is a place.
    """
    strategy = drafting.held(strategy.pk)
    known: dict[str, Priority | Place] = {
        place.slug: place for place in Place.objects.filter(is_demo=True)
    }
    for key, noun in NOUNS.items():
        for values in said.get(key, []):
            named = {
                name: known[values[name]]
                for name in TO_OTHERS & set(values)
                if values[name] in known
            }
            made = records.add(
                noun.model(strategy=strategy, **{**values, **named}), by=by
            )
            if isinstance(made, Priority):
                known[made.ref] = made


@transaction.atomic
def show(strategy: Strategy, said: Iterable[dict[str, Any]], *, by: User) -> None:
    """Add figures, each with its chart drawn as it says."""
    strategy = drafting.held(strategy.pk)
    for values in said:
        name = values.pop("file")
        chart = charts.bars(name, values.pop("bars"), values.pop("most"))
        ready = enclosures.ready(CheckedFile(chart, name, KINDS["png"]))
        enclosure = enclosures.enclose(strategy, ready, by=by)
        records.add(Figure(strategy=strategy, enclosure=enclosure, **values), by=by)


@transaction.atomic
def answer(strategy: Strategy, said: Mapping[str, dict[str, str]], *, by: User) -> None:
    """Say how each of these criteria is shown, and where."""
    strategy = drafting.held(strategy.pk)
    parts = {part.key: part for part in strategy.parts.all()}
    for id, values in said.items():
        where = values.get("where") or strategy.edition.criterion(id).parts[0]
        answered = ChecklistAnswer(
            strategy=strategy,
            criterion=id,
            claim=values["claim"],
            where=parts[where],
            revision=0,
        )
        records.save(answered, by=by)


def set_dates(
    strategy: Strategy, ahead: Iterable[tuple[What, int, bool]], *, by: User
) -> None:
    """Dates so many days from today: to the day, or by their month alone."""
    for what, days, is_exact in ahead:
        day = working_days_after(timezone.localdate() + timedelta(days=days - 1), 1)
        words = f"{day.day} {day:%B %Y}" if is_exact else f"{day:%B %Y}"
        is_deadline = what in (What.BOARD_PAPERS, What.SUBMISSION)
        dates.add(
            {
                "title": what.label,
                "what": what,
                "kind": Kind.DEADLINE if is_deadline else Kind.EVENT,
                "scope": ImportantDate.Scope.PLACE,
                "place": strategy.place,
                **dates.as_values(Approximate.parse(words)),
            },
            by=by,
        )
