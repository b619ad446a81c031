"""With whom touch is lost on a day, and who has chosen no contact; for many young people at once."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from waymark.contact.models import LostContact, NoContactChoice
from waymark.people.facts.reported import known


def lost_of(ids: Iterable[UUID], *, on: date) -> dict[UUID, LostContact]:
    """Person → touch that was lost by that day and not found again by then; one query."""
    rows = LostContact.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), person__in=set(ids), started_on__lte=on)
    return {row.person_id: row for row in rows.order_by("started_on")}


def no_contact_of(ids: Iterable[UUID], *, on: date) -> dict[UUID, NoContactChoice]:
    """Person → the choice not to be in contact that is in force on a day; one query."""
    rows = known(NoContactChoice).filter(Q(ended_on=None) | Q(ended_on__gt=on), person__in=set(ids), started_on__lte=on)
    return {row.person_id: row for row in rows.order_by("started_on", "recorded_at")}
