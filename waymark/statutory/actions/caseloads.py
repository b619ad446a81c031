"""Bring in a caseload spreadsheet: read, compare, apply in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction

from waymark.accommodation.actions import replace_home_reports
from waymark.audit.rules import Actor
from waymark.contact.actions import replace_contact_reported
from waymark.eet.actions import replace_activity_reports
from waymark.people.actions import facts_changed
from waymark.people.actions.reported import change_people, insert_births, insert_facts, insert_people, withdraw_facts
from waymark.people.models import Allocation, ContactPoint, Fact
from waymark.people.rules.words import Source
from waymark.planning.actions import replace_plan_dates
from waymark.statutory.actions.keeping import (
    Outcome,
    audit_applied,
    begin,
    keep_outcome,
    keep_people,
    move,
    no_progress,
    remember_mapping,
)
from waymark.statutory.facts.caseloads import ALLOCATION, IDENTITY, REACH, CaseloadPlan, plan_caseload
from waymark.statutory.facts.plans import FactChange, Progress
from waymark.statutory.importing.rules.caseload import read_cases
from waymark.statutory.importing.rules.headings import fingerprint
from waymark.statutory.importing.sheets import Sheet
from waymark.statutory.models import Import, ImportKind, ImportState


def preview_caseload(
    sheet: Sheet, mapping: Mapping[str, str], *, today: date, progress: Progress = no_progress
) -> Outcome:
    """What applying the sheet would do; writes nothing. `mapping` is column key → heading."""
    return _planned(sheet, mapping, today=today, progress=progress)[1]


@transaction.atomic
def read_caseload(
    of: Import,
    sheet: Sheet,
    mapping: Mapping[str, str],
    *,
    today: date,
    at: datetime,
    progress: Progress = no_progress,
) -> Outcome:
    """Preview a sheet that waits to be read, remember its mapping, and keep what was found with the import."""
    plan, outcome = _planned(sheet, mapping, today=today, progress=progress)
    found = move(of, ImportState.READ, only_from={ImportState.WAITING, ImportState.READ}, at=at)
    found.mapping = dict(mapping)
    found.save(update_fields=["mapping"])
    remember_mapping(fingerprint(sheet.headings), mapping, at=at)
    keep_outcome(found, outcome)
    keep_people(found, plan.row_counts, new=plan.new_people.keys(), shown=lambda pk: plan.shown.get(pk, ""))
    return outcome


@transaction.atomic
def apply_caseload(
    of: Import,
    sheet: Sheet,
    mapping: Mapping[str, str],
    *,
    by: Actor,
    today: date,
    at: datetime,
    progress: Progress = no_progress,
) -> Outcome:
    """Apply the sheet, all of it or nothing; the import becomes applied in the same transaction."""
    found = move(of, ImportState.APPLIED, only_from={ImportState.WAITING, ImportState.APPLYING}, at=at)
    plan, outcome = _planned(sheet, mapping, today=today, progress=progress)
    keep_outcome(found, outcome)
    _write(plan, outcome, of=found, by=by, today=today, at=at, progress=progress)
    progress(100, "Done")
    return outcome


@transaction.atomic
def bring_in_caseload(
    sheet: Sheet,
    mapping: Mapping[str, str],
    files: Sequence[Mapping[str, Any]],
    *,
    by: Actor,
    today: date,
    at: datetime,
    progress: Progress = no_progress,
) -> Outcome:
    """Apply a sheet without a preview, as the command line does."""
    started = begin(ImportKind.CASELOAD, years=[], by=by, at=at, files=files)
    return apply_caseload(started, sheet, mapping, by=by, today=today, at=at, progress=progress)


def _planned(
    sheet: Sheet, mapping: Mapping[str, str], *, today: date, progress: Progress
) -> tuple[CaseloadPlan, Outcome]:
    progress(10, "Reading the rows")
    cases = read_cases(sheet.lines, mapping, file=sheet.name, today=today)
    plan = plan_caseload(cases, file=sheet.name, today=today, progress=progress)
    return plan, Outcome(plan.counts, plan.people, plan.problems)


def _write(
    plan: CaseloadPlan, outcome: Outcome, *, of: Import, by: Actor, today: date, at: datetime, progress: Progress
) -> None:
    progress(60, "Keeping the facts")
    insert_people(plan.new_people.values(), (*IDENTITY, "born_on"), at=at)
    changes = change_people(plan.changed_people)
    insert_births(plan.births, source=Source.CASELOAD, by=by, at=at, new_people=False)
    for table, change in plan.facts.items():
        _KEEP[table](change, by=by, at=at)
    progress(80, "Writing the audit trail")
    keep_people(of, plan.row_counts, new=plan.new_people.keys(), shown=lambda pk: plan.shown.get(pk, ""))
    audit_applied(of, plan.row_counts, changes, outcome, new=plan.new_people.keys(), by=by)
    progress(85, "Working out everyone's legal status")
    facts_changed(plan.row_counts.keys(), by=by, today=today)


def _keep_people_fact(
    model: type[Fact], names: tuple[str, ...], change: FactChange, *, by: Actor, at: datetime
) -> None:
    withdraw_facts(model, change.withdrawn, at=at)
    insert_facts(model, names, change.added, source=Source.CASELOAD, by=by, at=at)


def _keep_report(replace: Callable[..., None], change: FactChange, *, by: Actor, at: datetime) -> None:
    replace(added=change.added, withdrawn=change.withdrawn, source=Source.CASELOAD, by=by, at=at)


_KEEP: dict[str, Callable[..., None]] = {
    "phones and e-mail": partial(_keep_people_fact, ContactPoint, REACH),
    "allocations": partial(_keep_people_fact, Allocation, ALLOCATION),
    "contacts": partial(_keep_report, replace_contact_reported),
    "plan dates": partial(_keep_report, replace_plan_dates),
    "homes": partial(_keep_report, replace_home_reports),
    "activities": partial(_keep_report, replace_activity_reports),
}
