"""How things stand today: who is lost to sight or wants no contact, who is seen weekly, texts, and a few words on life."""

from datetime import date, time, timedelta

from waymark.core.dates import age_on
from waymark.demo.rules import sayings
from waymark.demo.rules.courses import NOT_OPEN
from waymark.demo.rules.dice import Dice
from waymark.demo.rules.happenings import ChoseNone, Effort, GoingOn, InventedLife, Lost, Rhythm, Texted

# The order in which people are looked for.
LADDER = ("own_number", "other_ways", "letter", "visit", "network", "colleagues", "housing", "benefits", "health")
# After so many days without anybody reaching them, touch counts as lost.
LOST_AFTER = 56
MANAGER_SEES, HEAD_SEES = 7, 28


def be_now(dice: Dice, life: InventedLife, *, on: date) -> None:
    """Written last: it reads what was told before."""
    if life.died_on is not None or life.course in NOT_OPEN:
        return
    if life.wants_none:
        _wants_none(dice, life, on)
    elif not life.kept and not life.unadvised:
        _may_be_lost(dice, life, on)
    _rhythm(dice, life, on)
    _going_on(dice, life, on)
    _texts(dice, life, on)


def _last_reached(life: InventedLife) -> date | None:
    return max((contact.happened_on for contact in life.contacts if contact.made == "made"), default=None)


def _wants_none(dice: Dice, life: InventedLife, on: date) -> None:
    said = max(_last_reached(life) or on - timedelta(days=70), on - timedelta(days=80))
    again = min(said + timedelta(days=84), on + dice.days(2, 20))
    words = dice.one(sayings.NO_CONTACT)
    how = "A card on the birthday, and one text in a month's time. No calls."
    life.chose_none.append(ChoseNone(said, dice.one(("call", "text", "face_to_face")), words, again, how))


def _may_be_lost(dice: Dice, life: InventedLife, on: date) -> None:
    """Touch counts as lost where nobody reached them for eight weeks and it was tried twice; some were not opened yet."""
    last = _last_reached(life)
    tried = [c for c in life.contacts if c.made == "tried" and (last is None or c.happened_on > last)]
    if last is None or (on - last).days < LOST_AFTER + 3 or len(tried) < 2 or dice.happens(0.35):
        return
    started = last + timedelta(days=LOST_AFTER)
    lost = Lost(started, "Nobody has reached them for eight weeks; tried by phone and at the door.")
    for place, step in enumerate(LADDER[: dice.randint(2, len(LADDER))]):
        made = started + timedelta(days=2 + 3 * place)
        if made <= on:
            lost.efforts.append(_effort(dice, life, step, made))
    for who, after in (("team_manager", MANAGER_SEES), ("head_of_service", HEAD_SEES)):
        seen = started + timedelta(days=after) + dice.days(-2, 3)
        if seen <= on and dice.happens(0.75):
            lost.seen.append((who, seen))
    life.lost.append(lost)


def _effort(dice: Dice, life: InventedLife, step: str, made: date) -> Effort:
    own = step in ("own_number", "other_ways", "letter", "visit")
    outcome = dice.weighted({"no_answer": 80, "not_done": 20} if own else {"nothing": 55, "asked": 25, "news": 20})
    asked = life.network[0].name if step == "network" and life.network else ""
    if step == "network" and not asked:
        outcome = "not_done"
    return Effort(step, made, outcome, asked, dice.one(sayings.EFFORTS.get(step, ("",))))


def _rhythm(dice: Dice, life: InventedLife, on: date) -> None:
    """Seen weekly since a worker worried, fortnightly while in custody and due out."""
    latest = max(life.contacts, key=lambda contact: contact.happened_on, default=None)
    if latest is not None and latest.worried:
        life.rhythms.append(Rhythm(7, "Weekly while we are worried about their safety.", latest.happened_on))
    elif any(away.ended_on is None and away.expected_end_on for away in life.away) and dice.happens(0.6):
        life.rhythms.append(Rhythm(14, "Fortnightly until release, so that a home is ready.", on - dice.days(10, 40)))


def _going_on(dice: Dice, life: InventedLife, on: date) -> None:
    if age_on(life.born_on, on) < 16 or not life.contacts or not dice.happens(0.55):
        return
    written = on - dice.days(3, 120)
    home = max(life.homes, key=lambda seen: seen.observed_on).kind if life.homes else ""
    doing = max(life.activities, key=lambda seen: seen.observed_on).code if life.activities else ""
    parts = [
        dice.one(sayings.HOME_NOW.get(home, sayings.HOME_NOW[""])),
        dice.one(sayings.DOING_NOW.get(doing, sayings.DOING_NOW[""])),
        dice.one(sayings.WORRY_NOW),
    ]
    life.going_on.append(GoingOn(" ".join(parts), written, written if dice.happens(0.7) else None))


def _texts(dice: Dice, life: InventedLife, on: date) -> None:
    """A few days of texting with whoever likes to; now and then the last one is theirs and waits."""
    if not any(reach.kind == "mobile" and reach.safe_to_use != "no" and not reach.ended_on for reach in life.reach):
        return
    if life.wants_none or not life.kept or not dice.happens(0.16):
        return
    day = on - dice.days(4, 40)
    for ask, answer in dice.sample(sayings.TEXTS, k=dice.randint(1, 3)):
        at = time(dice.randint(9, 20), dice.randint(0, 59))
        life.texts.append(Texted("in", ask, day, at, answered=True))
        life.texts.append(Texted("out", answer, day, time(min(at.hour + 1, 21), at.minute)))
        day += dice.days(1, 9)
    if dice.happens(0.3):
        life.texts.append(
            Texted(
                "in", dice.one(sayings.WAITING), on - dice.days(0, 3), time(dice.randint(7, 11), dice.randint(0, 59))
            )
        )
    life.texts = [text for text in life.texts if text.happened_on <= on]
