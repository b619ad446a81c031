"""What is known of a young person now, as facts with a date and a source; what is not known is somebody's job. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from waymark.core.vocab import Vocabulary


class Area(Vocabulary):
    """The areas of a record, in the order a worker asks about them."""

    CONTACT = "contact", "Last reached"
    HOME = "home", "Home"
    ACTIVITY = "activity", "Work and study"
    PAPERS = "papers", "Papers"
    AFTER_21 = "after_21", "21 and over"
    PLAN = "plan", "Pathway plan"
    REVIEW_DUE = "review_due", "Next plan review"


@dataclass(frozen=True, slots=True)
class Known:
    """One thing known: in words, as of which day, who said so. `text` empty: nobody knows."""

    area: Area
    text: str = ""
    on: date | None = None
    source: str = ""
    late: bool = False


def unknown_count(facts: Iterable[Known]) -> int:
    return sum(not fact.text for fact in facts)


def days_since(on: date, today: date) -> str:
    """“today”, “yesterday”, “12 days ago”, “8 weeks ago”, “14 months ago”."""
    days = (today - on).days
    if days < 0:
        return "still to come"
    if days < 2:
        return ("today", "yesterday")[days]
    if days < 21:
        return f"{days} days ago"
    if days < 120:
        return f"{days // 7} weeks ago"
    return f"{days * 12 // 365} months ago" if days < 730 else f"{days // 365} years ago"


@dataclass(frozen=True, slots=True)
class ReturnSaid:
    """What the return of one year said around the birthday, each part in words or empty."""

    year: int
    on: date
    in_touch: str = ""
    activity: str = ""
    home: str = ""
