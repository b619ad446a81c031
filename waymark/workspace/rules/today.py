"""A day of work as a list: who is asked for and in which order, what a line says, and what is to be done about it. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from waymark.core.dates import birthday
from waymark.core.vocab import Vocabulary
from waymark.core.wording import MONTHS, WEEKDAYS, capital, counted, full_date, in_words, listed, plural, short_date
from waymark.duties.rules import Duty, State

WEEK = 7
"""Days ahead that a day list shows one by one; what lies further is behind “Everything ahead”."""
SOON = 1
"""Days before its day from which a due line is drawn as pressing."""
FIRST = 7
"""Lines with a clock on one page: more than seven are not read, so the rest is a link."""


class Doing(Vocabulary):
    """What answers a duty, and the words of its button."""

    CONTACT = "contact", "Record contact"
    VISIT = "visit", "Record visit"
    ADVISER = "adviser", "Give an adviser"
    OFFER = "offer", "Make the offer"
    ANSWER = "answer", "Answer them"
    PAPERS = "papers", "See papers"
    WHY = "why", "See why"


# The duty, by its number in docs/law/duties.md, and what is done about it. Others open the page that says why.
DOING: dict[str, Doing] = {
    "D01": Doing.ADVISER,
    "D05": Doing.VISIT,
    "D07": Doing.CONTACT,
    "D11": Doing.VISIT,
    "D14": Doing.CONTACT,
    "D15": Doing.ADVISER,
    "D16": Doing.OFFER,
    "D17": Doing.ANSWER,
    "D32": Doing.PAPERS,
    "D33": Doing.VISIT,
    "D34": Doing.ADVISER,
}
CLOSED_BY_A_VISIT = frozenset({Doing.CONTACT, Doing.VISIT})
ABOUT_LEAVE = "D32"


def doing(duty: Duty) -> Doing:
    return DOING.get(duty.duty, Doing.WHY)


@dataclass(frozen=True, slots=True)
class Asked:
    """One person on the list with the duty that is most pressing, and how many more of theirs wait."""

    duty: Duty
    more: int = 0


@dataclass(frozen=True, slots=True)
class Sorted:
    """The open duties of a day: those that cannot wait, those of the next seven days, and those further ahead."""

    now: tuple[Asked, ...] = ()
    week: tuple[Asked, ...] = ()
    ahead: tuple[Asked, ...] = ()
    overdue: int = 0
    due_today: int = 0


def in_order(duties: Iterable[Duty], on: date) -> list[Duty]:
    """By risk: what is overdue first, the greater weight above the smaller, then what was due the longest ago."""
    far = on + timedelta(days=99_999)
    return sorted(
        duties, key=lambda d: (d.state != State.OVERDUE, -d.weight, d.due_on or far, str(d.person_id), d.duty)
    )


def sort_out(duties: Iterable[Duty], *, on: date) -> Sorted:
    """One line a person: with their most pressing duty, where the list first meets them; the rest are counted there.

    `overdue` and `due_today` count people, each once, so that they add up to the headline.
    """
    open_ones = [d for d in duties if d.state in (State.DUE, State.OVERDUE, State.NOT_YET)]
    pressing = [d for d in open_ones if d.state == State.OVERDUE or (d.due_on is not None and d.due_on <= on)]
    rest = [d for d in open_ones if d not in pressing and d.due_on is not None]
    now = one_a_person(in_order(pressing, on))
    named = {line.duty.person_id for line in now}
    soon = sorted(rest, key=lambda d: (d.due_on or on, -d.weight, str(d.person_id)))
    week = one_a_person(d for d in soon if d.person_id not in named and d.due_on and (d.due_on - on).days <= WEEK)
    named |= {line.duty.person_id for line in week}
    ahead = one_a_person(d for d in soon if d.person_id not in named)
    late = {d.person_id for d in pressing if d.state == State.OVERDUE}
    return Sorted(tuple(now), tuple(week), tuple(ahead), len(late), len({d.person_id for d in pressing} - late))


def one_a_person(duties: Iterable[Duty]) -> list[Asked]:
    """The first duty of each person in the order given, with how many more of theirs follow."""
    duties = list(duties)
    number = Counter(d.person_id for d in duties)
    first: dict[UUID, Duty] = {}
    for duty in duties:
        first.setdefault(duty.person_id, duty)
    return [Asked(duty, number[person_id] - 1) for person_id, duty in first.items()]


def closed_by_visit(duties: Sequence[Duty], person_id: UUID, *, on: date) -> Duty | None:
    """The most pressing duty of one person that seeing them today answers, so that it stands with the visit only."""
    theirs = [
        d
        for d in duties
        if d.person_id == person_id
        and doing(d) in CLOSED_BY_A_VISIT
        and (d.state in (State.DUE, State.OVERDUE) or (d.due_on is not None and (d.due_on - on).days <= WEEK))
    ]
    return next(iter(in_order(theirs, on)), None)


@dataclass(frozen=True, slots=True)
class Figure:
    """The large word beside a line, what it counts, and how the line looks (the states of parts/due.html)."""

    figure: str
    unit: str
    state: str


def figure_of(duty: Duty, *, on: date) -> Figure:
    """“12 days late”, “Today”, “28 May”. A duty that runs without a day says only that it is owed now."""
    if duty.due_on is None:
        return Figure("Now", "", "over" if duty.state == State.OVERDUE else "now")
    late = (on - duty.due_on).days
    if late > 0:
        number, unit = how_long(late)
        return Figure(str(number), f"{plural(number, unit)} late", "over")
    if late == 0:
        return Figure("Today", "", "over" if duty.state == State.OVERDUE else "now")
    figure = day_figure(duty.due_on, on=on)
    return Figure(figure.figure, figure.unit, "now" if duty.state == State.DUE and late >= -SOON else "later")


def how_long(days: int) -> tuple[int, str]:
    """A number of days as people say it: days up to eight weeks, then weeks, from half a year months, then years."""
    if days < 56:
        return days, "day"
    if days < 182:
        return days // 7, "week"
    if days < 731:
        return days * 12 // 365, "month"
    return days * 100 // 36525, "year"


def day_figure(day: date, *, on: date) -> Figure:
    """The date beside a line: the weekday for the next six days, else the day and the month, then with the year."""
    ahead = (day - on).days
    if ahead == 0:
        return Figure("Today", "", "later")
    month = MONTHS[day.month - 1][:3]
    if 0 < ahead < WEEK:
        return Figure(WEEKDAYS[day.weekday()][:3], f"{day.day} {month}", "later")
    return Figure(str(day.day), month if abs(ahead) < 300 else f"{month} {day.year}", "later")


def by_next(on: date) -> str:
    """“By next Thursday”: a week from today."""
    return f"By next {WEEKDAYS[on.weekday()]}"


# ---------------------------------------------------------------------------------------------------- the headline


@dataclass(frozen=True, slots=True)
class Tally:
    """What a day holds besides duties, for the line below the headline."""

    visits: int = 0
    messages: int = 0
    requests: int = 0
    promises_late: int = 0


def headline(people: int, tally: Tally, *, whose: str = "you") -> str:
    """The answer as the heading: how many people need somebody today."""
    if people:
        return f"{capital(in_words(people))} {plural(people, 'person', 'people')} {'needs' if people == 1 else 'need'} {whose} today"
    if tally.messages or tally.requests:
        waiting = tally.messages + tally.requests
        verb = "waits" if waiting == 1 else "wait"
        return f"Nothing is due today; {in_words(waiting)} {plural(waiting, 'young person', 'young people')} {verb} for an answer"
    return "Nobody is waiting today"


def rest_of_day(tally: Tally) -> str:
    """“Two visits, three messages.” Empty where there is nothing."""
    parts = [
        counted_in_words(tally.visits, "visit"),
        counted_in_words(tally.messages, "message"),
        counted_in_words(tally.requests, "request to come back", "requests to come back"),
        f"{in_words(tally.promises_late)} late {plural(tally.promises_late, 'promise')}" if tally.promises_late else "",
    ]
    said = [part for part in parts if part]
    return f"{capital(', '.join(said))}." if said else ""


def counted_in_words(number: int, one: str, many: str = "") -> str:
    return f"{in_words(number)} {plural(number, one, many)}" if number else ""


def more_in_words(number: int) -> str:
    """“and 2 more”, for the other duties of the same person."""
    return f"and {in_words(number)} more" if number else ""


# ---------------------------------------------------------------------------------------------------- what is ahead


class Ahead(Vocabulary):
    """What is coming up, the weightier first where two fall on one day."""

    RELEASE = "release", "Leaves custody"
    HOSPITAL = "hospital", "In hospital"
    LEAVE = "leave", "Leave to remain ends"
    BIRTHDAY = "birthday", "Birthday"
    TRY = "try", "Try again"


# How many days ahead each is told.
HORIZON: dict[Ahead, int] = {
    Ahead.RELEASE: 56,
    Ahead.HOSPITAL: 56,
    Ahead.LEAVE: 182,
    Ahead.BIRTHDAY: 14,
    Ahead.TRY: 14,
}
# Birthdays that change what somebody is owed, told further ahead: adult at 18 (Children Act 1989 s.23C(1)), support on
# request from 21 (s.23C(6), s.23CZB), the end of most of it at 25.
TURNING = {18: 91, 21: 91, 25: 91}
TURNS = {
    18: "Turns 18: becomes an adult in law",
    21: "Turns 21: talk about what they want next",
    25: "Turns 25: most support ends",
}


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that comes up for one person on a day. `since` marks what already goes on and has no day ahead."""

    on: date
    person_id: UUID
    kind: Ahead
    text: str
    since: bool = False


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody in custody or hospital on a day."""

    person_id: UUID
    in_custody: bool
    started_on: date
    expected_end_on: date | None


def birthdays(born: Iterable[tuple[UUID, date | None]], *, on: date) -> list[Coming]:
    """Birthdays ahead; the 18th, 21st and 25th from further off than the others, and none once 25 is past."""
    found = []
    for person_id, born_on in born:
        if born_on is None:
            continue
        age = on.year - born_on.year
        next_age = age if birthday(born_on, age) >= on else age + 1
        day = birthday(born_on, next_age)
        if next_age <= max(TURNING) and (day - on).days <= TURNING.get(next_age, HORIZON[Ahead.BIRTHDAY]):
            found.append(Coming(day, person_id, Ahead.BIRTHDAY, TURNS.get(next_age, f"Turns {next_age}")))
    return found


def away_ahead(spells: Iterable[Away], *, on: date) -> list[Coming]:
    """Coming out of custody or hospital; who is in hospital is told even where nobody knows until when."""
    found = []
    for spell in spells:
        kind = Ahead.RELEASE if spell.in_custody else Ahead.HOSPITAL
        expected = spell.expected_end_on
        if expected is not None and on <= expected <= on + timedelta(days=HORIZON[kind]):
            words = "Expected to leave custody" if spell.in_custody else "Expected home from hospital"
            found.append(Coming(expected, spell.person_id, kind, words))
        elif expected is None or expected < on:
            where = "custody" if spell.in_custody else "hospital"
            unknown = "no date for coming out is known" if expected is None else "the date expected has passed"
            text = f"In {where} since {full_date(spell.started_on)}; {unknown}"
            found.append(Coming(on, spell.person_id, kind, text, since=True))
    return found


def leave_ahead(ends: Iterable[tuple[UUID, date, bool]], *, on: date, told: Collection[UUID] = ()) -> list[Coming]:
    """Leave to remain that runs out: (person, last day, applied for more). `told` are those whose line already says so."""
    found = []
    for person_id, day, applied in ends:
        if person_id in told or not on <= day <= on + timedelta(days=HORIZON[Ahead.LEAVE]):
            continue
        text = (
            "Leave to remain ends; more is applied for" if applied else "Leave to remain ends; nobody has applied yet"
        )
        found.append(Coming(day, person_id, Ahead.LEAVE, text))
    return found


def tries_ahead(tries: Iterable[tuple[UUID, date]], *, on: date, told: Collection[UUID] = ()) -> list[Coming]:
    """Days set for trying again; a day that has passed is told as today's."""
    end = on + timedelta(days=HORIZON[Ahead.TRY])
    return [
        Coming(max(day, on), person_id, Ahead.TRY, "Try to reach them again")
        for person_id, day in tries
        if person_id not in told and day <= end
    ]


def in_time(events: Iterable[Coming]) -> list[Coming]:
    """The soonest first, one line a person: what else comes up for them is told on the same line, with its day."""
    order = list(Ahead)
    first: dict[UUID, list[Coming]] = {}
    for event in sorted(events, key=lambda e: (e.on, order.index(e.kind), str(e.person_id))):
        first.setdefault(event.person_id, []).append(event)
    found = []
    for mine in first.values():
        head, *others = mine
        also = [f"{_lower(e.text)} on {short_date(e.on)}" if e.on != head.on else _lower(e.text) for e in others]
        text = f"{head.text}. Also {listed(also)}" if also else head.text
        found.append(Coming(head.on, head.person_id, head.kind, text, head.since))
    return found


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


# ---------------------------------------------------------------------------------------------------- more than one


@dataclass(frozen=True, slots=True)
class Across:
    """What a team or the whole service has to answer for today."""

    overdue: int
    people_overdue: int
    due: int
    alarms: int = 0
    requests_late: int = 0


def headline_across(across: Across) -> str:
    """The answer for a manager: the alarm first, then how many young people wait."""
    if across.alarms:
        who = "colleague has" if across.alarms == 1 else "colleagues have"
        return f"{capital(in_words(across.alarms))} {who} not said they are home safe"
    if across.people_overdue:
        people = counted(across.people_overdue, "young person", "young people")
        if across.people_overdue < 10:
            people = f"{capital(in_words(across.people_overdue))} {plural(across.people_overdue, 'young person', 'young people')}"
        return f"{people} {'is' if across.people_overdue == 1 else 'are'} owed something that is late"
    return "Nothing is late today"


@dataclass(frozen=True, slots=True)
class Share:
    """One row of a table of counts: whose or which, how many are late, how many fall due."""

    key: str
    text: str
    overdue: int
    due: int
    people: int = 0
    notes: tuple[str, ...] = field(default=())


def worst_first(shares: Iterable[Share]) -> list[Share]:
    """Those with most late first, then most due; equals by name."""
    return sorted(shares, key=lambda share: (-share.overdue, -share.due, share.text))
