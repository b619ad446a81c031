"""The courses a life can take, from the plain to the contested; each is told as events and knows no status."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from waymark.core.dates import birthday
from waymark.demo.rules.care import ARRIVAL_PLACES, SETTLED_PLACES, Stay, look_after, past
from waymark.demo.rules.dice import Dice
from waymark.demo.rules.happenings import AtHome, Away, Elsewhere, InventedLife, Order, Unaccompanied

Tell = Callable[[Dice, InventedLife, date], None]

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Course:
    """A course of life: how many per 1,543 people are aged 16, 17, 18 to 20, and 21 or more, and how it is told."""

    weights: tuple[float, float, float, float]
    tell: Tell


COURSES: dict[str, Course] = {}


def course(at_16: float, at_17: float, at_18: float, at_21: float) -> Callable[[Tell], Tell]:
    """Put a course on the list under its function's name."""

    def listed(tell: Tell) -> Tell:
        COURSES[tell.__name__] = Course((at_16, at_17, at_18, at_21), tell)
        return tell

    return listed


def _turns(life: InventedLife, age: int) -> date:
    return birthday(life.born_on, age)


def _left_at_18(dice: Dice) -> str:
    return dice.weighted({"E17": 24, "E5": 38, "E6": 14, "E8": 10, "E13": 10, "E7": 3, "E9": 1})


def _to_18(dice: Dice, life: InventedLife, start: date, on: date, stay: Stay) -> None:
    look_after(dice, life, start, _turns(life, 18), on=on, stay=stay)


# -- the usual ------------------------------------------------------------------------------------------------------


@course(85, 68, 228, 139)
def settled_since_childhood(dice: Dice, life: InventedLife, on: date) -> None:
    """Came into care young, long with the same carers."""
    start = dice.day_between(life.born_on + dice.days(20, 400), _turns(life, 13))
    _to_18(dice, life, start, on, Stay(reason=_left_at_18(dice), moves=(0, 3), places=SETTLED_PLACES))


@course(64, 69, 206, 138)
def came_in_their_teens(dice: Dice, life: InventedLife, on: date) -> None:
    """Came into care at 13 to 15, with more moves; a third had been in care before."""
    start = dice.day_between(_turns(life, 13), _turns(life, 16) - ONE_DAY * 95)
    if dice.happens(0.33):
        first = dice.day_between(_turns(life, 5), _turns(life, 12))
        look_after(
            dice, life, first, first + dice.days(30, 340), on=on, stay=Stay("agreed", dice.one(("E4A", "E4B")), (0, 1))
        )
    basis = "order" if dice.happens(0.55) else "agreed"
    _to_18(dice, life, start, on, Stay(basis, _left_at_18(dice), moves=(0, 5)))


@course(12, 22, 50, 28)
def came_in_at_16_or_17(dice: Dice, life: InventedLife, on: date) -> None:
    """Came into care late, mostly by agreement, and stayed to 18."""
    start = dice.day_between(_turns(life, 16) - ONE_DAY * 40, min(_turns(life, 18) - ONE_DAY * 130, on - ONE_DAY * 100))
    _to_18(dice, life, start, on, Stay("agreed", _left_at_18(dice), moves=(0, 2)))


@course(9, 8, 0, 0)
def came_in_weeks_ago(dice: Dice, life: InventedLife, on: date) -> None:
    """In care for less than thirteen weeks so far."""
    _to_18(dice, life, on - dice.days(6, 80), on, Stay("agreed", moves=(0, 1)))


@course(14, 22, 104, 74)
def arrived_alone(dice: Dice, life: InventedLife, on: date) -> None:
    """Sought asylum in England without a parent; leave to remain came later for most."""
    latest = min(_turns(life, 18) - ONE_DAY * 100, on - ONE_DAY * 7)
    start = dice.day_between(_turns(life, 15), max(latest, _turns(life, 15)))
    _to_18(dice, life, start, on, Stay("agreed", _left_at_18(dice), moves=(0, 3), places=ARRIVAL_PLACES))
    decided = start + dice.days(280, 900)
    # The return counts someone as unaccompanied up to 18 or the grant of leave, whichever comes first.
    life.unaccompanied.append(Unaccompanied(start, past(min(decided, _turns(life, 18)), on)))


@course(2, 3, 8, 5)
def came_from_another_authority(dice: Dice, life: InventedLife, on: date) -> None:
    """Looked after by two authorities, one after the other: the nights of both count."""
    start = dice.day_between(_turns(life, 12), _turns(life, 14))
    moved = dice.day_between(_turns(life, 14) + ONE_DAY * 30, _turns(life, 15))
    first = Stay("order", "E3", (0, 1), authority_code=dice.one(("E10000998", "E08000997")))
    look_after(dice, life, start, moved, on=on, stay=first)
    _to_18(dice, life, moved, on, Stay("order", _left_at_18(dice), (0, 2)))


# -- left before 18 -------------------------------------------------------------------------------------------------


@course(2, 9, 24, 14)
def left_at_16_or_17(dice: Dice, life: InventedLife, on: date) -> None:
    """Left care before 18 for a place of their own or supported lodgings."""
    start = dice.day_between(_turns(life, 13), _turns(life, 15))
    end = dice.day_between(_turns(life, 16) + ONE_DAY * 2, min(_turns(life, 18) - ONE_DAY * 20, on))
    stay = Stay("agreed", dice.weighted({"E5": 55, "E6": 25, "E13": 12, "E8": 8}), moves=(0, 4))
    look_after(dice, life, start, end, on=on, stay=stay)


@course(0, 2, 6, 3)
def went_home_for_good(dice: Dice, life: InventedLife, on: date) -> None:
    """Went home to a parent at 16 and stayed there for more than six months."""
    start = dice.day_between(_turns(life, 12), _turns(life, 14))
    end = dice.day_between(_turns(life, 16) + ONE_DAY * 5, _turns(life, 16) + ONE_DAY * 90)
    look_after(dice, life, start, end, on=on, stay=Stay("agreed", "E4A", (0, 2)))
    life.at_home.append(AtHome(end, None, dice.weighted({"parent": 80, "pr_holder": 20})))
    if _turns(life, 18) > on and _turns(life, 17) < on - ONE_DAY * 30 and dice.happens(0.7):
        life.away.append(Away("detained", on - dice.days(9, 25), None))


@course(0, 1, 4, 2)
def home_broke_down(dice: Dice, life: InventedLife, on: date) -> None:
    """Went home at 16 for seven months, then it broke down before 18."""
    start = dice.day_between(_turns(life, 12), _turns(life, 14))
    end = _turns(life, 16) + dice.days(5, 40)
    look_after(dice, life, start, end, on=on, stay=Stay("agreed", "E4A", (0, 2)))
    life.at_home.append(AtHome(end, past(end + dice.days(195, 260), on)))


@course(1, 2, 6, 4)
def special_guardian_in_childhood(dice: Dice, life: InventedLife, on: date) -> None:
    """A special guardianship order out of care, made before 16 and in force since."""
    start = dice.day_between(_turns(life, 5), _turns(life, 10))
    made = start + dice.days(250, 900)
    reason = dice.weighted({"E45": 70, "E47": 20, "E46": 10})
    look_after(dice, life, start, made, on=on, stay=Stay("order", reason, (0, 1)))
    life.orders.append(Order("special_guardianship", made))


@course(0, 1, 3, 2)
def special_guardian_at_16(dice: Dice, life: InventedLife, on: date) -> None:
    """A special guardianship order made at 16 out of care that had lasted long: contested (JSGO)."""
    start = dice.day_between(_turns(life, 11), _turns(life, 13))
    made = _turns(life, 16) + dice.days(30, 200)
    look_after(dice, life, start, made, on=on, stay=Stay("order", "E45", (0, 1)))
    if made <= on:
        life.orders.append(Order("special_guardianship", made))


@course(1, 1, 1, 1)
def handed_to_another_authority(dice: Dice, life: InventedLife, on: date) -> None:
    """Care was taken over by another authority at 16; the service here stays in touch until the handover is done."""
    start = dice.day_between(_turns(life, 12), _turns(life, 14))
    moved = min(_turns(life, 16) + dice.days(20, 120), on - ONE_DAY)
    look_after(dice, life, start, moved, on=on, stay=Stay("order", "E3", (0, 2)))
    _to_18(dice, life, moved, on, Stay("order", "E8", (0, 1), authority_code="E10000998"))


# -- custody, hospital ----------------------------------------------------------------------------------------------


@course(1, 1, 3, 2)
def remanded(dice: Dice, life: InventedLife, on: date) -> None:
    """Remanded to youth detention accommodation at 16, so looked after, and then sentenced."""
    latest = max(_turns(life, 16) + ONE_DAY, min(_turns(life, 18) - ONE_DAY * 170, on - ONE_DAY * 150))
    start = dice.day_between(_turns(life, 16) + ONE_DAY, latest)
    end = start + dice.days(100, 145)
    look_after(dice, life, start, end, on=on, stay=Stay("remand", "E9", (0, 1)))
    if end <= on:
        life.away.append(Away("detained", end, past(end + dice.days(120, 400), on)))


@course(1, 1, 3, 1)
def in_custody_on_the_16th_birthday(dice: Dice, life: InventedLife, on: date) -> None:
    """In custody on turning 16, straight from more than thirteen weeks of care."""
    detained = _turns(life, 16) - dice.days(20, 100)
    look_after(dice, life, detained - dice.days(210, 500), detained, on=on, stay=Stay("agreed", "E9", (0, 3)))
    life.away.append(Away("detained", detained, past(_turns(life, 16) + dice.days(40, 160), on)))


@course(0, 1, 2, 1)
def in_custody_after_a_gap(dice: Dice, life: InventedLife, on: date) -> None:
    """In custody on turning 16, but care had ended some days before: contested (JDET)."""
    detained = _turns(life, 16) - dice.days(20, 60)
    left = detained - dice.days(5, 20)
    look_after(dice, life, left - dice.days(240, 400), left, on=on, stay=Stay("agreed", "E4B", (0, 2)))
    life.away.append(Away("detained", detained, past(_turns(life, 16) + dice.days(30, 100), on)))


@course(0, 1, 2, 1)
def in_hospital_on_the_16th_birthday(dice: Dice, life: InventedLife, on: date) -> None:
    """In hospital on turning 16, straight from care."""
    admitted = _turns(life, 16) - dice.days(15, 70)
    look_after(dice, life, admitted - dice.days(180, 420), admitted, on=on, stay=Stay("agreed", "E8", (0, 2)))
    life.away.append(Away("hospital", admitted, past(_turns(life, 16) + dice.days(30, 90), on)))


# -- short breaks ---------------------------------------------------------------------------------------------------


def _breaks(dice: Dice, life: InventedLife, first: date, last: date, on: date, *, days: tuple[int, int]) -> None:
    day = first
    while day < last and day <= on:
        end = day + dice.days(*days)
        look_after(dice, life, day, end, on=on, stay=Stay("breaks", "E4A", (0, 0), kind="short_breaks"))
        day = end + dice.days(24, 40)


@course(3, 3, 0, 0)
def short_breaks_now(dice: Dice, life: InventedLife, on: date) -> None:
    """Disabled, lives at home, has short breaks with the same carer; one is on."""
    _breaks(dice, life, on - ONE_DAY * 300, on - ONE_DAY * 30, on, days=(2, 4))
    last = max(care.ended_on for care in life.care if care.ended_on)
    begun = max(last + ONE_DAY, on - ONE_DAY)
    look_after(dice, life, begun, begun + ONE_DAY * 4, on=on, stay=Stay("breaks", "E4A", (0, 0), kind="short_breaks"))


@course(0, 1, 3, 1)
def short_breaks_until_17(dice: Dice, life: InventedLife, on: date) -> None:
    """Had only short breaks after 16, and they are over: contested (JSB)."""
    first = _turns(life, 16) - dice.days(40, 200)
    _breaks(dice, life, first, _turns(life, 17) - ONE_DAY * 30, on, days=(2, 4))


@course(0, 1, 1, 0)
def short_breaks_too_long(dice: Dice, life: InventedLife, on: date) -> None:
    """Short breaks that went over 17 days at a time, so that they may have stopped being short breaks (J4)."""
    _breaks(dice, life, _turns(life, 16) - ONE_DAY * 60, _turns(life, 16) + ONE_DAY * 150, on, days=(19, 25))


# -- contested, one way or another ------------------------------------------------------------------------------------


@course(1, 1, 2, 1)
def left_before_16(dice: Dice, life: InventedLife, on: date) -> None:
    """Care ended days before the 16th birthday: the law gives nothing, the council may (PRE16)."""
    end = _turns(life, 16) - dice.days(1, 40)
    look_after(dice, life, end - dice.days(300, 700), end, on=on, stay=Stay("agreed", "E4A", (0, 2)))


@course(0, 1, 2, 1)
def left_on_the_16th_birthday(dice: Dice, life: InventedLife, on: date) -> None:
    """Care ended on the 16th birthday itself (B16)."""
    end = _turns(life, 16)
    look_after(dice, life, end - dice.days(300, 700), end, on=on, stay=Stay("agreed", "E4B", (0, 2)))


@course(0, 1, 2, 1)
def ninety_nights(dice: Dice, life: InventedLife, on: date) -> None:
    """Ninety nights in care at 16: thirteen weeks on one way of counting and not on the other (B91)."""
    start = _turns(life, 16) + dice.days(5, 60)
    look_after(dice, life, start, start + ONE_DAY * 90, on=on, stay=Stay("agreed", "E4A", (0, 1)))


@course(0, 0, 2, 1)
def thirteen_weeks_on_turning_18(dice: Dice, life: InventedLife, on: date) -> None:
    """The 91st night was the last before the 18th birthday (B18)."""
    _to_18(dice, life, _turns(life, 18) - ONE_DAY * 91, on, Stay("agreed", "E8", (0, 1)))


@course(0, 1, 2, 1)
def accommodated_under_section_17(dice: Dice, life: InventedLife, on: date) -> None:
    """Homeless at 16 and housed under section 17, where section 20 may have been right (J17)."""
    start = _turns(life, 16) + dice.days(20, 120)
    life.elsewhere.append(Elsewhere("section_17", start, past(start + dice.days(110, 220), on)))


@course(0, 1, 2, 1)
def never_looked_after(dice: Dice, life: InventedLife, on: date) -> None:
    """Privately fostered, or in a voluntary or private home, after 16."""
    start = _turns(life, 15) + dice.days(60, 300)
    kind = dice.weighted({"private_fostering": 50, "voluntary": 25, "private_home": 15, "health_education": 10})
    life.elsewhere.append(Elsewhere(kind, start, past(_turns(life, 16) + dice.days(40, 250), on)))


@course(0, 0, 2, 1)
def died_young(dice: Dice, life: InventedLife, on: date) -> None:
    """Came into care as a teenager, left at 18 and died soon after."""
    start = dice.day_between(_turns(life, 13), _turns(life, 16) - ONE_DAY * 95)
    _to_18(dice, life, start, on, Stay("order", _left_at_18(dice), moves=(0, 4)))
    life.died_on = dice.day_between(_turns(life, 18) + ONE_DAY, on - ONE_DAY * 20)
    life.died_on = min(life.died_on, on)


@course(0, 0, 7, 13)
def history_missing(dice: Dice, life: InventedLife, on: date) -> None:
    """Known from returns only: the files of the years in care were never loaded."""
    life.reported = "former_relevant"


@course(0, 0, 4, 2)
def entered_twice(dice: Dice, life: InventedLife, on: date) -> None:
    """A second record of somebody who is already there, made in a hurry: told by the council, which knows them both."""
    raise LookupError("a double is told from the person it is a double of")


# Courses of people whom the service does not work with week by week.
NOT_OPEN = frozenset(
    {
        *("left_before_16", "left_on_the_16th_birthday", "accommodated_under_section_17", "never_looked_after"),
        *("short_breaks_now", "short_breaks_until_17", "short_breaks_too_long", "ninety_nights", "entered_twice"),
        *("special_guardian_in_childhood", "went_home_for_good", "in_custody_after_a_gap"),
    }
)
