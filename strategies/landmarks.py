"""What happened to saved texts: marked as ready, frozen, submitted.

Each is written in the transaction in which it happens. Histories name them, and never
fold the text they stand on into a longer sitting.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from people.models import User
from strategies.models import Landmark, Part, Version

What = Landmark.What


def mark_ready(part: Part, *, by: User) -> None:
    """A part without a text has nothing for a landmark to stand on."""
    if part.latest_id is not None:
        Landmark.objects.create(revision_id=part.latest_id, what=What.READY, by=by)


def mark_frozen(version: Version) -> None:
    """On the text of every part that went into the version."""
    parts = version.strategy.parts.live()
    _mark(parts.values_list("latest_id", flat=True), What.FROZEN, version, version.by)


def mark_submitted(version: Version, *, by: User) -> None:
    """On the texts that were frozen in it, whatever stands there now."""
    frozen = Landmark.objects.filter(version=version, what=What.FROZEN)
    _mark(frozen.values_list("revision_id", flat=True), What.SUBMITTED, version, by)


def shown_to(user: User, part: Part) -> QuerySet[Landmark]:
    """Those of the part's texts; of a version, to those who may see that version."""
    seen = Version.objects.visible_to(user).filter(strategy=part.strategy_id)
    return (
        Landmark.objects.filter(revision__part=part)
        .filter(Q(version=None) | Q(version__in=seen.values("pk")))
        .select_related("revision", "version", "by")
        .defer("revision__blocks", "version__document")
    )


def in_words(landmark: Landmark) -> str:
    version = landmark.version
    if version is None:
        return landmark.get_what_display()
    if landmark.what == What.SUBMITTED:
        return f"{landmark.get_what_display()} in version {version.number}"
    purpose = version.get_purpose_display()
    return f"Frozen as version {version.number} for {purpose[:1].lower()}{purpose[1:]}"


def _mark(
    revisions: Iterable[int | None], what: str, version: Version, by: User
) -> None:
    Landmark.objects.bulk_create(
        Landmark(revision_id=pk, what=what, version=version, by=by)
        for pk in revisions
        if pk is not None
    )
