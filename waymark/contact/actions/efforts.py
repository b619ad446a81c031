"""Keeping what was tried to find somebody; a try to reach them counts as a contact that was tried."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from waymark.accounts.models import User
from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.contact.actions.lost import NotLostAnyMore
from waymark.contact.actions.recording import ContactInTheFuture, record_contact
from waymark.contact.models import Effort, LostContact
from waymark.contact.rules import ByRole, Made, StartedBy
from waymark.contact.rules.lost import Outcome, Step, channel_of
from waymark.people.actions import facts_changed


class EffortBeforeItWasLost(Exception):
    """It was tried before the day on which touch was lost."""


class EffortKeptOtherwise(Exception):
    """The same form has kept something else before, so what it says now was typed afterwards."""


@transaction.atomic
def record_effort(
    episode: LostContact,
    *,
    step: Step,
    made_on: date,
    outcome: Outcome,
    by: Actor,
    today: date,
    now: datetime,
    asked: str = "",
    note: str = "",
    by_role: ByRole = ByRole.UNKNOWN,
    worker: User | None = None,
    client_key: UUID | None = None,
) -> Effort:
    """Keep one step. One that tries the young person themselves is kept as a contact too, so nobody types it twice.

    `client_key` was made with the form: the same one again answers the step already kept. Raises ContactInTheFuture,
    EffortBeforeItWasLost, NotLostAnyMore, EffortKeptOtherwise.
    """
    if client_key is not None and (kept := Effort.objects.filter(pk=client_key, episode=episode).first()):
        if (kept.step, kept.outcome, kept.note) != (step, outcome, note.strip()):
            raise EffortKeptOtherwise
        return kept
    if made_on > today:
        raise ContactInTheFuture
    if made_on < episode.started_on:
        raise EffortBeforeItWasLost
    if not LostContact.objects.select_for_update().filter(pk=episode.pk, ended_on=None).exists():
        raise NotLostAnyMore
    effort = Effort(
        person_id=episode.person_id,
        episode=episode,
        step=step,
        made_on=made_on,
        outcome=outcome,
        asked=asked.strip(),
        note=note.strip(),
        worker_name=by.actor_name,
        recorded_by_id=by.actor_id,
    )
    if client_key is not None:
        effort.pk = client_key
    if (channel := channel_of(step)) and outcome is not Outcome.NOT_DONE:
        contact = record_contact(
            person=episode.person,
            happened_on=made_on,
            made=Made.TRIED,
            channel=channel,
            by_role=by_role,
            worker=worker,
            started_by=StartedBy.WORKER,
            note=note,
            client_key=effort.pk,
            by=by,
            today=today,
            now=now,
        )
        effort.contact_id = contact.pk
    effort.save(force_insert=True)
    changes = {"step": ("", step), "outcome": ("", outcome), "asked": ("", effort.asked), "note": ("", effort.note)}
    record("contact.effort_made", by=by, subject=effort, person_id=episode.person_id, changes=changes)
    facts_changed([episode.person_id], by=by, today=today)
    return effort
