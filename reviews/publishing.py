"""Making a version public: agreed, or the place's own and not agreed. A dated fact."""

from datetime import date

from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from office import ledger
from people.models import Place, User
from reviews import searchable
from reviews.models import Approval, ImportantDate, Publication
from strategies import enclosures, placing, versions
from strategies.models import Enclosure, Status, Strategy, Version
from strategies.models.version import Stage
from strategies.rendering import draw, served_at

Kind = Publication.Kind


class Refused(Exception):
    """It cannot be published now; the message says why."""


def what_to_publish(strategy: Strategy) -> tuple[str, Version] | None:
    """The agreed version; before that, one the place has approved, as its own alone."""
    if strategy.status == Status.AGREED:
        return Kind.AGREED, strategy.agreement.version
    approval = (
        Approval.objects.filter(version__strategy=strategy, taken_back_at=None)
        .select_related("version")
        .order_by("-version__number")
        .first()
    )
    return (Kind.LOCAL_ONLY, approval.version) if approval else None


def holds_to_come(place: Place) -> list[ImportantDate]:
    """Times, now or later, in which the place should publish or launch nothing."""
    holds = ImportantDate.objects.live().bearing_on(place)
    return list(
        holds.filter(kind=ImportantDate.Kind.HOLD, latest__gte=timezone.localdate())
    )


@transaction.atomic
def publish(strategy: Strategy, version: Version, on: date, *, by: User) -> Publication:
    """Publish the version that was read. Raises Refused when another is in its place."""
    strategy = Strategy.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=strategy.pk
    )
    choice = what_to_publish(strategy)
    if choice is None or choice[1].pk != version.pk:
        raise Refused("The text to publish has changed since you read this page.")
    kind = choice[0]
    try:
        with transaction.atomic():
            publication = Publication.objects.create(
                strategy=strategy,
                version=version,
                kind=kind,
                on=on,
                page=page_of(version),
                by=by,
            )
    except IntegrityError as error:
        raise Refused("This strategy is published already.") from error
    searchable.index(version)
    if kind == Kind.LOCAL_ONLY:
        versions.request_rendering(version, Stage.LOCAL, by=by)
    _record(publication, "publish", by, on=str(on), kind=kind)
    return publication


@transaction.atomic
def withdraw(publication: Publication, because: str, *, by: User) -> bool:
    """Take it off the public pages; the fact that it stood there stays."""
    withdrawn = Publication.objects.filter(pk=publication.pk, withdrawn_on=None).update(
        withdrawn_on=timezone.localdate(), withdrawn_by=by, withdrawn_because=because
    )
    if withdrawn:
        _record(publication, "withdraw_publication", by, note=because)
    return bool(withdrawn)


def page_of(version: Version) -> str:
    address_of = served_at("reviews:published_figure", version.strategy.slug)
    return render_to_string(
        "components/whole_strategy.html",
        {"drawing": draw(version.document, address_of)},
    )


def enclosure_of(publication: Publication, ref: str) -> Enclosure | None:
    """What a figure on the public page shows, the logo or the cover; nothing else."""
    version = publication.version
    if ref not in enclosures.COVER and ref not in placing.figures_of(version.document):
        return None
    return enclosures.in_document(version.strategy_id, version.document, ref)


def _record(publication: Publication, verb: str, by: User, **facts: object) -> None:
    ledger.record(
        ledger.strategy_chain(publication.strategy_id),
        verb,
        by=by,
        subject=publication.strategy.title,
        facts={"version": publication.version.number, **facts},
    )
