"""Addresses of planning: its own, and those of handovers, whose pages join what is due and so live here."""

from django.urls import path

from waymark.planning import urls as own
from waymark.workspace.views import handover

app_name = own.app_name
urlpatterns = [
    *own.urlpatterns,
    path("people/<uuid:person_id>/handover/", handover.handover, name="handover"),
    path("people/<uuid:person_id>/handover/agree/", handover.settle, name="handover_settle"),
    path("people/<uuid:person_id>/handover/reopen/", handover.reopen, name="handover_reopen"),
    path("people/<uuid:person_id>/handover/take-over/", handover.take_over, name="handover_take_over"),
    path("people/<uuid:person_id>/handover/print/", handover.on_paper, name="handover_print"),
]
