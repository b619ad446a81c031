"""A record opened by somebody who does not reach it, because something cannot wait."""

from datetime import date, datetime, timedelta

from django.db import transaction

from waymark.accounts.models import User
from waymark.audit.actions import looked, record
from waymark.people.models import EmergencyAccess, YoungPerson
from waymark.policy.facts import setting_on

LEAST_REASON = 15


class ReasonTooShort(Exception):
    """The reason has fewer than 15 letters, too few to be checked by."""


class CheckedAlready(Exception):
    """Somebody has checked this access before."""


class OwnAccess(Exception):
    """Nobody checks what they opened themselves."""


class NoteMissing(Exception):
    """A check says what was found."""


@transaction.atomic
def open_in_emergency(person: YoungPerson, *, reason: str, by: User, today: date, now: datetime) -> EmergencyAccess:
    """Let `by` reach this record for the hours the council has set; the look is marked and waits to be checked."""
    reason = reason.strip()
    if len(reason) < LEAST_REASON:
        raise ReasonTooShort
    hours = int(setting_on("emergency_access_hours", today))
    access = EmergencyAccess.objects.create(
        person=person, user=by, reason=reason, started_at=now, ends_at=now + timedelta(hours=hours)
    )
    record("people.opened_in_emergency", by=by, subject=access, person_id=person.pk, reason=reason)
    looked(by=by, person_ids=[person.pk], what="Opened the record", reason=reason, marked=True)
    return access


def note_nobody_found(*, by: User) -> None:
    """Keep that somebody asked for a record in an emergency and met nobody, so that trying names one by one shows."""
    record("people.emergency_found_nobody", by=by, subject=None)


@transaction.atomic
def check_emergency_access(access: EmergencyAccess, *, note: str, by: User, now: datetime) -> EmergencyAccess:
    """Say that this access was looked into and what was found."""
    if not note.strip():
        raise NoteMissing
    current = EmergencyAccess.objects.select_for_update().get(pk=access.pk)
    if current.checked_at is not None:
        raise CheckedAlready
    if current.user_id == by.pk:
        raise OwnAccess
    current.checked_by, current.checked_at, current.check_note = by, now, note.strip()
    current.save(update_fields=["checked_by", "checked_at", "check_note"])
    record(
        "people.emergency_access_checked",
        by=by,
        subject=current,
        person_id=current.person_id,
        changes={"check_note": ("", note.strip())},
    )
    return current
