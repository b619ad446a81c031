"""Write what a plan says: reported rows, people and facts, in the one transaction the caller holds."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from waymark.accommodation.actions import replace_home_reports
from waymark.audit.actions import Entry, record_many
from waymark.audit.rules import Actor
from waymark.contact.actions import replace_in_touch_reports
from waymark.core.rows import insert_rows
from waymark.eet.actions import replace_activity_reports
from waymark.people.actions import facts_changed
from waymark.people.actions.reported import (
    Changes,
    change_people,
    insert_births,
    insert_facts,
    insert_people,
    withdraw_facts,
)
from waymark.people.models import YoungPerson
from waymark.people.rules.words import Source
from waymark.statutory.facts.kinds import PEOPLE_TABLES, Values
from waymark.statutory.facts.plans import IDENTITY, Plan, Progress
from waymark.statutory.importing.rules.differences import natural_key
from waymark.statutory.models import Effect, Import, ImportPerson, ReportedRow

BATCH = 500
_REPORTS: dict[str, Callable[..., None]] = {
    "in touch": replace_in_touch_reports,
    "homes": replace_home_reports,
    "activities": replace_activity_reports,
}


@transaction.atomic
def write_plan(plan: Plan, *, of: Import, by: Actor, today: date, at: datetime, progress: Progress) -> None:
    """Everything in the plan, one audit entry for each person it touches, and what is derived from their facts."""
    progress(60, "Keeping the rows as reported")
    insert_people(plan.new_people.values(), ("child_id", "born_on", *IDENTITY), at=at)
    _withdraw_rows(plan, at=at)
    insert_rows(
        ReportedRow,
        ("year", "table", "natural_key", "child", "person_id", "columns", "file", "line"),
        _new_rows(plan),
        same={"imported_id": of.pk},
    )
    progress(70, "Keeping the facts")
    changes = change_people(plan.changed_people)
    insert_births(
        [birth for birth in plan.births if birth[0] in plan.new_people],
        source=Source.RETURN,
        by=by,
        at=at,
        new_people=True,
    )
    insert_births(
        [birth for birth in plan.births if birth[0] not in plan.new_people],
        source=Source.RETURN,
        by=by,
        at=at,
        new_people=False,
    )
    for kind, change in plan.facts.items():
        if kind in _REPORTS:
            _REPORTS[kind](added=change.added, withdrawn=change.withdrawn, source=Source.RETURN, by=by, at=at)
        else:
            table = PEOPLE_TABLES[kind]
            withdraw_facts(table.model, change.withdrawn, at=at)
            insert_facts(table.model, table.names, change.added, source=Source.RETURN, by=by, at=at)
    progress(80, "Writing the audit trail")
    keep_people(plan, of=of)
    _audit(plan, changes, of=of, by=by)
    progress(85, "Working out everyone's legal status")
    facts_changed(plan.affected, by=by, today=today)


def keep_people(plan: Plan, *, of: Import) -> None:
    """Whom the import adds or changes, for the pages that list them."""
    names = {owner: child for child, owner in plan.owners.items()}
    ImportPerson.objects.filter(of=of).delete()
    insert_rows(
        ImportPerson,
        ("child", "person_id", "effect", "words"),
        (
            (
                names.get(pk, ""),
                pk,
                Effect.CREATED if pk in plan.new_people else Effect.CHANGED,
                ", ".join(f"{table} {count}" for table, count in counts.items())[:300],
            )
            for pk, counts in plan.row_counts.items()
        ),
        same={"of_id": of.pk},
    )


def _new_rows(plan: Plan) -> Iterator[Values]:
    owners = plan.owners
    for year, table, found in plan.rows:
        for row in (*found.created, *(row for _, row in found.updated)):
            child = row.child
            yield year, table, natural_key(row), child, owners[child], row.as_written(), row.file[:200], row.number


def _withdraw_rows(plan: Plan, *, at: datetime) -> None:
    ids = [id for _, _, found in plan.rows for id, _ in found.updated]
    ids += [id for _, _, found in plan.rows for id, _, _ in found.gone]
    for start in range(0, len(ids), BATCH):
        ReportedRow.objects.known().filter(pk__in=ids[start : start + BATCH]).update(withdrawn_at=at)


def _audit(plan: Plan, changes: Changes, *, of: Import, by: Actor) -> None:
    def entry(pk: UUID, counts: dict[str, Any]) -> Entry:
        changed = changes.get(pk, {})
        subject = YoungPerson(pk=pk) if changed else of  # a young person's fields carry their own sensitivity
        event = "statutory.person_brought_in" if pk in plan.new_people else "statutory.person_updated"
        return Entry(event, subject, pk, changed, detail={"import": str(of.pk), "rows": counts})

    record_many((entry(pk, dict(counts)) for pk, counts in plan.row_counts.items()), by=by)
