"""Addresses of texts."""

from django.urls import path

from waymark.texts import views

app_name = "texts"
PERSON = "people/<uuid:person_id>/texts"
urlpatterns = [
    path("texts/", views.inbox, name="inbox"),
    path("texts/received/", views.received, name="received"),
    path("texts/unknown/", views.unknown, name="unknown"),
    path("texts/unknown/<uuid:unknown_id>/", views.sort, name="sort"),
    path(f"{PERSON}/", views.thread, name="thread"),
    path(f"{PERSON}/settle/", views.settle, name="settle"),
    path(f"{PERSON}/<uuid:text_id>/not-theirs/", views.not_theirs, name="not_theirs"),
]
