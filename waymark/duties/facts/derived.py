"""Who is owed what on a day, counted and put in order among everyone, from the derived table; nothing decides by it.

Overdue comes before due, then the heavier before the lighter (`rules.risk` says what weighs), then the longer late.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from waymark.duties.facts.live import duties_of
from waymark.duties.models import DerivedDuty
from waymark.duties.rules import Duty, State

# Some people: an id subquery, a list of ids, or None for everyone.
People: TypeAlias = "QuerySet[Any, Any] | Collection[UUID] | None"
WEEK = 7


@dataclass(frozen=True, slots=True)
class Counts:
    """How many duties are overdue, due within the days asked about, and coming after; and how many people are overdue."""

    overdue: int = 0
    due: int = 0
    coming: int = 0
    people_overdue: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """What some people are owed on a day: counts of all, and the worst `lines` (overdue and due) and `later` ones, with
    their reasons worked out live."""

    overdue: int = 0
    due: int = 0
    coming: int = 0
    people_overdue: int = 0
    lines: list[Duty] = field(default_factory=list)
    later: list[Duty] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DutyCounts:
    """How one duty stands among some people on a day; `applies` is the sum of the others, which are as in `State`."""

    applies: int = 0
    done: int = 0
    due: int = 0
    overdue: int = 0
    not_yet: int = 0
    excepted: int = 0


def day(
    *,
    people: People,
    on: date,
    owners: Collection[str] | None = None,
    days: int = WEEK,
    limit: int = 25,
    start: int = 0,
    but: Collection[str] = (),
) -> Day:
    """The day of some people, or of everyone. `on` is today or a day to come.

    `due` are duties whose day comes within `days` days, today included; `coming` those called due already whose day is
    later. `owners` are roles (`AllocationRole` values) whose duties are wanted. `lines` begin after the first `start` ones. Duties `but` are left
    out, as of the other counts below: who may not see risk is not told of `rules.OF_RISK`.
    A fixed number of queries.
    """
    rows = _owed(people, on, owners, but)
    overdue, due, coming = _late(on), _within(on, days), _after(on, days)
    counts = rows.aggregate(**_counts(on, days))
    worst_first = Case(When(overdue, then=Value(0)), default=Value(1), output_field=IntegerField())
    lines = rows.filter(overdue | due).order_by(worst_first, "-weight", "due_on", "person_id", "duty")
    later = rows.filter(coming).order_by("due_on", "-weight", "person_id", "duty")
    shown = [
        list(lines.values_list("person_id", "duty")[start : start + limit]),
        list(later.values_list("person_id", "duty")[start : start + limit]),
    ]
    live = duties_of(list({person_id for pairs in shown for person_id, _ in pairs}), on=on)
    found = {(duty.person_id, duty.duty.value): duty for duties in live.values() for duty in duties}
    lines_found, later_found = ([found[pair] for pair in pairs if pair in found] for pairs in shown)
    return Day(**counts, lines=lines_found, later=later_found)


def by_worker(*, people: People, on: date, days: int = WEEK, but: Collection[str] = ()) -> dict[UUID | None, Counts]:
    """Counts by who holds the role that each duty is for; None: nobody does. One query."""
    return _grouped("worker_id", people, on, days, but)


def by_team(*, people: People, on: date, days: int = WEEK, but: Collection[str] = ()) -> dict[UUID | None, Counts]:
    """Counts by the team of whoever holds the role, or else of whoever has the person by another role. One query."""
    return _grouped("team_id", people, on, days, but)


def by_duty(*, people: People, on: date, days: int = WEEK, but: Collection[str] = ()) -> dict[str, Counts]:
    """Counts by duty ("D14"), those with nothing due left out. One query."""
    return _grouped("duty", people, on, days, but)


def counts_of_duty(duty: str, *, on: date, people: People = None) -> DutyCounts:
    """How one duty stands among some people, or everyone. One query."""
    return counts_of_duties(on=on, people=people, duties=[duty]).get(duty, DutyCounts())


def counts_of_duties(
    *,
    on: date,
    people: People = None,
    duties: Collection[str] | None = None,
) -> dict[str, DutyCounts]:
    """The same of several duties, or of all that apply to anyone. One query."""
    rows = _among(DerivedDuty.objects.on(on), people)
    if duties is not None:
        rows = rows.filter(duty__in=duties)
    states = {f"{state.value}_count": Count("pk", filter=_state(state, on)) for state in State}
    counted = rows.order_by().values_list("duty").annotate(Count("pk"), **states)
    return {duty: DutyCounts(applies, *in_states) for duty, applies, *in_states in counted}


def people_with(duty: str, *, on: date, state: State | None = None) -> "QuerySet[DerivedDuty, UUID]":
    """A subquery of the ids of everyone to whom a duty applies, or for whom it stands so: `filter(id__in=…)`."""
    rows = DerivedDuty.objects.on(on).filter(duty=duty)
    if state is not None:
        rows = rows.filter(_state(state, on))
    return rows.values_list("person_id", flat=True)


def _state(state: State, on: date) -> Q:
    """The same as `rules.engine.state_of`, asked of the table."""
    owed = Q(done=False, excepted=False)
    match state:
        case State.EXCEPTED:
            return Q(excepted=True)
        case State.DONE:
            return Q(done=True, excepted=False)
        case State.OVERDUE:
            return owed & _late(on)
        case State.DUE:
            return owed & Q(due_on__gte=on, amber_on__lte=on)
        case State.NOT_YET:
            return owed & Q(due_on__gte=on, amber_on__gt=on)


def _late(on: date) -> Q:
    return Q(due_on__lt=on)


def _within(on: date, days: int) -> Q:
    return Q(due_on__gte=on, due_on__lt=on + timedelta(days=days))


def _after(on: date, days: int) -> Q:
    return Q(due_on__gte=on + timedelta(days=days), amber_on__lte=on)


def _counts(on: date, days: int) -> dict[str, Count]:
    return {
        "overdue": Count("pk", filter=_late(on)),
        "due": Count("pk", filter=_within(on, days)),
        "coming": Count("pk", filter=_after(on, days)),
        "people_overdue": Count("person_id", filter=_late(on), distinct=True),
    }


def _owed(
    people: People, on: date, owners: Collection[str] | None = None, but: Collection[str] = ()
) -> "QuerySet[DerivedDuty]":
    rows = _among(DerivedDuty.objects.on(on).open(), people)
    if but:
        rows = rows.exclude(duty__in=list(but))
    return rows if owners is None else rows.filter(owner__in=list(owners))


def _among(rows: "QuerySet[DerivedDuty]", people: People) -> "QuerySet[DerivedDuty]":
    return rows if people is None else rows.filter(person__in=people)


def _grouped(name: str, people: People, on: date, days: int, but: Collection[str]) -> dict[Any, Counts]:
    rows = _owed(people, on, but=but).filter(_late(on) | _within(on, days) | _after(on, days))
    return {row.pop(name): Counts(**row) for row in rows.order_by().values(name).annotate(**_counts(on, days))}
