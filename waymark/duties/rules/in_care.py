"""How the clocks of children in care, and in custody, run. Pure."""

from collections.abc import Iterator
from datetime import date

from waymark.duties.rules.inputs import Days, Facts, Limits, StatusDays
from waymark.duties.rules.kinds import DutyId, days, months_after, working_days_after
from waymark.duties.rules.pieces import Piece, Told, Why, advised, ahead, common, cut, joined, parts, plus
from waymark.duties.rules.table import CLOCKS


def appoint_adviser(facts: Facts, limits: Limits, listed_from: date, eligible: StatusDays) -> Iterator[Piece]:
    """D01: from becoming eligible, listed before. Children Act 1989 Schedule 2 paragraph 19C.

    The day somebody becomes eligible is the day it is due; an adviser who leaves later leaves no time at all.
    """
    for start, end, held in parts(listed_from, eligible.end, advised(facts)):
        if held:
            yield Piece(start, end, None, None, True, listed_from, Why(Told.ADVISED))
            continue
        for first, last in cut(start, end, (eligible.start,)):
            due = eligible.start if start <= eligible.start else start - days(1)
            told = Told.BEFORE_ELIGIBLE if first < eligible.start else Told.ELIGIBLE
            yield Piece(
                first,
                last,
                min(listed_from, due),
                due,
                False,
                listed_from,
                Why(told, eligible.start) if due == eligible.start else Why(Told.NO_ADVISER, start),
            )


def social_worker_visits(facts: Facts, limits: Limits, start: date, end: date) -> Iterator[Piece]:
    """D05: in the first week of a placement, then every six weeks. Care Planning Regulations 2010 reg.28(2)."""
    clock = CLOCKS[DutyId.D05]
    seen = facts.touch.seen_by_social_worker_on
    began = sorted({*facts.placements, *(first for first, _ in facts.care)})
    for first, last in cut(start, end, began):
        placed = max((day for day in began if day <= first), default=None)
        between = limits.visit_weeks * 7
        if seen is None and (placed is None or placed < start):
            # Visits before the days kept here may be on paper: the clock begins with those days, not years before.
            due, why, allowed = plus(start, between), Why(Told.NEVER_VISITED, start, between), between
        elif placed is not None and (seen is None or seen < placed):
            allowed = limits.first_visit_days
            due, why = max(plus(placed, allowed), start), Why(Told.NEW_PLACEMENT, placed, allowed)
        else:
            assert seen is not None
            due, why, allowed = max(plus(seen, between), start), Why(Told.VISITED, seen, between), between
        yield Piece(first, last, ahead(due, clock.amber_days, allowed), due, False, start, why)


def adviser_before_18(facts: Facts, limits: Limits, start: date, end: date, at18: date) -> Iterator[Piece]:
    """D34: an adviser beside the social worker some months before 18. Local practice; met once, it stays met."""
    clock = CLOCKS[DutyId.D34]
    due = months_after(at18, -limits.adviser_before_18_months)
    first = min((begun for begun, _ in advised(facts)), default=None)
    if first is None or first > start:
        until = end if first is None else min(first, end)
        yield Piece(start, until, due - days(clock.amber_days), due, False, start, Why(Told.BESIDE, due))
    if first is not None and first < end:
        yield Piece(max(first, start), end, None, due, True, start, Why(Told.ADVISED))


def visit_in_custody(facts: Facts, limits: Limits, within: Days) -> Iterator[Piece]:
    """D33: a child who used to be looked after, is detained and is not relevant, is visited by a representative.

    Visits to Former Looked After Children in Detention (England) Regulations 2010; relevant children are outside them.
    """
    clock = CLOCKS[DutyId.D33]
    for spell in joined(facts.detained):
        held = common(spell, within)
        if held is None or not any(began < held[0] for began, _ in facts.care):
            continue
        left = max((end for _, end in facts.care if end <= held[0]), default=spell[0])
        since = max(spell[0], left)
        due = working_days_after(since, limits.detention_visit_days)
        seen = facts.touch.seen_on
        if seen is not None and seen >= since:
            yield Piece(*held, None, due, True, since, Why(Told.SEEN_INSIDE, seen))
        else:
            yield Piece(
                *held,
                ahead(due, clock.amber_days, limits.detention_visit_days * 2),
                due,
                False,
                since,
                Why(Told.DETAINED, since, limits.detention_visit_days),
            )
