"""Checks that a cell holds a code in force that year."""

from collections.abc import Iterator

from waymark.statutory.reading.result import Row
from waymark.statutory.ssda903.checks.check import Check, Finding, Found, listed, shown
from waymark.statutory.ssda903.codes import MEANINGS
from waymark.statutory.ssda903.typed import Case

_SHORT_LIST = 14  # lists up to this long are spelled out in a message


def _code_check(rule: str, table: str, column: str, title: str, *, blank: bool) -> Check:
    """The check that every cell of a column holds a code in force; `blank` says whether it may be empty."""

    def run(case: Case) -> Iterator[Finding]:
        codes, meanings = case.codes[column], MEANINGS[column]
        hint = f"one of {listed(codes)}" if len(codes) <= _SHORT_LIST else "a code in force this year"
        for row in _rows(case, table):
            code = row.value(column)
            if code in codes or (blank and not code):
                continue
            if code in meanings:
                what = f"{shown(code)} ({meanings[code]}), which the {case.this.year} return does not use"
            else:
                what = f"{shown(code)}, which is not one of its codes" if code else "blank"
            yield Found(row, column, f"{column} is {what}. Enter {hint}.")

    return Check(rule, title, (table,), run)


def _rows(case: Case, table: str) -> Iterator[Row]:
    for each in getattr(case.this, table):
        yield each.row


CODE_CHECKS = (
    # DfE rules 101 and 103 refuse a blank; 143 to 149 leave blanks to other rules; 131 to 133 refuse a blank.
    _code_check("101", "header", "SEX", "Sex is a code in force", blank=False),
    _code_check("103", "header", "ETHNIC", "Ethnicity is a code in force", blank=False),
    _code_check("143", "episodes", "RNE", "Reason for the new episode is a code in force", blank=True),
    _code_check("144", "episodes", "LS", "Legal status is a code in force", blank=True),
    _code_check("145", "episodes", "CIN", "Category of need is a code in force", blank=True),
    _code_check("146", "episodes", "PLACE", "Placement type is a code in force", blank=True),
    _code_check("149", "episodes", "REC", "Reason the episode ceased is a code in force", blank=True),
    _code_check("131", "oc3", "IN_TOUCH", "In touch is a code in force", blank=False),
    _code_check("132", "oc3", "ACTIV", "Activity is a code in force", blank=False),
    _code_check("133", "oc3", "ACCOM", "Accommodation is a code in force", blank=False),
)
