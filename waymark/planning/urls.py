"""Addresses of planning. Those of handovers, whose pages show what is due, are with the views, in workspace."""

from django.urls import path

from waymark.planning import views

app_name = "planning"
urlpatterns = [
    path("people/<uuid:person_id>/going-on/", views.going_on, name="going_on"),
]
