"""Who is owed a personal adviser, and on which days somebody who is has none."""

from collections.abc import Collection
from datetime import date

from waymark.core.dates import Period
from waymark.eligibility.rules.statuses import Basis, Standing, Status

# Who is owed a personal adviser: eligible children (Children Act 1989 Sch 2 para 19C), relevant children and former
# relevant ones (s.23D); from 21 only those who ask (s.23CZB) or study (s.23CA), not while support is merely offered.
OWED_ADVISER = (Status.ELIGIBLE, Status.RELEVANT, Status.FORMER_RELEVANT)
ONLY_OFFERED = Basis.ANNUAL_OFFER

# (first day, the day it ends or None) of somebody being there.
Days = tuple[date, date | None]


def owed_adviser(status: str, basis: str) -> bool:
    return status in OWED_ADVISER and basis != ONLY_OFFERED


def adviser_missing(period: Period, standing: Standing, advised: Collection[Days]) -> list[tuple[Period, bool]]:
    """A period of one standing in stretches, each with whether an adviser is owed and none is there.

    `advised` are the days of every personal adviser, in any order; they may overlap or lie outside the period.
    """
    if not owed_adviser(standing.status, standing.basis):
        return [(period, False)]
    turns = {day for days in advised for day in days if day is not None and period.contains(day)}
    starts = sorted({period.start} | turns)
    found: list[tuple[Period, bool]] = []
    for start, end in zip(starts, [*starts[1:], period.end], strict=True):
        missing = not any(first <= start and (last is None or last > start) for first, last in advised)
        if found and found[-1][1] is missing:
            start = found.pop()[0].start
        found.append((Period(start, end), missing))
    return found
