"""Dates of pathway plans that files report; what is going on; and the page between two personal advisers."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from waymark.accounts.models import User
from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.contact import actions as contact
from waymark.people import actions as people
from waymark.people.actions.reported import insert_facts, withdraw_facts
from waymark.people.facts import allocations_of
from waymark.people.models import YoungPerson
from waymark.people.rules.words import AllocationRole, Source
from waymark.planning.facts import PLAN_DATE
from waymark.planning.models import Handover, PlanDate, WhatIsGoingOn
from waymark.planning.rules import Agreement, Stage

WRITTEN = ("about_me", "what_works", "what_to_avoid", "going_on")
"""What people write on a handover, in the order of the page."""


class NothingWritten(Exception):
    """There are no words to keep."""


class ReadInTheFuture(Exception):
    """It was read together on a day still to come."""


class ChangedMeanwhile(Exception):
    """Somebody else saved this page since it was opened; `current` is how it stands now."""

    def __init__(self, current: Handover) -> None:
        super().__init__(str(current.pk))
        self.current = current


class SettledAlready(Exception):
    """The page was gone through with the young person and is frozen."""


class NotSettled(Exception):
    """The page has not been gone through with the young person yet."""


class AboutThemMissing(Exception):
    """The young person's own part is empty, and nobody says that it could not be agreed."""


class ReasonMissing(Exception):
    """A page that is not agreed says why."""


class SettledInTheFuture(Exception):
    """It was gone through on a day still to come."""


class NotTheirAdviser(Exception):
    """Only the personal adviser the young person has now takes over."""


@transaction.atomic
def replace_plan_dates(
    *, added: Iterable[Sequence[Any]], withdrawn: Sequence[UUID], source: Source, by: Actor, at: datetime
) -> None:
    """Add what files report, (person id, event, on), and take back rows by id.

    The import that calls this audits once a person and rederives.
    """
    withdraw_facts(PlanDate, withdrawn, at=at)
    insert_facts(PlanDate, PLAN_DATE, added, source=source, by=by, at=at)


@transaction.atomic
def write_going_on(
    *, person: YoungPerson, text: str, read_with_them_on: date | None = None, by: Actor, today: date
) -> WhatIsGoingOn:
    """Keep a new paragraph; the ones before stay in the history."""
    if not text.strip():
        raise NothingWritten
    if read_with_them_on is not None and read_with_them_on > today:
        raise ReadInTheFuture
    row = WhatIsGoingOn(
        person=person,
        text=text.strip(),
        written_on=today,
        written_by_name=by.actor_name,
        read_with_them_on=read_with_them_on,
    )
    return people.add_fact(row, by=by, today=today)


@transaction.atomic
def write_handover(
    *, person: YoungPerson, words: dict[str, str], expected_version: int, by: Actor, today: date
) -> Handover:
    """Keep what is written on the open page of a person, beginning one where there is none (`expected_version` 0).

    `words` holds texts by the names in `WRITTEN`. Raises ChangedMeanwhile, SettledAlready.
    """
    if unknown := words.keys() - set(WRITTEN):
        raise TypeError(f"not written on a handover: {', '.join(sorted(unknown))}")
    YoungPerson.objects.select_for_update().get(pk=person.pk)
    page = Handover.objects.filter(person=person, acknowledged_on=None).first()
    if page is None and expected_version:
        raise SettledAlready  # and taken over: what stood in the form was about a page that is closed
    if page is not None and page.settled_on is not None:
        raise SettledAlready
    if page is not None and page.version != expected_version:
        raise ChangedMeanwhile(page)
    new = page is None
    page = page or Handover(person=person, started_on=today, version=0)
    changes = {
        name: (getattr(page, name), text.strip()) for name, text in words.items() if getattr(page, name) != text.strip()
    }
    if not changes and not new:
        return page
    for name, (_, text) in changes.items():
        setattr(page, name, text)
    page.version += 1
    page.written_by_id, page.written_by_name = by.actor_id, by.actor_name
    page.save()
    record(
        "planning.handover_begun" if new else "planning.handover_written",
        by=by,
        subject=page,
        person_id=person.pk,
        changes=changes,
        detail={"version": page.version},
    )
    people.facts_changed([person.pk], by=by, today=today)
    return page


@transaction.atomic
def settle_handover(
    handover: Handover,
    *,
    agreement: Agreement,
    settled_on: date,
    expected_version: int,
    snapshot: dict[str, list[dict[str, str]]],
    not_agreed_reason: str = "",
    by: Actor,
    today: date,
) -> Handover:
    """The page was gone through with the young person: freeze it, with what is open, due and around them that day.

    `snapshot` is text by section, as the page shows it. Raises ChangedMeanwhile, SettledAlready, AboutThemMissing,
    ReasonMissing, SettledInTheFuture.
    """
    page = Handover.objects.select_for_update().get(pk=handover.pk)
    if page.stage is not Stage.TO_WRITE:
        raise SettledAlready
    if page.version != expected_version:
        raise ChangedMeanwhile(page)
    if settled_on > today:
        raise SettledInTheFuture
    if agreement is Agreement.NOT_AGREED:
        if not not_agreed_reason.strip():
            raise ReasonMissing
    elif not page.about_me:
        raise AboutThemMissing
    page.agreement, page.settled_on, page.snapshot = agreement, settled_on, snapshot
    page.not_agreed_reason = not_agreed_reason.strip() if agreement is Agreement.NOT_AGREED else ""
    page.version += 1
    page.save()
    record(
        "planning.handover_settled",
        by=by,
        subject=page,
        person_id=page.person_id,
        changes={"agreement": ("", agreement), "settled_on": ("", settled_on), "snapshot": ("", snapshot)},
        reason=page.not_agreed_reason,
        detail={"version": page.version},
    )
    people.facts_changed([page.person_id], by=by, today=today)
    return page


@transaction.atomic
def reopen_handover(handover: Handover, *, by: Actor, today: date) -> Handover:
    """Write again on a page that was gone through and not taken over: it has to be gone through anew."""
    page = Handover.objects.select_for_update().get(pk=handover.pk)
    if page.stage is not Stage.SETTLED:
        raise NotSettled
    before = {name: (getattr(page, name), "") for name in ("agreement", "settled_on", "snapshot")}
    page.agreement, page.settled_on, page.snapshot, page.not_agreed_reason = "", None, {}, ""
    page.version += 1
    page.save()
    record("planning.handover_reopened", by=by, subject=page, person_id=page.person_id, changes=before)
    people.facts_changed([page.person_id], by=by, today=today)
    return page


@transaction.atomic
def acknowledge_handover(handover: Handover, *, by: User, today: date) -> Handover:
    """The adviser they have now takes over: the open promises of advisers before become theirs.

    Raises NotSettled, NotTheirAdviser.
    """
    page = Handover.objects.select_for_update().select_related("person").get(pk=handover.pk)
    if page.stage is not Stage.SETTLED:
        raise NotSettled
    held = allocations_of([page.person_id]).get(page.person_id, [])
    advisers = [row for row in held if row.role == AllocationRole.PERSONAL_ADVISER and row.started_on <= today]
    if not any(row.worker_id == by.pk and (row.ended_on is None or row.ended_on > today) for row in advisers):
        raise NotTheirAdviser
    page.acknowledged_by, page.acknowledged_on = by, today
    page.version += 1
    page.save()
    record(
        "planning.handover_taken_over",
        by=by,
        subject=page,
        person_id=page.person_id,
        changes={"acknowledged_on": ("", today)},
        detail={"version": page.version},
    )
    for worker in {row.worker for row in advisers if row.worker_id != by.pk}:  # None: known by name only
        contact.hand_over_promises(person=page.person, from_worker=worker, to_worker=by, by=by, today=today)
    people.facts_changed([page.person_id], by=by, today=today)
    return page
