"""Addresses of contact."""

from django.urls import path

from waymark.contact.views import in_touch

app_name = "contact"
urlpatterns = [
    path("contact/in-touch/", in_touch.in_touch, name="in_touch"),
]
