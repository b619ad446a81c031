"""Write what a plan says: reported rows, people and facts, in the one transaction the caller holds."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from json.encoder import encode_basestring_ascii

from django.db import transaction

from waymark.accommodation.actions import replace_home_reports
from waymark.audit.rules import Actor
from waymark.contact.actions import replace_in_touch_reports
from waymark.core.rows import JsonText, insert_rows
from waymark.eet.actions import replace_activity_reports
from waymark.eligibility.actions import replace_reported_statuses
from waymark.people.actions import facts_changed
from waymark.people.actions.reported import (
    change_people,
    insert_births,
    insert_facts,
    insert_people,
    withdraw_facts,
)
from waymark.people.rules.words import Source
from waymark.statutory.actions.keeping import Outcome, audit_applied, keep_people
from waymark.statutory.facts.kinds import PEOPLE_TABLES, Values
from waymark.statutory.facts.plans import IDENTITY, Plan, Progress
from waymark.statutory.models import Import, ReportedRow
from waymark.statutory.reading.result import Layout

BATCH = 500
_REPORTS: dict[str, Callable[..., None]] = {
    "in touch": replace_in_touch_reports,
    "homes": replace_home_reports,
    "activities": replace_activity_reports,
    "status as reported": replace_reported_statuses,
}


@transaction.atomic
def write_plan(
    plan: Plan, outcome: Outcome, *, of: Import, by: Actor, today: date, at: datetime, progress: Progress
) -> None:
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
    names = {owner: child for child, owner in plan.owners.items()}
    keep_people(of, plan.row_counts, new=plan.new_people.keys(), shown=lambda pk: names.get(pk, ""))
    audit_applied(of, plan.row_counts, changes, outcome, new=plan.new_people.keys(), by=by)
    progress(85, "Working out everyone's legal status")
    facts_changed(plan.affected, by=by, today=today)


def _new_rows(plan: Plan) -> Iterator[Values]:
    owners = plan.owners
    for year, table, found in plan.rows:
        written: dict[Layout, tuple[str, str]] = {}  # the file's name, and its columns as JSON with gaps for the cells
        for key, child, row in (*found.created, *(keyed for _, keyed in found.updated)):
            layout = row.layout
            if layout not in written:
                names = (encode_basestring_ascii(name).replace("%", "%%") for name in layout.columns)
                written[layout] = layout.file[:200], "{" + ", ".join([f"{name}: %s" for name in names]) + "}"
            file, gaps = written[layout]
            cells = JsonText(gaps % tuple(map(encode_basestring_ascii, row.texts)))
            yield year, table, key, child, owners[child], cells, file, row.number


def _withdraw_rows(plan: Plan, *, at: datetime) -> None:
    ids = [id for _, _, found in plan.rows for id, _ in found.updated]
    ids += [id for _, _, found in plan.rows for id, _, _ in found.gone]
    for start in range(0, len(ids), BATCH):
        ReportedRow.objects.known().filter(pk__in=ids[start : start + BATCH]).update(withdrawn_at=at)
