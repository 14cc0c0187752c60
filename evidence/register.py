"""The evidence register: every change to it is recorded, and nothing ever leaves it."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from evidence.keeping import changed
from evidence.models import Item, ItemFile
from office import ledger
from office.files import keep
from office.uploads import CheckedFile
from people.models import Place, User

FOLDER = "evidence"


@transaction.atomic
def add(item: Item, *, by: User, upload: CheckedFile | None = None) -> Item:
    """Enter a new item under the place's next ref, with its file if there is one.

    The place is locked meanwhile, so that two people never get the same ref; items are
    never deleted, so none is given twice.
    """
    Place.objects.select_for_update(no_key=True).get(pk=item.place_id)
    last = Item.objects.filter(place=item.place).aggregate(last=Max("number"))["last"]
    item.number = (last or 0) + 1
    item.ref = f"E{item.number:02}"
    item.added_by = by
    item.save(force_insert=True)
    record(item, "evidence_added", by=by, facts={"title": item.title})
    if upload:
        attach(item, upload, by=by)
    return item


@transaction.atomic
def edit(
    item: Item,
    *,
    by: User,
    before: dict[str, Any],
    typed: dict[str, str] | None = None,
) -> None:
    """Save what changed, keeping in the ledger what each field said before.

    `typed` is what was sent, by labels, where something else was saved for it.
    """
    changes = changed(item, before)
    if not changes:
        if typed:
            set_aside(item, by=by, typed=typed)
        return
    item.revision += 1
    item.edited_at, item.edited_by = timezone.now(), by
    item.save(update_fields=[*changes, "revision", "edited_at", "edited_by"])
    facts = {"changes": changes, "typed": typed} if typed else {"changes": changes}
    record(item, "evidence_edited", by=by, facts=facts)


def set_aside(item: Item, *, by: User, typed: dict[str, str]) -> None:
    """Keep in the ledger what somebody typed, then gave up for what stood there."""
    record(item, "evidence_change_set_aside", by=by, facts={"typed": typed})


@transaction.atomic
def withdraw(item: Item, *, by: User, because: str) -> None:
    """Take the item out of use; it stays in the register and in what cited it."""
    item.withdrawn_at, item.withdrawn_by = timezone.now(), by
    item.withdrawn_because = because
    _save_withdrawal(item)
    record(item, "evidence_withdrawn", by=by, facts={"because": because})


@transaction.atomic
def bring_back(item: Item, *, by: User) -> None:
    because = item.withdrawn_because
    item.withdrawn_at, item.withdrawn_by, item.withdrawn_because = None, None, ""
    _save_withdrawal(item)
    record(
        item, "evidence_brought_back", by=by, facts={"was_withdrawn_because": because}
    )


def _save_withdrawal(item: Item) -> None:
    item.revision += 1
    item.save(
        update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because", "revision"]
    )


@transaction.atomic
def attach(
    item: Item, upload: CheckedFile, *, by: User, instead_of: ItemFile | None = None
) -> ItemFile:
    """Keep a file with the item. An earlier file it takes the place of is kept too."""
    kept = keep(upload.upload, FOLDER, upload.kind.key)
    file = ItemFile.objects.create(
        item=item,
        name=upload.name,
        file=kept.name,
        kind=upload.kind.key,
        size=kept.size,
        sha256=kept.sha256,
        added_by=by,
    )
    facts = {"file": file.name, "sha256": file.sha256}
    if instead_of:
        instead_of.replaced_by = file
        instead_of.save(update_fields=["replaced_by"])
        facts["instead_of"] = instead_of.name
    record(item, "file_added", by=by, facts=facts)
    return file


def record(item: Item, verb: str, *, by: User, facts: dict[str, Any]) -> None:
    """One entry in the place's chain; its subject is the item's ref."""
    chain = ledger.place_chain(item.place_id)
    ledger.record(chain, verb, by=by, subject=item.ref, facts=facts)
