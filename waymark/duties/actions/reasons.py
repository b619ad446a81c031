"""Why a duty was missed, said by whoever answers for it."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models.functions import Now

from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.duties.actions.exceptions import ReasonMissing
from waymark.duties.facts import duties_of
from waymark.duties.models import MissedReason
from waymark.duties.rules import DutyId, State
from waymark.people.models import YoungPerson


class NotMissed(Exception):
    """The duty was not due on that day, or was met by then."""


@transaction.atomic
def say_why_missed(
    *, person: YoungPerson, duty: DutyId, due_on: date, reason: str, by: Actor, today: date
) -> MissedReason:
    """Keep why a duty was not met by the day it was due. Said again for the same day, the earlier words are withdrawn.

    Raises NotMissed or ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    if due_on >= today or not _missed(person, duty, due_on):
        raise NotMissed
    before = MissedReason.objects.known().filter(person=person, duty=duty, due_on=due_on)
    said = before.values_list("reason", flat=True).first() or ""
    before.update(withdrawn_at=Now())
    row = MissedReason.objects.create(
        person=person,
        duty=duty.value,
        due_on=due_on,
        reason=reason.strip(),
        given_on=today,
        by_name=by.actor_name,
        recorded_by_id=by.actor_id,
    )
    record(
        "duties.missed_explained",
        by=by,
        subject=row,
        person_id=person.pk,
        changes={"reason": (said, row.reason), "due_on": ("", due_on)},
        detail={"duty": duty.value},
    )
    return row


def _missed(person: YoungPerson, duty: DutyId, due_on: date) -> bool:
    """Whether it was overdue on the day after, whatever has happened since; as known now."""
    after = duties_of([person.pk], on=due_on + timedelta(days=1))[person.pk]
    return any(one.duty == duty and one.due_on == due_on and one.state is State.OVERDUE for one in after)
