"""Dates, ages and periods; pure: no clock, callers pass the date they mean."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, date

from waymark.core.vocab import Vocabulary


class LeapDay(Vocabulary):
    """When someone born on 29 February has their birthday in a common year. No English statute was found that says."""

    MAR1 = "MAR1", "1 March"
    FEB28 = "FEB28", "28 February"


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` up to but not including `end`; `end=None` means still open.

    The end is the first day on which it is no longer so: the Department for Education's DECOM and DEC mean the same,
    so they carry over unchanged. A period that ends on or before its start is empty: it contains no day.
    """

    start: date
    end: date | None = None

    def contains(self, on: date) -> bool:
        return self.start <= on and (self.end is None or on < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share at least one day."""
        return self.common(other) is not None

    def common(self, other: "Period") -> "Period | None":
        """The days both have, or None where there are none."""
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        end = min(ends) if ends else None
        return None if end is not None and end <= start else Period(start, end)

    def nights(self, up_to: date) -> int:
        """Nights from the start to the end, or to `up_to` where that comes first; never negative."""
        end = up_to if self.end is None else min(self.end, up_to)
        return max(0, (end - self.start).days)

    @property
    def empty(self) -> bool:
        return self.end is not None and self.end <= self.start


def joined(periods: Iterable[Period]) -> list[Period]:
    """The same days as few periods: sorted, with overlapping and adjoining ones made into one and empty ones dropped."""
    result: list[Period] = []
    for period in sorted((p for p in periods if not p.empty), key=lambda p: p.start):
        if result and (result[-1].end is None or period.start <= result[-1].end):
            last = result[-1]
            end = None if last.end is None or period.end is None else max(last.end, period.end)
            result[-1] = Period(last.start, end)
        else:
            result.append(period)
    return result


def birthday(born: date, age: int, leap_day: LeapDay = LeapDay.MAR1) -> date:
    """The day someone turns `age`, from its first minute.

    ValueError when that day lies after the year 9999.
    """
    year = born.year + age
    if year > MAXYEAR:
        raise ValueError(f"someone born on {born:%Y-%m-%d} turns {age} after the year {MAXYEAR}")
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28) if leap_day is LeapDay.FEB28 else date(year, 3, 1)


def age_on(born: date, on: date, leap_day: LeapDay = LeapDay.MAR1) -> int:
    """Completed years on that day; negative before birth."""
    years = on.year - born.year
    return years if birthday(born, years, leap_day) <= on else years - 1


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later (or earlier), or that month's last day where it has no such day.

    OverflowError when the result is not a date Python can hold.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= MAXYEAR:
        raise OverflowError(f"{months} months from {day:%Y-%m-%d} is not a date")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
