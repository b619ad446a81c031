"""The questions the rest of the system asks: what is someone's status on a day, and how does it run over a life."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from waymark.core.dates import Period
from waymark.eligibility.rules.contested import flag_points, flags_on
from waymark.eligibility.rules.inputs import USUAL, CareFacts, Conventions
from waymark.eligibility.rules.life import NEVER, Life
from waymark.eligibility.rules.statuses import Basis, Flag, Standing, Status


@dataclass(frozen=True, slots=True)
class Answer:
    """Someone's status on one day.

    `nights_since_14` counts the nights complete by that day. `changes_on` is the first later date with another status
    or basis if no fact changes, or None where that never comes. `flags` are contested matters for a person to decide.
    """

    on: date
    status: Status
    basis: Basis
    nights_since_14: int
    changes_on: date | None
    flags: tuple[Flag, ...]

    @property
    def standing(self) -> Standing:
        return Standing(self.status, self.basis)

    @property
    def contested(self) -> bool:
        return bool(self.flags)


@dataclass(frozen=True, slots=True)
class StatusPeriod:
    """A stretch of days with one status, one basis and (from `flagged_timeline`) one set of flags."""

    period: Period
    status: Status
    basis: Basis
    flags: tuple[Flag, ...] = ()


def as_date(day: int) -> date | None:
    return None if day >= NEVER else date.fromordinal(day)


def status_on(facts: CareFacts, on: date, conventions: Conventions = USUAL) -> Answer:
    """The whole answer for one person on one day, past or future; never raises on a well-typed life."""
    return answer_of(Life(facts, conventions), on)


def answer_of(life: Life, on: date) -> Answer:
    """As `status_on`, for a life already laid out; cheaper when several days are asked about."""
    day = on.toordinal()
    standing = life.standing_on(day)
    return Answer(
        on=on,
        status=standing.status,
        basis=standing.basis,
        nights_since_14=life.nights_on(day),
        changes_on=as_date(life.next_change(day, standing)),
        flags=flags_on(life, day, standing),
    )


def timeline(facts: CareFacts, conventions: Conventions = USUAL) -> list[StatusPeriod]:
    """Every status of a life from birth on, each beginning where the one before ends; the last has no end."""
    life = Life(facts, conventions)
    return list(_periods(life, life.turning_points(), with_flags=False))


def flagged_timeline(facts: CareFacts, conventions: Conventions = USUAL) -> list[StatusPeriod]:
    """As `timeline`, divided also where the flags change."""
    life = Life(facts, conventions)
    return list(_periods(life, life.turning_points() | flag_points(life), with_flags=True))


def _periods(life: Life, points: set[int], *, with_flags: bool) -> Iterator[StatusPeriod]:
    days = sorted(day for day in points | {life.born} if life.born <= day < NEVER)
    began: int = life.born
    current: tuple[Standing, tuple[Flag, ...]] | None = None
    for day in days:
        standing = life.standing_on(day)
        found = (standing, flags_on(life, day, standing) if with_flags else ())
        if current is not None and found != current:
            yield _period(began, day, *current)
            began = day
        current = found
    assert current is not None
    yield _period(began, NEVER, *current)


def _period(start: int, end: int, standing: Standing, flags: tuple[Flag, ...]) -> StatusPeriod:
    return StatusPeriod(Period(date.fromordinal(start), as_date(end)), standing.status, standing.basis, flags)
