"""Small returns for tests: only the cells that matter are named, the rest are valid."""

from collections.abc import Iterable, Mapping

from waymark.statutory.reading import ReadReturn, read
from waymark.statutory.ssda903.checking import check_read
from waymark.statutory.ssda903.checks.check import Problem
from waymark.statutory.ssda903.writing import csv_text

Rows = Iterable[Mapping[str, str]]
Tables = Mapping[str, Rows]


def header(child: str = "1", dob: str = "10/06/2006", **cells: str) -> dict[str, str]:
    """A boy born so that his 19th birthday is in the 2026 return."""
    return {"CHILD": child, "DOB": dob, "SEX": "M", "ETHNIC": "WBRI", "UPN": "UN1"} | cells


def episode(child: str = "1", decom: str = "01/05/2020", dec: str = "", **cells: str) -> dict[str, str]:
    """A care order in a foster home."""
    return {
        "CHILD": child,
        "DECOM": decom,
        "RNE": "S",
        "LS": "C2",
        "CIN": "N1",
        "PLACE": "U4",
        "PLACE_PROVIDER": "PR1",
        "DEC": dec,
        "REC": "E8" if dec else "",
    } | cells


def leaver(child: str = "1", dob: str = "10/06/2006", **cells: str) -> dict[str, str]:
    """In touch, in other education, living independently in a suitable home."""
    return {"CHILD": child, "DOB": dob, "IN_TOUCH": "YES", "ACTIV": "F2", "ACCOM": "U1"} | cells


def as_read(tables: Tables) -> ReadReturn:
    """The tables as if their CSV files had been given."""
    return read([(f"{table}.csv", csv_text(table, rows).encode()) for table, rows in tables.items()])


def found(
    tables: Tables, last: Tables | None = None, *, year: int = 2026, oldest: int = 21, earlier: Tables | None = None
) -> list[Problem]:
    """Everything the year's checks find; `earlier` is the return two years before."""
    reads = {} if last is None else {year - 1: as_read(last)}
    if earlier is not None:
        reads[year - 2] = as_read(earlier)
    return check_read(as_read(tables), year, reads, oldest_leaver=oldest)


def broken(rule: str, tables: Tables, last: Tables | None = None, **settings: int) -> list[tuple[str, str, int]]:
    """Where one rule fires: table, column and row."""
    return [
        (problem.table, problem.column, problem.row or 0)
        for problem in found(tables, last, **settings)
        if problem.rule == rule
    ]


def unjudged(rule: str, tables: Tables, last: Tables | None = None, **settings: int) -> list[str]:
    """What is said about one rule that could not judge everyone."""
    return [
        problem.message
        for problem in found(tables, last, **settings)
        if problem.rule == "not judged" and problem.message.startswith(f"Rule {rule} ")
    ]
