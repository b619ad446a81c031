"""When somebody who went out counts as late, and who is told. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum


class Level(IntEnum):
    """How far an alarm has gone."""

    IN_TIME = 0
    DUE = 1  # the time has passed, and nobody is told yet
    WORKER = 2  # they are asked, and whoever travels along
    MANAGER = 3  # managers are called


@dataclass(frozen=True, slots=True)
class Minutes:
    """How many minutes after the time somebody said they would be back each level begins."""

    worker: int
    manager: int


def level_of(expected_at: datetime, *, now: datetime, minutes: Minutes) -> Level:
    """The level that ought to have been reached by now. A manager is never called before the worker is asked."""
    if now < expected_at:
        return Level.IN_TIME
    late = now - expected_at
    if late < timedelta(minutes=minutes.worker):
        return Level.DUE
    return Level.WORKER if late < timedelta(minutes=max(minutes.manager, minutes.worker)) else Level.MANAGER


def minutes_late(expected_at: datetime, *, now: datetime) -> int:
    """Whole minutes since they were expected; 0 where they are not."""
    return max(0, int((now - expected_at).total_seconds() // 60))


def lateness_in_words(expected_at: datetime, *, now: datetime) -> str:
    """“25 min late”, “3 h 5 min late”, “2 days late”."""
    late = minutes_late(expected_at, now=now)
    days, hours = late // 1440, late // 60
    if days:
        return f"{days} day{'s' if days > 1 else ''} late"
    if hours:
        rest = late % 60
        return f"{hours} h {rest} min late" if rest else f"{hours} h late"
    return f"{late} min late"
