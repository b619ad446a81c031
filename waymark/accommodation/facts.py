"""Homes as reported, for many young people at once."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from waymark.accommodation.models import HomeReport
from waymark.people.facts.reported import Held, facts_held
from waymark.people.rules.words import Source

HOME = ("year", "observed_on", "kind", "suitability")
"""A home as reported, column by column."""


def home_reports(person_ids: Iterable[UUID]) -> dict[UUID, list[HomeReport]]:
    """Person → their homes as reported, latest first."""
    found: dict[UUID, list[HomeReport]] = {}
    for report in (
        HomeReport.objects.known().filter(person__in=set(person_ids)).order_by("-observed_on", "-recorded_at")
    ):
        found.setdefault(report.person_id, []).append(report)
    return found


def homes_held(person_ids: Iterable[UUID], *, source: Source) -> Iterator[Held]:
    """What is kept of one source, withdrawn rows too, as the values of `HOME`."""
    return facts_held(HomeReport, HOME, person_ids, source=source)
