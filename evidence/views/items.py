from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from evidence import register
from evidence.forms import AddForm, BringBackForm, EditForm, WithdrawForm
from evidence.models import Item
from evidence.permissions import (
    may_add_evidence,
    may_edit_evidence,
    may_read_in_full,
)
from evidence.views.fetch import base_of, item_of
from office.http import Request
from office.once import claim
from office.permissions import require

STALE = "Somebody changed this evidence after you opened the page. Look at it again"


@require_safe
def item(request: Request, place: str, ref: str) -> HttpResponse:
    shown = item_of(request, place, ref)
    in_full = may_read_in_full(request.user, shown)
    near = Item.objects.visible_to(request.user).select_related("place")

    return render(
        request,
        "evidence/item.html",
        {
            "item": shown,
            "in_full": in_full,
            "files": shown.files.select_related("added_by") if in_full else [],
            "newer": near.filter(replaces=shown).first(),
            "older": near.filter(replaced_by=shown.pk),
            "may_edit": may_edit_evidence(request.user, shown),
        },
    )


@transaction.atomic
def item_add(request: Request, place: str) -> HttpResponse:
    base = base_of(request, place)
    require(may_add_evidence(request.user, base))

    form = AddForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        instance=Item(place=base),
    )
    if form.is_valid():
        if not claim(form.cleaned_data["once"]):
            first = Item.objects.filter(place=base, added_by=request.user)
            return redirect(first.latest("number"))
        added = register.add(
            form.save(commit=False),
            by=request.user,
            upload=form.cleaned_data["file"],
        )
        messages.success(request, f"Added as {added.ref}")
        return redirect(added)

    return render(request, "evidence/item_add.html", {"place": base, "form": form})


@transaction.atomic
def item_edit(request: Request, place: str, ref: str) -> HttpResponse:
    """Save a change; a stale one is shown beside what is saved, for three choices."""
    saved = item_of(request, place, ref)
    require(may_edit_evidence(request.user, saved))

    form = EditForm(
        request.POST if request.method == "POST" else None,
        instance=saved,
    )
    choice = request.POST.get("choice", "")
    if form.is_valid():
        if form.is_stale and form.differences():
            return _conflict(request, form)
        if choice == "theirs":
            typed = {change.label: change.typed for change in form.differences()}
            register.set_aside(saved, by=request.user, typed=typed)
            messages.success(request, "Left as it was saved. Nothing of yours was used")
            return redirect(saved)
        if choice != "together":
            register.edit(form.save(commit=False), by=request.user, before=form.before)
            messages.success(request, f"{saved.ref} saved")
            return redirect(saved)

    return render(
        request,
        "evidence/item_edit.html",
        {
            "item": saved,
            "form": form,
            "differences": form.differences() if choice == "together" else [],
        },
    )


def _conflict(request: Request, form: EditForm) -> HttpResponse:
    differences = form.differences()
    form.renew()
    return render(
        request,
        "evidence/item_conflict.html",
        {
            "item": form.instance,
            "form": form,
            "differences": differences,
            "saved_by": form.instance.edited_by,
        },
        status=409,
    )


@transaction.atomic
def item_withdraw(request: Request, place: str, ref: str) -> HttpResponse:
    used = item_of(request, place, ref)
    require(may_edit_evidence(request.user, used))
    if used.is_withdrawn:
        return redirect(used)

    form = WithdrawForm(
        request.POST if request.method == "POST" else None,
        initial={"revision": used.revision},
    )
    if form.is_valid():
        if form.cleaned_data["revision"] != used.revision:
            messages.error(request, STALE)
            return redirect(used)
        register.withdraw(used, by=request.user, because=form.cleaned_data["because"])
        messages.success(request, f"{used.ref} withdrawn")
        return redirect(used)

    return render(request, "evidence/item_withdraw.html", {"item": used, "form": form})


@transaction.atomic
def item_bring_back(request: Request, place: str, ref: str) -> HttpResponse:
    withdrawn = item_of(request, place, ref)
    require(may_edit_evidence(request.user, withdrawn))
    if not withdrawn.is_withdrawn:
        return redirect(withdrawn)

    form = BringBackForm(
        request.POST if request.method == "POST" else None,
        initial={"revision": withdrawn.revision},
    )
    if form.is_valid():
        if form.cleaned_data["revision"] != withdrawn.revision:
            messages.error(request, STALE)
            return redirect(withdrawn)
        register.bring_back(withdrawn, by=request.user)
        messages.success(request, f"{withdrawn.ref} is in use again")
        return redirect(withdrawn)

    return render(
        request, "evidence/item_bring_back.html", {"item": withdrawn, "form": form}
    )
