"""A worker leaves, or lays down a part of their caseload: all of it goes to others at once, or none of it does."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models.functions import Now

from waymark.accounts.models import User
from waymark.audit.actions import Entry, record, record_many
from waymark.people.actions.allocating import AllocatesAhead, StartsBeforeTheLastOne
from waymark.people.actions.facts import AlreadyWithdrawn, ReasonMissing
from waymark.people.actions.rederiving import BATCH, facts_changed
from waymark.people.facts.moving import held_within, teams_of
from waymark.people.models import Allocation, YoungPerson
from waymark.people.rules.moving import fingerprint as fingerprint_of
from waymark.people.rules.words import Source


class NothingToMove(Exception):
    """Nobody was chosen to be moved."""


class MovesToThemselves(Exception):
    """The worker who gives people up would get some of them back."""


class ChangedSincePreview(Exception):
    """What the worker holds, or what is asked, is not what the preview showed."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Who has another worker now, in the order of their names."""

    people: tuple[UUID, ...]


@transaction.atomic
def move_caseload(
    worker: User,
    *,
    moves: Mapping[UUID, User],
    started_on: date,
    reason: str,
    fingerprint: str,
    by: User,
    today: date,
) -> Moved:
    """Give what a worker holds to others, from one day on: `moves` says to whom each allocation (by id) goes.

    All or nothing. `fingerprint` is that of the preview (`people.rules.moving`): where anything differs meanwhile,
    ChangedSincePreview. Only what `by` reaches can be moved. Somebody who has that part already keeps it, and the
    worker's simply ends. A person's team becomes the new worker's, unless that one is in the old team too. The same
    number of queries for one and for two hundred, but for batches.
    """
    if not reason.strip():
        raise ReasonMissing
    if not moves:
        raise NothingToMove
    if started_on > today:
        raise AllocatesAhead
    if any(taker.pk == worker.pk for taker in moves.values()):
        raise MovesToThemselves
    seen = held_within(by, worker, on=today)
    _lock({row.person_id for row in seen})
    held = {row.pk: row for row in held_within(by, worker, on=today)}
    takers = {pk: taker.pk for pk, taker in moves.items()}
    if moves.keys() - held.keys() or fingerprint_of(held, takers, started_on=started_on) != fingerprint:
        raise ChangedSincePreview
    rows = [row for pk, row in held.items() if pk in moves]
    for row in rows:
        if row.started_on >= started_on:
            raise StartsBeforeTheLastOne(row)
    _replace(rows, moves, started_on=started_on, reason=reason.strip(), by=by, on=today)
    people = tuple(dict.fromkeys(row.person_id for row in rows))
    detail = {"people": len(people), "takers": len(set(takers.values())), "from": started_on.isoformat()}
    record("people.caseload_moved", by=by, subject=worker, detail=detail, reason=reason)
    facts_changed(people, by=by, today=today)
    return Moved(people)


def _lock(people: set[UUID]) -> None:
    ids = sorted(people)
    for start in range(0, len(ids), BATCH):
        list(YoungPerson.objects.select_for_update().filter(pk__in=ids[start : start + BATCH]).values_list("pk"))


def _replace(
    rows: list[Allocation],
    moves: Mapping[UUID, User],
    *,
    started_on: date,
    reason: str,
    by: User,
    on: date,
) -> None:
    """Withdraw each row, add it again as ended, and add the taker's beside it; one audit entry a person and part."""
    ids = [row.pk for row in rows]
    withdrawn = 0
    for start in range(0, len(ids), BATCH):
        withdrawn += Allocation.objects.known().filter(pk__in=ids[start : start + BATCH]).update(withdrawn_at=Now())
    if withdrawn != len(ids):
        raise AlreadyWithdrawn
    teams = teams_of({taker.pk for taker in moves.values()}, on=on)
    has_already = set(
        Allocation.objects.known()
        .filter(worker__in=list(moves.values()), person__in=[row.person_id for row in rows], ended_on=None)
        .values_list("worker", "person", "role")
    )
    added: list[Allocation] = []
    entries: list[Entry] = []
    for row in rows:
        taker = moves[row.pk]
        ended = copy(row)
        ended.pk, ended.ended_on = uuid4(), started_on
        ended.source, ended.recorded_by_id, ended._state.adding = Source.STAFF, by.pk, True
        added.append(ended)
        if (taker.pk, row.person_id, row.role) not in has_already:
            added.append(_given(row, taker, teams.get(taker.pk, []), started_on, reason, by))
        entries.append(
            Entry(
                "people.allocation_moved",
                subject=added[-1],
                person_id=row.person_id,
                changes={"worker": (str(row.worker_id), str(taker.pk)), "started_on": ("", started_on)},
                reason=reason,
            )
        )
    Allocation.objects.bulk_create(added, batch_size=BATCH)
    record_many(entries, by=by)


def _given(row: Allocation, taker: User, teams: list[UUID], started_on: date, reason: str, by: User) -> Allocation:
    return Allocation(
        person_id=row.person_id,
        worker=taker,
        worker_name=str(taker),
        role=row.role,
        team_id=row.team_id if row.team_id in teams or not teams else teams[0],
        started_on=started_on,
        reason=reason,
        source=Source.STAFF,
        recorded_by_id=by.pk,
    )
