"""Leave to remain of those who arrived alone, and when somebody in custody or hospital is expected out."""

from datetime import date, timedelta

from waymark.core.dates import add_months, birthday
from waymark.demo.rules.dice import Dice
from waymark.demo.rules.happenings import InventedLife, Leave

YEARS_OF_LEAVE = 5


def go_on_with_papers(dice: Dice, life: InventedLife, *, on: date) -> None:
    """Facts known today only: a leave that was applied for, was granted, has ended or is about to."""
    for away in life.away:
        if away.ended_on is None:
            away.expected_end_on = on + dice.days(3, 160) if dice.happens(0.8) else None
    if life.course == "arrived_alone" and life.care and life.died_on is None:
        _leave(dice, life, min(care.started_on for care in life.care), on)


def _leave(dice: Dice, life: InventedLife, arrived: date, on: date) -> None:
    """Asked on arriving; answered after a year or two with five years, with leave until 17½, or not yet."""
    decided = arrived + dice.days(280, 900)
    if decided >= on:
        life.leave.append(Leave("waiting", arrived + timedelta(days=3)))
        return
    life.leave.append(Leave("waiting", arrived + timedelta(days=3), ended_on=decided))
    at_17_and_a_half = add_months(birthday(life.born_on, 17), 6)
    if decided < at_17_and_a_half and dice.happens(0.2):
        life.leave.append(_granted(dice, "uasc", decided, at_17_and_a_half, on))
        return
    kind = dice.weighted({"refugee": 78, "humanitarian": 14, "discretionary": 8})
    ends = add_months(decided, 12 * YEARS_OF_LEAVE if kind != "discretionary" else 30)
    if ends <= on and dice.happens(0.7):
        life.leave.append(Leave(kind, decided, ends, ended_on=ends))
        life.leave.append(Leave("settled", ends))
        return
    life.leave.append(_granted(dice, kind, decided, ends, on))


def _granted(dice: Dice, kind: str, decided: date, ends: date, on: date) -> Leave:
    """With the next application made in good time by two in three."""
    leave = Leave(kind, decided, ends)
    applied = ends - dice.days(20, 110)
    if applied <= on and dice.happens(0.66):
        leave.applied_on = applied
    return leave
