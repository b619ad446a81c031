"""Bring in SSDA903 returns: read, compare, apply in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from waymark.audit.rules import Actor
from waymark.core.dates import LeapDay
from waymark.policy.facts import setting_on
from waymark.statutory.actions.applying import write_plan
from waymark.statutory.actions.keeping import Outcome, begin, keep_outcome, keep_people, move, no_progress
from waymark.statutory.facts.plans import Located, Plan, Progress, TableCounts, plan_return
from waymark.statutory.importing.rules.sifting import GivenYear, sift
from waymark.statutory.models import Import, ImportKind, ImportState


def problems_of(given: Sequence[GivenYear]) -> list[Located]:
    """Every problem met in reading, in the order of the years, those that refuse a file first."""
    found = [Located(each.year, problem) for each in given for problem in (*each.read.problems, *sift(each))]
    return sorted(found, key=lambda located: (not located.problem.refuses, located.year or 0))


def preview_return(
    given: Sequence[GivenYear], problems: Sequence[Located], *, today: date, progress: Progress = no_progress
) -> Outcome:
    """What applying these files would do; writes nothing. A file that could not be read refuses all.

    `given` and `problems` come from `read` and `problems_of`.
    """
    return _planned(given, problems, today=today, progress=progress)[1]


@transaction.atomic
def read_return(
    of: Import,
    given: Sequence[GivenYear],
    problems: Sequence[Located],
    *,
    today: date,
    at: datetime,
    progress: Progress = no_progress,
) -> Outcome:
    """Preview files that wait to be read, and keep what was found with the import for its pages."""
    plan, outcome = _planned(given, problems, today=today, progress=progress)
    found = move(
        of,
        ImportState.FAILED if outcome.refused else ImportState.READ,
        only_from={ImportState.WAITING},
        at=at,
        outcome="Nothing can be brought in until every file can be read." if outcome.refused else "",
    )
    keep_outcome(found, outcome)
    if plan is not None:
        names = {owner: child for child, owner in plan.owners.items()}
        keep_people(found, plan.row_counts, new=plan.new_people.keys(), shown=lambda pk: names.get(pk, ""))
    return outcome


@transaction.atomic
def apply_return(
    of: Import,
    given: Sequence[GivenYear],
    problems: Sequence[Located],
    *,
    by: Actor,
    today: date,
    at: datetime,
    progress: Progress = no_progress,
) -> Outcome:
    """Apply files, all of them or nothing; the import becomes applied in the same transaction."""
    found = move(of, ImportState.APPLIED, only_from={ImportState.WAITING, ImportState.APPLYING}, at=at)
    plan, outcome = _planned(given, problems, today=today, progress=progress)
    if plan is None:
        raise CannotBeRead
    keep_outcome(found, outcome)
    write_plan(plan, outcome, of=found, by=by, today=today, at=at, progress=progress)
    progress(100, "Done")
    return outcome


class CannotBeRead(Exception):
    """A file that could be read for the preview no longer can."""


@transaction.atomic
def bring_in_return(
    given: Sequence[GivenYear],
    problems: Sequence[Located],
    files: Sequence[Mapping[str, Any]],
    *,
    by: Actor,
    today: date,
    at: datetime,
    progress: Progress = no_progress,
) -> Outcome:
    """Apply files without a preview, as the command line does; refused files leave no trace of an import."""
    if any(located.problem.refuses for located in problems):
        return preview_return(given, problems, today=today, progress=progress)
    started = begin(ImportKind.RETURN, years=[each.year for each in given], by=by, at=at, files=files)
    return apply_return(started, given, problems, by=by, today=today, at=at, progress=progress)


def _planned(
    given: Sequence[GivenYear], problems: Sequence[Located], *, today: date, progress: Progress
) -> tuple[Plan | None, Outcome]:
    if any(located.problem.refuses for located in problems):
        return None, Outcome(_all_rejected(given), {}, list(problems), refused=True)
    plan = plan_return(given, leap_day=LeapDay(str(setting_on("leap_day", today))), progress=progress)
    return plan, Outcome(plan.counts, plan.people, [*problems, *plan.problems])


def _all_rejected(given: Sequence[GivenYear]) -> dict[str, TableCounts]:
    counts: dict[str, TableCounts] = {}
    for each in given:
        for table, (kept, rejected) in each.read.counts().items():
            counts[table] = counts.get(table, TableCounts()).plus(TableCounts(rejected=kept + rejected))
    return counts
