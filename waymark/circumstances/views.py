"""Somebody's papers: leave to remain, what ends when, and what to apply for by then."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from waymark.accounts.access import Permission, requires
from waymark.circumstances.facts import leave_of, leaves_of
from waymark.circumstances.forms import LEAVE
from waymark.circumstances.rules import LeaveKind, outlook
from waymark.people.access import open_record
from waymark.people.facts import history_of_kind
from waymark.people.models import YoungPerson
from waymark.people.views.fact_pages import Back, add_page, step_page
from waymark.policy.facts import setting_on

WHAT = "Leave to remain"
either = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.SEE_RISK)
@require_safe
def papers(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The leave that counts today as the answer; below it every other that is known."""
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=WHAT)
    if person.pk != person_id:
        return redirect("circumstances:papers", person.pk)
    leave = leave_of([person.pk], on=today).get(person.pk)
    known = leaves_of(person.pk)
    return render(
        request,
        "circumstances/papers.html",
        {
            "person": person,
            "leave": leave,
            "others": [row for row in known if leave is None or row.pk != leave.pk],
            "outlook": outlook(leave, on=today, months=int(setting_on("leave_alert_months", today))),
            "kinds": dict(LeaveKind.choices()),
            "unaccompanied": history_of_kind(person.pk, "unaccompanied"),
            "today": today,
        },
    )


@requires(Permission.SEE_RISK)
@either
def leave_add(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=WHAT)
    return add_page(request, person, LEAVE, back=_back(person), today=today)


@requires(Permission.SEE_RISK)
@either
def leave_step(request: HttpRequest, person_id: UUID, leave_id: UUID, step: str) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=WHAT)
    return step_page(request, person, LEAVE, leave_id, step, back=_back(person), today=today)


def _back(person: YoungPerson) -> Back:
    return Back(f"Back to {person.called}’s papers", reverse("circumstances:papers", args=[person.pk]))
