"""What people have said about one person's duties: exceptions, and why duties were missed."""

from collections.abc import Collection
from uuid import UUID

from waymark.duties.models import DutyException, MissedReason
from waymark.people.facts.reported import known


def exceptions_of(person_id: UUID) -> list[DutyException]:
    """Every exception of one person, the latest first, those that were ended early too."""
    return list(DutyException.objects.filter(person=person_id).order_by("-from_on", "-recorded_at"))


def reasons_of(person_id: UUID) -> list[MissedReason]:
    """Why this person's duties were missed, the latest missed day first."""
    return list(known(MissedReason).filter(person=person_id).order_by("-due_on", "duty"))


def explained(person_ids: Collection[UUID]) -> set[tuple[UUID, str, object]]:
    """(person, duty, missed day) for which somebody has said why."""
    return set(known(MissedReason).filter(person__in=list(person_ids)).values_list("person_id", "duty", "due_on"))
