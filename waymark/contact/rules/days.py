"""Days near today as people type them: “today”, “Friday”, “21 May”. Pure."""

from datetime import date, timedelta

from waymark.contact.rules.telling import weekday_of

NAMED = {"today": 0, "tomorrow": 1, "yesterday": -1}
PHRASES = {"next week": 7, "in a week": 7, "in two weeks": 14, "in 2 weeks": 14, "in a fortnight": 14}


def named_day(text: str, *, today: date, ahead: bool) -> date | None:
    """The day that words without a date mean; None where they mean none. A weekday is the next one ahead, or the last
    one behind; today's own name means today behind, and in a week ahead.
    """
    words = " ".join(text.lower().replace(",", " ").split()).removeprefix("by ").removeprefix("on ")
    if words in NAMED:
        return today + timedelta(days=NAMED[words])
    if ahead and words in PHRASES:
        return today + timedelta(days=PHRASES[words])
    weekday = weekday_of(words.removeprefix("next " if ahead else "last "))
    if weekday is None:
        return None
    if ahead:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def nearest_year(day: int, month: int, *, today: date, ahead: bool) -> int:
    """The year of a date given without one: the nearest that is not behind (or not ahead of) today."""
    year = today.year
    if ahead and (month, day) < (today.month, today.day):
        return year + 1
    if not ahead and (month, day) > (today.month, today.day):
        return year - 1
    return year
