"""Addresses of circumstances."""

from django.urls import URLPattern

app_name = "circumstances"
urlpatterns: list[URLPattern] = []
