"""What happens once someone is 16 and more: homes, activity, contact, plans, requests at 21, the answers for the return."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from waymark.core.dates import add_months, age_on, birthday
from waymark.demo.rules import places
from waymark.demo.rules.courses import NOT_OPEN
from waymark.demo.rules.dice import Dice
from waymark.demo.rules.happenings import (
    ActivitySeen,
    Asked,
    AtHome,
    HomeSeen,
    InventedLife,
    Lived,
    PlanDated,
    Study,
    ToldInTouch,
)
from waymark.demo.rules.keeping import Pace, earliest_contact, keep_in_touch
from waymark.demo.rules.words import PROGRAMMES, REFUSAL_WORDS, REQUEST_WORDS

# Kinds of home (the letters of the return) by age; the chances put about nine in ten in a suitable one.
HOMES: Mapping[str, Mapping[str, float]] = {
    "under 19": {"D": 30, "Z": 17, "E": 9, "B": 16, "U": 10, "K": 5, "T": 4, "C": 4, "X": 1.6, "S": 1, "V": 1, "W": 0.4, "R": 1, "Y": 1.5},
    "under 21": {"U": 38, "B": 14, "D": 17, "Z": 9, "E": 4, "K": 7, "T": 2, "C": 3, "X": 2.4, "S": 1.4, "V": 0.8, "R": 1.4, "Y": 1},
    "over": {"U": 52, "B": 17, "K": 10, "D": 6, "C": 3, "X": 3.6, "S": 2.2, "V": 1, "R": 2.6, "Y": 1, "G": 1, "H": 0.2},
}  # fmt: skip
# Someone under 18 never lives in a foyer and nobody has former carers before they have left them.
NOT_BEFORE_18 = frozenset("TZWV")
# Chance that a home of this kind is not suitable; custody and no fixed abode never are.
UNSUITABLE: Mapping[str, float] = {"S": 1, "X": 1, "W": 0.9, "V": 0.75, "R": 0.6, "Y": 0.3, "K": 0.06, "B": 0.02}

IN_EET: Mapping[str, Mapping[str, float]] = {
    "under 19": {"F2": 66, "F4": 9, "F5": 12, "P2": 4, "P5": 6, "F1": 3},
    "under 21": {"F1": 17, "F2": 30, "F4": 9, "F5": 32, "P5": 9, "P2": 3},
    "over": {"F1": 20, "F2": 10, "F4": 6, "F5": 48, "P5": 12, "P1": 2, "P2": 2},
}
EET_CHANCE: Mapping[str, float] = {"under 19": 0.64, "under 21": 0.47, "over": 0.40}
PARENTING_CHANCE: Mapping[str, float] = {"under 19": 0.08, "under 21": 0.2, "over": 0.3}


# What becomes of support at 21: most ask for it, study or have stepped down; the others are offered it every year, some by
# the adviser they had, some by the team.
FROM_21: Mapping[str, float] = {
    "asked": 0.29,
    "study": 0.17,
    "stepped_down": 0.22,
    "stopped": 0.05,
    "offered": 0.17,
    "kept_on": 0.1,
}
# Whom the adviser reached in the last two months was not out of touch around a birthday of these last days.
RECENT_DAYS = 170
SOCIAL_WORKER = Pace("social_worker", step=(24, 42), latest=(1, 38))
ALONGSIDE = Pace("adviser", step=(36, 80), latest=(2, 52))
ADVISER = Pace("adviser", step=(20, 50), latest=(1, 50))


def _stage(born: date, on: date) -> str:
    age = age_on(born, on)
    return "under 19" if age < 19 else "under 21" if age < 21 else "over"


@dataclass(slots=True)
class Served:
    """What the service knows of one life on the asked day."""

    born: date
    until: date
    left_on: date | None
    open: bool


def go_on(dice: Dice, life: InventedLife, *, on: date) -> None:
    """Tell what came after 16, up to `on` or death."""
    served = _served(life, on)
    _from_21(dice, life, served)
    _homes(dice, life, served)
    _activities(dice, life, served)
    _answers(dice, life, served, on=on)
    if served.open:
        _plan(dice, life, served)
        _contacts(dice, life, served)


def _served(life: InventedLife, on: date) -> Served:
    stays = [care for care in life.care if care.kind == "looked_after"]
    at_18 = birthday(life.born_on, 18)
    left: date | None = None
    if stays and all(care.ended_on for care in stays):
        left = max(care.ended_on for care in stays if care.ended_on)
    elif not stays:
        left = min(at_18, on)
    return Served(life.born_on, life.died_on or on, left, open=life.course not in NOT_OPEN)


def _from_21(dice: Dice, life: InventedLife, served: Served) -> None:
    """What somebody who is 21 said and did about support, as their seat has it."""
    at_21 = birthday(served.born, 21)
    if served.until < at_21 or life.course in NOT_OPEN:
        return
    if life.from_21 == "study":
        _study(dice, life, served, at_21)
    elif life.from_21 in ("asked", "stopped"):
        stop = life.from_21 == "stopped"
        asked = dice.day_between(at_21, served.until - timedelta(days=70 if stop else 0))
        life.asked.append(Asked(asked, True, dice.one(REQUEST_WORDS)))
        if stop:
            ended = dice.day_between(asked + timedelta(days=20), max(asked + timedelta(days=20), served.until))
            life.asked.append(Asked(min(ended, served.until), False, dice.one(REFUSAL_WORDS)))
    elif life.from_21 == "stepped_down":
        life.asked.append(Asked(min(at_21 + dice.days(0, 60), served.until), False, dice.one(REFUSAL_WORDS)))


def _study(dice: Dice, life: InventedLife, served: Served, at_21: date) -> None:
    """A programme that began before or around 21 and runs on."""
    start = date(at_21.year - dice.randint(1, 2), 9, dice.randint(8, 26))
    life.study.append(Study(min(start, served.until), None, dice.one(PROGRAMMES)))


# -- homes and activity ---------------------------------------------------------------------------------------------


def _homes(dice: Dice, life: InventedLife, served: Served) -> None:
    """Each home from leaving care on, with its address; in care the placement says where."""
    if served.left_on is None or served.left_on > served.until:
        return
    day, known = served.left_on, _went_home(life)
    town = life.town
    while True:
        kind = known or _kind(dice, served.born, day)
        length = dice.days(60, 400) if kind in "SVWXR" else dice.days(150, 900)
        until = None if known else day + length
        last = until is None or until >= served.until
        life.homes.append(HomeSeen(day, kind, _suitability(dice, kind)))
        if kind not in "SRGH":
            town = places.town(dice) if dice.happens(0.2) else town
            life.addresses.append(_address(dice, kind, town, day, None if last else until))
        if last or until is None:
            return
        day = until


def _went_home(life: InventedLife) -> str:
    spell: AtHome | None = life.at_home[-1] if life.at_home else None
    return "B" if spell and spell.ended_on is None else ""


def _kind(dice: Dice, born: date, day: date) -> str:
    weights = HOMES[_stage(born, day)]
    if day < birthday(born, 18):
        weights = {kind: weight for kind, weight in weights.items() if kind not in NOT_BEFORE_18}
    return dice.weighted(weights)


def _suitability(dice: Dice, kind: str) -> str:
    return "unsuitable" if dice.happens(UNSUITABLE.get(kind, 0.015)) else "suitable"


def _address(dice: Dice, kind: str, town: str, day: date, until: date | None) -> Lived:
    if kind == "X":
        lines, postcode = "HM Prison Aldermoss\nAldermoss", places.postcode(dice, "Aldermoss")
    elif kind in "DTVC":
        lines, postcode = places.hostel_address(dice, town), places.postcode(dice, town)
    else:
        lines, postcode = places.street_address(dice, town, flat=kind == "U"), places.postcode(dice, town)
    safe = dice.weighted({"yes": 66, "unknown": 30, "no": 4})
    note = "Post is opened by others here." if safe == "no" else ""
    return Lived(lines, postcode, "home", day, until, safe, note)


def _activities(dice: Dice, life: InventedLife, served: Served) -> None:
    """What they do, seen about twice a year from 16; most go on with what they did."""
    day = max(birthday(served.born, 16) + dice.days(10, 120), add_months(served.until, -42))
    code = ""
    while day <= served.until:
        if not code or dice.happens(0.22):
            code = _activity(dice, life, served.born, day)
        life.activities.append(ActivitySeen(day, code))
        day = day + dice.days(150, 280)


def _activity(dice: Dice, life: InventedLife, born: date, day: date) -> str:
    stage = _stage(born, day)
    if any(spell.started_on <= day and (spell.ended_on is None or day < spell.ended_on) for spell in life.study):
        return "F1"
    if dice.happens(EET_CHANCE[stage]):
        return dice.weighted(IN_EET[stage])
    parenting = PARENTING_CHANCE[stage] if life.identity["sex"] == "F" else 0.02
    return "G6" if dice.happens(parenting) else dice.weighted({"G5": 66, "G4": 34})


# -- the return -----------------------------------------------------------------------------------------------------


def _answers(dice: Dice, life: InventedLife, served: Served, *, on: date) -> None:
    """For each birthday of the last three years out of care, what the adviser said for the return (OC3).

    The return's year ends on 31 March and has its number. Some answers of the year now running are still to come.
    """
    for age in range(17, 26):
        day = birthday(served.born, age)
        if day > on or day < add_months(on, -36):
            continue
        if served.left_on is None or day < served.left_on:
            continue
        year = day.year + (day >= date(day.year, 4, 1))
        running = on < date(year, 4, 1)
        if running and (on - day).days < 30 and dice.happens(0.6):
            continue
        code = _in_touch(dice, life, served, age, day)
        if life.kept and code in ("NO", "REFU") and (on - day).days < RECENT_DAYS:
            code = "YES"
        life.in_touch.append(ToldInTouch(year, day, code))
        if code in ("DIED", "RHOM") or (code != "YES" and dice.happens(0.5)):
            continue
        home, activity = _home_on(life, day), _activity_on(life, day)
        if home:
            life.homes.append(HomeSeen(day, home.kind, home.suitability, year))
        if activity:
            life.activities.append(ActivitySeen(day, activity.code, year))
        if life.died_on and life.died_on <= day:
            return


def _in_touch(dice: Dice, life: InventedLife, served: Served, age: int, day: date) -> str:
    if life.died_on and life.died_on <= day:
        return "DIED"
    spell = life.at_home[-1] if life.at_home else None
    if spell and spell.ended_on is None and add_months(spell.started_on, 6) <= day:
        return "RHOM"
    if life.course in NOT_OPEN:
        return dice.weighted({"YES": 60, "NO": 30, "NREQ": 10})
    if age < 21:
        return dice.weighted({"YES": 95, "NO": 3, "REFU": 2})
    return dice.weighted({"YES": 88, "NO": 4, "REFU": 3, "NREQ": 5})


def _home_on(life: InventedLife, day: date) -> HomeSeen | None:
    return max(
        (seen for seen in life.homes if seen.observed_on <= day), key=lambda seen: seen.observed_on, default=None
    )


def _activity_on(life: InventedLife, day: date) -> ActivitySeen | None:
    return max(
        (seen for seen in life.activities if seen.observed_on <= day), key=lambda seen: seen.observed_on, default=None
    )


def _supported(life: InventedLife) -> bool:
    return life.from_21 in ("asked", "study")


# -- plans and contact ----------------------------------------------------------------------------------------------


def _plan(dice: Dice, life: InventedLife, served: Served) -> None:
    """A pathway plan from some weeks after 16 or after coming into care, reviewed about every six months since."""
    starts = [care.started_on for care in life.care]
    begun = max(birthday(served.born, 16), max(starts, default=date.min) + timedelta(days=91))
    started = begun + dice.days(20, 110)
    if served.left_on is None and not life.care:
        return
    if started > served.until:
        return
    over_21 = served.until >= birthday(served.born, 21)
    life.plans.append(PlanDated("started", started))
    if over_21 and not _supported(life):
        last = birthday(served.born, 21) - dice.days(10, 150)
    else:
        last = served.until - (dice.days(4, 178) if dice.happens(0.86) else dice.days(185, 330))
    if last > started + timedelta(days=60):
        life.plans.append(PlanDated("reviewed", last))
    else:
        last = started
    if not over_21 or _supported(life):
        life.plans.append(PlanDated("review_due", add_months(last, 6)))


def _contacts(dice: Dice, life: InventedLife, served: Served) -> None:
    """Who reached or tried to reach them in the last three years: the social worker while in care, the adviser from 16."""
    until, since = served.until, earliest_contact(life, served.born, served.until)
    if served.left_on is None:
        keep_in_touch(dice, life, SOCIAL_WORKER, until=until, since=since, in_time=dice.happens(0.95))
        since = max(since, birthday(served.born, 16) + timedelta(days=60))
        if until >= since and not life.unadvised:
            keep_in_touch(dice, life, ALONGSIDE, until=until, since=since, in_time=life.kept)
    elif life.from_21 in ("stepped_down", "offered"):
        last = birthday(served.born, 21) + dice.days(-20, 40)
        if last <= until:
            keep_in_touch(dice, life, ADVISER, until=last, since=since, in_time=True, on=until)
    elif life.from_21 == "stopped" and life.asked:
        keep_in_touch(dice, life, ADVISER, until=life.asked[-1].asked_on, since=since, in_time=True, on=until)
    else:
        keep_in_touch(dice, life, ADVISER, until=until, since=since, in_time=life.kept)
