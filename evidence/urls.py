"""Addresses of this room (design section 11)."""

from django.urls import URLPattern

app_name = "evidence"
urlpatterns: list[URLPattern] = []
