"""A care history as people read it, and the pages that correct it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from waymark.accounts.access import Permission, requires
from waymark.core.dates import Period
from waymark.people.access import open_record
from waymark.people.facts import care_histories, history_of_kind
from waymark.people.forms.kinds import CARE, Kind
from waymark.people.models import YoungPerson
from waymark.people.views.fact_pages import Back, add_page, step_page


@requires(Permission.SEE_RECORD)
def care(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what="Care history")
    if person.pk != person_id:
        return redirect("people:care", person.pk)
    history = care_histories([person.pk])[person.pk]
    now = next((p for p in history.care_periods if Period(p.started_on, p.ended_on).contains(today)), None)
    lists = [
        (kind, [(fact, kind.tell(fact)) for fact in reversed(getattr(history, kind.list_name))])
        for kind in CARE.values()
        if kind.tell is not None
    ]
    return render(
        request,
        "people/care.html",
        {
            "person": person,
            "lists": [(kind, rows) for kind, rows in lists if rows],
            "empty": [kind for kind, rows in lists if not rows],
            "nothing_known": history.missing_altogether,
            "since": now.started_on if now else None,
            "left": max((p.ended_on for p in history.care_periods if p.ended_on), default=None),
            "nights": {p.pk: Period(p.started_on, p.ended_on).nights(today) for p in history.care_periods},
            "may_edit": request.user.may(Permission.EDIT_CARE_HISTORY, on=today),  # type: ignore[union-attr]
        },
    )


@requires(Permission.SEE_RECORD)
def care_withdrawn(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What was believed once and has been corrected or taken back since."""
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what="Care history as it was believed before")
    lists = [
        (kind, [(fact, kind.tell(fact)) for fact in history_of_kind(person.pk, kind.list_name, withdrawn=True)])
        for kind in CARE.values()
        if kind.tell is not None
    ]
    context = {"person": person, "lists": [(kind, rows) for kind, rows in lists if rows]}
    return render(request, "people/care_withdrawn.html", context)


@requires(Permission.EDIT_CARE_HISTORY)
def care_add(request: HttpRequest, person_id: UUID, kind: str) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=_what(CARE[kind]))
    return add_page(request, person, CARE[kind], back=_back(person), today=today)


@requires(Permission.EDIT_CARE_HISTORY)
def care_step(request: HttpRequest, person_id: UUID, kind: str, fact_id: UUID, step: str) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=_what(CARE[kind]))
    return step_page(request, person, CARE[kind], fact_id, step, back=_back(person), today=today)


def _what(kind: Kind) -> str:
    return f"Care history: {kind.title.lower()}"


def _back(person: YoungPerson) -> Back:
    return Back("Back to the care history", reverse("people:care", args=[person.pk]))
