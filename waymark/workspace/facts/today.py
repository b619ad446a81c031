"""What one worker's day holds, in a number of queries that does not grow with the people they work for."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import QuerySet

from waymark.accounts import facts as accounts
from waymark.accounts.models import Cover, User
from waymark.accounts.rules import Permission
from waymark.after21 import facts as after21
from waymark.circumstances.rules import that_counts
from waymark.contact import facts as contact
from waymark.diary import facts as diary
from waymark.diary.rules.words import VisitState
from waymark.duties import facts as duties
from waymark.duties.rules import Duty, Facts, State, duties_on, told
from waymark.duties.rules.inputs import DatedLeave
from waymark.people import facts as people
from waymark.people.models import YoungPerson
from waymark.people.rules.words import AllocationRole, AwayKind
from waymark.planning import facts as planning
from waymark.planning.facts import Owed
from waymark.planning.rules import OWED_FOR
from waymark.texts import facts as texts
from waymark.texts.facts import Thread
from waymark.workspace.rules.today import (
    ABOUT_LEAVE,
    CLOSED_BY_A_VISIT,
    Away,
    Coming,
    Doing,
    Sorted,
    away_ahead,
    birthdays,
    closed_by_visit,
    doing,
    in_time,
    leave_ahead,
    sort_out,
    tries_ahead,
)

# Rows of other apps, which this one reads by their facts: an entry of a diary, a promise, a request to come back.
Planned: TypeAlias = Any
Promised: TypeAlias = Any
Returning: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Today:
    """Everything one worker's day shows. `people` holds whoever is named in it, by id; `covers` whom they stand in for."""

    on: date
    worker: User
    people: dict[UUID, YoungPerson]
    held: int
    covers: list[Cover]
    covered: dict[UUID, Cover]
    work: Sorted
    next_visit: Planned | None
    closes: Duty | None
    call: str
    later: list[Planned]
    past: list[Planned]
    messages: list[Thread]
    returning: list[Returning]
    promises: list[Promised]
    handovers: list[Owed]
    coming: list[Coming]
    unknown: list[YoungPerson] = field(default_factory=list)


def today_of(user: User, *, now: datetime, on: date, among: QuerySet[YoungPerson] | None = None) -> Today:
    """One worker's day: their own young people and those of colleagues they stand in for.

    `among` are the people that somebody else who looks at this day may see; None where it is their own day.
    """
    standing = user.standing(on=on)
    covers = accounts.covers_by(user, on=on) if standing.workers - {user.pk} else []
    workers = {user.pk, *(cover.away_id for cover in covers)}
    held = people.held_by(workers, on=on)
    if among is not None:
        seen = set(among.filter(pk__in=[row.person_id for row in held]).values_list("pk", flat=True))
        held = [row for row in held if row.person_id in seen]
    ids = {row.person_id for row in held}
    persons = {person.pk: person for person in YoungPerson.objects.filter(pk__in=ids)}
    mine = {row.person_id for row in held if row.worker_id == user.pk}
    by_away = {cover.away_id: cover for cover in covers}
    covered = {row.person_id: by_away[row.worker_id] for row in held if row.worker_id in by_away}
    read = duties.facts_of(ids, on=on) if ids else {}
    owed = told(
        _on_their_list(read, held_roles={(row.person_id, row.role) for row in held}, on=on),
        risk=standing.may(Permission.SEE_RISK),
    )
    reads = standing.may(Permission.SEE_CONTACTS)
    visits: list[Planned] = list(diary.day_of([user.pk], on=on)) if standing.may(Permission.KEEP_DIARY) else []
    waiting = [row for row in texts.waiting(user, on=on) if not standing.everyone] if reads else []
    returning: list[Returning] = after21.requests_for(user, on=on) if reads else []
    promises: list[Promised] = contact.promises_of(workers, on=on) if reads else []
    if among is not None:
        visits = [visit for visit in visits if visit.person_id is None or visit.person_id in ids]
        waiting = [row for row in waiting if row.person.pk in ids]
        returning = [row for row in returning if row.person_id in ids]
        promises = [row for row in promises if row.person_id in ids]
    upcoming = [visit for visit in visits if visit.state == VisitState.PLANNED and visit.ends_at > now]
    first = upcoming[0] if upcoming else None
    closes = closed_by_visit(owed, first.person_id, on=on) if first is not None and first.person_id else None
    persons |= {row.person_id: row.person for row in [*promises, *returning]}
    persons |= {row.person.pk: row.person for row in waiting}
    persons |= {visit.person_id: visit.person for visit in visits if visit.person_id and visit.person}
    # A visit carries every duty it answers, so that nothing stands on the page twice.
    left = [
        duty
        for duty in owed
        if closes is None or duty.person_id != closes.person_id or doing(duty) not in CLOSED_BY_A_VISIT
    ]
    return Today(
        on=on,
        worker=user,
        people=persons,
        held=len(ids),
        covers=covers,
        covered={person_id: cover for person_id, cover in covered.items() if person_id not in mine},
        work=sort_out(left, on=on),
        next_visit=first,
        closes=closes,
        call=_number(first, on=on) if standing.may(Permission.SEE_CONTACT_DETAILS) else "",
        later=upcoming[1:],
        past=[visit for visit in visits if visit.state == VisitState.PLANNED and visit.ends_at <= now],
        messages=waiting,
        returning=returning,
        promises=promises,
        handovers=_handovers({user.pk}, read, on=on) if standing.may(Permission.HAND_OVER) else [],
        coming=_coming(persons, ids, owed, read, reads=reads, risk=standing.may(Permission.SEE_RISK), on=on),
        unknown=sorted((p for p in persons.values() if p.pk in ids and p.born_on is None), key=lambda p: p.sort_name),
    )


def _on_their_list(read: dict[UUID, Facts], *, held_roles: Collection[tuple[UUID, str]], on: date) -> list[Duty]:
    """Open duties of the roles these workers hold; one that nobody holds the role for is on the list of each of them."""
    if not read:
        return []
    limits = duties.limits_on(on)
    found = []
    for person_id, facts in read.items():
        filled = {holding.role for holding in facts.holdings if holding.start <= on < holding.end}
        found += [
            duty
            for duty in duties_on(facts, limits, on)
            if (person_id, duty.owner) in held_roles or duty.owner not in filled
        ]
    return found


def _number(visit: Planned | None, *, on: date) -> str:
    """The number to ring before the next visit, where one is known to be safe."""
    if visit is None or visit.person_id is None:
        return ""
    point = people.reach_of([visit.person_id], on=on)[visit.person_id].call_first
    return point.value if point is not None else ""


def _handovers(workers: Collection[UUID], read: dict[UUID, Facts], *, on: date) -> list[Owed]:
    """Pages to write or take over, of people whose record they can open. Asked only where an adviser changed lately."""
    lately = on - OWED_FOR
    changed = any(
        holding.role == AllocationRole.PERSONAL_ADVISER and lately <= holding.start <= on
        for facts in read.values()
        for holding in facts.holdings
    )
    return [owed for owed in planning.handovers_owed(workers, on=on) if owed.person.pk in read] if changed else []


def _coming(
    persons: dict[UUID, YoungPerson],
    ids: Collection[UUID],
    owed: list[Duty],
    read: dict[UUID, Facts],
    *,
    reads: bool,
    risk: bool,
    on: date,
) -> list[Coming]:
    events = birthdays(((person_id, persons[person_id].born_on) for person_id in ids), on=on)
    if reads:
        tries = [(person_id, facts.touch.try_again_on) for person_id, facts in read.items()]
        # Whoever is on the list because they were not reached is not told of a second time as to be tried today.
        late = {duty.person_id for duty in owed if duty.state == State.OVERDUE and doing(duty) is Doing.CONTACT}
        days = [(p, day) for p, day in tries if day is not None and (day > on or p not in late)]
        events += tries_ahead(days, on=on)
    if risk:
        told = {
            duty.person_id for duty in owed if duty.duty == ABOUT_LEAVE and duty.state in (State.DUE, State.OVERDUE)
        }
        leaves = {person_id: _in_force(facts, on) for person_id, facts in read.items() if facts.leaves}
        ends = [
            (person_id, leave.expires_on, leave.applied_on is not None)
            for person_id, leave in leaves.items()
            if leave is not None and leave.expires_on is not None
        ]
        events += leave_ahead(ends, on=on, told=told)
        events += away_ahead(_away(read, on=on), on=on)
    return in_time(events)


def _in_force(facts: Facts, on: date) -> DatedLeave | None:
    return that_counts(
        [row for row in facts.leaves if (row.started_on or on) <= on and (row.ended_on is None or row.ended_on > on)],
        on=on,
    )


def _away(read: dict[UUID, Facts], *, on: date) -> list[Away]:
    """Who is in custody or hospital; the rows, which say until when, are asked for only where somebody is."""
    gone = [
        person_id
        for person_id, facts in read.items()
        if any(start <= on < end for start, end in (*facts.detained, *facts.in_hospital))
    ]
    if not gone:
        return []
    return [
        Away(row.person_id, row.kind == AwayKind.DETAINED, row.started_on, row.expected_end_on)
        for row in people.away_on(gone, on=on)
    ]
