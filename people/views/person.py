"""Administrators' pages about one person: roles, cover, the account itself."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from office.http import Request
from office.once import claim
from office.permissions import require
from people import memberships
from people.forms import RoleForm, SureForm
from people.memberships import Refused, last_day_as_until
from people.models import GOVERNMENT_ROLES, PLACE_ROLES, User
from people.permissions import may_administer


def person(request: Request, slug: str) -> HttpResponse:
    require(may_administer(request.user))
    found = get_object_or_404(User, slug=slug)
    roles = found.memberships.select_related("place", "granted_by")
    return render(
        request,
        "people/person.html",
        {"person": found, "roles": roles.order_by("-since", "-pk")},
    )


@transaction.atomic
def role_add(request: Request, slug: str) -> HttpResponse:
    require(may_administer(request.user))
    found = get_object_or_404(User, slug=slug)

    form = RoleForm(
        request.POST if request.method == "POST" else None,
        roles=PLACE_ROLES + GOVERNMENT_ROLES,
    )
    if form.is_valid():
        said = form.cleaned_data
        until = last_day_as_until(said["last_day"])
        role = {"place": said["place"], "role": said["role"], "until": until}
        try:
            with transaction.atomic():
                if claim(said["once"]):
                    memberships.give(user=found, by=request.user, **role)
                    messages.success(request, f"{found} has the role. A mail says so")
            return redirect(found)
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "people/role_add.html", {"person": found, "form": form})


@transaction.atomic
def close_account(request: Request, slug: str) -> HttpResponse:
    require(may_administer(request.user))
    found = get_object_or_404(User, slug=slug)

    last_of = memberships.last_of(found)
    form = sure_form(request, needed=bool(last_of))
    if form.is_valid():
        try:
            memberships.close_account(found, by=request.user)
            messages.success(request, f"The account of {found} is closed")
            return redirect(found)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"person": found, "last_of": last_of, "form": form}
    return render(request, "people/close_account.html", context)


@transaction.atomic
def open_account(request: Request, slug: str) -> HttpResponse:
    require(may_administer(request.user))
    found = get_object_or_404(User, slug=slug)
    if request.method == "POST":
        memberships.open_account(found, by=request.user)
        messages.success(request, f"The account of {found} is open")
        return redirect(found)
    return render(request, "people/open_account.html", {"person": found})


@transaction.atomic
def make_administrator(request: Request, slug: str) -> HttpResponse:
    require(may_administer(request.user))
    found = get_object_or_404(User, slug=slug)
    if request.method == "POST":
        memberships.make_administrator(found, by=request.user)
        messages.success(request, f"{found} is an administrator")
        return redirect(found)
    return render(request, "people/make_administrator.html", {"person": found})


@transaction.atomic
def end_administrator(request: Request, slug: str) -> HttpResponse:
    require(may_administer(request.user))
    found = get_object_or_404(User, slug=slug)

    form = sure_form(request, needed=False)
    if form.is_valid():
        try:
            memberships.end_administrator(found, by=request.user)
            messages.success(request, f"{found} is no longer an administrator")
            return redirect(found)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"person": found, "form": form}
    return render(request, "people/end_administrator.html", context)


def sure_form(request: Request, *, needed: bool) -> SureForm:
    form = SureForm(request.POST if request.method == "POST" else None)
    if not needed:
        del form.fields["sure"]
    return form
