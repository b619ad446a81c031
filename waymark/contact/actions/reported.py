"""Contact that files report, many young people at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from waymark.audit.rules import Actor
from waymark.contact.facts import CONTACT, IN_TOUCH
from waymark.contact.models import ContactMade, InTouchReport
from waymark.people.actions.reported import insert_facts, withdraw_facts
from waymark.people.rules.words import Source


@transaction.atomic
def replace_in_touch_reports(
    *, added: Iterable[Sequence[Any]], withdrawn: Sequence[UUID], source: Source, by: Actor, at: datetime
) -> None:
    """Add what files say about being in touch, (person id, year, observed on, code), and take back rows by id.

    The import that calls this audits once a person and rederives.
    """
    withdraw_facts(InTouchReport, withdrawn, at=at)
    insert_facts(InTouchReport, IN_TOUCH, added, source=source, by=by, at=at)


@transaction.atomic
def replace_contact_reported(
    *, added: Iterable[Sequence[Any]], withdrawn: Sequence[UUID], source: Source, by: Actor, at: datetime
) -> None:
    """Add contacts that files report, (person id, happened on, made, by role), and take back rows by id.

    The import that calls this audits once a person and rederives.
    """
    withdraw_facts(ContactMade, withdrawn, at=at)
    insert_facts(ContactMade, CONTACT, added, source=source, by=by, at=at)
