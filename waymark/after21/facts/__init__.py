"""Support from 21, read for many young people at once; each function costs the same number of queries for any number."""

from waymark.after21.facts.leaving import agreed_on, letters_of, stepped_down, steps_of
from waymark.after21.facts.offering import conversations_of, offers_of, offers_since
from waymark.after21.facts.returning import requests_for, requests_of, requests_open, reviews_coming
from waymark.after21.rules.offers import Offered

__all__ = [
    "Offered",
    "agreed_on",
    "conversations_of",
    "letters_of",
    "offers_of",
    "offers_since",
    "requests_for",
    "requests_of",
    "requests_open",
    "reviews_coming",
    "stepped_down",
    "steps_of",
]
