"""Promises, for many young people and many workers at once."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from waymark.contact.models import Promise
from waymark.contact.rules import PromiseState, Whose


def promises_open(ids: Iterable[UUID]) -> dict[UUID, list[Promise]]:
    """Each person's open promises, whoever made them, the soonest due first; people without one are left out."""
    found: dict[UUID, list[Promise]] = {}
    rows = Promise.objects.filter(person__in=set(ids), state=PromiseState.OPEN).select_related("owner")
    for promise in rows.order_by("by_when", "recorded_at"):
        found.setdefault(promise.person_id, []).append(promise)
    return found


def promises_of(workers: Collection[UUID], *, on: date) -> list[Promise]:
    """Open promises that these users owe and had made by that day, the longest overdue first; the person is read too."""
    rows = Promise.objects.filter(owner__in=workers, state=PromiseState.OPEN, whose=Whose.WORKER, made_on__lte=on)
    return list(rows.select_related("person", "owner").order_by("by_when", "recorded_at"))


def promises_of_person(person_id: UUID) -> list[Promise]:
    """All promises to and by one person: the open ones, soonest due first, then the closed ones, latest first."""
    rows = list(Promise.objects.filter(person=person_id).select_related("owner").order_by("by_when", "recorded_at"))
    closed = [row for row in rows if row.closed_on is not None]
    return [row for row in rows if row.closed_on is None] + sorted(
        closed, key=lambda row: row.closed_on or row.by_when, reverse=True
    )


def promise_of(person_id: UUID, promise_id: UUID) -> Promise | None:
    """One promise to or by this person, open or closed."""
    return Promise.objects.filter(pk=promise_id, person=person_id).select_related("owner").first()
