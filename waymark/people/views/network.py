"""The people who matter to a young person, and others around them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from waymark.accounts.access import Permission, requires
from waymark.people.access import open_record
from waymark.people.facts import network_of
from waymark.people.forms.kinds import MEMBER
from waymark.people.models import YoungPerson
from waymark.people.rules.words import Relation
from waymark.people.views.fact_pages import Back, add_page, step_page

WHAT = "The people around them"


@requires(Permission.SEE_RECORD)
def network(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=WHAT)
    if person.pk != person_id:
        return redirect("people:network", person.pk)
    members = network_of([person.pk]).get(person.pk, [])
    present = [m for m in members if m.ended_on is None or m.ended_on > today]
    return render(
        request,
        "people/network.html",
        {
            "person": person,
            "matter": [m for m in present if m.matters],
            "others": [m for m in present if not m.matters],
            "past": [m for m in members if m not in present],
            "relations": dict(Relation.choices()),
            "may_edit": request.user.may(Permission.EDIT_NETWORK, on=today),  # type: ignore[union-attr]
            "may_see_contact": request.user.may(Permission.SEE_CONTACT_DETAILS, on=today),  # type: ignore[union-attr]
        },
    )


@requires(Permission.EDIT_NETWORK)
def member_add(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=WHAT)
    return add_page(request, person, MEMBER, back=_back(person), today=today)


@requires(Permission.EDIT_NETWORK)
def member_step(request: HttpRequest, person_id: UUID, member_id: UUID, step: str) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=WHAT)
    return step_page(request, person, MEMBER, member_id, step, back=_back(person), today=today)


def _back(person: YoungPerson) -> Back:
    return Back(f"Back to the people around {person.called}", reverse("people:network", args=[person.pk]))
