"""Dates of pathway plans that files report, many young people at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from waymark.audit.rules import Actor
from waymark.people.actions.reported import insert_facts, withdraw_facts
from waymark.people.rules.words import Source
from waymark.planning.facts import PLAN_DATE
from waymark.planning.models import PlanDate


@transaction.atomic
def replace_plan_dates(
    *, added: Iterable[Sequence[Any]], withdrawn: Sequence[UUID], source: Source, by: Actor, at: datetime
) -> None:
    """Add what files report, (person id, event, on), and take back rows by id.

    The import that calls this audits once a person and rederives.
    """
    withdraw_facts(PlanDate, withdrawn, at=at)
    insert_facts(PlanDate, PLAN_DATE, added, source=source, by=by, at=at)
