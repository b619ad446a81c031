"""Addresses of after21."""

from django.urls import URLPattern

app_name = "after21"
urlpatterns: list[URLPattern] = []
