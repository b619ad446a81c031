"""Homes that files report, many young people at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from waymark.accommodation.facts import HOME
from waymark.accommodation.models import HomeReport
from waymark.audit.rules import Actor
from waymark.people.actions.reported import insert_facts, withdraw_facts
from waymark.people.rules.words import Source


@transaction.atomic
def replace_home_reports(
    *, added: Iterable[Sequence[Any]], withdrawn: Sequence[UUID], source: Source, by: Actor, at: datetime
) -> None:
    """Add what files report, (person id, year, observed on, kind, suitability), and take back rows by id.

    The import that calls this audits once a person and rederives.
    """
    withdraw_facts(HomeReport, withdrawn, at=at)
    insert_facts(HomeReport, HOME, added, source=source, by=by, at=at)
