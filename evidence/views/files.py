from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from evidence import register
from evidence.forms.files import FileForm
from evidence.models import ItemFile
from evidence.permissions import may_edit_evidence, may_read_in_full
from evidence.views.fetch import item_of
from office.files import attachment
from office.http import Request
from office.once import claim
from office.permissions import require
from office.uploads import KINDS


@transaction.atomic
def file_add(request: Request, place: str, ref: str) -> HttpResponse:
    item = item_of(request, place, ref)
    require(may_edit_evidence(request.user, item))

    form = FileForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        item=item,
    )
    if form.is_valid():
        if claim(form.cleaned_data["once"]):
            register.attach(
                item,
                form.cleaned_data["file"],
                by=request.user,
                instead_of=form.cleaned_data.get("instead_of"),
            )
            messages.success(request, "File added")
        return redirect(item)
    if form.was_sent_before():
        return redirect(item)

    return render(request, "evidence/file_add.html", {"item": item, "form": form})


@transaction.atomic
def file(request: Request, place: str, ref: str, pk: int) -> FileResponse:
    """A file of an item, to be saved; who took it is recorded."""
    item = item_of(request, place, ref)
    found = get_object_or_404(ItemFile, item=item, pk=pk)
    require(may_read_in_full(request.user, item))

    response = attachment(
        found.file, name=found.name, content_type=KINDS[found.kind].content_type
    )
    facts = {"file": found.name, "sha256": found.sha256}
    register.record(item, "file_downloaded", by=request.user, facts=facts)
    return response
