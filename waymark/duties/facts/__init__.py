"""What is due, worked out live for some people, or read from the derived table for everyone."""

from waymark.duties.facts.derived import (
    Counts,
    Day,
    DutyCounts,
    by_duty,
    by_team,
    by_worker,
    counts_of_duties,
    counts_of_duty,
    day,
    people_with,
)
from waymark.duties.facts.live import duties_of, limits_on
from waymark.duties.facts.reading import facts_of

__all__ = [
    "Counts",
    "Day",
    "DutyCounts",
    "by_duty",
    "by_team",
    "by_worker",
    "counts_of_duties",
    "counts_of_duty",
    "day",
    "duties_of",
    "facts_of",
    "limits_on",
    "people_with",
]
