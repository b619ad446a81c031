"""Reads about many workers' diaries at once; each function costs the same number of queries for one and for many."""

from waymark.diary.facts.days import day_of, planned_for, visit_of, visits_between
from waymark.diary.facts.safety import overdue_home_safe

__all__ = ["day_of", "overdue_home_safe", "planned_for", "visit_of", "visits_between"]
