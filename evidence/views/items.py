from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from evidence import links, register, sharing, stale
from evidence.forms.items import AddForm, BringBackForm, EditForm, WithdrawForm
from evidence.models import Item
from evidence.permissions import (
    may_add_evidence,
    may_edit_evidence,
    may_read_in_full,
    may_see_what_is_shown,
)
from evidence.stale import Joined
from evidence.views.fetch import base_of, item_of
from office.http import Request
from office.once import claim
from office.permissions import require

STALE = "Somebody changed this evidence after you opened the page. Look at it again"


@require_safe
def item(request: Request, place: str, ref: str) -> HttpResponse:
    seen = Item.objects.visible_to(request.user)
    line = {one.pk: one for one in seen.with_its_line(place, ref)}
    shown = next((one for one in line.values() if one.ref == ref), None)
    if shown is None:
        raise Http404
    in_full = may_read_in_full(request.user, shown)
    may_edit = may_edit_evidence(request.user, shown)

    return render(
        request,
        "evidence/item.html",
        {
            "item": shown,
            "in_full": in_full,
            "files": shown.files.select_related("added_by") if in_full else [],
            "newer": line.get(shown.replaced_by_id or 0),
            "older": [one for one in line.values() if one.replaced_by_id == shown.pk],
            "may_edit": may_edit,
            "link": links.last_look(shown) if in_full else None,
            "may_look_again": may_edit and settings.LINK_CHECKS,
            "shown_to": sharing.shown_by(shown.place).filter(item=shown)
            if may_see_what_is_shown(request.user, shown.place)
            else [],
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
    """Save a change, with what others saved since; what both changed is asked about."""
    saved = item_of(request, place, ref)
    require(may_edit_evidence(request.user, saved))

    form = EditForm(
        request.POST if request.method == "POST" else None,
        instance=saved,
    )
    is_together = request.POST.get("choice") == "together"
    if form.is_valid() and not is_together:
        return _save(request, form)

    return render(
        request,
        "evidence/item_edit.html",
        {
            "item": saved,
            "form": form,
            "differences": form.differences(_asked(request)) if is_together else [],
        },
    )


def _save(request: Request, form: EditForm) -> HttpResponse:
    item, joined = form.instance, Joined()
    sent = {change.label: change.typed for change in form.differences()}
    if form.is_stale and sent:
        read_at = form.cleaned_data["revision"]
        joined = stale.join(item, form.before, read_at=read_at)
    if joined.asked:
        return _conflict(request, form, joined)
    if is_given_up := request.POST.get("choice") == "theirs":
        form.put_back(_asked(request))
    is_changed = bool(form.differences())
    is_other = is_given_up or (joined.mine and joined.came)
    register.edit(
        item, by=request.user, before=form.before, typed=sent if is_other else {}
    )
    messages.success(request, _said(request, form, joined, is_changed=is_changed))
    return redirect(item)


def _asked(request: Request) -> list[str]:
    """The columns the page before asked about; all of them where it named none."""
    columns = request.POST.get("asked", "").split()
    return [name for name in EditForm.columns() if not columns or name in columns]


def _said(request: Request, form: EditForm, joined: Joined, *, is_changed: bool) -> str:
    if not is_changed and request.POST.get("choice") == "theirs":
        return "Left as it was saved. Nothing of yours was used"
    if not (is_changed and joined.came):
        return f"{form.instance.ref} saved"
    names = ["you" if one == request.user else one.name for one in joined.others]
    came = ", ".join(form.label(column).lower() for column in joined.came)
    return (
        f"{form.instance.ref} saved, with what {' and '.join(names)} changed "
        f"meanwhile: {came}"
    )


def _conflict(request: Request, form: EditForm, joined: Joined) -> HttpResponse:
    """What was typed is posted on from here, as typed over what is saved now."""
    return render(
        request,
        "evidence/item_conflict.html",
        {
            "item": form.instance,
            "form": EditForm(instance=form.instance),
            "asked": " ".join(joined.asked),
            "differences": form.differences(joined.asked),
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
