"""Whom a worker may have been in contact with: their own young people, the likeliest first."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Q, When

from waymark.accounts.models import User
from waymark.contact.facts.contacts import recently_contacted
from waymark.contact.facts.touches import touches
from waymark.contact.rules import Touch
from waymark.diary.facts import day_of
from waymark.diary.models import Visit
from waymark.diary.rules.words import VisitState
from waymark.people.facts import search
from waymark.people.models import Allocation, YoungPerson, YoungPersonQuerySet

MOST, FOUND = 60, 20


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody to choose, how they were kept in touch with, the visit planned with them today, and whether this worker
    was in contact with them lately.
    """

    person: YoungPerson
    touch: Touch
    visit: Visit | None = None
    lately: bool = False


def likely(user: User, *, on: date) -> list[Choice]:
    """Whom this user visits today, by time; then whom they were last in contact with; then the rest of their own and
    covered young people by name. A fixed number of queries.
    """
    workers = user.standing(on=on).workers
    visits: dict[UUID, Visit] = {}
    for visit in day_of([user.pk], on=on):
        if visit.person_id and visit.state == VisitState.PLANNED:
            visits.setdefault(visit.person_id, visit)
    recent = recently_contacted(user.pk, limit=8)
    mine = Allocation.objects.known().open_on(on).filter(worker__in=workers).values("person_id")
    likeliest = {*visits, *recent}
    rows = _within(user, on=on).filter(Q(pk__in=mine) | Q(pk__in=likeliest))
    rows = rows.order_by(Case(When(pk__in=likeliest, then=0), default=1), "sort_name")
    people = {person.pk: person for person in rows[:MOST]}
    order = [pk for pk in dict.fromkeys([*visits, *recent, *people]) if pk in people]
    touched = touches(order, up_to=on)
    return [Choice(people[pk], touched[pk], visits.get(pk), pk in recent) for pk in order]


def found(user: User, text: str, *, on: date) -> list[Choice]:
    """People within reach found by a name or a number, by name; the first twenty."""
    people = list(search(text, among=_within(user, on=on)).people.order_by("sort_name")[:FOUND])
    touched = touches([person.pk for person in people], up_to=on)
    return [Choice(person, touched[person.pk]) for person in people]


def within_reach(user: User, ids: list[UUID], *, on: date) -> list[YoungPerson]:
    """Those of these people whom this user reaches, in the order asked."""
    people = {person.pk: person for person in _within(user, on=on).filter(pk__in=ids)}
    return [people[pk] for pk in dict.fromkeys(ids) if pk in people]


def _within(user: User, *, on: date) -> YoungPersonQuerySet:
    return YoungPerson.objects.visible_to(user, on=on).current().filter(died_on=None)
