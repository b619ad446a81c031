"""Losing touch: when it looks so, what to try and in which order, and who has to know by when. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from waymark.contact.rules.touching import Touch
from waymark.contact.rules.words import Channel
from waymark.core.vocab import Vocabulary
from waymark.core.wording import counted, short_date


class Step(Vocabulary):
    """What can be tried, in the order in which it is suggested."""

    OWN_NUMBER = "own_number", "Their own number again"
    OTHER_WAYS = "other_ways", "Every other number, and where they are online"
    LETTER = "letter", "A letter to where they live"
    VISIT = "visit", "Knock on the door"
    NETWORK = "network", "Carers, family and friends who may be asked"
    COLLEAGUES = "colleagues", "Colleagues here"
    HOUSING = "housing", "Landlord, housing provider and housing team"
    BENEFITS = "benefits", "Jobcentre (DWP)"
    HEALTH = "health", "GP and health services"
    JUSTICE = "justice", "Probation, youth justice and prisons"
    POLICE = "police", "Police"


class Outcome(Vocabulary):
    NO_ANSWER = "no_answer", "No answer"
    ASKED = "asked", "Asked, and waiting for an answer"
    NEWS = "news", "Somebody has news of them"
    NOTHING = "nothing", "They know nothing"
    NOT_DONE = "not_done", "Could not be tried safely, or not at all"


class HowEnded(Vocabulary):
    REACHED = "reached", "Reached again"
    CHOSE_NONE = "chose_none", "Chose not to be in contact"
    MISTAKE = "mistake", "Was never lost"
    OVER = "over", "No longer ours to keep in touch with"


class SeenBy(Vocabulary):
    """Who has to know, one after the other."""

    TEAM_MANAGER = "team_manager", "Team manager"
    HEAD_OF_SERVICE = "head_of_service", "Head of service"


class HowSaid(Vocabulary):
    """How somebody said that they want no contact. Silence is not on the list: it is never a choice."""

    FACE_TO_FACE = "face_to_face", "Face to face"
    CALL = "call", "On the phone"
    TEXT = "text", "By text or app"
    LETTER = "letter", "In a letter or e-mail"
    SOMEBODY = "somebody", "Through somebody they trust"


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder. `from_day` counts from the day touch was lost; `from_day_child` for somebody under 18.

    `channel` is set where trying is itself a try to reach them, so that it counts as one without being typed twice.
    """

    step: Step
    how: str
    from_day: int
    from_day_child: int
    care: str = ""
    channel: Channel | None = None


# Their whereabouts are theirs to give: nobody but the young person decides whether family may know where an adult is.
ASK_ONLY: Final = (
    "Ask only those whom {name} would not mind. Say that you would like to hear from {name}, nothing more. If you learn "
    "where {name} is, family and friends are told only if {name} agrees."
)
CHILD_ASK_ONLY: Final = (
    "Ask those whom {name} would not mind first. Anybody with parental responsibility is told, unless that puts {name} "
    "at risk: a manager decides."
)

# Children Act 1989 s.23C(2)(b) and s.23B(11): where touch is lost, take reasonable steps to find it again, for a relevant
# child without delay and until they succeed. Which steps, and in which order, is local practice.
LADDER: Final[tuple[Rung, ...]] = (
    Rung(Step.OWN_NUMBER, "Ring and text at another time of day, also in the evening.", 0, 0, channel=Channel.CALL),
    Rung(
        Step.OTHER_WAYS,
        "Other numbers, e-mail, the app, and the places online where you already write to each other.",
        1,
        0,
        "Write nothing that anybody else who holds the phone should not read.",
        Channel.TEXT,
    ),
    Rung(
        Step.LETTER,
        "A handwritten card is opened more often than a letter from the council. Say how to reach you.",
        3,
        1,
        "Only to an address that is safe to write to.",
        Channel.LETTER,
    ),
    Rung(
        Step.VISIT,
        "Go at a time when they are likely to be in; leave a card with your number.",
        5,
        0,
        "Read what to know before visiting, and say where you are going.",
        Channel.FACE_TO_FACE,
    ),
    Rung(Step.NETWORK, "Carers, brothers and sisters, friends, a former foster carer.", 7, 0, ASK_ONLY),
    Rung(Step.COLLEAGUES, "Social worker, education and health leads, the hub: who has seen {name} last?", 7, 0),
    Rung(Step.HOUSING, "Is the tenancy running? Has anybody seen {name} there?", 10, 1),
    Rung(
        Step.BENEFITS,
        "The care leavers’ lead at the jobcentre can pass a message on and say whether a claim is open.",
        14,
        3,
        "Share no more than they need to pass the message on.",
    ),
    Rung(
        Step.HEALTH,
        "The surgery can pass a message on. Hospitals say whether somebody is there who is at risk.",
        14,
        3,
        "They may not tell you more without {name}’s consent, unless there is a serious risk.",
    ),
    Rung(Step.JUSTICE, "The prisoner location service, probation and the youth justice team.", 14, 3),
    Rung(
        Step.POLICE,
        "Ask for a welfare check where you fear for {name}’s safety; report {name} missing where nobody knows where "
        "{name} is and it is out of character or there is a risk.",
        21,
        0,
        "Do this now, whatever the day, if you think {name} is in danger: 999, otherwise 101.",
    ),
)
CHILD_POLICE: Final = (
    "{name} is under 18: if nobody knows where {name} is, report {name} missing today and tell a manager. 999 in danger, "
    "otherwise 101."
)


@dataclass(frozen=True, slots=True)
class Tried:
    """One thing that was tried: on which day, how, and what came of it."""

    step: Step
    on: date
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class RungNow:
    """How far one step is: tried (and the last time), next, late, or for later."""

    step: Step
    how: str
    care: str
    due_on: date
    tries: int
    last: Tried | None
    state: str  # done, late, now or "" as the part of the page that draws it says


def ladder(
    *, since: date, on: date, tried: Iterable[Tried], under_18: bool, called: str, skip: Collection[Step] = ()
) -> list[RungNow]:
    """Every step with how far it is, in the order to try them; exactly one untried one is the next.

    `skip` are steps that make no sense for this person, such as a letter where no address is known.
    """
    by_step: dict[Step, list[Tried]] = {}
    for one in tried:
        by_step.setdefault(one.step, []).append(one)
    rungs = [rung for rung in LADDER if rung.step not in skip or rung.step in by_step]
    if under_18:
        rungs.sort(key=lambda rung: rung.from_day_child)
    found, next_is_set = [], False
    for rung in rungs:
        mine = sorted(by_step.get(rung.step, []), key=lambda one: one.on)
        due_on = since + timedelta(days=rung.from_day_child if under_18 else rung.from_day)
        if mine:
            state = "done"
        elif not next_is_set:
            state, next_is_set = ("late" if due_on < on else "now"), True
        else:
            state = ""  # one thing at a time: only what comes next is drawn as late
        how = CHILD_POLICE if rung.step is Step.POLICE and under_18 else rung.how
        care = CHILD_ASK_ONLY if rung.care is ASK_ONLY and under_18 else rung.care
        found.append(
            RungNow(
                rung.step,
                how.format(name=called),
                care.format(name=called),
                due_on,
                len(mine),
                mine[-1] if mine else None,
                state,
            )
        )
    return found


def next_of(rungs: Iterable[RungNow]) -> RungNow | None:
    """The first step that nobody has tried yet; None once all were."""
    return next((rung for rung in rungs if not rung.tries), None)


def stages_of(rungs: Iterable[RungNow], *, on: date) -> list[dict[str, str]]:
    """The ladder in words, as the part of a page that draws stages takes it."""
    items = []
    for rung in rungs:
        late, text = "", f"{'from' if rung.due_on >= on else 'due since'} {short_date(rung.due_on)}"
        if rung.last is not None:
            text = (
                f"{counted(rung.tries, 'try', 'tries')}, last on {short_date(rung.last.on)}: {rung.last.outcome.label}"
            )
        elif rung.state == "late":
            late, text = f"{counted((on - rung.due_on).days, 'day')} late", ""
        elif rung.state == "now":
            text = f"next, by {short_date(rung.due_on)}"
        items.append({"title": rung.step.label, "text": text, "late": late, "state": rung.state})
    return items


def channel_of(step: Step) -> Channel | None:
    """How somebody is tried by this step; None where it asks others about them."""
    return next(rung.channel for rung in LADDER if rung.step is step)


# A try that was recorded as a contact has not to be recorded again as a step.
STEP_OF_CHANNEL: Final[Mapping[Channel, Step]] = {
    Channel.CALL: Step.OWN_NUMBER,
    Channel.TEXT: Step.OTHER_WAYS,
    Channel.APP: Step.OTHER_WAYS,
    Channel.VIDEO: Step.OTHER_WAYS,
    Channel.EMAIL: Step.OTHER_WAYS,
    Channel.LETTER: Step.LETTER,
    Channel.FACE_TO_FACE: Step.VISIT,
}


@dataclass(frozen=True, slots=True)
class Knowing:
    """Whether somebody who has to know has said so. `state` as for a step: done, late, now, or "" before it is due."""

    who: SeenBy
    due_on: date
    seen_on: date | None
    state: str


def who_must_know(*, since: date, on: date, days: Mapping[SeenBy, int], seen: Mapping[SeenBy, date]) -> list[Knowing]:
    """Whom it goes up to and when. What a head of service has seen, a team manager need not see first."""
    found = []
    for who in SeenBy:
        due_on, seen_on = since + timedelta(days=days[who]), seen.get(who)
        if seen_on is not None:
            state = "done"
        elif due_on < on:
            state = "late"
        else:
            state = "now" if due_on == on else ""
        found.append(Knowing(who, due_on, seen_on, state))
    return found


LEAST_TRIES: Final = 2


def looks_lost(touch: Touch, *, on: date, after_days: int) -> bool:
    """Whether touch seems lost: nobody has reached them for so many days, and they were tried twice since.

    A suggestion: somebody decides. Never so for who chose no contact, or where it is known to be lost already.
    """
    if touch.lost_from is not None or touch.chose_none_from is not None or touch.tries_since < LEAST_TRIES:
        return False
    return touch.reached_on is None or (on - touch.reached_on).days >= after_days


def latest_retry(said_on: date, *, age: int | None, weeks: int) -> date:
    """The last day that may be set for trying again with somebody who wants no contact.

    To 20 the duty to keep in touch runs on whatever they choose (Children Act 1989 s.23B(2), s.23C(2)); from 21 they are
    offered support at least every 12 months (s.23CZB). Where the age is not known the shorter time holds.
    """
    return said_on + timedelta(days=365 if age is not None and age >= 21 else weeks * 7)
