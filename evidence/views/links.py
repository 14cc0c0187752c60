from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from evidence import links
from evidence.permissions import may_edit_evidence
from evidence.views.fetch import item_of
from office.http import Request
from office.permissions import require


@require_POST
@transaction.atomic
def look_again(request: Request, place: str, ref: str) -> HttpResponse:
    """Have the address asked for next; the clock does it, not this page."""
    item = item_of(request, place, ref)
    require(may_edit_evidence(request.user, item))

    if settings.LINK_CHECKS:
        links.look_again(item)
        messages.success(
            request, "The link is looked at within a few minutes. Come back then"
        )
    return redirect(item)
