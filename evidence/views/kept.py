"""What contributors and conversations have in common: adding, changing, taking away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from evidence import keeping, stale
from evidence.forms.kept import (
    ContributorEditForm,
    ConversationEditForm,
    KeptForm,
    RevisionForm,
)
from evidence.models import Kept
from evidence.stale import Joined
from office.http import Request
from office.once import claim

EditForm = ContributorEditForm | ConversationEditForm
STALE = "Somebody changed it after you opened the page. Look at it again"


def add(request: Request, form: KeptForm, *, back: str) -> HttpResponse:
    if form.is_valid():
        if claim(form.cleaned_data["once"]):
            added = keeping.add(form.filled(), by=request.user)
            messages.success(request, f"{added} added")
        return redirect(back)
    return show_form(request, form, back=back)


def edit(
    request: Request, form: EditForm, *, back: str, bring_back: str
) -> HttpResponse:
    """Save a change, with what others saved since; what both changed is asked about."""
    is_together = request.POST.get("choice") == "together"
    is_removed = form.instance.removed_at is not None
    if form.is_valid() and is_removed:
        form.add_error(None, "It was removed meanwhile. Bring it back, then save again")
    elif form.is_valid() and not is_together:
        return save(request, form, back=back)
    differences = form.differences(_asked(request, form)) if is_together else []
    return show_form(
        request,
        form,
        back=back,
        differences=differences,
        removed=form.instance if is_removed else None,
        bring_back=bring_back,
    )


def show_form(
    request: Request, form: KeptForm, *, back: str, **more: object
) -> HttpResponse:
    kept = form.instance
    return render(
        request,
        "evidence/kept_form.html",
        {"place": kept.place, "kept": kept, "form": form, "back": back, **more},
    )


def save(request: Request, form: EditForm, *, back: str) -> HttpResponse:
    joined = Joined()
    sent = {change.label: change.typed for change in form.differences()}
    kept = form.instance
    if form.is_stale and sent:
        read_at = form.cleaned_data["revision"]
        joined = stale.join(kept, form.before, read_at=read_at)
    if joined.asked:
        return _conflict(request, form, joined, back=back)
    if is_given_up := request.POST.get("choice") == "theirs":
        form.put_back(_asked(request, form))
    is_changed = bool(form.differences())
    is_other = is_given_up or (joined.mine and joined.came)
    typed = sent if is_other else {}
    keeping.save(form.filled(), by=request.user, before=form.before, typed=typed)
    messages.success(request, _said(request, form, joined, is_changed=is_changed))
    return redirect(back)


def remove(request: Request, kept: Kept, *, back: str) -> HttpResponse:
    if kept.removed_at is not None:
        return redirect(back)
    form = RevisionForm(
        request.POST if request.method == "POST" else None,
        initial={"revision": kept.revision},
    )
    if form.is_valid():
        if form.cleaned_data["revision"] != kept.revision:
            messages.error(request, STALE)
        else:
            keeping.remove(kept, by=request.user)
            messages.success(request, f"{kept} removed. You can bring it back below")
        return redirect(back)
    return render(
        request,
        "evidence/kept_remove.html",
        {"place": kept.place, "kept": kept, "form": form, "back": back},
    )


def bring_back(request: Request, kept: Kept, *, back: str) -> HttpResponse:
    if kept.removed_at is not None:
        keeping.bring_back(kept, by=request.user)
        messages.success(request, f"{kept} is back")
    return redirect(back)


def _asked(request: Request, form: EditForm) -> list[str]:
    """The columns the page before asked about; all of them where it named none."""
    columns = request.POST.get("asked", "").split()
    return [name for name in form.columns() if not columns or name in columns]


def _said(request: Request, form: EditForm, joined: Joined, *, is_changed: bool) -> str:
    if not is_changed and request.POST.get("choice") == "theirs":
        return "Left as it was saved. Nothing of yours was used"
    if not (is_changed and joined.came):
        return f"{form.instance} saved"
    names = ["you" if one == request.user else one.name for one in joined.others]
    came = ", ".join(form.label(column).lower() for column in joined.came)
    return (
        f"{form.instance} saved, with what {' and '.join(names)} changed "
        f"meanwhile: {came}"
    )


def _conflict(
    request: Request, form: EditForm, joined: Joined, *, back: str
) -> HttpResponse:
    """What was typed is posted on from here, as typed over what is saved now."""
    return render(
        request,
        "evidence/kept_conflict.html",
        {
            "place": form.instance.place,
            "kept": form.instance,
            "form": form.again(),
            "asked": " ".join(joined.asked),
            "differences": form.differences(joined.asked),
            "saved_by": form.instance.changed_by,
            "back": back,
        },
        status=409,
    )
