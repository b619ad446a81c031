"""Reads about many young people at once; each function costs the same number of queries for one and for thousands."""

from waymark.people.facts.around import advisers_on, allocations_of, held_by, network_of
from waymark.people.facts.births import births_of
from waymark.people.facts.changes import Change, changes_since
from waymark.people.facts.duplicates import Pair, duplicates
from waymark.people.facts.emergency import emergencies_to_check, found_in_emergency
from waymark.people.facts.finding import Found, How, search
from waymark.people.facts.history import CareHistory, away_on, care_histories, history_of_kind
from waymark.people.facts.merges import merges_of, what_is_known_of
from waymark.people.facts.moving import caseload_counts, held_beyond, held_within, teams_of, workers_within
from waymark.people.facts.reach import Reach, reach_of

__all__ = [
    "CareHistory",
    "Change",
    "Found",
    "How",
    "Pair",
    "Reach",
    "advisers_on",
    "allocations_of",
    "away_on",
    "births_of",
    "care_histories",
    "caseload_counts",
    "changes_since",
    "duplicates",
    "emergencies_to_check",
    "found_in_emergency",
    "held_beyond",
    "held_by",
    "held_within",
    "history_of_kind",
    "merges_of",
    "network_of",
    "reach_of",
    "search",
    "teams_of",
    "what_is_known_of",
    "workers_within",
]
