"""Following an invitation, and what may be done with one that is still open."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from office.http import Request
from office.permissions import require
from people import invitations
from people.forms import JoinForm
from people.models import Invitation, User
from people.permissions import may_administer, may_invite, roles_to_grant


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@transaction.atomic
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    found = Invitation.objects.by_token(token)
    if found is None or not found.is_usable:
        return render(request, "people/invitation_over.html", status=404)
    is_here = User.objects.filter(email=found.email).exists()
    if is_here or request.user.is_authenticated:
        context = {"invitation": found, "is_here": is_here}
        return render(request, "people/invitation_here.html", context)

    form = JoinForm(
        request.POST if request.method == "POST" else None, invitation=found
    )
    if form.is_valid():
        user = invitations.accept(
            found,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password"],
        )
        if user is not None:
            login(request, user)
        return redirect(settings.LOGIN_REDIRECT_URL)
    context = {"invitation": found, "form": form}
    return render(request, "people/invitation.html", context)


@require_POST
@transaction.atomic
def invitation_change(request: Request) -> HttpResponse:
    """Send an open invitation again, or cancel it; `sent` says which link was seen."""
    found = get_object_or_404(
        Invitation.objects.open()
        .select_related("place")
        .select_for_update(of=("self",)),
        pk=_number(request.POST.get("invitation", "")),
    )
    _require_may_change(request.user, found)

    if request.POST.get("act") == "cancel":
        invitations.cancel(found, by=request.user)
        messages.success(request, f"The invitation of {found.name} is cancelled")
    elif request.POST.get("sent") != localtime(found.sent_at).isoformat():
        messages.info(request, f"A new link was sent to {found.email} already")
    else:
        invitations.send_again(found, by=request.user)
        messages.success(request, f"A new link is on its way to {found.email}")
    if found.place is None:
        return redirect("people:people")
    return redirect("people:place_people", found.place.slug)


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise Http404
    return int(text)


def _require_may_change(user: User, found: Invitation) -> None:
    if found.place is None:
        require(may_administer(user))
        return
    if not may_invite(user, found.place):
        raise Http404
    require(found.role in roles_to_grant(user, found.place))
