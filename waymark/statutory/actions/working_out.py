"""Work out a year's return and keep the answer, so that its pages need not."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from waymark.core.rows import insert_rows
from waymark.statutory.facts.returning.checked import checked
from waymark.statutory.facts.returning.kept import GIVEN_UP_AFTER, figures, fingerprint
from waymark.statutory.facts.returning.produced import Leaver, Produced, produce, produced_from
from waymark.statutory.facts.returning.record import conventions_on, read_record
from waymark.statutory.models import DerivedLeaver, DerivedProblem, DerivedReturn
from waymark.statutory.ssda903.checks.check import Problem

Say = Callable[[int, str], None]
_LEAVER = (
    *("child", "person_id", "basis", "sentence", "doubt", "turned"),
    *("in_touch", "activ", "accom", "corrected", "problems"),
)
_PROBLEM = ("rule", "child", "person_id", "table", "column", "row", "area", "message")


@transaction.atomic
def begin_working_out(year: int, *, on: str, at: datetime) -> bool:
    """Note that a year's answer to the fingerprint `on` is on its way; False when somebody else is at it already."""
    kept, _ = DerivedReturn.objects.select_for_update().get_or_create(year=year)
    if kept.working_on == on and kept.working_since is not None and at - kept.working_since < GIVEN_UP_AFTER:
        return False
    kept.working_on, kept.working_since, kept.percent, kept.stage = on, at, 0, "Waiting to start"
    kept.save(update_fields=["working_on", "working_since", "percent", "stage"])
    return True


def work_out(year: int, *, today: date, at: datetime) -> None:
    """Produce and check the return of a year and keep the answer in place of the one before.

    Progress is written as it goes, so this opens its own transaction and must not be called inside one. Raises
    YearNotSupported.
    """

    def say(percent: int, stage: str) -> None:
        DerivedReturn.objects.filter(year=year).update(percent=percent, stage=stage)

    mark = fingerprint(today)
    say(5, "Reading the record")
    record = read_record(year, today=today)
    say(40, "Producing the rows")
    made = produced_from(record)
    say(55, "Checking them")
    found = checked(made, oldest_leaver=record.conventions.oldest, today=today)
    say(85, "Keeping the answer")
    with transaction.atomic():
        DerivedLeaver.objects.filter(year=year).delete()
        DerivedProblem.objects.filter(year=year).delete()
        _keep(year, made, found.problems)
        DerivedReturn.objects.update_or_create(
            year=year,
            defaults={
                "fingerprint": mark,
                "worked_out_at": at,
                "figures": figures(year, not_judged=found.not_judged, without_number=made.without_number),
                "working_since": None,
                "working_on": "",
                "percent": 100,
                "stage": "Done",
            },
        )


@transaction.atomic
def work_out_one(year: int, person_id: UUID, *, before: str, today: date, at: datetime) -> None:
    """Bring one young person's part of a kept answer up to date after their facts changed, in the same transaction.

    `before` is the fingerprint from before the change: an answer that was out of date then stays so.
    """
    kept = DerivedReturn.objects.select_for_update().filter(year=year, fingerprint=before).first()
    if kept is None:
        return
    made = produce(year, today=today, person_id=person_id)
    found = checked(made, oldest_leaver=conventions_on(today).oldest, today=today, person_id=person_id)
    DerivedLeaver.objects.filter(year=year, person_id=person_id).delete()
    DerivedProblem.objects.filter(year=year, person_id=person_id).delete()
    # Row numbers are those of the whole return's files, which one person's rows do not tell.
    _keep(year, made, found.problems, with_row=False)
    kept.fingerprint, kept.worked_out_at = fingerprint(today), at
    kept.figures = figures(
        year,
        not_judged=kept.figures.get("not_judged", []),
        without_number=kept.figures.get("without_number", 0),
    )
    kept.save(update_fields=["fingerprint", "worked_out_at", "figures"])


def _keep(year: int, made: Produced, problems: Iterable[Problem], *, with_row: bool = True) -> None:
    problems = list(problems)
    in_oc3 = {leaver.text("CHILD").strip().upper() for leaver in made.leavers if leaver.cells is not None}
    broken = Counter(problem.child for problem in problems if problem.child in in_oc3)
    insert_rows(DerivedLeaver, _LEAVER, (_leaver(each, broken) for each in made.leavers), same={"year": year})
    insert_rows(
        DerivedProblem,
        _PROBLEM,
        (
            (
                problem.rule,
                problem.child[:40],
                made.person_of.get(problem.child),
                problem.table,
                problem.column[:60],
                problem.row if with_row else None,
                problem.fixed_at.value,
                problem.message,
            )
            for problem in problems
        ),
        same={"year": year},
    )


def _leaver(each: Leaver, broken: Counter[str]) -> tuple[Any, ...]:
    return (
        (each.text("CHILD") or each.child)[:20],
        each.person_id,
        each.place.basis.value,
        each.place.sentence,
        each.place.doubt,
        each.belongs.turned,
        each.text("IN_TOUCH")[:40],
        each.text("ACTIV")[:40],
        each.text("ACCOM")[:40],
        bool(each.corrected),
        broken[each.text("CHILD").strip().upper()] if each.cells is not None else 0,
    )
