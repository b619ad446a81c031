"""Checks a read return against a year's rules."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from waymark.statutory.reading import ProblemKind, ReadReturn, Source, read
from waymark.statutory.ssda903.checks.check import FILE, NOT_JUDGED, Check, Found, Problem, area_of
from waymark.statutory.ssda903.definition import Definition
from waymark.statutory.ssda903.tables import TABLES
from waymark.statutory.ssda903.typed import Case, typed
from waymark.statutory.ssda903.years import for_year


def check(
    sources: Source | Iterable[Source],
    year: int,
    previous: Source | Iterable[Source] | None = None,
    *,
    oldest_leaver: int = 21,
) -> list[Problem]:
    """Reads the files of a year (and of the year before) and checks them.

    Raises YearNotSupported; never for what a file holds.
    """
    this = read(sources)
    return check_read(this, year, {} if previous is None else {year - 1: read(previous)}, oldest_leaver=oldest_leaver)


def check_read(
    this: ReadReturn,
    year: int,
    earlier: Mapping[int, ReadReturn],
    *,
    oldest_leaver: int = 21,
    so_far: date | None = None,
) -> list[Problem]:
    """Checks a read return of `year`, with those of earlier years that were read.

    `so_far` is the day that a running year has reached: nobody is asked to end an episode that need not have ended.

    Problems come in the order of the rules; what could not be read is under FILE, what could not be judged under
    NOT_JUDGED. Raises YearNotSupported.
    """
    definition = for_year(year)
    case = Case(
        typed(this, year),
        definition.codes,
        tuple(typed(earlier[each], each) for each in sorted(earlier, reverse=True) if each < year),
        oldest_leaver,
        so_far,
    )
    problems = _unread(this, year, definition.checks)
    for each in sorted(earlier, reverse=True):
        problems += [problem for problem in _unread(earlier[each], each, {}) if problem.row is None]
    problems += _tables_of_other_years(this, definition)
    for rule in definition.checks.values():
        problems += run_check(rule, case)
    return problems


def run_check(rule: Check, case: Case) -> list[Problem]:
    """What one rule finds, or the sentence saying why it could not look."""
    missing = [need for need in rule.needs if not _given(need, case)]
    if missing:
        return [
            _not_judged(rule, f"{_files(missing, case)}, so nobody could be judged. Give it to have the rule checked.")
        ]
    problems = []
    for finding in rule.run(case):
        if isinstance(finding, Found):
            row = finding.row
            problems.append(
                Problem(
                    rule.rule,
                    row.child,
                    row.layout.table.key,
                    row.number,
                    finding.column,
                    finding.message,
                    finding.area or area_of(finding.column),
                    row.file,
                )
            )
        else:
            problems.append(_not_judged(rule, finding.message))
    return problems


def _not_judged(rule: Check, why: str) -> Problem:
    return Problem(NOT_JUDGED, "", "", None, "", f"Rule {rule.rule} ({rule.title}): {why}")


def _given(need: str, case: Case) -> bool:
    table, _, when = need.partition(":")
    which = case.last if when == "last" else case.this
    return which is not None and which.has(table)


def _files(missing: list[str], case: Case) -> str:
    parts = []
    for need in missing:
        table, _, when = need.partition(":")
        year = case.this.year - 1 if when == "last" else case.this.year
        parts.append(f"the {year} {TABLES[table].title} file (columns {', '.join(TABLES[table].columns)})")
    return f"{' and '.join(parts)} was not given"


# Reading says in its own words what these rules say by number: said once is enough.
_RULE_SAYS_IT = {
    (ProblemKind.CODE, "header", "SEX"): "101",
    (ProblemKind.CODE, "header", "ETHNIC"): "103",
    (ProblemKind.CODE, "header", "MOTHER"): "165",
    (ProblemKind.CODE, "episodes", "RNE"): "143",
    (ProblemKind.CODE, "episodes", "LS"): "144",
    (ProblemKind.CODE, "episodes", "CIN"): "145",
    (ProblemKind.CODE, "episodes", "PLACE"): "146",
    (ProblemKind.CODE, "episodes", "REC"): "149",
    (ProblemKind.CODE, "oc3", "IN_TOUCH"): "131",
    (ProblemKind.CODE, "oc3", "ACTIV"): "132",
    (ProblemKind.CODE, "oc3", "ACCOM"): "133",
    (ProblemKind.DUPLICATE, "oc3", "CHILD"): "INT34",
}


def _unread(read_return: ReadReturn, year: int, checks: Mapping[str, Check]) -> list[Problem]:
    return [
        Problem(
            FILE,
            problem.child,
            problem.table,
            problem.row,
            problem.column,
            f"{problem.file} ({year}): {problem.message}",
            area_of(problem.column),
            problem.file,
        )
        for problem in read_return.problems
        if _RULE_SAYS_IT.get((problem.kind, problem.table, problem.column)) not in checks
    ]


def _tables_of_other_years(this: ReadReturn, definition: Definition) -> list[Problem]:
    """Tables with rows that the year's return does not have."""
    return [
        Problem(
            FILE,
            "",
            key,
            None,
            "",
            f"The {definition.year} return has no table {TABLES[key].title}, so {rows[0].file} does not belong to it. "
            "Check that the files are those of the year, or leave this one out.",
            file=rows[0].file,
        )
        for key, rows in this.tables.items()
        if rows and key not in definition.tables
    ]


def folders(path: Path) -> tuple[Path, Path | None]:
    """This year's folder and last year's, where `path` holds them as `this` and `prev`; else `path` itself alone."""
    this, prev = path / "this", path / "prev"
    if this.is_dir():
        return this, prev if prev.is_dir() else None
    return path, None
