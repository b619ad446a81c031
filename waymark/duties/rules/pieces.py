"""One piece of a duty: the days on which what is due stays the same, and why. Pure."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from waymark.core.vocab import Vocabulary
from waymark.duties.rules.inputs import FOREVER, Days, Facts
from waymark.duties.rules.kinds import days
from waymark.people.rules.words import AllocationRole


class Told(Vocabulary):
    """What the sentence why tells."""

    ADVISED = "advised"
    NO_ADVISER = "no_adviser"
    BEFORE_ELIGIBLE = "before_eligible"
    ELIGIBLE = "eligible"
    NEW_PLACEMENT = "new_placement"
    VISITED = "visited"
    NEVER_VISITED = "never_visited"
    NEW_HOME = "new_home"
    REACHED = "reached"
    NEVER_REACHED = "never_reached"
    GENTLE = "gentle"
    NEVER_OFFERED = "never_offered"
    OFFERED = "offered"
    ASKED = "asked"
    ASKED_BACK = "asked_back"
    STUDYING = "studying"
    LEAVE_ENDS = "leave_ends"
    APPLIED = "applied"
    DETAINED = "detained"
    SEEN_INSIDE = "seen_inside"
    BESIDE = "beside"


class Why(NamedTuple):
    """What a sentence needs: what it tells, the day it starts from, and how long was allowed, in days or in months."""

    told: Told
    on: date | None = None
    days: int = 0
    months: int = 0
    own_rhythm: bool = False


class Piece(NamedTuple):
    """`[start, end)`; `due` is None where a continuous duty is met. `since` is the first day the duty applied."""

    start: date
    end: date
    amber: date | None
    due: date | None
    done: bool
    since: date
    why: Why


def cut(start: date, end: date, at: Iterable[date]) -> Iterator[Days]:
    """`[start, end)` divided on those of these days that lie within it."""
    turns = sorted({day for day in at if start < day < end})
    if not turns:
        if start < end:
            yield start, end
        return
    edges = [start, *turns, end]
    yield from pairwise(edges)


def common(one: Days, other: Days) -> Days | None:
    """The days both have."""
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return (start, end) if start < end else None


def joined(stretches: Iterable[Days]) -> list[Days]:
    """The same days with none twice: the record may say one spell in custody two ways."""
    found: list[Days] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def parts(start: date, end: date, held: Collection[Days]) -> list[tuple[date, date, bool]]:
    """`[start, end)` in stretches, each with whether one of `held` covers it; neighbours differ."""
    found: list[tuple[date, date, bool]] = []
    for first, last in cut(start, end, (day for one in held for day in one)):
        covered = any(s <= first < e for s, e in held)
        if found and found[-1][2] is covered:
            first = found.pop()[0]
        found.append((first, last, covered))
    return found


def advised(facts: Facts) -> tuple[Days, ...]:
    """When they have a personal adviser."""
    role = AllocationRole.PERSONAL_ADVISER.value
    return tuple((held.start, held.end) for held in facts.holdings if held.role == role)


def ahead(due: date, amber_days: int, allowed: int) -> date:
    """The day from which a duty is called due: so long before its day, but never more than a third of what is allowed."""
    return due - days(min(amber_days, max(1, allowed // 3)))


def plus(day: date, number: int) -> date:
    """So many days on, or the last day there is."""
    return FOREVER if (FOREVER - day).days <= number else day + days(number)
