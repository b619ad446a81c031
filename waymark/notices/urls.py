"""Addresses of notices."""

from django.urls import path

from waymark.notices import views

app_name = "notices"
urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/<uuid:notice_id>/decide/", views.decide, name="decide"),
]
