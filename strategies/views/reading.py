"""The whole working text on one page, as it will print."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from office.http import Request
from people.models import User
from strategies import headings, reading
from strategies.models import Strategy
from strategies.permissions import may_see_problems, may_write_part
from strategies.views.fetch import draft_or_404


@require_safe
def read(request: Request, slug: str) -> HttpResponse:
    found = draft_or_404(request, slug)
    page = reading.of_strategy(found)
    sees_problems = may_see_problems(request.user, found)
    return render(
        request,
        "strategies/read.html",
        {
            "strategy": found,
            "drawing": page.drawing,
            "sections": headings.numbered(page.drawing.sections),
            "editable": _editable(request.user, found),
            "problems": page.problems if sees_problems else [],
        },
    )


def _editable(user: User, strategy: Strategy) -> set[str]:
    """The keys of the parts that this person may write."""
    parts = strategy.parts.live().select_related("strategy__place")
    return {part.key for part in parts if may_write_part(user, part)}
