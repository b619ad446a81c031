"""How a decision made by hand stands beside the computed status, never over it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from waymark.core.dates import Period
from waymark.eligibility.rules.answers import as_date
from waymark.eligibility.rules.contested import flag_points, flags_on
from waymark.eligibility.rules.inputs import CareFacts, Conventions
from waymark.eligibility.rules.life import NEVER, Life
from waymark.eligibility.rules.statuses import NO_STATUS, Basis, Flag, Standing, Status, more_protective


@dataclass(frozen=True, slots=True)
class Decision:
    """Somebody's decision on a contested status, for a period. Until a manager signs it, it is a proposal.

    A later one in a sequence of decisions was signed later.
    """

    standing: Standing
    in_force: Period
    signed: bool
    id: str = ""


@dataclass(frozen=True, slots=True)
class EffectivePeriod:
    """A stretch of days on which the status that duties follow, the computed one and the flags stay the same.

    `changes_on` is the day that the status or basis which duties follow changes next; None where that never comes.
    """

    period: Period
    standing: Standing
    computed: Standing
    decision: Decision | None
    flags: tuple[Flag, ...]
    changes_on: date | None


# The sections of law that each status can rest on; a decision may leave the section open.
BASES: dict[Status, tuple[Basis, ...]] = {
    Status.LOOKED_AFTER: (Basis.S22, Basis.NOT_YET_ELIGIBLE, Basis.SHORT_BREAKS),
    Status.ELIGIBLE: (Basis.SCH2_PARA19B,),
    Status.RELEVANT: (Basis.S23A, Basis.REG3),
    Status.FORMER_RELEVANT: (Basis.S23C_1A, Basis.S23C_1B, Basis.ANNUAL_OFFER, Basis.S23CZB, Basis.S23CA),
    Status.QUALIFYING: (Basis.S24_1A, Basis.S24_1B),
    Status.PAST_QUALIFYING: (Basis.S24B,),
    Status.CLOSED: (Basis.AGE_25,),
    Status.NONE: (),
}

# The ages at which each status can exist, as (from, before) names of birthdays.
_AT_16_OR_17 = ("at16", "at18")
_AGES: dict[Status, tuple[str, str]] = {
    Status.LOOKED_AFTER: ("born", "at18"),
    Status.ELIGIBLE: _AT_16_OR_17,
    Status.RELEVANT: _AT_16_OR_17,
    Status.QUALIFYING: ("at16", "at21"),
    Status.PAST_QUALIFYING: ("at21", "at25"),
}


def effective_on(
    life: Life, day: int, computed: Standing, decisions: Sequence[Decision]
) -> tuple[Standing, Decision | None]:
    """The standing that duties follow, and the decision it rests on where it is not the computed one's doing.

    Duties follow the decision signed last; until one is signed, the more protective of the computed standing and what
    is proposed.
    """
    if day < life.born or day >= life.died:
        return computed, None
    on = date.fromordinal(day)
    spoken = [
        (standing, decision)
        for decision in decisions
        if decision.in_force.contains(on) and (standing := _decided_on(life, day, decision)) is not None
    ]
    signed = [pair for pair in spoken if pair[1].signed]
    if signed:
        return signed[-1]
    standing, found = computed, None
    for proposed, decision in spoken:
        if more_protective(standing, proposed) is proposed:
            standing, found = proposed, decision
    return standing, found


def _decided_on(life: Life, day: int, decision: Decision) -> Standing | None:
    """What a decision says on a day: a decided status grows with the birthdays; None where it has grown out of them."""
    status = decision.standing.status
    if status in (Status.NONE, Status.CLOSED):
        return decision.standing
    first, end = (getattr(life, name) for name in _AGES.get(status, ("at18", "at25")))
    from_21 = status is Status.FORMER_RELEVANT and day >= life.at21 and decision.standing.basis in _BEFORE_21
    if first <= day < end and not from_21:
        return decision.standing
    grown = life.as_stated(day, status)
    return None if grown is NO_STATUS else grown


_BEFORE_21 = (Basis.S23C_1A, Basis.S23C_1B, Basis.UNSTATED)


def effective_timeline(
    facts: CareFacts, conventions: Conventions, decisions: Sequence[Decision] = ()
) -> list[EffectivePeriod]:
    """The whole life, birth to open end, with the decisions beside what is computed."""
    life = Life(facts, conventions)
    days = {day for day in life.turning_points() | flag_points(life) | {life.born} if life.born <= day < NEVER}
    for decision in decisions:
        bounds = (decision.in_force.start, decision.in_force.end)
        days.update(bound.toordinal() for bound in bounds if bound is not None and bound.toordinal() > life.born)
    return list(_with_changes(list(_effective(life, sorted(days), decisions))))


_Found = tuple[Standing, Standing, Decision | None, tuple[Flag, ...]]


def _effective(life: Life, days: list[int], decisions: Sequence[Decision]) -> Iterator[tuple[int, int, _Found]]:
    """(first day, end, what was found) for each run of days that give the same."""
    began, current = life.born, None
    for day in days:
        computed = life.standing_on(day)
        standing, decision = effective_on(life, day, computed, decisions) if decisions else (computed, None)
        found = (standing, computed, decision, flags_on(life, day, computed))
        if current is not None and found != current:
            yield began, day, current
            began = day
        current = found
    assert current is not None
    yield began, NEVER, current


def _with_changes(runs: list[tuple[int, int, _Found]]) -> Iterator[EffectivePeriod]:
    """Each run as a period, knowing when the standing changes: flags may change before."""
    changes = NEVER
    made = []
    for number in range(len(runs) - 1, -1, -1):
        start, end, (standing, computed, decision, flags) = runs[number]
        if number + 1 < len(runs) and runs[number + 1][2][0] != standing:
            changes = end
        period = Period(date.fromordinal(start), as_date(end))
        made.append(EffectivePeriod(period, standing, computed, decision, flags, as_date(changes)))
    yield from reversed(made)


def whole_standings(line: Sequence[EffectivePeriod]) -> list[EffectivePeriod]:
    """The line for reading: one period a standing, whatever flags come and go in it; it has all of theirs."""
    whole: list[EffectivePeriod] = []
    for row in line:
        last = whole[-1] if whole else None
        if last and (last.standing, last.computed, last.decision) == (row.standing, row.computed, row.decision):
            flags = tuple(flag for flag in Flag if flag in last.flags or flag in row.flags)
            whole[-1] = replace(last, period=Period(last.period.start, row.period.end), flags=flags)
        else:
            whole.append(row)
    return whole
