"""The engine: one person's facts and the limits in force → every stretch of days on which a duty stays the same. Pure."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID

from waymark.core.dates import birthday
from waymark.duties.rules import after_care, from_21, in_care
from waymark.duties.rules.inputs import FOREVER, DatedLimits, Excepted, Facts, Holding, Limits, StatusDays
from waymark.duties.rules.kinds import Clock, Duty, DutyId, State, days, months_after
from waymark.duties.rules.pieces import Piece, Why, cut, plus
from waymark.duties.rules.risk import BY_KIND, LONG_LATE, LONG_LATE_DAYS, Danger, bounds, danger_on, dangers
from waymark.duties.rules.table import CLOCKS
from waymark.duties.rules.words import excepted_because, sentence
from waymark.eligibility.rules import Basis, Status
from waymark.people.rules.words import AllocationRole


class Span(NamedTuple):
    """One duty over the days `[start, end)`, on which nothing about it changes but that its day comes and goes.

    Before `amber` it is not yet due, up to and on `due` it is due, after that overdue; `done` and `excepted` come
    first. `worker_id` and `team_id` hold the owner's role; where nobody does, the team that has the person otherwise.
    """

    duty: DutyId
    start: date
    end: date
    amber: date | None
    due: date | None
    done: bool
    excepted: Excepted | None
    since: date
    why: Why
    weight: int
    owner: AllocationRole
    worker_id: UUID | None
    team_id: UUID | None


def state_of(amber: date | None, due: date | None, *, done: bool, excepted: bool, on: date) -> State:
    """The state on a day within a span."""
    if excepted:
        return State.EXCEPTED
    if done:
        return State.DONE
    if due is not None and due < on:
        return State.OVERDUE
    return State.DUE if amber is not None and amber <= on else State.NOT_YET


def duties_on(facts: Facts, limits: DatedLimits, on: date) -> list[Duty]:
    """Every duty owed to one person on a day, the heaviest first among the overdue, then the due, then the rest."""
    found = [
        _duty(facts, span, on) for span in spans(facts, limits, on, until=on + days(1)) if span.start <= on < span.end
    ]
    return sorted(found, key=urgency)


_STATES = (State.OVERDUE, State.DUE, State.NOT_YET, State.DONE, State.EXCEPTED)


def urgency(duty: Duty) -> tuple[int, int, date, str]:
    """What puts duties in order, of one person or of many."""
    return _STATES.index(duty.state), -duty.weight, duty.due_on or FOREVER, duty.duty


def _duty(facts: Facts, span: Span, on: date) -> Duty:
    clock = CLOCKS[span.duty]
    state = state_of(span.amber, span.due, done=span.done, excepted=span.excepted is not None, on=on)
    return Duty(
        person_id=facts.person_id,
        duty=span.duty,
        name=clock.name,
        due_on=span.due,
        state=state,
        reason=excepted_because(span.excepted, on) if span.excepted else sentence(span.why, span.due, facts, on),
        source=clock.source,
        owner=span.owner,
        area=clock.area,
        weight=span.weight,
        since=span.since,
    )


def spans(facts: Facts, limits: DatedLimits, from_on: date, until: date = FOREVER) -> list[Span]:
    """Every span that has a day in `[from_on, until)`, as far as the facts tell; of one duty no two overlap."""
    at16, at18 = (_birthday(facts.born_on, age, limits[0][1]) for age in (16, 18))
    found_dangers = dangers(facts, at18)
    finish = _Finish(facts, found_dangers)
    found: list[Span] = []
    for number, (holds_from, in_force) in enumerate(limits):
        holds_to = limits[number + 1][0] if number + 1 < len(limits) else FOREVER
        if holds_to <= from_on or holds_from >= until:
            continue
        for index, status in enumerate(facts.statuses):
            # The day somebody becomes eligible puts a duty on the list before it.
            if status.end <= from_on or (status.start >= until and status.status is not Status.ELIGIBLE):
                continue
            child = status.status in (Status.LOOKED_AFTER, Status.ELIGIBLE)
            for duty, piece in _pieces(facts, in_force, index, status, at16, at18):
                if piece.end > holds_from and piece.start < min(holds_to, until):
                    found += finish(CLOCKS[duty], piece, child, holds_from, holds_to, from_on)
    return found


def _birthday(born: date, age: int, limits: Limits) -> date:
    try:
        return birthday(born, age, limits.leap_day)
    except ValueError:
        return FOREVER


def _pieces(
    facts: Facts, limits: Limits, index: int, status: StatusDays, at16: date, at18: date
) -> Iterator[tuple[DutyId, Piece]]:
    """The pieces of every duty that one stretch of a status brings."""
    made = _BY_STATUS.get(status.status)
    if made is not None:
        yield from made(facts, limits, index, status, at16, at18)


def _each(duty: DutyId, pieces: Iterable[Piece]) -> Iterator[tuple[DutyId, Piece]]:
    for piece in pieces:
        if piece.start < piece.end:
            yield duty, piece


_Made = Iterator[tuple[DutyId, Piece]]


def _looked_after(facts: Facts, limits: Limits, index: int, status: StatusDays, at16: date, at18: date) -> _Made:
    """In care. Of the younger ones only what looks ahead to 16 is kept here."""
    start, end = max(status.start, at16), status.end
    if start >= end or status.basis == Basis.SHORT_BREAKS:
        return
    yield from _each(DutyId.D05, in_care.social_worker_visits(facts, limits, start, end))
    yield from _each(DutyId.D34, in_care.adviser_before_18(facts, limits, start, end, at18))
    yield from _leave(facts, limits, start, end)


def _eligible(facts: Facts, limits: Limits, index: int, status: StatusDays, at16: date, at18: date) -> _Made:
    listed = status.start
    before = facts.statuses[index - 1] if index else None
    if before is not None and before.status is Status.LOOKED_AFTER and before.basis != Basis.SHORT_BREAKS:
        listed = max(before.start, months_after(status.start, -limits.adviser_alert_months))
    yield from _each(DutyId.D01, in_care.appoint_adviser(facts, limits, listed, status))
    yield from _looked_after(facts, limits, index, status, at16, at18)


def _relevant(facts: Facts, limits: Limits, index: int, status: StatusDays, at16: date, at18: date) -> _Made:
    start, end = status.start, status.end
    yield from _each(DutyId.D07, after_care.keep_in_touch_relevant(facts, limits, start, end))
    yield from _each(DutyId.D11, after_care.visit_home(facts, limits, start, end))
    yield from _leave(facts, limits, start, end)


def _former_relevant(facts: Facts, limits: Limits, index: int, status: StatusDays, at16: date, at18: date) -> _Made:
    start, end = status.start, status.end
    match status.basis:
        case Basis.ANNUAL_OFFER:
            at21, at25 = (_birthday(facts.born_on, age, limits) for age in (21, 25))
            yield from _each(DutyId.D16, from_21.yearly_offer(facts, limits, start, end, at21, at25))
            yield from _each(DutyId.D17, from_21.answer_request_to_come_back(facts, start, end))
        case Basis.S23CZB:
            yield from _each(DutyId.D17, from_21.answer_request(facts, start, end))
        case Basis.S23CA:
            yield from _each(DutyId.D18, from_21.support_in_education(facts, limits, start, end))
        case _:  # at 18 to 20, however they came to be so
            yield from _each(DutyId.D14, after_care.keep_in_touch(facts, limits, start, end))
            yield from _each(DutyId.D15, after_care.have_adviser(facts, start, end))
    yield from _leave(facts, limits, start, end)


def _qualifying(facts: Facts, limits: Limits, index: int, status: StatusDays, at16: date, at18: date) -> _Made:
    yield from _no_status(facts, limits, index, status, at16, at18)
    yield from _leave(facts, limits, status.start, status.end)


def _no_status(facts: Facts, limits: Limits, index: int, status: StatusDays, at16: date, at18: date) -> _Made:
    if facts.detained:
        within = (status.start, min(status.end, at18))
        yield from _each(DutyId.D33, in_care.visit_in_custody(facts, limits, within))


def _leave(facts: Facts, limits: Limits, start: date, end: date) -> _Made:
    if facts.leaves:
        yield from _each(DutyId.D32, from_21.apply_for_leave(facts, limits, start, end))


_BY_STATUS: dict[Status, Callable[[Facts, Limits, int, StatusDays, date, date], _Made]] = {
    Status.LOOKED_AFTER: _looked_after,
    Status.ELIGIBLE: _eligible,
    Status.RELEVANT: _relevant,
    Status.FORMER_RELEVANT: _former_relevant,
    Status.QUALIFYING: _qualifying,
    Status.NONE: _no_status,
}


class _Finish:
    """Divides pieces where an exception, the danger or who holds the role changes, and weighs each part."""

    __slots__ = ("_dangers", "_facts", "_turns")

    def __init__(self, facts: Facts, found: list[Danger]) -> None:
        self._facts, self._dangers = facts, found
        self._turns = bounds(found)
        for held in facts.holdings:
            self._turns.add(held.start)
            self._turns.add(held.end)

    def __call__(
        self, clock: Clock, piece: Piece, child: bool, holds_from: date, holds_to: date, from_on: date
    ) -> list[Span]:
        owner = clock.owner_of(in_care=child)
        start, end = max(piece.start, holds_from), min(piece.end, holds_to)
        if end <= from_on:
            return []
        if not clock.may_except or not self._facts.excepted:
            return self._parts(clock, piece, owner, start, end, from_on)
        mine = [one for one in self._facts.excepted if one.duty == clock.id]
        found: list[Span] = []
        for first, last in cut(start, end, (day for one in mine for day in (one.start, one.end))):
            if last <= from_on:
                continue
            why_not = next((one for one in mine if one.start <= first < one.end), None)
            if why_not is None or piece.done:
                found += self._parts(clock, piece, owner, first, last, from_on)
            else:
                found.append(
                    Span(
                        clock.id, first, last, None, None, False, why_not, piece.since, piece.why, 0, owner, None, None
                    )
                )
        return found

    def _parts(
        self, clock: Clock, piece: Piece, owner: AllocationRole, start: date, end: date, from_on: date
    ) -> list[Span]:
        if piece.done or piece.due is None:
            return [
                Span(
                    clock.id, start, end, piece.amber, piece.due, piece.done, None,
                    piece.since, piece.why, 0, owner, None, None,
                )
            ]  # fmt: skip
        by_kind = clock.weight + BY_KIND[clock.kind]
        long_late = plus(piece.due, 1 + (piece.why.days or piece.why.months * 30 or LONG_LATE_DAYS))
        found: list[Span] = []
        for first, last in cut(start, end, (*self._turns, long_late)):
            weight = by_kind + danger_on(self._dangers, first) + (LONG_LATE if first >= long_late else 0)
            worker, team = self._holder(owner, first)
            before = found[-1] if found else None
            if before is not None and (before.weight, before.worker_id, before.team_id) == (weight, worker, team):
                found[-1] = before._replace(end=last)
            else:
                found.append(
                    Span(
                        clock.id, first, last, piece.amber, piece.due, False, None,
                        piece.since, piece.why, weight, owner, worker, team,
                    )
                )  # fmt: skip
        return [span for span in found if span.end > from_on]

    def _holder(self, owner: AllocationRole, day: date) -> tuple[UUID | None, UUID | None]:
        """Who holds the role on a day; where nobody does, the team that has the person by another role."""
        team: UUID | None = None
        for held in self._facts.holdings:
            if held.start <= day < held.end:
                if held.role == owner:
                    return held.worker_id, held.team_id
                team = team or held.team_id
        return None, team


def holdings_in_order(held: Iterable[Holding]) -> tuple[Holding, ...]:
    """Social workers before others, so that the team of whoever carries the case is found first."""
    return tuple(sorted(held, key=lambda one: (one.role != AllocationRole.SOCIAL_WORKER, one.role, one.start)))
