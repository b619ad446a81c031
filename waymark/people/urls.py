"""Addresses of one young person's own facts."""

from django.urls import URLPattern

app_name = "people"
urlpatterns: list[URLPattern] = []
