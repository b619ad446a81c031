"""Where a young person lives and how to reach them safely."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from waymark.accounts.access import Permission, requires
from waymark.people.access import open_record
from waymark.people.facts import reach_of
from waymark.people.forms.kinds import ADDRESS, CONTACT_POINT
from waymark.people.models import YoungPerson
from waymark.people.rules.words import AddressKind, ContactKind
from waymark.people.views.fact_pages import Back, add_page, step_page

WHAT = "Where they live and how to reach them"


@requires(Permission.SEE_CONTACT_DETAILS)
def reach(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=WHAT)
    if person.pk != person_id:
        return redirect("people:reach", person.pk)
    return render(
        request,
        "people/reach.html",
        {
            "person": person,
            "reach": reach_of([person.pk], on=today)[person.pk],
            "address_kinds": dict(AddressKind.choices()),
            "contact_kinds": dict(ContactKind.choices()),
            "may_edit": request.user.may(Permission.EDIT_PERSON, on=today),  # type: ignore[union-attr]
        },
    )


@requires(Permission.EDIT_PERSON)
def address_add(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=WHAT)
    return add_page(request, person, ADDRESS, back=_back(person), today=today)


@requires(Permission.EDIT_PERSON)
def address_step(request: HttpRequest, person_id: UUID, address_id: UUID, step: str) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=WHAT)
    return step_page(request, person, ADDRESS, address_id, step, back=_back(person), today=today)


@requires(Permission.EDIT_PERSON)
def contact_point_add(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=WHAT)
    return add_page(request, person, CONTACT_POINT, back=_back(person), today=today)


@requires(Permission.EDIT_PERSON)
def contact_point_step(request: HttpRequest, person_id: UUID, contact_point_id: UUID, step: str) -> HttpResponse:
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=WHAT)
    return step_page(request, person, CONTACT_POINT, contact_point_id, step, back=_back(person), today=today)


def _back(person: YoungPerson) -> Back:
    return Back(f"Back to how to reach {person.called}", reverse("people:reach", args=[person.pk]))
