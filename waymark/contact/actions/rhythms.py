"""How often somebody is to be reached, set for them."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.contact.models import VisitRhythm
from waymark.people.actions import end_fact, facts_changed, withdraw_fact
from waymark.people.actions.facts import ReasonMissing
from waymark.people.models import YoungPerson


class RhythmEndsBeforeItStarts(Exception):
    """It would end today or earlier."""


class RhythmOutOfRange(Exception):
    """Every day at the most, once a year at the least."""


@transaction.atomic
def set_rhythm(
    *, person: YoungPerson, every_days: int, reason: str, by: Actor, today: date, until: date | None = None
) -> VisitRhythm:
    """From today this person is to be reached every so many days; the rhythm before ends today.

    `until` is the first day on which it no longer holds, None for until somebody changes it. A person's own rhythm can
    only make a duty's clock shorter: `duties` sees to that.
    """
    if not reason.strip():
        raise ReasonMissing
    if not 1 <= every_days <= 366:
        raise RhythmOutOfRange
    if until is not None and until <= today:
        raise RhythmEndsBeforeItStarts
    YoungPerson.objects.select_for_update().get(pk=person.pk)
    _stop(person, reason=reason, by=by, today=today)
    rhythm = VisitRhythm.objects.create(
        person=person,
        every_days=every_days,
        reason=reason.strip(),
        started_on=today,
        ended_on=until,
        recorded_by_id=by.actor_id,
    )
    changes = {"every_days": ("", every_days), "started_on": ("", today), "ended_on": ("", until)}
    record("contact.rhythm_set", by=by, subject=rhythm, person_id=person.pk, changes=changes, reason=reason)
    facts_changed([person.pk], by=by, today=today)
    return rhythm


@transaction.atomic
def end_rhythm(rhythm: VisitRhythm, *, reason: str, by: Actor, today: date) -> None:
    """From today the usual clock counts again."""
    if not reason.strip():
        raise ReasonMissing
    _stop(rhythm.person, reason=reason, by=by, today=today)
    record("contact.rhythm_ended", by=by, subject=rhythm, person_id=rhythm.person_id, reason=reason)
    facts_changed([rhythm.person_id], by=by, today=today)


def _stop(person: YoungPerson, *, reason: str, by: Actor, today: date) -> None:
    rows = VisitRhythm.objects.known().filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today), person=person)
    for rhythm in rows:
        if rhythm.started_on < today:
            end_fact(rhythm, ended_on=today, by=by, today=today, reason=reason)
        else:  # set today: it never held for a day
            withdraw_fact(rhythm, by=by, today=today, reason=reason)
