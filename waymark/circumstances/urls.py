"""Addresses of circumstances."""

from django.urls import path

from waymark.circumstances import views
from waymark.people.views.fact_pages import STEPS

app_name = "circumstances"
PAPERS = "people/<uuid:person_id>/papers"
urlpatterns = [
    path(f"{PAPERS}/", views.papers, name="papers"),
    path(f"{PAPERS}/new/", views.leave_add, name="leave_add"),
    *(
        path(f"{PAPERS}/<uuid:leave_id>/{step}/", views.leave_step, {"step": step}, name=f"leave_{step}")
        for step in STEPS
    ),
]
