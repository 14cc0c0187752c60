"""The saved texts of a part: who wrote them, what changed, and who wrote what."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from office.http import Request
from strategies import authorship, choosing, history
from strategies.models import Part, Revision
from strategies.permissions import may_write_part
from strategies.text import Kind, compare
from strategies.views.fetch import part_or_404

NOTHING_YET = 0  # stands, in an address, for what stood before the first saved text


@require_safe
def part_history(request: Request, slug: str, key: str) -> HttpResponse:
    found = part_or_404(request, slug, key)
    leaf = history.sittings(found, request.user, request.GET.get("page"))
    return render(
        request,
        "strategies/part_history.html",
        {
            "part": found,
            "strategy": found.strategy,
            "page": leaf.page,
            "sittings": leaf.sittings,
            "unsettled": leaf.unsettled,
            "may_write": may_write_part(request.user, found),
        },
    )


@require_safe
def sitting(request: Request, slug: str, key: str, number: int) -> HttpResponse:
    """Every save of one sitting, with nothing folded."""
    found = part_or_404(request, slug, key)
    page = history.saves_of(found, number, request.GET.get("page"))
    if not page.paginator.count:
        raise Http404
    return render(
        request,
        "strategies/sitting.html",
        {
            "part": found,
            "strategy": found.strategy,
            "page": page,
            "may_write": may_write_part(request.user, found),
        },
    )


@require_safe
def part_compare(request: Request, slug: str, key: str) -> HttpResponse:
    """Two saved texts of the part; bent or missing numbers bring a choice of them."""
    found = part_or_404(request, slug, key)
    asked = _number(request, "from"), _number(request, "to")
    old, new = _pair(found, *asked)
    changes = compare(old.as_blocks(), new.as_blocks()) if old and new else []
    changed = [change for change in changes if change.kind != Kind.SAME]
    only = request.GET.get("show") == "changed"
    return render(
        request,
        "strategies/part_compare.html",
        {
            "part": found,
            "strategy": found.strategy,
            "offer": choosing.offer(found, request.user, asked),
            "asked": asked,
            "old": old,
            "new": new,
            "changes": changed if only else changes,
            "changed": changed,
            "only": only,
            "is_same": bool(old and new and old.text == new.text),
            "restores": old if _may_restore(request, found, old) else None,
        },
    )


@require_safe
def who_wrote(request: Request, slug: str, key: str) -> HttpResponse:
    found = part_or_404(request, slug, key)
    passages = authorship.of_part(found)
    return render(
        request,
        "strategies/who_wrote.html",
        {
            "part": found,
            "strategy": found.strategy,
            "stretches": list(authorship.stretches(passages)),
            "shares": authorship.shares(passages),
        },
    )


def _pair(
    part: Part, old: int | None, new: int | None
) -> tuple[Revision | None, Revision | None]:
    """The two texts asked for; an unsaved empty one for what stood before the first."""
    numbers = [number for number in (old, new) if number is not None]
    rows = part.revisions.select_related("by").filter(number__in=numbers)
    texts = {row.number: row for row in rows} if numbers else {}
    texts[NOTHING_YET] = Revision(part=part, number=NOTHING_YET)
    return (
        None if old is None else texts.get(old),
        None if new is None else texts.get(new),
    )


def _may_restore(request: Request, part: Part, old: Revision | None) -> bool:
    return old is not None and bool(old.pk) and may_write_part(request.user, part)


def _number(request: Request, name: str) -> int | None:
    """A revision's number from the address; none if it is missing or bent."""
    value = request.GET.get(name, "")
    is_number = value.isascii() and value.isdigit() and len(value) < 10
    return int(value) if is_number else None
