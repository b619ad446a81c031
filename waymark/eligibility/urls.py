"""Addresses about one young person's legal status."""

from django.urls import path

from waymark.eligibility import views

app_name = "eligibility"
urlpatterns = [
    path("people/<uuid:person_id>/status/", views.status, name="status"),
    path("people/<uuid:person_id>/status/propose/", views.propose, name="propose"),
    path("people/<uuid:person_id>/status/<uuid:decision_id>/sign/", views.sign, name="sign"),
    path("people/<uuid:person_id>/status/<uuid:decision_id>/withdraw/", views.withdraw, name="withdraw"),
]
