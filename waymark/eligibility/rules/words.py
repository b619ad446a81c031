"""Why someone has a status, in sentences a manager can read out, with the nights counted and the section of law."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from waymark.core.dates import Period, age_on
from waymark.eligibility.rules.answers import Answer, answer_of, as_date
from waymark.eligibility.rules.contested import short_breaks_broken_on
from waymark.eligibility.rules.inputs import USUAL, CareFacts, Conventions
from waymark.eligibility.rules.life import Life
from waymark.eligibility.rules.statuses import (
    ASKED_FOR_SUPPORT,
    CLOSED_AT_25,
    CLOSED_BY_DEATH,
    ELIGIBLE,
    FORMER_RELEVANT_A,
    FORMER_RELEVANT_B,
    FORMER_RELEVANT_REPORTED,
    IN_CARE,
    IN_CARE_NOT_YET,
    IN_EDUCATION,
    IN_SHORT_BREAK,
    NO_STATUS,
    OFFERED_YEARLY,
    PAST_QUALIFYING,
    QUALIFYING,
    QUALIFYING_BY_ORDER,
    RELEVANT,
    RELEVANT_REG3,
    Flag,
    Standing,
    Status,
)


@dataclass(frozen=True, slots=True)
class CountedStretch:
    """Care that counts, as one unbroken stretch: the part after 14 and up to the day asked about."""

    period: Period
    counted_from: date
    nights: int
    running_total: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """An answer with everything needed to check it by hand."""

    answer: Answer
    headline: str
    reasons: tuple[str, ...]
    law: str
    counted: tuple[CountedStretch, ...]
    facts_used: tuple[tuple[str, str], ...]
    to_decide: tuple[tuple[Flag, str], ...]
    responsible_authority: str


_RULES: dict[Standing, str] = {
    IN_CARE: "A child in the care of an authority, or accommodated by its social services, is looked after.",
    IN_CARE_NOT_YET: "A child is eligible at 16 or 17 only once looked after for 13 weeks since the 14th birthday.",
    IN_SHORT_BREAK: "A child in short breaks is looked after on those days, and is never an eligible child by them.",
    ELIGIBLE: "A child of 16 or 17 who is looked after, and has been for 13 weeks since 14, is an eligible child.",
    RELEVANT: "A child of 16 or 17 who was an eligible child until care last ended is a relevant child.",
    RELEVANT_REG3: "A child in custody or hospital on the 16th birthday, with no care order, who was looked after for "
    "13 weeks right up to it is a relevant child.",
    FORMER_RELEVANT_A: "Someone who was a relevant child up to 18, and would still be one if younger, is former "
    "relevant.",
    FORMER_RELEVANT_B: "Someone looked after when turning 18, and eligible immediately before, is former relevant.",
    FORMER_RELEVANT_REPORTED: "The return lists care leavers who were looked after for 13 weeks since 14, reaching "
    "past 16; at 18 to 20 that is former relevant.",
    OFFERED_YEARLY: "From 21 to 24 support is on request; until the person asks, it is offered every year.",
    ASKED_FOR_SUPPORT: "From 21 to 24 someone former relevant who asks gets a personal adviser, an assessment and a "
    "pathway plan.",
    IN_EDUCATION: "Someone former relevant in a programme of education or training keeps support for as long as the "
    "programme lasts, past 25 too.",
    QUALIFYING_BY_ORDER: "Someone of 16 to 20 under special guardianship (or under it at 18), looked after immediately "
    "before the order, is a qualifying person.",
    QUALIFYING: "Someone under 21 who was looked after, accommodated or privately fostered at some time at 16 or 17, "
    "and no longer is, is a qualifying person.",
    PAST_QUALIFYING: "A qualifying person's status ends at 21; help with education and training may go on.",
    CLOSED_AT_25: "The duties to someone former relevant end at 25 when no programme of education or training runs. "
    "The right to see the records remains.",
    CLOSED_BY_DEATH: "The person has died.",
    NO_STATUS: "None of the tests in sections 22 to 24 of the Children Act 1989 is met.",
}


def written(day: date) -> str:
    """`2 July 2024`."""
    return f"{day.day} {day:%B} {day.year}"


def explain(facts: CareFacts, on: date, conventions: Conventions = USUAL) -> Explanation:
    """The answer for that day with its reasons; slower than `status_on`, so for one person at a time."""
    life = Life(facts, conventions)
    answer = answer_of(life, on)
    standing = answer.standing
    reasons = [_age(facts, on, conventions)]
    if not facts.history_complete:
        reasons.append(_missing_history(facts))
    if standing != CLOSED_BY_DEATH:
        reasons.extend(_findings(life, on.toordinal(), standing))
    reasons.append(_RULES[standing])
    reasons.append(_next(life, answer))
    return Explanation(
        answer=answer,
        headline=_HEADLINES.get(standing, standing.status.label),
        reasons=tuple(reasons),
        law=standing.basis.label,
        counted=counted_nights(life, on),
        facts_used=tuple(_facts_used(facts)),
        to_decide=tuple((flag, flag.label) for flag in answer.flags),
        responsible_authority=responsible_authority(facts, on),
    )


_HEADLINES: dict[Standing, str] = {
    IN_CARE_NOT_YET: "Looked after, not yet eligible",
    IN_SHORT_BREAK: "Looked after, in short breaks",
    OFFERED_YEARLY: "Former relevant, support offered every year",
    ASKED_FOR_SUPPORT: "Former relevant, has asked for support",
    IN_EDUCATION: "Former relevant, in education or training",
}


def counted_nights(life: Life, on: date) -> tuple[CountedStretch, ...]:
    """The nights since 14, stretch by stretch, with the total so far; the last total is the answer's."""
    rows: list[CountedStretch] = []
    day, total = on.toordinal(), 0
    for start, end in life.care:
        counted_from = max(start, life.at14)
        if counted_from >= end or counted_from > day:
            continue
        nights = min(end, day) - counted_from + life.inclusive
        total += nights
        period = Period(date.fromordinal(start), as_date(end))
        rows.append(CountedStretch(period, date.fromordinal(counted_from), nights, total))
    return tuple(rows)


def responsible_authority(facts: CareFacts, on: date) -> str:
    """The authority that looks after the person that day or last did, by s.23A(4) and s.24(5); "" where unknown."""
    started = [stay for stay in facts.looked_after if stay.period.start <= on and not stay.period.empty]
    if not started:
        return ""
    open_now = [stay for stay in started if stay.period.contains(on)]
    last = max(open_now or started, key=lambda stay: (stay.period.end or date.max, stay.period.start))
    return last.authority


def _age(facts: CareFacts, on: date, conventions: Conventions) -> str:
    born = written(facts.date_of_birth)
    if on < facts.date_of_birth:
        return f"Not yet born on {written(on)} (born {born})."
    if facts.died_on is not None and facts.died_on <= on:
        return f"Born {born}, died {written(facts.died_on)}."
    return f"Aged {age_on(facts.date_of_birth, on, conventions.leap_day)} on {written(on)} (born {born})."


def _missing_history(facts: CareFacts) -> str:
    if facts.reported is None:
        return "The care history is incomplete, and no status was reported: this is only what the known periods show."
    return (
        f"The care history is incomplete. A return or list reported: {facts.reported.label.lower()}. The more "
        "protective of that and of what the known periods show is used."
    )


def _findings(life: Life, day: int, standing: Standing) -> list[str]:
    """What the facts show, in the order the law asks: care, the 13 weeks, leaving, home, other routes, support."""
    found: list[str] = []
    if day < life.born:
        return found
    if life.care:
        found.append(_care_finding(life, day))
        if day >= life.at14:
            found.append(_nights_finding(life, day))
    else:
        found.append("No period of being looked after is recorded.")
    if life.breaks:
        found.append(_breaks_finding(life, day))
    if life.at16 <= day:
        found.extend(_home_findings(life, day))
        if life.detention and life.at16 <= day:
            found.append(_detention_finding(life))
        found.extend(
            f"A special guardianship order was made on {_day(start)}, straight after being looked after."
            for start, _ in life.orders
            if start <= day
        )
        if life.qualifies_by_other <= day:
            found.append(
                "Left other accommodation that counts under section 24(2) on or after the 16th birthday "
                f"({_day(life.qualifies_by_other)})."
            )
    if day >= life.at21:
        at_18 = life.on_turning_18()
        if standing.status is not Status.NONE and at_18 != NO_STATUS:
            rule = _RULES[at_18]
            found.append(f"At 18: {rule[:1].lower()}{rule[1:]}")
        if standing.status is Status.FORMER_RELEVANT:
            found.extend(_support_findings(life, day))
    return found


def _care_finding(life: Life, day: int) -> str:
    for start, end in life.care:
        if start <= day < end:
            return f"Looked after since {_day(start)}."
    left = life.last_left_care(day)
    if not left:
        return f"Not looked after before {_day(life.care[0][0])}."
    if left == life.at18:
        return f"Looked after until turning 18 on {_day(left)}."
    if left > life.at16:
        return f"Care last ended on {_day(left)}, after the 16th birthday."
    if left == life.at16:
        return f"Care last ended on {_day(left)}, the 16th birthday itself."
    return f"Care last ended on {_day(left)}, before the 16th birthday ({_day(life.at16)})."


def _nights_finding(life: Life, day: int) -> str:
    nights, wanted = life.nights_on(day), life.conventions.threshold_nights
    unit = "days (both ends counted)" if life.inclusive else "nights"
    text = f"{nights:,} {unit} looked after since the 14th birthday ({_day(life.at14)})"
    if nights >= wanted:
        return f"{text}: 13 weeks ({wanted}) or more."
    short = f"{text}, {wanted - nights} short of 13 weeks ({wanted})."
    if day < life.threshold < life.at18:
        return f"{short} At this rate they are complete on {_day(life.threshold)}."
    return short


def _breaks_finding(life: Life, day: int) -> str:
    if short_breaks_broken_on(life) <= day:
        return "Short breaks are recorded, and they went outside the limits that keep them short breaks."
    return "Short breaks are recorded; their nights do not count towards the 13 weeks."


def _home_findings(life: Life, day: int) -> list[str]:
    found = []
    for start, end, settled in life.home:
        if end <= life.at16 or start > day or start >= life.at18:
            continue
        until = f"to {_day(end)}" if end <= day else "and still does"
        reached = "six months or more" if min(end - 1, day, life.at18) >= settled else "under six months"
        found.append(
            f"Lived with a parent or someone with parental responsibility from {_day(start)} {until}: "
            f"{reached if life.conventions.family_months == 6 else _months(life, reached)}."
        )
    return found


def _months(life: Life, reached: str) -> str:
    return reached.replace("six", str(life.conventions.family_months))


def _detention_finding(life: Life) -> str:
    assert life.detention is not None
    began = _day(life.detention[0])
    if life.reg3:
        return f"In custody or hospital on the 16th birthday, since {began}, and looked after right up to that day."
    return f"In custody or hospital on the 16th birthday, since {began}, but not after 13 weeks of care right up to it."


def _support_findings(life: Life, day: int) -> list[str]:
    found = []
    for start, end in life.programmes:
        if start <= day < end and start < life.at25:
            section = "s.23C(7)" if start < life.at21 else "s.23CA"
            found.append(f"In a programme of education or training since {_day(start)} ({section}).")
    said = [(on, wanted) for on, wanted in life.requests if on <= day]
    if said and day < life.at25:
        on, wanted = said[-1]
        found.append(f"{'Asked for support' if wanted else 'Said support was no longer wanted'} on {_day(on)}.")
    elif day < life.at25:
        found.append("No request for support since turning 21 is recorded.")
    return found


def _next(life: Life, answer: Answer) -> str:
    if answer.changes_on is None:
        return "If no fact changes, this stays as it is."
    then = life.standing_on(answer.changes_on.toordinal())
    headline = _HEADLINES.get(then, then.status.label)
    return (
        f"If no fact changes, this becomes “{headline}” on {written(answer.changes_on)}"
        f"{f' ({then.basis.label})' if then.basis else ''}."
    )


def _facts_used(facts: CareFacts) -> Iterator[tuple[str, str]]:
    yield "Date of birth", written(facts.date_of_birth)
    for stay in sorted(facts.looked_after, key=lambda stay: stay.period.start):
        detail = ", ".join(part for part in (stay.legal_basis, stay.authority) if part)
        yield "Looked after", _span(stay.period) + (f" ({detail})" if detail else "")
    for held in facts.held:
        yield held.kind.label, _span(held.period) + (", under a care order" if held.care_order else "")
    for other in facts.other_accommodation:
        yield other.kind.label, _span(other.period)
    for label, periods in (
        ("Short break", facts.short_breaks),
        ("With a parent or person with parental responsibility", facts.with_parent),
        ("Special guardianship order", facts.special_guardianship),
        ("Child arrangements order", facts.child_arrangements),
        ("Accommodated under section 17", facts.section_17),
        ("Education or training programme", facts.programmes),
    ):
        for period in sorted(periods, key=lambda period: period.start):
            yield label, _span(period)
    for request in sorted(facts.requests, key=lambda request: request.on):
        yield "Asked for support" if request.wanted else "Said no to support", written(request.on)
    if facts.adopted_on:
        yield "Adopted", written(facts.adopted_on)
    for born in facts.other_births:
        yield "Other date of birth in use", written(born)
    if facts.reported is not None:
        yield "Status as reported", facts.reported.label
    if facts.died_on:
        yield "Died", written(facts.died_on)


def _day(day: int) -> str:
    return written(date.fromordinal(day))


def _span(period: Period) -> str:
    """A period in words; the end shown is the first day on which it is no longer so."""
    start = written(period.start)
    return f"from {start}, still open" if period.end is None else f"{start} to {written(period.end)}"
