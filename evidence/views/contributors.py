from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from evidence.contributors import by_kind, gaps, rows
from evidence.forms.kept import ContributorAddForm, ContributorEditForm
from evidence.models import Contributor
from evidence.permissions import may_add_evidence, may_edit_kept, may_open_evidence
from evidence.views import kept
from evidence.views.fetch import kept_of, read_by
from office.files import csv_file
from office.http import Request
from office.permissions import require
from people.models import Place


@require_safe
def contributors(request: Request, place: str) -> HttpResponse:
    shown = read_by(request, place)
    everybody = Contributor.objects.filter(place=shown).select_related("changed_by")
    standing = [one for one in everybody if one.removed_at is None]
    return render(
        request,
        "evidence/contributors.html",
        {
            "place": shown,
            "kinds": by_kind(standing),
            "gaps": gaps(standing),
            "removed": [one for one in everybody if one.removed_at is not None],
            "may_add": may_add_evidence(request.user, shown),
            "may_edit": may_open_evidence(request.user, shown),
        },
    )


@require_safe
def contributors_csv(request: Request, place: str) -> StreamingHttpResponse:
    shown = read_by(request, place)
    helped = Contributor.objects.filter(place=shown, removed_at=None)
    return csv_file(rows(helped), name=f"{shown.slug}-contributors.csv")


@transaction.atomic
def contributor_add(request: Request, place: str) -> HttpResponse:
    helped = read_by(request, place)
    require(may_add_evidence(request.user, helped))

    form = ContributorAddForm(
        request.POST if request.method == "POST" else None,
        instance=Contributor(place=helped),
    )
    return kept.add(request, form, back=list_url(helped))


@transaction.atomic
def contributor_edit(request: Request, place: str, pk: int) -> HttpResponse:
    saved = kept_of(request, Contributor, place, pk)
    require(may_edit_kept(request.user, saved))

    form = ContributorEditForm(
        request.POST if request.method == "POST" else None, instance=saved
    )
    again = reverse("evidence:contributor_bring_back", args=[place, pk])
    return kept.edit(request, form, back=list_url(saved.place), bring_back=again)


@transaction.atomic
def contributor_remove(request: Request, place: str, pk: int) -> HttpResponse:
    saved = kept_of(request, Contributor, place, pk)
    require(may_edit_kept(request.user, saved))
    return kept.remove(request, saved, back=list_url(saved.place))


@require_POST
@transaction.atomic
def contributor_bring_back(request: Request, place: str, pk: int) -> HttpResponse:
    saved = kept_of(request, Contributor, place, pk)
    require(may_edit_kept(request.user, saved))
    return kept.bring_back(request, saved, back=list_url(saved.place))


def list_url(place: Place) -> str:
    return reverse("evidence:contributors", args=[place.slug])
