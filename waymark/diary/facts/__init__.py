"""Reads about many workers' diaries at once; each function costs the same number of queries for one and for many."""

from waymark.diary.facts.calendars import Effect, as_told, by_day, effect_of, feed_of, told_of, whose_feed, window
from waymark.diary.facts.days import (
    colleagues_in,
    day_of,
    in_the_way,
    may_be_named,
    midnight,
    planned_for,
    visit_of,
    visits_between,
    whose_diary,
)
from waymark.diary.facts.safety import (
    check_within_reach,
    checks_of_visits,
    late_after,
    minutes_on,
    overdue_home_safe,
    own_checks,
    watched_out,
    watchers_of,
)

__all__ = [
    "Effect",
    "as_told",
    "by_day",
    "check_within_reach",
    "checks_of_visits",
    "colleagues_in",
    "day_of",
    "effect_of",
    "feed_of",
    "in_the_way",
    "late_after",
    "may_be_named",
    "midnight",
    "minutes_on",
    "overdue_home_safe",
    "own_checks",
    "planned_for",
    "told_of",
    "visit_of",
    "visits_between",
    "watched_out",
    "watchers_of",
    "whose_diary",
    "whose_feed",
    "window",
]
