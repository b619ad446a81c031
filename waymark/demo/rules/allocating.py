"""Which workers an invented young person has had, as needs; who fills them is the council's staff in turn."""

from dataclasses import dataclass
from datetime import date, timedelta

from waymark.core.dates import add_months, birthday
from waymark.demo.rules.courses import NOT_OPEN
from waymark.demo.rules.dice import Dice
from waymark.demo.rules.happenings import InventedLife
from waymark.demo.rules.words import ALLOCATION_REASONS


@dataclass(frozen=True, slots=True)
class Need:
    """A worker in a role from a day on. `held_by` is "worker", "team" (nobody named yet) or "name" (not an account)."""

    role: str
    started_on: date
    ended_on: date | None
    held_by: str = "worker"
    reason: str = ""


def needs(dice: Dice, life: InventedLife, *, on: date) -> list[Need]:
    """All allocations of one life, earlier advisers included; none of two in one role overlap."""
    found = _social_worker(dice, life, on=on)
    if life.course in NOT_OPEN or life.unadvised:
        return found
    since = birthday(life.born_on, 16) + dice.days(-45, 12)
    if starts := [care.started_on for care in life.care]:
        since = max(since, min(starts) + dice.days(3, 60))
    until = life.died_on
    if since > on or (until is not None and since >= until):
        return found
    if until is not None:
        return [*found, Need("personal_adviser", since, until)]
    if life.from_21 in ("stepped_down", "stopped") and life.asked:
        return found + _advisers(dice, since, life.asked[-1].asked_on)
    if life.from_21 == "offered":
        from_21 = max(since, birthday(life.born_on, 21))
        found += _advisers(dice, since, min(from_21, on))
        found.append(Need("personal_adviser", min(from_21, on), None, "team"))
        return found
    last = max(since, add_months(on, -dice.randint(0, 40)))
    found += _advisers(dice, since, last)
    found.append(Need("personal_adviser", last, None, "name" if dice.happens(0.006) else "worker"))
    return found


def _advisers(dice: Dice, since: date, until: date) -> list[Need]:
    """The advisers before the one they have now, or the ones they had: often one, sometimes two."""
    if (until - since).days < 60:
        return []
    if (until - since).days > 500 and dice.happens(0.4):
        change = dice.day_between(since + timedelta(days=40), until - timedelta(days=40))
        return [
            Need("personal_adviser", since, change, reason=dice.one(ALLOCATION_REASONS)),
            Need("personal_adviser", change, until, reason=dice.one(ALLOCATION_REASONS)),
        ]
    return [Need("personal_adviser", since, until, reason=dice.one(ALLOCATION_REASONS))]


def _social_worker(dice: Dice, life: InventedLife, *, on: date) -> list[Need]:
    """A social worker for as long as they are looked after; of earlier years only the last one is kept."""
    if not life.care:
        return []
    last = max(life.care, key=lambda care: care.started_on)
    end = last.ended_on
    if end is not None and end < add_months(on, -24):
        return []
    started = max(last.started_on, add_months(end or on, -dice.randint(2, 30)))
    return [Need("social_worker", started, end)] if end is None or started < end else []
