"""The people of one place: who they are, asking somebody in, ending a role."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from office.http import Request
from office.once import claim
from office.permissions import require
from people import invitations, memberships, pages
from people.forms import EndRoleForm, InvitationForm
from people.invitations import Invitee
from people.memberships import Refused, last_day_as_until
from people.models import Invitation, Membership, Place
from people.permissions import may_end, may_invite, roles_to_grant


def place_people(request: Request, slug: str) -> HttpResponse:
    place = get_object_or_404(
        Place.objects.people_visible_to(request.user).writing(), slug=slug
    )
    grantable = roles_to_grant(request.user, place)
    invited = Invitation.objects.none()
    if grantable:
        open_ones = Invitation.objects.open().filter(place=place)
        invited = open_ones.select_related("by", "place").order_by("name")
    return render(
        request,
        "people/place_people.html",
        {
            "place": place,
            "people": pages.people_by_role(place),
            "grantable": grantable,
            "may_invite": bool(grantable),
            "invitations": [(row, row.role in grantable) for row in invited],
        },
    )


@transaction.atomic
def place_invite(request: Request, slug: str) -> HttpResponse:
    place = get_object_or_404(
        Place.objects.people_visible_to(request.user).writing(), slug=slug
    )
    require(may_invite(request.user, place))

    form = InvitationForm(
        request.POST if request.method == "POST" else None,
        roles=roles_to_grant(request.user, place),
    )
    if form.is_valid():
        who = invitee(form.cleaned_data, place=place)
        try:
            with transaction.atomic():
                if claim(form.cleaned_data["once"]):
                    messages.success(request, invitations.invite(who, by=request.user))
            return redirect("people:place_people", place.slug)
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "people/place_invite.html", {"place": place, "form": form})


@transaction.atomic
def end_role(request: Request, slug: str, person: str, role: str) -> HttpResponse:
    membership = get_object_or_404(
        Membership.objects.current().select_related("place", "user"),
        place__in=Place.objects.people_visible_to(request.user),
        place__slug=slug,
        user__slug=person,
        role=role,
    )
    require(may_end(request.user, membership))

    memberships.hold_still(membership.place)
    is_last = memberships.is_last(membership)
    form = EndRoleForm(
        request.POST if request.method == "POST" else None, is_last=is_last
    )
    if form.is_valid():
        until = last_day_as_until(form.cleaned_data["last_day"])
        if memberships.end(membership, by=request.user, until=until):
            messages.success(request, ended(membership))
        return redirect("people:place_people", slug)
    context = {"membership": membership, "is_last": is_last, "form": form}
    return render(request, "people/end_role.html", context)


def invitee(cleaned: dict, *, place: Place | None, role: str | None = None) -> Invitee:
    return Invitee(
        email=cleaned["email"],
        name=cleaned["name"],
        place=place,
        role=cleaned["role"] if role is None else role,
        until=last_day_as_until(cleaned["last_day"]),
        department=cleaned.get("department", ""),
    )


def ended(membership: Membership) -> str:
    what = f"{membership.user} as {membership.get_role_display()} at {membership.place}"
    if membership.is_current:
        return f"{what}: the last day is {membership.last_day:%-d %B %Y}"
    return f"{what}: ended"
