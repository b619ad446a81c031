"""Writes the derived table of duties: in the transaction that changed the facts, or afresh for everyone."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from waymark.audit import actions as audit
from waymark.audit.rules import Actor
from waymark.core.rows import insert_rows
from waymark.duties.facts.live import limits_on
from waymark.duties.facts.reading import facts_of
from waymark.duties.models import DerivedDuty
from waymark.duties.rules import spans
from waymark.duties.rules.engine import Span
from waymark.eligibility.facts import among, batches
from waymark.people.models import YoungPerson

# One row of the derived table, as values of these fields.
DERIVED_FIELDS = (
    *("duty", "owner", "starts_on", "ends_on", "amber_on", "due_on", "done", "excepted", "weight"),
    *("sort_name", "worker_id", "team_id"),
)
DerivedRow = tuple[object, ...]


@transaction.atomic
def rederive(ids: Collection[UUID], *, by: Actor, today: date) -> None:
    """Write what these people are owed from today on afresh; rows that would not change are left alone.

    Facts are those that had happened by today, limits those in force or decided today. Rows of days that are over are
    only removed with others of the same person.
    """
    limits = limits_on(today)
    for batch in batches(ids):
        facts = facts_of(batch, on=today, ahead=True)
        wanted: dict[UUID, list[DerivedRow]] = {}
        people = YoungPerson.objects.current().filter(id__in=batch).values_list("id", "sort_name")
        for person_id, sort_name in people:
            if person_id in facts:
                wanted[person_id] = [_row(span, sort_name) for span in spans(facts[person_id], limits, today)]
        _replace(batch, wanted, today)


def _row(span: Span, sort_name: str) -> DerivedRow:
    return (
        span.duty.value,
        span.owner.value,
        span.start,
        span.end,
        span.amber,
        span.due,
        span.done,
        span.excepted is not None,
        span.weight,
        sort_name,
        span.worker_id,
        span.team_id,
    )


def _replace(ids: Iterable[UUID], wanted: dict[UUID, list[DerivedRow]], today: date) -> None:
    """Make the table hold `wanted` for these people, touching only those whose rows differ."""
    people = list(ids)
    there: dict[UUID, set[DerivedRow]] = {}
    rows = DerivedDuty.objects.filter(among(people), ends_on__gt=today)
    for person_id, *values in rows.values_list("person_id", *DERIVED_FIELDS):
        there.setdefault(person_id, set()).add(tuple(values))
    changed = [one for one in people if there.get(one, set()) != set(wanted.get(one, ()))]
    stale = [one for one in changed if one in there]
    if stale:
        DerivedDuty.objects.filter(person_id__in=stale).delete()
    insert_rows(
        DerivedDuty,
        ("person_id", *DERIVED_FIELDS),
        ((one, *row) for one in changed for row in wanted.get(one, ())),
        same={},
    )


def rebuild_all(*, by: Actor, today: date) -> int:
    """Work out afresh what everyone is owed, a batch at a time; how many people. Safe to run again at any moment."""
    ids = list(YoungPerson.objects.order_by("id").values_list("id", flat=True))
    for batch in batches(ids):
        rederive(batch, by=by, today=today)
    audit.record("duties.rebuilt", by=by, subject=None, detail={"people": len(ids)})
    return len(ids)
