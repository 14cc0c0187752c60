"""A supporting LEP's yes to the combined authority's version."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from office import ledger
from office.http import Request
from office.permissions import require
from people.models import Role
from reviews import permissions
from reviews.forms.moves import SupportForm
from reviews.models import Support
from reviews.views.review import visible_strategy


@transaction.atomic
def support(request: Request, slug: str) -> HttpResponse:
    """Its approver records support for the version in question, having read it."""
    strategy = visible_strategy(request.user, slug)
    require(permissions.may_support(request.user, strategy))
    mine = request.user.places((Role.APPROVER,))
    places = [place for place in strategy.place.supporters() if place.pk in mine]
    given = Support.objects.filter(version=strategy.in_question, place__in=places)
    form = SupportForm(
        request.POST if request.method == "POST" else None, strategy=strategy
    )
    if form.is_valid():
        for place in places:
            _, is_new = Support.objects.get_or_create(
                version=strategy.in_question,
                place=place,
                defaults={"by": request.user, "note": form.cleaned_data["note"]},
            )
            if is_new:
                ledger.record(
                    ledger.strategy_chain(strategy.pk),
                    "support",
                    by=request.user,
                    subject=strategy.title,
                    facts={
                        "place": place.label,
                        "version": form.cleaned_data["version"],
                    },
                )
        messages.success(request, "Your support for this version is recorded.")
        return redirect(strategy)
    return render(
        request,
        "reviews/support.html",
        {
            "strategy": strategy,
            "places": places,
            "given": given,
            "form": form,
            "version": strategy.in_question,
        },
    )
