"""Checks of episodes on which leaving care turns: how old a child was when care began, changed or ended."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from waymark.core.dates import age_on, birthday
from waymark.statutory.ssda903.checks.check import Area, Check, Finding, Found, check
from waymark.statutory.ssda903.codes import ADOPTED, REC, SPECIAL_GUARDIANSHIP
from waymark.statutory.ssda903.typed import Case, Episode


def _with_age(case: Case) -> Iterator[tuple[Episode, date]]:
    for episode in case.this.episodes or ():
        born = case.born(episode.child)
        if born is not None:
            yield episode, born


@check("352", "Nobody starts to be looked after at 18", "header", "episodes")
def started_at_18(case: Case) -> Iterator[Finding]:
    """DfE rule 352."""
    for episode, born in _with_age(case):
        if episode.rne == "S" and episode.decom is not None and birthday(born, 18) <= episode.decom:
            message = (
                f"Care began on {episode.decom:%d/%m/%Y}, on or after the 18th birthday on "
                f"{birthday(born, 18):%d/%m/%Y}. Correct DECOM, RNE or the date of birth."
            )
            yield Found(episode.row, "DECOM", message)


@check("359", "Nobody is looked after past 18 except in a children's home under section 20(5)", "header", "episodes")
def looked_after_past_18(case: Case) -> Iterator[Finding]:
    """DfE rule 359; Children Act 1989 s.20(5)."""
    for episode, born in _with_age(case):
        if episode.open and birthday(born, 18) < case.until and not (episode.ls == "V2" and episode.place == "K2"):
            message = (
                f"The episode is still open at the end of the year, after the 18th birthday on "
                f"{birthday(born, 18):%d/%m/%Y}, with LS “{episode.ls}” and PLACE “{episode.place}”; only V2 in K2 may "
                "go on. Enter DEC and REC, or correct LS, PLACE or the date of birth."
            )
            yield Found(episode.row, "DEC", message)


def _ended(case: Case, recs: frozenset[str]) -> Iterator[tuple[Episode, date, date]]:
    for episode, born in _with_age(case):
        if episode.rec in recs and episode.dec is not None:
            yield episode, born, episode.dec


def _wrong_age(episode: Episode, born: date, dec: date, what: str) -> Found:
    message = (
        f"REC is “{episode.rec}” ({REC.get(episode.rec, '')}), but the child was {age_on(born, dec)} on "
        f"{dec:%d/%m/%Y}; {what}. Correct REC, DEC or the date of birth."
    )
    return Found(episode.row, "REC", message)


@check("386", "Nobody is adopted at 18", "header", "episodes")
def adopted_at_18(case: Case) -> Iterator[Finding]:
    """DfE rule 386."""
    for episode, born, dec in _ended(case, ADOPTED):
        if dec >= birthday(born, 18):
            yield _wrong_age(episode, born, dec, "adoption is before 18")


@check("387", "Nobody under 14 moves to independent living", "header", "episodes")
def independent_under_14(case: Case) -> Iterator[Finding]:
    """DfE rule 387."""
    for episode, born, dec in _ended(case, frozenset({"E5", "E6"})):
        if dec < birthday(born, 14):
            yield _wrong_age(episode, born, dec, "independent living is from 14")


@check("389", "Nobody under 16 transfers to adult social care", "header", "episodes")
def adult_care_under_16(case: Case) -> Iterator[Finding]:
    """DfE rule 389."""
    for episode, born, dec in _ended(case, frozenset({"E7"})):
        if dec < birthday(born, 16):
            yield _wrong_age(episode, born, dec, "adult social care is from 16")


@check("407", "Special guardianship ends before 18", "header", "episodes")
def guardianship_at_18(case: Case) -> Iterator[Finding]:
    """DfE rule 407: the child is under 18 when care ends by special guardianship."""
    for episode, born, dec in _ended(case, SPECIAL_GUARDIANSHIP):
        if dec >= birthday(born, 18):
            yield _wrong_age(episode, born, dec, "special guardianship is before 18")


@check("460", "Only those of 18 stay with their carers after care", "header", "episodes")
def stayed_under_18(case: Case) -> Iterator[Finding]:
    """DfE rule 460."""
    for episode, born, dec in _ended(case, frozenset({"E17"})):
        if dec < birthday(born, 18):
            yield _wrong_age(episode, born, dec, "staying put is from 18")


@check("437", "Nothing follows death or being found to be 18", "episodes")
def nothing_follows_the_end(case: Case) -> Iterator[Finding]:
    """DfE rule 437, over all the years given: an end with E2 or E15 has no later episode."""
    children = {episode.child for episode in case.this.episodes or ()}
    for child in sorted(children):
        care = [each for each in case.care_of(child) if each.decom is not None]
        for episode, following in pairwise(care):
            if episode.rec in ("E2", "E15"):
                this_year = episode.year == case.this.year
                where = "" if this_year else " in an earlier year's return"
                message = (
                    f"The episode from {episode.decom:%d/%m/%Y}{where} ended with REC “{episode.rec}” "
                    f"({REC[episode.rec]}), but another began on {following.decom:%d/%m/%Y}. Correct REC, or take the "
                    "later episode out."
                )
                yield Found((episode if this_year else following).row, "REC" if this_year else "DECOM", message)


def too_young_for(place: str, age: int) -> Check:
    """DfE rule 371, whose placement type and age changed with the years."""

    @check("371", f"Nobody under {age} is placed in {place}", "header", "episodes")
    def run(case: Case) -> Iterator[Finding]:
        for episode, born in _with_age(case):
            if episode.place == place and episode.decom is not None and episode.decom < birthday(born, age):
                message = (
                    f"PLACE is “{place}”, but the child was {age_on(born, episode.decom)} on "
                    f"{episode.decom:%d/%m/%Y}; this placement is from {age}. Correct PLACE, DECOM or the date of birth."
                )
                yield Found(episode.row, "PLACE", message)

    return run


@check("304", "Unaccompanied status ends by 18", "uasc")
def asylum_status_past_18(case: Case) -> Iterator[Finding]:
    """DfE rule 304: DUC is on or before the 18th birthday."""
    for row in case.this.uasc or ():
        born = row.born or case.born(row.child)
        if born is not None and row.duc is not None and row.duc > birthday(born, 18):
            message = (
                f"DUC is {row.duc:%d/%m/%Y}, after the 18th birthday on {birthday(born, 18):%d/%m/%Y}. "
                "Correct DUC or the date of birth."
            )
            yield Found(row.row, "DUC", message, Area.IDENTITY)


@check("231", "Unaccompanied children are rarely under 11", "uasc")
def asylum_under_11(case: Case) -> Iterator[Finding]:
    """DfE rule 231, a question rather than an error."""
    for row in case.this.uasc or ():
        born = row.born or case.born(row.child)
        if born is not None and birthday(born, 11) > case.this.end:
            message = (
                f"Born on {born:%d/%m/%Y}, the child is under 11 at the end of the year, which is rare for an "
                "unaccompanied child. Check the date of birth; if it is right, explain it to the DfE."
            )
            yield Found(row.row, "DOB", message, Area.IDENTITY)


@check("189", "No strengths and difficulties score from 17", "oc2")
def score_at_17(case: Case) -> Iterator[Finding]:
    """DfE rule 189: nothing about the questionnaire for a child already 17 when the year began."""
    for row in case.this.oc2 or ():
        born = row.born or case.born(row.child)
        if row.sdq and born is not None and birthday(born, 17) < case.this.start:
            message = (
                f"{' and '.join(row.sdq)} {'is' if len(row.sdq) == 1 else 'are'} filled in, but the child was already "
                f"17 on 1 April {case.this.start.year}. Leave blank, or correct the date of birth."
            )
            yield Found(row.row, row.sdq[0], message)


EPISODE_CHECKS = (
    started_at_18,
    looked_after_past_18,
    adopted_at_18,
    independent_under_14,
    adult_care_under_16,
    guardianship_at_18,
    stayed_under_18,
    nothing_follows_the_end,
    asylum_status_past_18,
    score_at_17,
)
