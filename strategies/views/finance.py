"""The finance officer's statement on a frozen version: recording it, and its file."""

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from office.http import Request
from office.once import claim
from office.permissions import require
from office.uploads import Refused
from strategies import finance
from strategies.forms.finance import FinanceForm
from strategies.models import Version
from strategies.permissions import may_record_finance
from strategies.views.figures import handed_out
from strategies.views.versions import version_or_404


def version_finance(request: Request, slug: str, number: int) -> HttpResponse:
    version = version_or_404(request, slug, number)
    require(may_record_finance(request.user, version.strategy))

    form = FinanceForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={"text": finance.suggested(version)},
    )
    if form.is_valid() and keep(request, version, form):
        return redirect(f"{version.get_absolute_url()}#finance")

    return render(
        request,
        "strategies/version_finance.html",
        {
            "version": version,
            "strategy": version.strategy,
            "form": form,
            "statements": version.finance_statements.select_related("enclosure"),
        },
    )


@transaction.atomic
def keep(request: Request, version: Version, form: FinanceForm) -> bool:
    """Record it once; False, with the reason on the form, if its file cannot be kept."""
    if not claim(form.cleaned_data["once"]):
        return True
    file = form.cleaned_data["file"]
    try:
        said = finance.record(version, form.said(), file=file, by=request.user)
    except Refused as refused:
        transaction.set_rollback(True)
        form.add_error("file", str(refused))
        return False
    messages.success(request, f"The statement of {said.name} is recorded")
    return True


@require_safe
def finance_file(request: Request, slug: str, number: int, place: int) -> FileResponse:
    """The file of one statement, to whoever sees the version."""
    version = version_or_404(request, slug, number)
    statements = version.finance_statements.select_related("enclosure")
    found = get_object_or_404(statements, pk=place)
    return handed_out(found.enclosure)
