"""What all rows of one child, over all years loaded, say about their life. Pure."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from waymark.accommodation.rules import HomeKind, Suitability, read_code
from waymark.contact.rules import InTouch
from waymark.core.dates import LeapDay, birthday
from waymark.eet.rules import Activity
from waymark.people.rules.words import MissingKind, Sex
from waymark.statutory.importing.rules.spells import CareHistory, care_history
from waymark.statutory.reading.result import Row
from waymark.statutory.reading.values import DateCells
from waymark.statutory.ssda903 import codes

T = TypeVar("T")

_SEX = {"1": Sex.MALE, "2": Sex.FEMALE, "M": Sex.MALE, "F": Sex.FEMALE, "U": Sex.UNKNOWN}
_UPN = re.compile(r"[A-Z][0-9]{11}[0-9A-Z]")
# Whose date of birth is believed, in this order; every other table comes after.
_BIRTH_TABLES = ("header", "oc3", "uasc")
_IN_TOUCH = frozenset(InTouch.values())
_ACTIVITIES = frozenset(Activity.values())


class Review(NamedTuple):
    held_on: date
    participation: str


class Missing(NamedTuple):
    started_on: date
    ended_on: date | None
    kind: MissingKind


class Unaccompanied(NamedTuple):
    """`ended_on` is DUC; when it began is not in the return."""

    ended_on: date | None


class ReportedInTouch(NamedTuple):
    year: int
    observed_on: date
    code: InTouch


class ReportedHome(NamedTuple):
    year: int
    observed_on: date
    kind: HomeKind
    suitability: Suitability


class ReportedActivity(NamedTuple):
    year: int
    observed_on: date
    code: Activity


@dataclass(frozen=True, slots=True)
class Life:
    """Typed facts of one child, from valid values only; what is not valid stays in the reported rows."""

    born_on: date | None
    sex: Sex | None
    ethnicity: str
    upn: str
    care: CareHistory
    reviews: tuple[Review, ...] = ()
    missing: tuple[Missing, ...] = ()
    unaccompanied: tuple[Unaccompanied, ...] = ()
    in_touch: tuple[ReportedInTouch, ...] = ()
    homes: tuple[ReportedHome, ...] = ()
    activities: tuple[ReportedActivity, ...] = ()

    @property
    def care_history_missing(self) -> bool:
        """Known from the return, but no episode was in any year loaded."""
        return not self.care.stays


def life(rows: Iterable[tuple[int, Row]], *, dates: DateCells, leap_day: LeapDay) -> Life:
    """Read `(collection year, row)` of one child, in any order; a later year is believed over an earlier one."""
    tables: defaultdict[str, list[tuple[int, Row]]] = defaultdict(list)
    for year, row in rows:
        tables[row.layout.table.key].append((year, row))
    for reported in tables.values():
        reported.sort(key=_year)
    born_on = _born_on(tables, dates)
    headers = tables["header"]
    in_touch, homes, activities = _reports(tables["oc3"], born_on, dates, leap_day)
    return Life(
        born_on=born_on,
        sex=next(_latest(headers, "SEX", _SEX.get), None),
        ethnicity=next(_latest(headers, "ETHNIC", lambda code: code if code in codes.ETHNIC else ""), ""),
        upn=next(_latest(headers, "UPN", lambda upn: upn if _UPN.fullmatch(upn) else ""), ""),
        care=care_history(tables["episodes"], dates),
        reviews=_reviews(tables["reviews"], dates),
        missing=_missing(tables["missing"], dates),
        unaccompanied=_unaccompanied(tables["uasc"], dates),
        in_touch=in_touch,
        homes=homes,
        activities=activities,
    )


def _year(reported: tuple[int, Row]) -> int:
    return reported[0]


def _latest(rows: list[tuple[int, Row]], column: str, read: Callable[[str], T | None]) -> Iterator[T]:
    """What `read` makes of a column, latest year first, without blanks."""
    return (found for _, row in reversed(rows) if (found := read(row.value(column))))


def _born_on(tables: dict[str, list[tuple[int, Row]]], dates: DateCells) -> date | None:
    for table in (*_BIRTH_TABLES, *sorted(tables.keys() - set(_BIRTH_TABLES))):
        for _, row in reversed(tables.get(table, [])):
            if born := dates.day(row.text("DOB")):
                return born
    return None


def _reviews(rows: list[tuple[int, Row]], dates: DateCells) -> tuple[Review, ...]:
    held: dict[date, str] = {}
    for _, row in rows:
        if day := dates.day(row.text("REVIEW")):
            code = row.value("REVIEW_CODE")
            held[day] = code if code in codes.REVIEW_CODE else ""
    return tuple(Review(day, code) for day, code in sorted(held.items()))


def _missing(rows: list[tuple[int, Row]], dates: DateCells) -> tuple[Missing, ...]:
    found: dict[date, Missing] = {}
    for _, row in rows:
        start, end = dates.day(row.text("MIS_START")), dates.day(row.text("MIS_END"))
        unread = end is None and row.text("MIS_END").strip()
        if start is None or unread or (end is not None and end < start) or row.value("MISSING") not in codes.MISSING:
            continue
        found[start] = Missing(start, end, MissingKind(row.value("MISSING")))
    return tuple(found[start] for start in sorted(found))


def _unaccompanied(rows: list[tuple[int, Row]], dates: DateCells) -> tuple[Unaccompanied, ...]:
    if not rows:
        return ()
    return (Unaccompanied(next((day for _, row in reversed(rows) if (day := dates.day(row.text("DUC")))), None)),)


def _reports(
    rows: list[tuple[int, Row]], born_on: date | None, dates: DateCells, leap_day: LeapDay
) -> tuple[tuple[ReportedInTouch, ...], tuple[ReportedHome, ...], tuple[ReportedActivity, ...]]:
    """OC3 asks about the birthday in the collection year, so that is the day its answers are of."""
    in_touch: list[ReportedInTouch] = []
    homes: list[ReportedHome] = []
    activities: list[ReportedActivity] = []
    for year, row in rows:
        observed_on = birthday_in(year, born_on or dates.day(row.text("DOB")), leap_day)
        if observed_on is None:
            continue
        if (code := row.value("IN_TOUCH")) in _IN_TOUCH:
            in_touch.append(ReportedInTouch(year, observed_on, InTouch(code)))
        if home := read_code(row.value("ACCOM")):
            homes.append(ReportedHome(year, observed_on, *home))
        if (code := row.value("ACTIV")) in _ACTIVITIES:
            activities.append(ReportedActivity(year, observed_on, Activity(code)))
    return tuple(in_touch), tuple(homes), tuple(activities)


def birthday_in(year: int, born_on: date | None, leap_day: LeapDay) -> date | None:
    """The birthday inside the collection year that ends on 31 March of `year`; None before they were born."""
    if born_on is None:
        return None
    for calendar_year in (year - 1, year):
        if calendar_year < born_on.year:
            continue
        day = birthday(born_on, calendar_year - born_on.year, leap_day)
        if date(year - 1, 4, 1) <= day < date(year, 4, 1):
            return day
    return None
