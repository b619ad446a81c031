"""How often people are to be reached, where that was set for them."""

from collections.abc import Iterable
from datetime import date
from typing import cast
from uuid import UUID

from django.db.models import QuerySet

from waymark.contact.models import VisitRhythm
from waymark.people.facts.reported import known


def rhythms_of(ids: Iterable[UUID], *, on: date) -> dict[UUID, VisitRhythm]:
    """Each person's own rhythm on a day; people without one are left out."""
    return {row.person_id: row for row in rhythms_in_force(ids, on=on)}


def rhythms_in_force(ids: Iterable[UUID], *, on: date) -> "QuerySet[VisitRhythm]":
    """The rhythms of these people on a day, the one set last at the end."""
    rows = VisitRhythm.objects.known().open_on(on).filter(person__in=set(ids))
    return cast("QuerySet[VisitRhythm]", rows.order_by("started_on", "recorded_at"))


def rhythms_before(person_id: UUID, *, on: date) -> list[VisitRhythm]:
    """The rhythms one person had and has no longer, the latest first."""
    return list(known(VisitRhythm).filter(person=person_id, ended_on__lte=on).order_by("-ended_on"))
