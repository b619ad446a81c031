"""What the engine reads about one person, and the limits in force. Pure."""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from waymark.circumstances.rules import Leave
from waymark.contact.rules import Touch
from waymark.core.dates import LeapDay
from waymark.eligibility.rules import Status
from waymark.policy.rules.kinds import Value

FOREVER = date.max
# [first day, first day no longer so); FOREVER where it is still so.
Days = tuple[date, date]


class DatedLeave(Leave, Protocol):
    """Leave to remain with the days it is in force; `circumstances` keeps such rows."""

    started_on: date | None
    ended_on: date | None
    applied_on: date | None


@dataclass(frozen=True, slots=True)
class StatusDays:
    """A stretch of days on which one status and basis are in force: those that duties follow."""

    start: date
    end: date
    status: Status
    basis: str


@dataclass(frozen=True, slots=True)
class Holding:
    """A worker, or only a team, holds a role for the person on `[start, end)`."""

    role: str
    start: date
    end: date
    worker_id: UUID | None = None
    team_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Excepted:
    """A local duty that does not run on `[start, end)`, and why."""

    duty: str
    start: date
    end: date
    reason: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that duties are read from about one person, as far as it had happened by the day asked about.

    `statuses` cover the life in order. `placements` are the days on which a placement began, `care` the stretches of
    being looked after, `at_home` of living with family, `homes` of addresses they live at. `offered_on` is the latest
    offer of support from 21; `asked_back` a request to come back that nobody has taken: the day, and the day by which
    to answer. `unsuitable` are the days for which the home reported last is none, or not a suitable one.
    """

    person_id: UUID
    born_on: date
    statuses: tuple[StatusDays, ...] = ()
    holdings: tuple[Holding, ...] = ()
    care: tuple[Days, ...] = ()
    placements: tuple[date, ...] = ()
    at_home: tuple[Days, ...] = ()
    homes: tuple[Days, ...] = ()
    detained: tuple[Days, ...] = ()
    in_hospital: tuple[Days, ...] = ()
    missing: tuple[Days, ...] = ()
    touch: Touch = field(default_factory=Touch)
    offered_on: date | None = None
    asked_back: tuple[date, date] | None = None
    leaves: tuple[DatedLeave, ...] = ()
    excepted: tuple[Excepted, ...] = ()
    unsuitable: tuple[Days, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers of `policy.rules.duties` as in force from a day on."""

    adviser_alert_months: int = 3
    adviser_before_18_months: int = 12
    first_visit_days: int = 7
    visit_weeks: int = 6
    keep_in_touch_relevant_weeks: int = 8
    home_first_visit_days: int = 7
    home_visit_months: int = 2
    keep_in_touch_weeks: int = 8
    keep_in_touch_by_adviser: bool = True
    no_contact_weeks: int = 12
    offer_months: int = 12
    education_months: int = 3
    leave_alert_months: int = 3
    detention_visit_days: int = 10
    leap_day: LeapDay = LeapDay.MAR1


USUAL = Limits()
# Limits with the days from which they hold, in order; the first holds from before everything.
DatedLimits = tuple[tuple[date, Limits], ...]
ALWAYS_USUAL: DatedLimits = ((date.min, USUAL),)


def limits_of(values: dict[str, Value]) -> Limits:
    """The limits among settings in force."""
    numbers = {
        name: int(values[name])
        for name in Limits.__dataclass_fields__
        if name not in ("keep_in_touch_by_adviser", "leap_day")
    }
    return Limits(
        **numbers,
        keep_in_touch_by_adviser=values["keep_in_touch_counts"] == "adviser",
        leap_day=LeapDay(str(values["leap_day"])),
    )
