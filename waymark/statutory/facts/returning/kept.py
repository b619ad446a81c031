"""The return of a year as last worked out: its figures, whom each rule is about, who is left out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from waymark.audit.models import Event
from waymark.statutory.facts.returning.given import given_tables
from waymark.statutory.facts.returning.record import conventions_on
from waymark.statutory.models import DerivedLeaver, DerivedProblem, DerivedReturn, Submission
from waymark.statutory.returning.rules.standing import Basis
from waymark.statutory.ssda903.years import FIRST, LAST

GIVEN_UP_AFTER = timedelta(minutes=15)
"""A calculation that has not ended by then was stopped."""
_NOT_FACTS = Q(name="statutory.return_exported") | Q(name__startswith="accounts.") | Q(name__startswith="audit.")
IN = [basis.value for basis in Basis if basis.included]
WAITING = [basis.value for basis in Basis if basis.waits_for_somebody]


def fingerprint(today: date) -> str:
    """What an answer depends on: the last change anybody made to a fact, and the settings of the return."""
    last = Event.objects.exclude(_NOT_FACTS).order_by("-sequence").values_list("hash", flat=True).first() or "nothing"
    values = conventions_on(today)
    return f"{last} {values.months_before} {values.months_after} {values.oldest} {values.leap_day}"


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of the cohort by age: `cells` are (who, how many, of how many, of whom not known)."""

    title: str
    meaning: str
    cells: list[tuple[str, int, int, int]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A year's return as last worked out. `current` says that nothing has changed since; `working` that a new one is
    on its way."""

    year: int
    worked_out_at: datetime | None = None
    current: bool = False
    working: bool = False
    percent: int = 0
    stage: str = ""
    figures: dict[str, Any] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Rows of OC3."""
        return sum(self.figures.get("bases", {}).get(basis, 0) for basis in IN)

    @property
    def need_somebody(self) -> int:
        """Rows of OC3 that break a rule."""
        return self.figures.get("rows_with_problems", 0)

    @property
    def waiting(self) -> int:
        """Young people left out only until somebody finds something out."""
        return sum(self.figures.get("bases", {}).get(basis, 0) for basis in WAITING)

    @property
    def left_out(self) -> dict[Basis, int]:
        counts = self.figures.get("bases", {})
        return {basis: counts[basis] for basis in Basis if not basis.included and counts.get(basis)}


def answer(year: int, *, fingerprint: str, at: datetime) -> Answer:
    """What is kept of a year; an empty answer when nothing is."""
    kept = DerivedReturn.objects.filter(year=year).first()
    if kept is None:
        return Answer(year)
    working = (
        kept.working_since is not None
        and kept.working_on == fingerprint
        and at - kept.working_since < GIVEN_UP_AFTER
        and kept.fingerprint != fingerprint
    )
    return Answer(
        year, kept.worked_out_at, kept.fingerprint == fingerprint, working, kept.percent, kept.stage, kept.figures
    )


def answers(years: Iterable[int], *, fingerprint: str, at: datetime) -> dict[int, Answer]:
    """The same for several years, in two queries; a year that was never worked out has an empty answer."""
    found = {year: Answer(year) for year in years}
    for kept in DerivedReturn.objects.filter(year__in=list(found)):
        found[kept.year] = Answer(kept.year, kept.worked_out_at, kept.fingerprint == fingerprint, figures=kept.figures)
    return found


def years_to_show(today: date) -> list[int]:
    """Collection years, the latest first: the one that runs now, the one before, and all of which something is kept."""
    running = today.year + (today >= date(today.year, 4, 1))
    years = {running, running - 1}
    years |= given_tables().keys()
    years |= set(Submission.objects.values_list("year", flat=True).distinct())
    return sorted((year for year in years if FIRST <= year <= LAST), reverse=True)


def figures(year: int, *, not_judged: list[str], without_number: int) -> dict[str, Any]:
    """Counts of what is kept of a year, as the pages show them."""
    leavers = DerivedLeaver.objects.filter(year=year)
    bases = dict(leavers.values_list("basis").annotate(Count("id")).order_by())
    problems = DerivedProblem.objects.filter(year=year)
    rules = dict(problems.values_list("rule").annotate(found=Count("id")).order_by())
    tables = dict(problems.values_list("table").annotate(found=Count("id")).order_by("-found"))
    row = leavers.filter(basis__in=IN)
    items = row.values_list("turned", "in_touch", "activ", "accom").annotate(Count("id")).order_by()
    return {
        "bases": bases,
        "rules": rules,
        "tables": tables,
        "rows_with_problems": row.filter(problems__gt=0).count(),
        "corrected": row.filter(corrected=True).count(),
        "doubts": row.exclude(doubt="").count(),
        "without_history": row.filter(basis=Basis.REPORTED).exclude(sentence="").count(),
        "items": [list(values) for values in items],
        "not_judged": not_judged,
        "without_number": without_number,
    }


_BANDS = (("17 and 18", 17, 18), ("19 to 21", 19, 21), ("22 to 25", 22, 25))


def measures(answer: Answer) -> list[Measure]:
    """In touch, somewhere suitable to live, and in education or work: by age, with those not known told apart.

    Who died or returned home is not asked about, so is in none of them (the DfE's own published figures leave them out).
    """
    items = [
        (turned, in_touch.strip().upper(), activ.strip().upper(), accom.strip().upper(), count)
        for turned, in_touch, activ, accom, count in answer.figures.get("items", [])
        if in_touch.strip().upper() not in ("DIED", "RHOM")
    ]

    def measure(title: str, meaning: str, position: int, yes: Any, unknown: Any) -> Measure:
        cells = []
        for band, least, most in (("All", 0, 200), *_BANDS):
            rows = [each for each in items if least <= (each[0] or 0) <= most]
            if rows or band == "All":
                cells.append(
                    (
                        band,
                        sum(each[4] for each in rows if yes(each[position])),
                        sum(each[4] for each in rows),
                        sum(each[4] for each in rows if unknown(each[position])),
                    )
                )
        return Measure(title, meaning, cells)

    return [
        measure("In touch", "IN_TOUCH is YES.", 1, lambda code: code == "YES", lambda code: code == ""),
        measure(
            "Somewhere suitable to live",
            "ACCOM ends in 1.",
            3,
            lambda code: len(code) == 2 and code[1] == "1",
            lambda code: code in ("", "0"),
        ),
        measure(
            "In education, employment or training",
            "ACTIV begins with F or P.",
            2,
            lambda code: code[:1] in ("F", "P"),
            lambda code: code in ("", "0"),
        ),
    ]


def problems_of_rule(year: int, rule: str, *, after: int = 0, most: int) -> list[DerivedProblem]:
    """What broke a rule, in the order of the return; `after` is the id of the last one seen."""
    rows = DerivedProblem.objects.filter(year=year, rule=rule, id__gt=after)
    return list(rows.order_by("id")[:most])


def left_out(year: int, why: str, *, after: UUID | None = None, most: int) -> list[DerivedLeaver]:
    """Who is left out (all, or for one reason), or with why "doubt" who is in though the record says otherwise.

    In order of child number; `after` is the last one seen, by their id: a child number has no place in an address.
    """
    rows: QuerySet[DerivedLeaver] = DerivedLeaver.objects.filter(year=year)
    if why == "doubt":
        rows = rows.filter(basis__in=IN).exclude(doubt="")
    elif why == "history":
        rows = rows.filter(basis=Basis.REPORTED).exclude(sentence="")
    else:
        rows = rows.filter(basis=why) if why else rows.exclude(basis__in=IN)
    last = DerivedLeaver.objects.filter(year=year, person_id=after).first() if after else None
    if last is not None:
        rows = rows.filter(Q(child__gt=last.child) | Q(child=last.child, id__gt=last.pk))
    return list(rows.order_by("child", "id")[:most])
