"""Administrators' pages about everybody: the list, its gaps, and asking people in."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render

from office.http import Request
from office.once import claim
from office.permissions import require
from people import invitations, pages, register
from people.forms import (
    ADMINISTRATOR,
    AdministratorsInvitationForm,
)
from people.memberships import Refused
from people.models import (
    GOVERNMENT_ROLES,
    PLACE_ROLES,
    Invitation,
    Membership,
    Role,
    User,
)
from people.models.user import UserQuerySet
from people.permissions import may_administer
from people.register_forms import RegisterFileForm, RegisterForm
from people.views.place_people import invitee

A_PAGE = 50
SHOWN = {
    "": "Everybody",
    "places": "People of places",
    "government": "People in government",
    "administrators": "Administrators",
    "never": "Never signed in",
    "closed": "Closed accounts",
}


def people(request: Request) -> HttpResponse:
    require(may_administer(request.user))
    shown, words = request.GET.get("show", ""), request.GET.get("q", "").strip()
    rows = chosen(shown, words).prefetch_related(current_roles())
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "people/people.html",
        {
            "page": page,
            "q": words,
            "show": shown,
            "choices": SHOWN.items(),
            "invitations": Invitation.objects.open().filter(place=None),
            "unled": pages.without(Role.AREA_LEAD).count(),
            "unapproved": pages.without(Role.APPROVER).count(),
        },
    )


def gaps(request: Request) -> HttpResponse:
    require(may_administer(request.user))
    waiting = Invitation.objects.open().select_related("place", "by")
    return render(
        request,
        "people/gaps.html",
        {
            "unled": pages.without(Role.AREA_LEAD),
            "unapproved": pages.without(Role.APPROVER),
            "unofficered": pages.without(Role.OFFICER),
            "never": pages.never_signed_in(),
            "invitations": [(row, True) for row in waiting.order_by("sent_at")],
        },
    )


@transaction.atomic
def people_invite(request: Request) -> HttpResponse:
    require(may_administer(request.user))

    form = AdministratorsInvitationForm(
        request.POST if request.method == "POST" else None,
        roles=PLACE_ROLES + GOVERNMENT_ROLES,
    )
    if form.is_valid():
        said = form.cleaned_data
        role = "" if said["role"] == ADMINISTRATOR else said["role"]
        who = invitee(said, place=said["place"], role=role)
        try:
            with transaction.atomic():
                if claim(said["once"]):
                    messages.success(request, invitations.invite(who, by=request.user))
            return redirect("people:people")
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "people/people_invite.html", {"form": form})


def people_import(request: Request) -> HttpResponse:
    """Take a CSV and show what would become of each row; nothing is written."""
    require(may_administer(request.user))

    posted = request.method == "POST"
    form = RegisterFileForm(
        request.POST if posted else None, request.FILES if posted else None
    )
    if form.is_valid():
        said = form.cleaned_data
        again = RegisterForm(initial={"text": said["file"]})
        return preview(request, said["lines"], again)
    return render(request, "people/people_import.html", {"form": form})


@transaction.atomic
def people_import_send(request: Request) -> HttpResponse:
    require(may_administer(request.user))
    form = RegisterForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return redirect("people:people_import")
    lines = form.cleaned_data["lines"]
    new = [line for line in lines if line.outcome == "new"]
    try:
        with transaction.atomic():
            if claim(form.cleaned_data["once"]):
                sent = register.send(new, by=request.user)
                messages.success(request, f"Invitations and roles sent out: {sent}")
        return redirect("people:people")
    except Refused as refused:
        form.add_error(None, str(refused))
    return preview(request, lines, form)


def preview(
    request: Request, lines: list[register.Line], form: RegisterForm
) -> HttpResponse:
    count = {
        outcome: sum(line.outcome == outcome for line in lines)
        for outcome in ("new", "same", "refused")
    }
    context = {"lines": lines, "count": count, "form": form}
    return render(request, "people/people_preview.html", context)


def chosen(shown: str, words: str) -> UserQuerySet:
    rows = User.objects.get_queryset().order_by("name", "email")
    wanted = {
        "places": Q(
            pk__in=Membership.objects.current()
            .filter(role__in=PLACE_ROLES)
            .values("user")
        ),
        "government": pages.in_government(),
        "administrators": Q(is_administrator=True),
        "never": Q(last_login=None, is_active=True),
        "closed": Q(is_active=False),
    }.get(shown, Q())
    said = words.replace("\x00", "")
    return rows.filter(wanted, Q(name__icontains=said) | Q(email__icontains=said))


def current_roles() -> Prefetch:
    rows = Membership.objects.current().select_related("place")
    return Prefetch("memberships", rows, to_attr="roles_now")
