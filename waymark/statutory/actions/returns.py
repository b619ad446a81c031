"""Bring in SSDA903 returns: read, compare, apply in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction

from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.core.dates import LeapDay
from waymark.core.rows import insert_rows
from waymark.policy.facts import setting_on
from waymark.statutory.actions.applying import write_plan
from waymark.statutory.facts.plans import Located, Plan, Progress, TableCounts, plan_return
from waymark.statutory.importing.rules.sifting import GivenYear, sift
from waymark.statutory.models import Import, ImportKind, ImportProblem, ImportState

MOST_PROBLEMS = 100_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import found and did, or would do. `refused` says that nothing was or would be brought in."""

    counts: dict[str, TableCounts] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    problems: list[Located] = field(default_factory=list)
    refused: bool = False


def no_progress(percent: int, words: str) -> None:
    """For callers who do not show how far an import has got."""


def problems_of(given: Sequence[GivenYear]) -> list[Located]:
    """Every problem met in reading, in the order of the years, those that refuse a file first."""
    found = [Located(each.year, problem) for each in given for problem in (*each.read.problems, *sift(each))]
    return sorted(found, key=lambda located: (not located.problem.refuses, located.year or 0))


def bring_in(
    given: Sequence[GivenYear],
    problems: Sequence[Located],
    *,
    of: Import | None,
    by: Actor,
    today: date,
    at: datetime,
    progress: Progress = no_progress,
) -> Outcome:
    """Apply files that were read, all of them or nothing: `of` becomes applied in the same transaction.

    With `of=None` nothing is written and the outcome says what would be. A file that could not be read refuses all.
    `given` and `problems` come from `read` and `problems_of`.
    """
    if any(located.problem.refuses for located in problems):
        return Outcome(_only_rejected(given), {}, list(problems), refused=True)
    with transaction.atomic():
        plan = plan_return(given, leap_day=LeapDay(setting_on("leap_day", today)), progress=progress)
        outcome = Outcome(plan.counts, plan.people, [*problems, *plan.problems])
        if of is not None:
            _apply(plan, outcome, of=of, by=by, today=today, at=at, progress=progress)
    progress(100, "Done")
    return outcome


def _apply(
    plan: Plan, outcome: Outcome, *, of: Import, by: Actor, today: date, at: datetime, progress: Progress
) -> None:
    of.state, of.applied_at, of.finished_at = ImportState.APPLIED, at, at
    keep_outcome(of, outcome)
    write_plan(plan, of=of, by=by, today=today, at=at, progress=progress)
    totals = {table: counts._asdict() for table, counts in outcome.counts.items()}
    record("statutory.import_applied", by=by, subject=of, detail={"tables": totals, "people": outcome.people})


@transaction.atomic
def keep_outcome(of: Import, outcome: Outcome) -> None:
    """Store what was found with the import, in place of what was found before."""
    of.counts = {table: counts._asdict() for table, counts in outcome.counts.items()}
    of.people = outcome.people
    of.problems_count = len(outcome.problems)
    of.save()
    ImportProblem.objects.filter(of=of).delete()
    insert_rows(
        ImportProblem,
        ("number", "year", "file", "row", "column", "kind", "table", "child", "message"),
        (
            (
                number,
                located.year,
                located.problem.file[:200],
                located.problem.row,
                located.problem.column[:60],
                located.problem.kind.value,
                located.problem.table,
                located.problem.child[:40],
                located.problem.message,
            )
            for number, located in enumerate(islice(outcome.problems, MOST_PROBLEMS), 1)
        ),
        same={"of_id": of.pk},
    )


def _only_rejected(given: Sequence[GivenYear]) -> dict[str, TableCounts]:
    counts: dict[str, TableCounts] = {}
    for each in given:
        for table, (kept, rejected) in each.read.counts().items():
            counts[table] = counts.get(table, TableCounts()).plus(TableCounts(rejected=kept + rejected))
    return counts


@transaction.atomic
def bring_in_at_once(
    given: Sequence[GivenYear],
    problems: Sequence[Located],
    files: Sequence[dict[str, Any]],
    *,
    by: Actor,
    today: date,
    at: datetime,
    progress: Progress,
) -> Outcome:
    """Apply files without a preview, as the command line does; refused files leave no trace of an import."""
    if any(located.problem.refuses for located in problems):
        return bring_in(given, problems, of=None, by=by, today=today, at=at, progress=progress)
    started = begin(ImportKind.RETURN, years=[each.year for each in given], by=by, at=at, files=files)
    return bring_in(given, problems, of=started, by=by, today=today, at=at, progress=progress)


@transaction.atomic
def begin(
    kind: ImportKind, *, years: Sequence[int], by: Actor, at: datetime, files: Sequence[dict[str, Any]]
) -> Import:
    """A new import and its files (name, year, size, sha256, kept_as); nothing of them is read yet."""
    started = Import.objects.create(
        kind=kind, years=sorted(set(years)), created_at=at, created_by_id=by.actor_id, created_by_name=by.actor_name
    )
    started.files.bulk_create([started.files.model(of=started, **each) for each in files])
    return started
