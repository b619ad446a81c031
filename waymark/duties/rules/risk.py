"""In what order duties are shown: by what could go wrong for the young person, never by alphabet. Pure.

A weight is a sum, so that somebody in danger comes before somebody who is not, and of two in like danger the one who
is owed more. Reasons for the parts:

- `MISSING` and `WORRIED` come first: where somebody is missing, or a worker wrote down a worry about their safety in
  the last four weeks, nothing else about them can wait.
- `UNDER_18`: the council stands in a parent's place to a child (Children Act 1989 s.22, s.23B).
- `LOST` and `UNSUITABLE`: nobody knows how they are, or the home reported in the last year is none or not suitable.
- `DETAINED` and `HOSPITAL`: they cannot come to us, and their release needs planning.
- `BY_KIND`: law before guidance before local practice.
- `LONG_LATE`: late by as long again as the duty may take (four weeks where it has no number). Being late counts against
  what was allowed: four weeks is little for a yearly offer and much for a weekly visit.

Each clock adds a weight of its own, from 4 to 28, in the table. Equal weights go by the day they were due.
"""

from datetime import date, timedelta

from waymark.duties.rules.inputs import FOREVER, Facts
from waymark.duties.rules.kinds import Kind

MISSING, WORRIED, UNDER_18, LOST, UNSUITABLE, DETAINED, HOSPITAL, LONG_LATE = 40, 35, 30, 25, 25, 20, 10, 15
BY_KIND = {Kind.STATUTE: 20, Kind.GUIDANCE: 10, Kind.LOCAL: 0}
WORRIED_FOR = timedelta(days=28)
LONG_LATE_DAYS = 28

# (days, what they add)
Danger = tuple[date, date, int]


def dangers(facts: Facts, at18: date) -> list[Danger]:
    """The stretches of days on which something makes this person's duties count for more, and how much."""
    touch = facts.touch
    found: list[Danger] = [(date.min, at18, UNDER_18)]
    for held, adds in (
        (facts.missing, MISSING),
        (facts.detained, DETAINED),
        (facts.in_hospital, HOSPITAL),
        (facts.unsuitable, UNSUITABLE),
    ):
        found += [(start, end, adds) for start, end in held]
    if touch.worried_on is not None:
        found.append((touch.worried_on, touch.worried_on + WORRIED_FOR, WORRIED))
    if touch.lost_from is not None:
        found.append((touch.lost_from, FOREVER, LOST))
    return found


def danger_on(found: list[Danger], day: date) -> int:
    return sum(adds for start, end, adds in found if start <= day < end)


def bounds(found: list[Danger]) -> set[date]:
    """The days on which the danger can change."""
    return {day for start, end, _ in found for day in (start, end)}
