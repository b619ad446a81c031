"""What a check is and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from waymark.statutory.reading.result import Row
from waymark.statutory.ssda903.typed import Case

NOT_JUDGED = "not judged"
"""Stands where the rule's number would: the check could not run, or not for everyone. It is neither pass nor fail."""
FILE = "file"
"""Stands where the rule's number would: the cell or row could not be read, so no rule could look at it."""


class Area(StrEnum):
    """The part of a young person's record where a problem is mended."""

    IDENTITY = "identity"
    CARE_HISTORY = "care history"
    IN_TOUCH = "in touch"
    HOME = "home"
    ACTIVITY = "activity"
    RETURN_FILES = "return files"  # tables of the return that a leaving-care record does not hold


_AREA_OF_COLUMN = {
    "IN_TOUCH": Area.IN_TOUCH,
    "ACTIV": Area.ACTIVITY,
    "ACCOM": Area.HOME,
    "CHILD": Area.IDENTITY,
    "DOB": Area.IDENTITY,
    "SEX": Area.IDENTITY,
    "ETHNIC": Area.IDENTITY,
    "UPN": Area.IDENTITY,
    "MOTHER": Area.IDENTITY,
    "DUC": Area.IDENTITY,
    "DECOM": Area.CARE_HISTORY,
    "DEC": Area.CARE_HISTORY,
    "RNE": Area.CARE_HISTORY,
    "LS": Area.CARE_HISTORY,
    "CIN": Area.CARE_HISTORY,
    "PLACE": Area.CARE_HISTORY,
    "REC": Area.CARE_HISTORY,
}


def area_of(column: str) -> Area:
    """Where a cell of this column is mended."""
    return _AREA_OF_COLUMN.get(column, Area.RETURN_FILES)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a check found.

    `rule` is the DfE's number, or NOT_JUDGED or FILE. `row` is the row in `file` as a spreadsheet numbers it.
    """

    rule: str
    child: str
    table: str
    row: int | None
    column: str
    message: str
    fixed_at: Area = Area.RETURN_FILES
    file: str = ""

    def as_json(self) -> dict[str, str | int | None]:
        """The six keys that scripts rely on."""
        return {
            "rule": self.rule,
            "child": self.child,
            "table": self.table,
            "row": self.row,
            "column": self.column,
            "message": self.message,
        }


class Found(NamedTuple):
    """A broken row: where, and what is wrong and to do. `area` only where the column does not say it."""

    row: Row
    column: str
    message: str
    area: Area | None = None


class Unjudged(NamedTuple):
    """Rows a check could not judge, and why; said once, not for each of them."""

    message: str


Finding = Found | Unjudged


@dataclass(frozen=True, slots=True)
class Check:
    """One rule.

    `needs` are tables without which it says nothing; "episodes:last" means last year's Episodes.
    """

    rule: str
    title: str
    needs: tuple[str, ...]
    run: Callable[[Case], Iterator[Finding]]


def check(rule: str, title: str, *needs: str) -> Callable[[Callable[[Case], Iterator[Finding]]], Check]:
    """Makes a Check of the function that finds its problems."""

    def made(run: Callable[[Case], Iterator[Finding]]) -> Check:
        return Check(rule, title, needs, run)

    return made


def shown(value: str) -> str:
    """A cell's value in a sentence."""
    return f"“{value}”" if value else "blank"


def listed(codes: frozenset[str]) -> str:
    """Codes in a sentence, in order."""
    return ", ".join(sorted(codes))
