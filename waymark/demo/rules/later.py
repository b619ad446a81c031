"""From 21, told as events: the conversation, stepping down with a yes, the yearly offer, and coming back."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from waymark.core.dates import add_months, birthday
from waymark.demo.rules.courses import NOT_OPEN
from waymark.demo.rules.dice import Dice
from waymark.demo.rules.happenings import CameBack, Contacted, InventedLife, Offered, SteppedDown, Talked
from waymark.demo.rules.keeping import out_of_touch
from waymark.demo.rules.words import REQUEST_WORDS

# What came of a year's offer, as "primary|secondary|who started it". A service of 201 counted 61 such contacts in a year,
# 10 of them with a second reason, and 41 for general welfare that were its own yearly call (Cheshire East, 2017/18).
REACHED: Mapping[str, float] = {
    "welfare|financial|worker": 2,
    "welfare||worker": 39,
    "financial|housing|young_person": 4,
    "financial|EET|young_person": 2,
    "financial||young_person": 8,
    "housing|welfare|young_person": 1,
    "housing||young_person": 1,
    "EET|family|young_person": 1,
    "EET||young_person": 1,
    "health||young_person": 1,
    "family||young_person": 1,
}
# Beside them: tried only, asked to come back in the last days, and not tried yet this year.
OFFERS: Mapping[str, float] = {**REACHED, "tried": 58, "came_back": 6, "": 102}

WISHES: Mapping[str, tuple[str, ...]] = {
    "asked": ("I still want you on the end of the phone.", "I'm not ready to do it all on my own, if I'm honest."),
    "study": ("Just till I finish the course.", "I want to know the holidays are sorted."),
    "stepped_down": ("I'm good. I know where you are.", "Happy to go it alone now. Don't lose my number."),
    "kept_on": ("Can I think about it?", "Don't know yet."),
}
WISH: Mapping[str, str] = {
    "asked": "adviser",
    "study": "education",
    "stepped_down": "no_support",
    "kept_on": "undecided",
    "stopped": "advice",
}
EXPLAINED = "They can come back until 25, as often as they like, by ringing, texting or walking in."
SAID_TO_OFFER = (
    "All good here, baby is one next week.",
    "Working full time. Thanks for ringing.",
    "No thanks, but nice that someone asked.",
    "Not now. Ask me again next year.",
)
COME_BACK = (
    ("Landlord wants me out by the end of the month. Can I have someone again?", "housing"),
    ("I've got arrears I can't get on top of. I'd like an adviser back.", "financial"),
    ("Want to go back to college but I've got the baby. Who do I talk to?", "EET"),
    ("It's all got a bit much. Can you ring me?", "welfare"),
)
DUTY = "other"  # whoever makes the yearly calls, not their own adviser


def go_on_from_21(dice: Dice, life: InventedLife, *, on: date) -> None:
    """What was said and offered from 21, up to `on`."""
    at_21 = birthday(life.born_on, 21)
    if on < at_21 or life.died_on is not None or life.course in NOT_OPEN or not life.from_21:
        return
    if at_21 > add_months(on, -42):
        _conversation(dice, life, at_21, on)
    if life.from_21 == "stepped_down" and life.asked:
        _step_down(dice, life)
    if life.from_21 in ("asked", "stopped") and life.asked and life.asked[0].asked_on > at_21 + timedelta(days=30):
        _return(dice, life, on)
    if life.from_21 in ("stepped_down", "offered", "stopped", "kept_on"):
        _offers(dice, life, at_21, on)
    if life.from_21 == "kept_on" and life.offer == "tried":
        _ready_to_step_down(dice, life, on)
    if life.offer == "came_back":
        asked = on - dice.days(1, 10)
        words, primary = dice.one(COME_BACK)
        life.came_back.append(CameBack(asked, dice.one(("call", "text")), words, primary, asked + timedelta(days=7)))


def _conversation(dice: Dice, life: InventedLife, at_21: date, on: date) -> None:
    """With most of them, around the birthday; some could not be reached, and then nothing was said."""
    if life.from_21 == "offered":
        return
    held = min(at_21 - dice.days(-25, 70), on)
    if life.from_21 == "stepped_down" and life.asked:
        held = min(held, life.asked[0].asked_on)
    said = dice.one(WISHES.get(life.from_21, WISHES["asked"]))
    programme = life.study[-1].programme if life.from_21 == "study" and life.study else ""
    how = dice.weighted({"face_to_face": 66, "call": 26, "video": 8})
    life.talked.append(Talked(held, how, WISH[life.from_21], said, EXPLAINED, programme))


def _step_down(dice: Dice, life: InventedLife) -> None:
    """Their yes came before the manager's check, and the check before the end."""
    ended = life.asked[0].asked_on
    said = ended - dice.days(7, 30)
    why = "Own tenancy for over a year, in work, sees the family every week."
    how = dice.weighted({"face_to_face": 70, "call": 30})
    words = dice.one(WISHES["stepped_down"])
    life.stepped_down.append(SteppedDown(said + timedelta(days=1), said, how, words, why, ended))


def _ready_to_step_down(dice: Dice, life: InventedLife, on: date) -> None:
    """Said yes in the last weeks; the manager has not checked yet that it is safe."""
    said = on - dice.days(2, 24)
    why = "Works full time, rent is paid, partner's family is close by."
    words = dice.one(WISHES["stepped_down"])
    life.stepped_down.append(SteppedDown(said, said, "face_to_face", words, why, None))


def _return(dice: Dice, life: InventedLife, on: date) -> None:
    """Asked, taken on within days as a rule; who asked last week may still wait."""
    asked = life.asked[0]
    answered = asked.asked_on + dice.days(0, 7)
    primary = dice.weighted({"financial": 30, "housing": 34, "EET": 14, "welfare": 12, "family": 6, "health": 4})
    how = dice.weighted({"call": 46, "text": 26, "face_to_face": 20, "email": 8})
    back = CameBack(asked.asked_on, how, asked.words, primary, asked.asked_on + timedelta(days=7))
    if answered <= on:
        back.answered_on = answered
        back.review_on = answered + timedelta(days=180) if dice.happens(0.3) else None
    life.came_back.append(back)


def _offers(dice: Dice, life: InventedLife, at_21: date, on: date) -> None:
    """One a year since they turned 21 or stepped down; the last year's is as the seat has it."""
    since = max(at_21, max((asked.asked_on for asked in life.asked), default=at_21))
    year = add_months(on, -12)
    day = since + timedelta(days=365)
    while day < year:
        _offer(dice, life, day, reached=dice.happens(0.7))
        day += timedelta(days=365) + dice.days(-20, 20)
    if life.offer not in ("", "came_back"):
        first = max(year + timedelta(days=1), since)
        days = [dice.day_between(first, on - timedelta(days=2)) for _ in range(12)]
        latest = next((day for day in days if not out_of_touch(life, day)), days[0])
        if life.offer == "tried":
            _offer(dice, life, latest, reached=False)
            return
        primary, secondary, started_by = life.offer.split("|")
        _offer(dice, life, latest, reached=True, primary=primary, secondary=secondary, started_by=started_by)


def _offer(
    dice: Dice,
    life: InventedLife,
    day: date,
    *,
    reached: bool,
    primary: str = "welfare",
    secondary: str = "",
    started_by: str = "worker",
) -> None:
    how = dice.weighted({"call": 58, "text": 20, "letter": 14, "email": 5, "face_to_face": 3})
    if not reached or out_of_touch(life, day):
        life.offered.append(Offered(day, how, False, "worker", "none"))
        return
    how = "call" if how == "letter" else how
    answer = dice.weighted({"not_now": 78, "thinking": 16, "no_offers": 6})
    words = dice.one(SAID_TO_OFFER if started_by == "worker" else REQUEST_WORDS)
    life.offered.append(Offered(day, how, True, started_by, answer, words, primary, secondary))
    at = dice.randint(9, 17)
    life.contacts.append(
        Contacted(
            day, "made", DUTY, "The yearly offer of support.", how, started_by, time(at), "unknown", their_words=words
        )
    )
