"""Exceptions from local duties: made for some days with a reason and a name, and ended early."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.core.dates import add_months
from waymark.duties.models import DutyException
from waymark.duties.rules import CLOCKS, DutyId
from waymark.people.actions import facts_changed
from waymark.people.models import YoungPerson
from waymark.policy.facts import setting_on


class ExceptionRefused(Exception):
    """An exception that is not made. `field` is the one of the form it is about, empty for none; its words say what to do."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class ExceptsAStatutoryDuty(ExceptionRefused):
    """A duty that law or guidance sets cannot be waived; only local practice can."""

    def __init__(self) -> None:
        super().__init__(
            "Do what is owed, or say why it was missed: this duty is not the council’s own, so nobody can waive it"
        )


class ReasonMissing(ExceptionRefused):
    def __init__(self) -> None:
        super().__init__("Say why, so that others can follow it later", "reason")


class StartsInThePast(ExceptionRefused):
    """What was due before an exception stays as it was: yesterday's figures do not change."""

    def __init__(self) -> None:
        super().__init__("Give today or a later day: what was due before stays as it was", "from_on")


class EndsTooEarly(ExceptionRefused):
    def __init__(self) -> None:
        super().__init__("Give a day after the first one", "until_on")


class LastsTooLong(ExceptionRefused):
    """Longer than the council lets one last, `months`."""

    def __init__(self, months: int) -> None:
        super().__init__(
            f"Give an earlier day: an exception lasts {months} months at most, and can be made again", "until_on"
        )
        self.months = months


class ExceptedAlready(ExceptionRefused):
    """Another exception from the same duty covers some of the same days."""

    def __init__(self) -> None:
        super().__init__("Give other days, or end the other exception first: it covers some of these", "from_on")


class EndedAlready(ExceptionRefused):
    def __init__(self) -> None:
        super().__init__("Go back and look again: somebody else has ended this exception meanwhile")


@transaction.atomic
def except_duty(
    *, person: YoungPerson, duty: DutyId, reason: str, from_on: date, until_on: date, by: Actor, today: date
) -> DutyException:
    """Let a local duty rest for one person on `[from_on, until_on)`. Raises ExceptionRefused."""
    if not CLOCKS[duty].may_except:
        raise ExceptsAStatutoryDuty
    if not reason.strip():
        raise ReasonMissing
    if from_on < today:
        raise StartsInThePast
    if until_on <= from_on:
        raise EndsTooEarly
    months = int(setting_on("exception_months", today))
    if until_on > add_months(from_on, months):
        raise LastsTooLong(months)
    YoungPerson.objects.select_for_update().get(pk=person.pk)  # two at once would not see each other's days
    others = DutyException.objects.known().filter(person=person, duty=duty, from_on__lt=until_on, until_on__gt=from_on)
    if others.exists():
        raise ExceptedAlready
    row = _keep(person.pk, duty, reason.strip(), from_on, until_on, by)
    record(
        "duties.excepted",
        by=by,
        subject=row,
        person_id=person.pk,
        changes={"from_on": ("", from_on), "until_on": ("", until_on), "reason": ("", row.reason)},
        detail={"duty": duty.value},
    )
    facts_changed([person.pk], by=by, today=today)
    return row


@transaction.atomic
def end_exception(exception: DutyException, *, reason: str, by: Actor, today: date) -> None:
    """Let the duty run again from today. The days before stay excepted. Raises ExceptionRefused."""
    if not reason.strip():
        raise ReasonMissing
    row = DutyException.objects.select_for_update().get(pk=exception.pk)
    if not row.known or row.until_on <= today:
        raise EndedAlready
    DutyException.objects.filter(pk=row.pk).update(
        withdrawn_at=Now(), withdrawn_by_name=by.actor_name, withdrawn_reason=reason.strip()
    )
    if row.from_on < today:
        _keep(row.person_id, DutyId(row.duty), row.reason, row.from_on, today, by)
    record(
        "duties.exception_ended",
        by=by,
        subject=row,
        person_id=row.person_id,
        changes={"until_on": (row.until_on, max(today, row.from_on))},
        reason=reason,
        detail={"duty": row.duty},
    )
    facts_changed([row.person_id], by=by, today=today)


def _keep(person_id: UUID, duty: DutyId, reason: str, from_on: date, until_on: date, by: Actor) -> DutyException:
    return DutyException.objects.create(
        person_id=person_id,
        duty=duty.value,
        reason=reason,
        from_on=from_on,
        until_on=until_on,
        by_name=by.actor_name,
        recorded_by_id=by.actor_id,
    )
