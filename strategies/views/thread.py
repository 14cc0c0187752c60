"""How a strategy fits together: the thread, its picture, and what leans on what."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from office import access
from office.cells import csv_bytes
from office.http import Request
from strategies import checks, thread
from strategies.checks.frozen import of_document
from strategies.models import Version
from strategies.permissions import may_write
from strategies.thread import addresses, leaning, mending, picture, table
from strategies.thread.breaks import Break
from strategies.thread.graph import CRITERIA
from strategies.views.fetch import draft_or_404
from strategies.views.versions import version_or_404

Values = dict[str, Any]


@require_safe
def thread_of_draft(request: Request, slug: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    woven = thread.weave(checks.of_strategy(strategy))
    links = addresses.of_draft(woven, strategy)
    page = woven_page(request, woven, links)
    return render(
        request,
        "strategies/thread.html",
        page
        | {
            "strategy": strategy,
            "passages": thread.written(woven),
            "may_write": may_write(request.user, strategy),
            "picture_url": reverse("strategies:thread_picture", args=[slug]),
            "csv_url": reverse("strategies:thread_csv", args=[slug]),
        },
    )


@require_safe
def version_thread(request: Request, slug: str, number: int) -> HttpResponse:
    version = version_or_404(request, slug, number)
    woven = thread.weave(of_document(version.document))
    page = woven_page(request, woven, addresses.of_version(woven, version))
    of_it = [slug, number]
    return render(
        request,
        "strategies/thread.html",
        page
        | {
            "strategy": version.strategy,
            "version": version,
            "may_write": False,
            "picture_url": reverse("strategies:version_thread_picture", args=of_it),
            "csv_url": reverse("strategies:version_thread_csv", args=of_it),
        },
    )


def woven_page(
    request: Request, woven: thread.Thread, links: addresses.Addresses
) -> Values:
    """The whole thread, or one kind of break in it if the address asks for that."""
    found = thread.chains(woven)
    breaks = thread.breaks(woven, found)
    shown = asked_for(breaks, request.GET.get("show", ""))
    if shown:
        return {
            "breaks": breaks,
            "shown": shown,
            "loose": mending.loose(woven, shown),
            "links": links,
        }
    return {
        "breaks": breaks,
        "headings": thread.headings(woven, found),
        "around": thread.around(woven),
        "links": links,
    }


def asked_for(breaks: list[Break], key: str) -> Break | None:
    return next((one for one in breaks if one.key == key), None)


@require_safe
def thread_picture(request: Request, slug: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    woven = thread.weave(checks.of_strategy(strategy))
    back = reverse("strategies:thread", args=[slug])
    links = addresses.of_draft(woven, strategy)
    return show_picture(request, woven, links, {"strategy": strategy, "back": back})


@require_safe
def version_thread_picture(request: Request, slug: str, number: int) -> HttpResponse:
    version = version_or_404(request, slug, number)
    woven = thread.weave(of_document(version.document))
    back = reverse("strategies:version_thread", args=[slug, number])
    links = addresses.of_version(woven, version)
    page = {"strategy": version.strategy, "version": version, "back": back}
    return show_picture(request, woven, links, page)


def show_picture(
    request: Request,
    woven: thread.Thread,
    links: addresses.Addresses,
    page: Values,
) -> HttpResponse:
    found = thread.chains(woven)
    drawn = picture.draw(woven, found, links, more=page["back"])
    breaks = thread.breaks(woven, found)
    return render(
        request,
        "strategies/thread_picture.html",
        page | {"picture": drawn, "breaks": breaks},
    )


@require_safe
def thread_csv(request: Request, slug: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    woven = thread.weave(checks.of_strategy(strategy))
    return as_csv(request, woven, f"{slug}-thread.csv")


@require_safe
def version_thread_csv(request: Request, slug: str, number: int) -> HttpResponse:
    version: Version = version_or_404(request, slug, number)
    woven = thread.weave(of_document(version.document))
    return as_csv(request, woven, f"{slug}-version-{number}-thread.csv")


def as_csv(request: Request, woven: thread.Thread, name: str) -> HttpResponse:
    access.note(request, "downloaded", file=name)
    titles = {one.key: one.title for one in woven.content.edition.sections}
    return HttpResponse(
        csv_bytes(table.rows(thread.chains(woven), titles)),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


@require_safe
def thread_leans_on(request: Request, slug: str, kind: str, ref: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    woven = thread.weave(checks.of_strategy(strategy))
    node = woven.nodes.get((kind, ref))
    if node is None or kind == CRITERIA:  # clauses are the prospectus's own
        raise Http404
    return render(
        request,
        "strategies/thread_leans_on.html",
        {
            "strategy": strategy,
            "node": node,
            "begins": mending.about(woven, node),
            "kind": thread.KINDS[kind],
            "links": addresses.of_draft(woven, strategy),
            "rests": leaning.grouped(woven, woven.on(node.key)),
            "direct": leaning.grouped(woven, woven.above(node.key)),
            "indirect": leaning.indirect(woven, node.key),
            "going": thread.going(woven, node.key),
        },
    )
