"""How the clocks from 21 on, and that of leave to remain, run. Pure."""

from collections.abc import Iterator
from datetime import date

from waymark.circumstances.rules import that_counts
from waymark.duties.rules.inputs import FOREVER, DatedLeave, Facts, Limits
from waymark.duties.rules.kinds import DutyId, days, months_after
from waymark.duties.rules.pieces import Piece, Told, Why, advised, cut, parts, plus
from waymark.duties.rules.table import CLOCKS


def yearly_offer(facts: Facts, limits: Limits, start: date, end: date, at21: date, at25: date) -> Iterator[Piece]:
    """D16: from the 21st birthday or the last offer. It rests while a request to come back waits for an answer (D17)."""
    until = end if facts.asked_back is None else min(end, max(start, facts.asked_back[0]))
    if start >= until:
        return
    offered = facts.offered_on
    # The conversation before 21 is an offer; one made while they had support says nothing about the time after it.
    if offered is not None and (offered >= start or start == at21):
        why = Why(Told.OFFERED, offered, months=limits.offer_months)
        due = max(start, months_after(offered, limits.offer_months))
        if due >= at25:
            # s.23CZB reaches to the 25th birthday: this was the last offer.
            yield Piece(start, until, None, None, True, start, why)
            return
    else:
        why = Why(Told.NEVER_OFFERED, start, months=limits.offer_months)
        due = min(months_after(start, limits.offer_months), max(start, at25 - days(1)))
    amber = due - days(CLOCKS[DutyId.D16].amber_days)
    yield Piece(start, until, amber, due, False, start, why)


def answer_request_to_come_back(facts: Facts, start: date, end: date) -> Iterator[Piece]:
    """D17 for somebody whose request to come back nobody has taken: by the day set for answering it."""
    if facts.asked_back is None:
        return
    asked, answer_by = facts.asked_back
    first = max(start, asked)
    if first < end:
        yield Piece(first, end, asked, answer_by, False, asked, Why(Told.ASKED_BACK, asked))


def answer_request(facts: Facts, start: date, end: date) -> Iterator[Piece]:
    """D17: an adviser at once, and as long as they want support. Children Act 1989 s.23CZB(2)."""
    for first, last, held in parts(start, end, advised(facts)):
        if held:
            yield Piece(first, last, None, None, True, start, Why(Told.ADVISED))
        else:
            due = start if first == start else first - days(1)
            why = Why(Told.ASKED, start) if first == start else Why(Told.NO_ADVISER, first)
            yield Piece(first, last, due, due, False, start, why)


def support_in_education(facts: Facts, limits: Limits, start: date, end: date) -> Iterator[Piece]:
    """D18: an adviser within three months of being told. Children Act 1989 s.23CA(2)."""
    by = months_after(start, limits.education_months)
    for first, last, held in parts(start, end, advised(facts)):
        if held:
            yield Piece(first, last, None, None, True, start, Why(Told.ADVISED))
        else:
            due = max(by, first - days(1))
            amber = due - days(CLOCKS[DutyId.D18].amber_days)
            why = Why(Told.STUDYING, start, months=limits.education_months)
            yield Piece(first, last, amber, due, False, start, why if due == by else Why(Told.NO_ADVISER, first))


def apply_for_leave(facts: Facts, limits: Limits, start: date, end: date) -> Iterator[Piece]:
    """D32: by the last day of the leave that counts; applied for, that leave lasts until the answer.

    Guidance on unaccompanied children (2017): leave is extended before it ends. Immigration Act 1971 s.3C.
    """
    turns = [day for leave in facts.leaves for day in _turns(leave)]
    for first, last in cut(start, end, turns):
        in_force = [
            leave
            for leave in facts.leaves
            if (leave.started_on is None or leave.started_on <= first)
            and (leave.ended_on is None or leave.ended_on > first)
        ]
        leave = that_counts(in_force, on=first)
        # Settled status has no end, whatever day its papers name.
        if leave is None or leave.expires_on is None or leave.kind == "settled":
            continue
        since = max(start, leave.started_on or start)
        if leave.applied_on is not None and leave.applied_on <= first:
            yield Piece(first, last, None, leave.expires_on, True, since, Why(Told.APPLIED, leave.applied_on))
        else:
            amber = months_after(leave.expires_on, -limits.leave_alert_months)
            why = Why(Told.LEAVE_ENDS, leave.expires_on)
            yield Piece(first, last, amber, leave.expires_on, False, since, why)


def _turns(leave: DatedLeave) -> Iterator[date]:
    for day in (leave.started_on, leave.ended_on, leave.applied_on):
        if day is not None:
            yield day
    if leave.expires_on is not None and leave.expires_on < FOREVER:
        yield plus(leave.expires_on, 1)
