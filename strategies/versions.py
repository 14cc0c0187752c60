"""Versions: the whole content of a strategy frozen, shown to others, and compared.

This is the only module that makes versions. Nothing changes one afterwards.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from evidence.models import Disclosure as EvidenceDisclosure
from evidence.models import Item
from office import ledger
from office.jobs import enqueue
from people.models import User
from strategies import document, landmarks
from strategies.comparison import compare
from strategies.drafting import Locked, held
from strategies.models import (
    Disclosure,
    DraftRendering,
    Rendering,
    Strategy,
    Version,
)
from strategies.models.version import Stage

__all__ = [
    "compare",
    "disclose",
    "freeze",
    "rendering_of",
    "request_draft",
    "request_rendering",
    "stage_of",
    "standing_of",
]

STAGES = (Stage.AGREED, Stage.LOCAL, Stage.SUBMITTED, Stage.COPY)


@transaction.atomic
def freeze(strategy: Strategy, purpose: str, *, by: User, note: str = "") -> Version:
    """Freeze what the strategy says now. Raises Locked if it is closed to writing."""
    now = held(strategy.pk)
    if not now.is_editable:
        raise Locked
    now.place = strategy.place
    content = document.build(now)
    version = Version.objects.create(
        strategy=now,
        number=_last_number(now) + 1,
        purpose=purpose,
        note=note,
        by=by,
        document=content,
        sha256=document.fingerprint(content),
    )
    landmarks.mark_frozen(version)
    ledger.record(
        ledger.strategy_chain(now.pk),
        "froze",
        by=by,
        subject=str(version),
        facts={
            "version": version.number,
            "purpose": version.purpose,
            "sha256": version.sha256,
        },
    )
    return version


def _last_number(strategy: Strategy) -> int:
    return strategy.versions.aggregate(last=Max("number"))["last"] or 0


@transaction.atomic
def disclose(
    version: Version,
    audience: str,
    *,
    why: str,
    user: User | None = None,
    until: datetime | None = None,
) -> None:
    """Let somebody outside the place see the version and the evidence it cites.

    Restricted evidence stays with the place: of it, the version holds a line alone. To
    disclose again moves the end, so a date that has passed opens anew.
    """
    to_whom: dict[str, Any] = {"audience": audience, "user": user}
    Disclosure.objects.update_or_create(
        version=version, **to_whom, defaults={"why": why, "until": until}
    )
    cited = Item.objects.filter(
        place=version.strategy.place,
        ref__in=[row["ref"] for row in version.document["evidence"]],
        is_restricted=False,
    )
    rows = EvidenceDisclosure.objects.filter(item__in=cited, **to_whom)
    if until is None:
        rows.filter(until__isnull=False).update(until=None)
    else:
        rows.filter(until__lt=until).update(until=until)
    known = set(rows.values_list("item", flat=True))
    EvidenceDisclosure.objects.bulk_create(
        EvidenceDisclosure(
            place=version.strategy.place, item=item, why=why, until=until, **to_whom
        )
        for item in cited
        if item.pk not in known
    )


@transaction.atomic
def request_rendering(
    version: Version, stage: str, *, by: User | None, agreed_on: date | None = None
) -> Rendering:
    """The version's PDF at this stage, asked for once: a second request makes nothing."""
    rendering, is_new = Rendering.objects.get_or_create(
        version=version,
        stage=stage,
        defaults={"asked_by": by, "agreed_on": agreed_on},
    )
    if is_new:
        enqueue()
    return rendering


def rendering_of(version: Version) -> Rendering | None:
    """The PDF of the furthest stage that was asked for, if any was."""
    asked = {rendering.stage: rendering for rendering in version.renderings.all()}
    return next((asked[stage] for stage in STAGES if stage in asked), None)


def stage_of(version: Version) -> Stage:
    """How far the version has come, as its PDFs that were asked for say."""
    rendering = rendering_of(version)
    return Stage(rendering.stage) if rendering else Stage.COPY


def standing_of(version: Version) -> str:
    """The same in words, as every page of its PDF says it."""
    rendering = rendering_of(version)
    return rendering.words if rendering else Stage.COPY.label


@transaction.atomic
def request_draft(strategy: Strategy, *, by: User) -> DraftRendering:
    """The PDF of the text as it stands, asked for once while the text stays the same."""
    content = document.build(strategy)
    rendering, is_new = DraftRendering.objects.get_or_create(
        strategy=strategy,
        fingerprint=document.fingerprint(content),
        defaults={"document": content, "asked_by": by},
    )
    if is_new:
        enqueue()
    return rendering
