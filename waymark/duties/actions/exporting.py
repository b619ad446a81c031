"""Keeps that somebody took a list of what is owed."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from waymark.audit.actions import looked, record
from waymark.audit.rules import Actor


def note_export(*, on: date, people: Collection[UUID], rows: int, by: Actor) -> None:
    """Note that the duties of these people on a day were taken away: a look at each of them, and an event."""
    if people:
        looked(by=by, person_ids=people, what=f"Duties on {on:%Y-%m-%d}")
    record("duties.exported", by=by, subject=None, detail={"on": on.isoformat(), "people": len(people), "rows": rows})
