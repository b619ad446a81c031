"""Dates, counts, lists and telephone numbers as words, written one way on every page (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import phonenumbers

NBSP: Final = "\u00a0"
LONDON: Final = ZoneInfo("Europe/London")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SMALL_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def local(moment: datetime) -> datetime:
    """The moment on an English wall clock; one without a zone is taken as already local."""
    return moment.astimezone(LONDON) if moment.tzinfo else moment


def _day(day: date) -> date:
    return local(day) if isinstance(day, datetime) else day


def full_date(day: date | None) -> str:
    """“14 May 2026”, kept on one line; nothing for no date."""
    if day is None:
        return ""
    day = _day(day)
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"


def short_date(day: date | None) -> str:
    """“14 May”, for dates whose year cannot be mistaken."""
    if day is None:
        return ""
    day = _day(day)
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]}"


def weekday_date(day: date | None) -> str:
    """“Tue 19 May”."""
    return "" if day is None else f"{WEEKDAYS[_day(day).weekday()][:3]}{NBSP}{short_date(day)}"


def long_date(day: date | None) -> str:
    """“Thursday 14 May 2026”."""
    return "" if day is None else f"{WEEKDAYS[_day(day).weekday()]} {full_date(day)}"


def month_year(day: date | None) -> str:
    """“May 2026”."""
    return "" if day is None else f"{MONTHS[_day(day).month - 1]}{NBSP}{_day(day).year}"


def clock(moment: datetime | None) -> str:
    """“09:05”, on an English wall clock."""
    return "" if moment is None else f"{local(moment):%H:%M}"


def date_and_time(moment: datetime | None) -> str:
    """“14 May 2026 at 09:05”."""
    return "" if moment is None else f"{full_date(moment)} at{NBSP}{clock(moment)}"


def near_moment(moment: datetime, *, today: date) -> str:
    """“today at 14:05”, “on Tuesday at 14:05” within a week, otherwise “on 14 May 2026 at 14:05”."""
    here = local(moment)
    days = (today - here.date()).days
    if 0 <= days <= 1:
        return f"{'yesterday' if days else 'today'} at{NBSP}{clock(here)}"
    on = WEEKDAYS[here.weekday()] if 1 < days < 7 else full_date(here)
    return f"on {on} at{NBSP}{clock(here)}"


def number(count: int) -> str:
    """“1,543”."""
    return f"{count:,}"


def in_words(count: int) -> str:
    """Counts below ten as words (“three”, “no”), larger ones as figures (“1,543”)."""
    return SMALL_NUMBERS[count] if 0 <= count < len(SMALL_NUMBERS) else number(count)


def counted(count: int, one: str, many: str = "") -> str:
    """“1 person”, “1,543 people”: the figure and the noun on one line. `many` defaults to `one` + s."""
    return f"{number(count)}{NBSP}{plural(count, one, many)}"


def plural(count: int, one: str, many: str = "") -> str:
    """The noun alone, in the number that `count` asks for."""
    return one if count == 1 else many or f"{one}s"


def ordinal(count: int) -> str:
    """“1st”, “2nd”, “3rd”, “4th”, “11th”."""
    ending = "th" if 10 < count % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


def listed(items: Iterable[object], last: str = "and") -> str:
    """“a, b and c”."""
    words = [str(item) for item in items]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def initials(name: str) -> str:
    """“JT” for “Jo Tesfay”: first and last word, at most two letters, for the circle beside a name."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:]))


def capital(sentence: str) -> str:
    """The sentence with a capital first letter, the rest untouched (unlike `str.capitalize`)."""
    return sentence[:1].upper() + sentence[1:]


def phone(raw: object) -> str:
    """A telephone number as people read it (“01632 960018”), unbroken; text that is no number comes back as it was."""
    parsed = _parsed(raw)
    if parsed is None:
        return str(raw or "")
    home = parsed.country_code == 44
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style).replace(" ", NBSP)


def tel(raw: object) -> str:
    """The `tel:` address of a number, or nothing when it cannot be dialled."""
    parsed = _parsed(raw)
    return "" if parsed is None else "tel:" + phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _parsed(raw: object) -> phonenumbers.PhoneNumber | None:
    if isinstance(raw, phonenumbers.PhoneNumber):
        return raw
    try:
        return phonenumbers.parse(str(raw or ""), "GB")
    except phonenumbers.NumberParseException:
        return None
