"""iCalendar (RFC 5545), read and written: what another calendar's file says, and a diary as other calendars read it.

Pure: bytes in, entries out, and the other way about.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

import recurring_ical_events
from icalendar import Calendar, Event

from waymark.core.vocab import Vocabulary
from waymark.core.wording import LONDON, initials

OURS: Final = "@waymark.invalid"
BUSY: Final = "Busy"
MOST_BYTES: Final = 2_000_000
MOST_SERIES: Final = 500  # repeated entries in one file; a year of daily ones each is what a calendar can hold
MOST_ENTRIES: Final = 3000
LONGEST: Final = timedelta(days=31)
POSTCODE: Final = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?\d[A-Z]{2}\b")
OFTEN: Final = {"SECONDLY", "MINUTELY", "HOURLY"}  # no diary repeats so; a file that does would never be read through
# Days are looked through one by one from where a series began, and to the year 9999 where none of them ever fits.
OLDEST_SERIES: Final = 20  # years a daily or weekly series may have run
DAYS_IN: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
NEVER_IN_A_WEEK: Final = {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"}


class NotACalendar(ValueError):
    """The file is no iCalendar file, or is damaged."""


class TooMuch(ValueError):
    """The file holds more than anybody's diary does."""


class LeftOut(Vocabulary):
    """Why an entry of a file is not brought in."""

    FREE = "free", "marked as free time"
    OURS = "ours", "came from here"
    LONG = "long", "longer than a month"
    TIMELESS = "timeless", "without a start"
    OFTEN = "often", "repeated within the day"
    ODD = "odd", "repeated in a way that Waymark does not read"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of another calendar, once for each time it takes place. `occurrence` tells those of a series apart."""

    uid: str
    occurrence: str
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    cancelled: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.uid, self.occurrence


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says of the days asked about. `uids` are all it knows, also those without an entry in these days."""

    entries: tuple[Entry, ...]
    uids: frozenset[str]
    left_out: dict[LeftOut, int]


def read_calendar(content: bytes, *, first: date, last: date, titles: bool) -> Reading:
    """The entries of a calendar file from the first day to the last, by time. Raises NotACalendar or TooMuch.

    A time without a zone is taken for English time. `titles` False keeps every title as “Busy”; a private one stays so
    always. What is marked as free, came from Waymark or cannot be placed is counted in `left_out`.
    """
    if len(content) > MOST_BYTES:
        raise TooMuch
    left_out: Counter[LeftOut] = Counter()
    calendar, uids, series = _calendar(content, left_out, first=first)
    start, end = datetime.combine(first, time(), LONDON), datetime.combine(last + timedelta(days=1), time(), LONDON)
    entries = {}
    try:
        found = recurring_ical_events.of(calendar, skip_bad_series=True).between(start, end)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as problem:
        raise NotACalendar from problem
    if len(found) > MOST_ENTRIES:
        raise TooMuch
    for event in found:
        entry = _entry(event, series, titles=titles)
        if entry.ends_at - entry.starts_at > LONGEST:
            left_out[LeftOut.LONG] += 1
        else:
            entries[entry.key] = entry
    ordered = sorted(entries.values(), key=lambda entry: (entry.starts_at, entry.ends_at, entry.key))
    return Reading(tuple(ordered), frozenset(uids), dict(left_out))


def _calendar(content: bytes, left_out: Counter[LeftOut], *, first: date) -> tuple[Calendar, set[str], set[str]]:
    """The calendar without the events that are not brought in, every uid it had, and those of series."""
    try:
        calendar = Calendar.from_ical(content)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as problem:
        raise NotACalendar from problem
    if not isinstance(calendar, Calendar):
        raise NotACalendar
    kept: list[Any] = []
    uids: set[str] = set()
    series: set[str] = set()
    for part in calendar.subcomponents:
        if not isinstance(part, Event):
            kept.append(part)
            continue
        uid = _words(part.get("UID", ""))[:255]
        why = _left_out(part, uid, first=first)
        if why is not None:
            left_out[why] += 1
            continue
        if any(name in part for name in ("RRULE", "RDATE", "RECURRENCE-ID")):
            series.add(uid)
        uids.add(uid)
        kept.append(part)
    if len(series) > MOST_SERIES or len(uids) > MOST_ENTRIES * 4:
        raise TooMuch
    calendar.subcomponents = kept
    return calendar, uids, series


def _left_out(event: Event, uid: str, *, first: date) -> LeftOut | None:
    if uid.endswith(OURS):
        return LeftOut.OURS
    if "DTSTART" not in event or not uid:
        return LeftOut.TIMELESS
    if str(event.get("TRANSP", "")).upper() == "TRANSPARENT":
        return LeftOut.FREE
    rules = event.get("RRULE") or []
    for rule in rules if isinstance(rules, list) else [rules]:
        parts = {str(name).upper(): values for name, values in rule.items()}
        within_day = [name for name in ("BYSECOND", "BYMINUTE", "BYHOUR") if len(parts.get(name, ())) > 1]
        if within_day or any(str(freq).upper() in OFTEN for freq in parts.get("FREQ", ())):
            return LeftOut.OFTEN
        started = getattr(getattr(event["DTSTART"], "dt", None), "year", 0)
        if _odd(parts, years=first.year - started):
            return LeftOut.ODD
    return None


def _odd(rule: dict[str, Any], *, years: int) -> bool:
    """Whether a rule would be read through for minutes or without end: a file that somebody made to do so, or a broken one.

    `years` is how long the series has run. What never comes, such as 30 February, is as odd as what stands still.
    """
    frequent = any(str(freq).upper() in {"DAILY", "WEEKLY"} for freq in rule.get("FREQ", ()))
    if any(int(number) < 1 for number in rule.get("INTERVAL", ())):
        return True
    if frequent and (years > OLDEST_SERIES or rule.keys() & NEVER_IN_A_WEEK):
        return True
    if rule.keys() & {"BYYEARDAY", "BYWEEKNO"}:
        return True
    weekdays = [str(day) for day in rule.get("BYDAY", ())]
    if any(int(day[:-2] or 1) not in range(-5, 6) for day in weekdays):
        return True
    if any(abs(int(place)) > 5 * len(weekdays) for place in rule.get("BYSETPOS", ())):
        return True
    months = [int(month) for month in rule.get("BYMONTH", ())] or range(1, 13)
    days = [abs(int(day)) for day in rule.get("BYMONTHDAY", ())]
    return bool(days) and not any(day <= DAYS_IN[month - 1] for day in days for month in months if 1 <= month <= 12)


def _entry(event: Event, series: set[str], *, titles: bool) -> Entry:
    uid = _words(event["UID"])[:255]
    starts_at, ends_at = _moment(event.start), _moment(event.end)
    private = str(event.get("CLASS", "PUBLIC")).upper() in {"PRIVATE", "CONFIDENTIAL"}
    shown = titles and not private
    occurrence = ""
    if uid in series and "RECURRENCE-ID" in event:
        meant: Any = event["RECURRENCE-ID"]
        occurrence = _moment(meant.dt).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return Entry(
        uid=uid,
        occurrence=occurrence,
        title=(_words(event.get("SUMMARY", ""))[:160] if shown else "") or BUSY,
        starts_at=starts_at,
        ends_at=ends_at if ends_at > starts_at else starts_at + timedelta(minutes=15),  # a reminder has no length
        place=_words(event.get("LOCATION", ""))[:200] if shown else "",
        cancelled=str(event.get("STATUS", "")).upper() == "CANCELLED",
    )


def _words(text: object) -> str:
    """On one line, and without the sign that no database takes."""
    return " ".join(str(text).replace("\0", " ").split())


def _moment(when: date) -> datetime:
    """A date is its first minute; a time without a zone is English time."""
    if not isinstance(when, datetime):
        return datetime.combine(when, time(), LONDON)
    return when if when.tzinfo else when.replace(tzinfo=LONDON)


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of a diary as other calendars may know it."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    place: str
    cancelled: bool
    changed_at: datetime


def told_about(kind: str, name: str, place: str, title: str) -> tuple[str, str]:
    """The summary and place of an entry outside Waymark. A young person is their initials and the district of the postcode.

    A personal phone, and the firm that keeps its calendar, are no place for who is in care: that alone is special to
    keep, and a name with an address can put somebody in danger. The worker knows who JT in LA1 is; nobody else does.
    """
    if not name:
        return title, place
    district = district_of(place)
    return f"{kind}: {initials(name) or '?'}{f', {district}' if district else ''}", district


def district_of(place: str) -> str:
    """“LA1” of “12 High Street, LA1 4XX”; nothing where no postcode stands there."""
    found = POSTCODE.search(place.upper())
    return found.group(1) if found else ""


def written(entries: Iterable[Told], *, name: str) -> bytes:
    """The entries as an iCalendar file. The same entries give the same bytes."""
    calendar = Calendar()
    calendar.add("PRODID", "-//Waymark//Diary//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", name)
    for entry in entries:
        event = Event()
        event.add("UID", entry.uid)
        event.add("SEQUENCE", entry.sequence)
        event.add("DTSTAMP", entry.changed_at.astimezone(UTC))
        event.add("LAST-MODIFIED", entry.changed_at.astimezone(UTC))
        event.add("DTSTART", entry.starts_at.astimezone(UTC))
        event.add("DTEND", entry.ends_at.astimezone(UTC))
        event.add("SUMMARY", entry.summary)
        if entry.place:
            event.add("LOCATION", entry.place)
        event.add("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED")
        event.add("CLASS", "PRIVATE")
        calendar.add_component(event)
    return calendar.to_ical()
