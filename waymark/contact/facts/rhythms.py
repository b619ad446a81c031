"""How often people are to be reached, where that was set for them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from waymark.contact.models import VisitRhythm


def rhythms_of(ids: Iterable[UUID], *, on: date) -> dict[UUID, VisitRhythm]:
    """Each person's own rhythm on a day; people without one are left out."""
    rows = VisitRhythm.objects.known().open_on(on).filter(person__in=set(ids))
    return {row.person_id: row for row in rows.order_by("started_on", "recorded_at")}
