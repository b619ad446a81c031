"""What every change here has in common: the row, its trail, and whatever follows from it."""

from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from waymark.accounts.models import User
from waymark.accounts.rules import Role
from waymark.after21.rules.words import Way
from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.contact.actions import record_contact
from waymark.contact.models import ContactMade
from waymark.contact.rules import ByRole, Channel, Made, StartedBy
from waymark.people.actions import facts_changed
from waymark.people.models import Fact, YoungPerson
from waymark.people.models.facthood import FACT

AnyFact = TypeVar("AnyFact", bound=Fact)


class InTheFuture(Exception):
    """Something that is said to have happened lies after today."""


class Changed(Exception):
    """Somebody else wrote here since the page was opened."""


def keep(fact: AnyFact, event: str, *, by: Actor, today: date, reason: str = "") -> AnyFact:
    """Store an unsaved fact, note it under `after21.<event>`, and work out again what follows from it."""
    fact.recorded_by_id = by.actor_id
    fact.save(force_insert=True)
    record(f"after21.{event}", by=by, subject=fact, person_id=fact.person_id, changes=what_it_says(fact), reason=reason)
    facts_changed([fact.person_id], by=by, today=today)
    return fact


def what_it_says(fact: Fact) -> dict[str, tuple[Any, Any]]:
    """A fact's values as changes from nothing, without who recorded it when."""
    fields: list[models.Field[Any, Any]] = [field for field in fact._meta.concrete_fields if field.name not in FACT]
    values = {field.name: getattr(fact, field.attname) for field in fields}
    return {name: ("", value) for name, value in values.items() if value not in ("", None)}


def lock(person_id: UUID) -> YoungPerson:
    """The person's row, held until the end of the transaction: one change at a time to one person's support."""
    return YoungPerson.objects.select_for_update().get(pk=person_id)


def contact_of(
    person: YoungPerson,
    *,
    happened_on: date,
    how: Way,
    reached: bool,
    started_by: str,
    note: str,
    their_words: str,
    client_key: UUID | None,
    worker: User | None,
    by: Actor,
    today: date,
    now: datetime,
) -> ContactMade:
    """The same as a contact, so that nothing is typed twice."""
    return record_contact(
        person=person,
        happened_on=happened_on,
        made=Made.MADE if reached else Made.TRIED,
        channel=Channel(how.value),
        by_role=_by_role(worker, on=today),
        started_by=StartedBy(started_by),
        note=note,
        their_words=their_words,
        client_key=client_key,
        worker=worker,
        by=by,
        today=today,
        now=now,
    )


def _by_role(worker: User | None, *, on: date) -> ByRole:
    """As what somebody was in contact: figures count advisers apart."""
    if worker is None:
        return ByRole.UNKNOWN
    roles = worker.standing(on=on).roles
    if Role.PERSONAL_ADVISER in roles:
        return ByRole.ADVISER
    return ByRole.SOCIAL_WORKER if Role.SOCIAL_WORKER in roles else ByRole.OTHER
