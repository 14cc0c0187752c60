"""What people choose for themselves."""

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from office.http import Request
from people.models import User

FACES = {"1": True, "0": False}


@require_POST
def editor_preference(request: Request) -> HttpResponse:
    """Remember in which face this person writes: the plain box or the rich editor."""
    plain = FACES.get(request.POST.get("plain", ""))
    if plain is None:
        return HttpResponseBadRequest("“plain” is 1 or 0")

    User.objects.filter(pk=request.user.pk).update(prefers_plain_text=plain)
    if _wants_json(request):
        return HttpResponse(status=204)
    return redirect(_back(request))


def _wants_json(request: Request) -> bool:
    offered = ["text/html", "application/json"]
    return request.get_preferred_type(offered) == "application/json"


def _back(request: Request) -> str:
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, request.get_host())
    return wanted if is_ours else "/"
