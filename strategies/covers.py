"""The cover of a strategy: its logo, its picture, and what that shows."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from office import ledger
from people.models import User
from strategies.drafting import Locked, held
from strategies.models import Enclosure, Strategy
from strategies.permissions import may_write

FIELDS = ("logo_id", "cover_id", "cover_alternative")


class StaleCover(Exception):
    """Somebody else described the strategy since it was read."""

    def __init__(self, now: Strategy) -> None:
        super().__init__(now)
        self.now = now


@transaction.atomic
def dress(
    strategy: Strategy,
    *,
    logo: Enclosure | None,
    cover: Enclosure | None,
    alternative: str,
    revision: int,
    by: User,
) -> Strategy:
    """Give the strategy this cover. Raises StaleCover if it was read too long ago."""
    now = held(strategy.pk)
    now.place = strategy.place
    if not now.is_editable:
        raise Locked
    if not may_write(by, now):
        raise PermissionDenied
    before = [getattr(now, name) for name in FIELDS]
    if before == [logo and logo.pk, cover and cover.pk, alternative]:
        return now
    if now.revision != revision:
        raise StaleCover(now)
    now.logo, now.cover, now.cover_alternative = logo, cover, alternative
    now.revision += 1
    now.save(update_fields=["logo", "cover", "cover_alternative", "revision"])
    facts = {
        "logo": logo.sha256 if logo else "",
        "cover": cover.sha256 if cover else "",
    }
    chain = ledger.strategy_chain(now.pk)
    ledger.record(chain, "cover_chosen", by=by, subject=now.title, facts=facts)
    return now
