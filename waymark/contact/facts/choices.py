"""With whom touch is lost on a day, and who has chosen no contact; for many young people at once."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.contact.models import LostContact, NoContactChoice
from waymark.people.facts.reported import known


def lost_of(ids: Iterable[UUID], *, on: date) -> dict[UUID, LostContact]:
    """Person → touch that was lost by that day and not found again by then; one query."""
    return {row.person_id: row for row in lost_on(ids, on=on)}


def lost_on(ids: Iterable[UUID], *, on: date) -> "QuerySet[LostContact]":
    """Where touch with these people was lost by that day and not found again by then, the one lost last at the end."""
    rows = LostContact.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), person__in=set(ids), started_on__lte=on)
    return rows.order_by("started_on")


def no_contact_of(ids: Iterable[UUID], *, on: date) -> dict[UUID, NoContactChoice]:
    """Person → the choice not to be in contact that is in force on a day; one query."""
    return {row.person_id: row for row in chosen_on(ids, on=on)}


def chosen_on(ids: Iterable[UUID], *, on: date) -> "QuerySet[NoContactChoice]":
    """The choices in force on a day, the one made last at the end."""
    rows = known(NoContactChoice).filter(Q(ended_on=None) | Q(ended_on__gt=on), person__in=set(ids), started_on__lte=on)
    return rows.order_by("started_on", "recorded_at")
