"""The whole working text on one page, as it will print."""

from django.http import HttpResponse
from django.shortcuts import render

from office.http import Request
from office.permissions import require
from strategies import citations, contents, reading
from strategies.permissions import may_read_draft, may_see_problems
from strategies.views.fetch import strategy_or_404


def read(request: Request, slug: str) -> HttpResponse:
    found = strategy_or_404(request, slug)
    require(may_read_draft(request.user, found))
    page = reading.of_strategy(found)
    groups = contents.groups(found, found.parts.live().with_latest(), request.user)
    lines = [line for group in groups for line in group.lines]
    sees_problems = may_see_problems(request.user, found)
    return render(
        request,
        "strategies/read.html",
        {
            "strategy": found,
            "drawing": page.drawing,
            "editable": {line.part.key for line in lines if line.is_theirs},
            "problems": citations.problems(found.place, page.refs)
            if sees_problems
            else [],
        },
    )
