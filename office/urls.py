"""Addresses of this room (design section 11)."""

from django.urls import path

from office import views

app_name = "office"

urlpatterns = [
    path("jobs/", views.jobs, name="jobs"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<int:number>/", views.mail, name="mail"),
    path("outbox/<int:number>/html/", views.mail_html, name="mail_html"),
]
