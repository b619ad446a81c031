"""How the clocks of relevant children, and of former relevant ones to 20, run. Pure."""

from collections.abc import Iterator
from datetime import date

from waymark.duties.rules.inputs import Facts, Limits
from waymark.duties.rules.kinds import DutyId, days, months_after
from waymark.duties.rules.pieces import Piece, Told, Why, advised, ahead, cut, parts, plus
from waymark.duties.rules.table import CLOCKS


def keep_in_touch_relevant(facts: Facts, limits: Limits, start: date, end: date) -> Iterator[Piece]:
    """D07: an adviser and contact, both at once. Children Act 1989 s.23B(1)–(2)."""
    for first, last, held in parts(start, end, advised(facts)):
        if held:
            weeks = limits.keep_in_touch_relevant_weeks
            yield from _in_touch(facts, limits, DutyId.D07, (first, last), start, weeks, at_once=True)
        else:
            due = start if first == start else first - days(1)
            yield Piece(first, last, due, due, False, start, Why(Told.NO_ADVISER, first))


def keep_in_touch(facts: Facts, limits: Limits, start: date, end: date) -> Iterator[Piece]:
    """D14: at 18 to 20. Children Act 1989 s.23C(2)."""
    weeks = limits.keep_in_touch_weeks
    yield from _in_touch(facts, limits, DutyId.D14, (start, end), start, weeks, at_once=False)


def _in_touch(
    facts: Facts, limits: Limits, duty: DutyId, within: tuple[date, date], since: date, weeks: int, *, at_once: bool
) -> Iterator[Piece]:
    """The clock of keeping in touch: from the last time they were reached, or from the day the duty began.

    Somebody who chose no contact is tried on a gentler rhythm, and a try counts, because more is not the council's to
    do; the duty runs on. A rhythm of their own makes the time shorter, never longer.
    """
    touch, clock = facts.touch, CLOCKS[duty]
    reached = touch.reached_by_adviser_on if limits.keep_in_touch_by_adviser else touch.reached_on
    turns = [day for day in (touch.rhythm_until, touch.chose_none_from) if day is not None]
    for first, last in cut(*within, turns):
        allowed, told = weeks * 7, Told.REACHED
        base = reached
        if touch.chose_none_from is not None and touch.chose_none_from <= first:
            allowed, told = max(allowed, limits.no_contact_weeks * 7), Told.GENTLE
            base = max(day for day in (reached, touch.tried_on, touch.chose_none_from) if day is not None)
        own = touch.rhythm_days is not None and (touch.rhythm_until is None or first < touch.rhythm_until)
        if own and touch.rhythm_days is not None and touch.rhythm_days < allowed:
            allowed = touch.rhythm_days
        else:
            own = False
        if base is None:
            told, due = Told.NEVER_REACHED, since if at_once else plus(since, allowed)
        elif at_once:
            due = max(plus(base, allowed), since)
        else:
            due = plus(max(base, since), allowed)
        again = touch.try_again_on
        if told is Told.GENTLE and base is not None and again is not None and base < again:
            due = max(min(due, again), since)
        why = Why(told, base, allowed, own_rhythm=own)
        yield Piece(first, last, ahead(due, clock.amber_days, allowed), due, False, since, why)


def visit_home(facts: Facts, limits: Limits, start: date, end: date) -> Iterator[Piece]:
    """D11: an adviser's visits where a relevant child lives. Care Leavers (England) Regulations 2010 reg.8(2).

    Not while they live with family, are detained or in hospital: nobody provides them with accommodation there.
    """
    clock = CLOCKS[DutyId.D11]
    elsewhere = (*facts.at_home, *facts.detained, *facts.in_hospital)
    seen = facts.touch.seen_by_adviser_on
    for first, last, at_home in parts(start, end, facts.homes):
        if not at_home:
            continue
        for begun, over, away in parts(first, last, elsewhere):
            if away:
                continue
            for day, until in cut(begun, over, (moved for moved, _ in facts.homes)):
                moved = max(max(moved for moved, left in facts.homes if moved <= day < left), start)
                if seen is None or seen < moved:
                    allowed = limits.home_first_visit_days
                    due, why = moved + days(allowed), Why(Told.NEW_HOME, moved, allowed)
                else:
                    due = months_after(seen, limits.home_visit_months)
                    allowed, why = (due - seen).days, Why(Told.VISITED, seen, months=limits.home_visit_months)
                yield Piece(day, until, ahead(due, clock.amber_days, allowed), due, False, moved, why)


def have_adviser(facts: Facts, start: date, end: date) -> Iterator[Piece]:
    """D15: every day at 18 to 20. Children Act 1989 s.23C(3)(a): the adviser appointed earlier continues."""
    for first, last, held in parts(start, end, advised(facts)):
        if held:
            yield Piece(first, last, None, None, True, start, Why(Told.ADVISED))
        else:
            due = first - days(1)
            yield Piece(first, last, due, due, False, start, Why(Told.NO_ADVISER, first))
