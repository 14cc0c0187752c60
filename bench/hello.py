"""The floor: a bare Django that says hello, served by the same server."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

if not settings.configured:
    settings.configure(
        SECRET_KEY="only-for-the-bench",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="bench.hello",
    )


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hello")


urlpatterns = [path("", hello)]
application = get_wsgi_application()
