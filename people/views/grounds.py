"""What a place is called and coded, and which councils lie within it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from office.http import Request
from people.models import Place


def codes(request: Request, slug: str) -> HttpResponse:
    place = get_object_or_404(Place.objects.visible_to(request.user), slug=slug)
    return render(
        request,
        "people/codes.html",
        {
            "place": place,
            "codes": place.codes.order_by("since", "code"),
            "names": place.names.order_by("name"),
            "grounds": place.place_authorities.select_related("authority").order_by(
                "authority__name"
            ),
        },
    )
