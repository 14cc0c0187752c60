"""Every address of the portal (design section 11). Each room brings its own."""

from django.urls import include, path

from lis_portal import views

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    path("", include("people.urls")),
    path("accounts/", include("people.account_urls")),
    path("", include("evidence.urls")),
    path("", include("strategies.urls")),
    path("", include("reviews.urls")),
    path("", include("office.urls")),
]

handler400 = "lis_portal.views.bad_request"
handler403 = "lis_portal.views.forbidden"
handler404 = "lis_portal.views.not_found"
handler500 = "lis_portal.views.server_error"
