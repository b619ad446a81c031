"""Checks of whether a young person belongs among the care leavers at all."""

from collections.abc import Iterator
from datetime import date

from waymark.core.dates import age_on, birthday
from waymark.statutory.ssda903.checks.check import Area, Finding, Found, Unjudged, check
from waymark.statutory.ssda903.codes import ADOPTED, SHORT_BREAKS
from waymark.statutory.ssda903.membership import NIGHTS_SINCE_14, could_be_enough, nights
from waymark.statutory.ssda903.typed import Case, Oc3Row

_TAKE_OUT = "Take the row out of OC3, or correct the care history."


@check("1000", "Nobody who died in care is a care leaver", "episodes", "oc3")
def died_in_care(case: Case) -> Iterator[Finding]:
    """DfE rule 1000: an episode of any year given ended because the child died (E2)."""
    for leaver in case.this.oc3 or ():
        died = next((each for each in case.care_of(leaver.child) if each.rec == "E2"), None)
        if died is not None:
            on = f" on {died.dec:%d/%m/%Y}" if died.dec else ""
            message = f"An episode ended{on} because the child died in care (REC E2). {_TAKE_OUT}"
            yield Found(leaver.row, "IN_TOUCH", message, Area.CARE_HISTORY)


@check("1001", "The care leaver was looked after for 13 weeks since 14, some of it at 16", "episodes", "oc3")
def relevant(case: Case) -> Iterator[Finding]:
    """DfE rule 1001.

    Judged only as far as the years given allow. When care in earlier years could still make up the nights, the rule
    says so once and flags nobody; and someone without a single episode is known only from OC3, so their history is
    missing, not short, unless every year since 14 was given.
    """
    unjudged = 0
    for leaver in case.this.oc3 or ():
        care = case.care_of(leaver.child)
        if care and care[-1].rec in ADOPTED:
            message = f"The last episode ended by adoption (REC {care[-1].rec}). {_TAKE_OUT}"
            yield Found(leaver.row, "IN_TOUCH", message, Area.CARE_HISTORY)
            continue
        born = case.born(leaver.child, leaver.born)
        if born is None or case.known_from is None:
            unjudged += 1
            continue
        known = nights(case.spells(leaver.child, without=SHORT_BREAKS), born, case.this.end)
        if known.enough:
            continue
        if could_be_enough(known, born, case.known_from) or not (care or birthday(born, 14) >= case.known_from):
            unjudged += 1
            continue
        message = (
            f"The episodes add up to {known.since_14} nights since the 14th birthday and {known.since_16} since the "
            f"16th, short breaks apart; {NIGHTS_SINCE_14} and 1 are needed to be a relevant or former relevant child. "
            f"{_TAKE_OUT}"
        )
        yield Found(leaver.row, "IN_TOUCH", message, Area.CARE_HISTORY)
    if unjudged:
        yield Unjudged(_earlier_years(case, unjudged))


@check("1002", "The care leaver has episodes of care", "episodes", "oc3")
def ever_in_care(case: Case) -> Iterator[Finding]:
    """DfE rule 1002: judged for those whose every year since 14 was given, as care before 14 makes no care leaver."""
    unjudged = 0
    for leaver in case.this.oc3 or ():
        if case.care_of(leaver.child):
            continue
        born = case.born(leaver.child, leaver.born)
        if born is None or case.known_from is None or birthday(born, 14) < case.known_from:
            unjudged += 1
            continue
        message = f"There is no episode of care in any year since the 14th birthday. {_TAKE_OUT}"
        yield Found(leaver.row, "IN_TOUCH", message, Area.CARE_HISTORY)
    if unjudged:
        yield Unjudged(_earlier_years(case, unjudged))


def _earlier_years(case: Case, unjudged: int) -> str:
    since = f"{case.known_from:%d/%m/%Y}" if case.known_from else "this year"
    return (
        f"{unjudged} of {len(case.this.oc3 or ())} care leavers could not be judged: their care may lie before {since}, "
        "in years that were not given, or their date of birth is not known. Give the Episodes of the earlier years."
    )


def _birthday_in_year(born: date, case: Case) -> date:
    return birthday(born, age_on(born, case.this.end))


def _at_17_or_18(leaver: Oc3Row, case: Case) -> date | None:
    """The 17th or 18th birthday that falls in the year, when the row says anything about it."""
    born = leaver.born or case.born(leaver.child)
    if born is None or not leaver.given or age_on(born, case.this.end) not in (17, 18):
        return None
    return _birthday_in_year(born, case)


@check("1007", "Nobody still looked after on their 17th or 18th birthday is a care leaver", "episodes", "oc3")
def looked_after_on_birthday(case: Case) -> Iterator[Finding]:
    """DfE rule 1007; an episode that is still open counts as covering the birthday."""
    for leaver in case.this.oc3 or ():
        turned = _at_17_or_18(leaver, case)
        if turned is None:
            continue
        episodes = case.this.episodes_of.get(leaver.child, ())
        under = next((each for each in episodes if each.covers(turned)), None)
        if under is not None:
            until = f"to {under.dec:%d/%m/%Y}" if under.dec else "and still open"
            message = (
                f"The young person was looked after on the birthday, {turned:%d/%m/%Y} (episode from "
                f"{under.decom:%d/%m/%Y} {until}). {_TAKE_OUT}"
            )
            yield Found(leaver.row, "IN_TOUCH", message, Area.CARE_HISTORY)


@check("1016", "Nobody who left care at 17 or 18 in the year, after the birthday, is a care leaver", "episodes", "oc3")
def ceased_after_birthday(case: Case) -> Iterator[Finding]:
    """DfE rule 1016: ceased on or after the birthday that falls in the year."""
    for leaver in case.this.oc3 or ():
        turned = _at_17_or_18(leaver, case)
        if turned is None:
            continue
        episodes = case.this.episodes_of.get(leaver.child, ())
        after = next((each.dec for each in episodes if each.dec is not None and each.dec >= turned), None)
        if after is not None:
            message = (
                f"An episode ended on {after:%d/%m/%Y}, on or after the birthday on {turned:%d/%m/%Y}, so nothing is "
                f"asked about this birthday. {_TAKE_OUT}"
            )
            yield Found(leaver.row, "IN_TOUCH", message, Area.CARE_HISTORY)


@check("1010", "Care that was open last year goes on this year", "episodes", "episodes:last", "oc3")
def open_last_year(case: Case) -> Iterator[Finding]:
    """DfE rule 1010."""
    last = case.last.episodes_of if case.last else {}
    for leaver in case.this.oc3 or ():
        before = [each for each in last.get(leaver.child, ()) if each.decom is not None]
        if before and before[-1].open and leaver.child not in case.this.episodes_of:
            message = (
                f"Last year's final episode, from {before[-1].decom:%d/%m/%Y}, was still open and this year has none. "
                "Add this year's episodes, or say when that one ended."
            )
            yield Found(leaver.row, "IN_TOUCH", message, Area.CARE_HISTORY)


@check("1011", "Nobody whose care another authority took over is a care leaver here", "episodes", "oc3")
def taken_over(case: Case) -> Iterator[Finding]:
    """DfE rule 1011: the final episode of the years given ended with E3."""
    for leaver in case.this.oc3 or ():
        care = [each for each in case.care_of(leaver.child) if each.decom is not None]
        if leaver.given and care and care[-1].rec == "E3":
            on = f" on {care[-1].dec:%d/%m/%Y}" if care[-1].dec else ""
            message = f"Another authority took over the child's care{on} (REC E3 in the final episode). {_TAKE_OUT}"
            yield Found(leaver.row, "IN_TOUCH", message, Area.CARE_HISTORY)


MEMBERSHIP_CHECKS = (
    died_in_care,
    relevant,
    ever_in_care,
    looked_after_on_birthday,
    open_last_year,
    taken_over,
)
