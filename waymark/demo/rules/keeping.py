"""Keeping in touch, told as events: who met, rang or wrote, who only tried, what was said and what was promised."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from waymark.core.dates import add_months, birthday
from waymark.demo.rules import sayings
from waymark.demo.rules.dice import Dice
from waymark.demo.rules.happenings import Contacted, InventedLife, Promised

CHANNELS: Mapping[str, Mapping[str, float]] = {
    "adviser": {"face_to_face": 50, "call": 23, "text": 17, "video": 5, "app": 3, "letter": 1, "email": 1},
    "social_worker": {"face_to_face": 96, "call": 3, "video": 1},
}
TRIED_BY: Mapping[str, float] = {"call": 54, "text": 26, "face_to_face": 17, "letter": 3}
PLACES: Mapping[str, float] = {"home": 56, "hub": 14, "out": 14, "office": 4, "study_or_work": 12}
# A young person starts a call or a message more often than a visit.
THEY_STARTED: Mapping[str, float] = {"face_to_face": 0.06, "call": 0.3, "text": 0.45, "app": 0.5, "email": 0.4}

RECENT = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class Pace:
    """How one worker keeps in touch: days between contacts, how many days ago the last one was when in time or not."""

    role: str
    step: tuple[int, int]
    latest: tuple[int, int]
    overdue: tuple[int, int] = (64, 170)


def keep_in_touch(
    dice: Dice, life: InventedLife, pace: Pace, *, until: date, since: date, in_time: bool, on: date | None = None
) -> None:
    """Contacts of one worker back from `until` to `since`. `in_time`: the last one was within the usual two months.

    `on` is the day told about, where the work ended before it: nothing promised then is still open.
    """
    day = until - dice.days(*(pace.latest if in_time else pace.overdue))
    if not in_time:
        for _ in range(dice.randint(0, 4)):
            tried = dice.day_between(day + timedelta(days=12), until)
            life.contacts.append(_tried(dice, tried, pace.role))
    first = True
    while day >= since:
        if out_of_touch(life, day):
            life.contacts.append(_tried(dice, day, pace.role))
        else:
            made = _made(dice, life, day, pace.role, latest=first)
            life.contacts.append(made)
            recent = on is None and until - day < RECENT
            if pace.role == "adviser" and dice.happens(0.7 if recent else 0.34):
                life.promises.append(_promised(dice, day, on or until, still_open=recent and dice.happens(0.45)))
            first = False
        gap = dice.days(*pace.step)
        if dice.happens(0.18):
            life.contacts.append(_tried(dice, day - gap / 2, pace.role))
        day -= gap


def _made(dice: Dice, life: InventedLife, day: date, role: str, *, latest: bool) -> Contacted:
    where = _living_on(life, day)
    channel = dice.weighted(CHANNELS[role])
    if where == "X" and channel in ("text", "app"):
        channel = dice.one(("face_to_face", "video", "letter"))
    place = ""
    if channel == "face_to_face":
        place = "custody" if where == "X" else dice.weighted(PLACES)
    worried = latest and dice.happens(0.02)
    return Contacted(
        happened_on=day,
        made="made",
        by_role=role,
        note=_note(dice, life, day, channel, custody=where == "X"),
        channel=channel,
        started_by="young_person" if dice.happens(THEY_STARTED.get(channel, 0.05)) else "worker",
        happened_at=time(dice.randint(9, 18), dice.one((0, 10, 15, 20, 30, 40, 45, 50))),
        place=place or "unknown",
        their_words=dice.one(sayings.THEIR_WORDS) if dice.happens(0.36) else "",
        saw_where_sleeps=True if place == "home" and dice.happens(0.4) else None,
        worried=worried,
        worried_note=dice.one(sayings.WORRIES) if worried else "",
    )


def _tried(dice: Dice, day: date, role: str) -> Contacted:
    channel = dice.weighted(TRIED_BY)
    return Contacted(
        happened_on=day,
        made="tried",
        by_role=role,
        note=dice.one(sayings.TRIED[channel]),
        channel=channel,
        started_by="worker",
        happened_at=time(dice.randint(9, 18), dice.one((0, 15, 30, 45))),
        place="home" if channel == "face_to_face" else "unknown",
        next_try_on=day + timedelta(days=14),
    )


def _note(dice: Dice, life: InventedLife, day: date, channel: str, *, custody: bool) -> str:
    """What was written; in custody, at university or with a child it is often about that."""
    if custody and channel != "call":
        return dice.one(sayings.BY_LIFE["custody"])
    seen = [activity for activity in life.activities if activity.observed_on <= day]
    doing = max(seen, key=lambda activity: activity.observed_on).code if seen else ""
    if doing in ("F1", "G6") and dice.happens(0.4):
        return dice.one(sayings.BY_LIFE["university" if doing == "F1" else "parent"])
    if channel == "face_to_face":
        return dice.one(sayings.VISITED)
    return dice.one(sayings.SPOKE if channel in ("call", "video") else sayings.WROTE)


def _living_on(life: InventedLife, day: date) -> str:
    seen = [home for home in life.homes if home.observed_on <= day]
    return max(seen, key=lambda home: home.observed_on).kind if seen else ""


def _promised(dice: Dice, day: date, until: date, *, still_open: bool) -> Promised:
    """Most promises are kept in time; some late, a few not at all, and the latest may still be open, some of them late."""
    theirs = dice.happens(0.16)
    what, within = dice.one(sayings.THEIR_PROMISES if theirs else sayings.PROMISES)
    by_when = day + timedelta(days=within)
    promise = Promised(what=what, by_when=by_when, made_on=day, whose="young_person" if theirs else "worker")
    if still_open:
        return promise
    fate = dice.random()
    done = by_when - dice.days(0, min(4, within)) if fate < 0.78 else by_when + dice.days(1, 24)
    if done <= until and fate < 0.93:
        promise.state, promise.closed_on = "kept", done
    elif by_when + timedelta(days=20) <= until:
        promise.state, promise.closed_on = "broken", by_when + timedelta(days=20)
        promise.closed_note = dice.one(sayings.BROKEN)
    return promise


def out_of_touch(life: InventedLife, day: date) -> bool:
    """Whether the return says that nobody reached them around a birthday near this day."""
    refused = [told.observed_on for told in life.in_touch if told.code in ("NO", "REFU")]
    return any(timedelta(-100) < day - told < timedelta(45) for told in refused)


def earliest_contact(life: InventedLife, born: date, until: date) -> date:
    """From when contacts are kept in the invented council: three years back, never before 16 or before care."""
    earliest = max(birthday(born, 16), add_months(until, -36))
    return max(earliest, min(care.started_on for care in life.care)) if life.care else earliest
