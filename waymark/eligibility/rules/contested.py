"""Which contested matters bear on an answer: each is put to a person, none is decided here."""

from waymark.eligibility.rules.life import NEVER, Life, covers, months_after, stretches
from waymark.eligibility.rules.statuses import (
    FORMER_RELEVANT_A,
    IN_SHORT_BREAK,
    PAST_QUALIFYING,
    QUALIFYING,
    Flag,
    Standing,
    Status,
)

_SETTLED = (Status.ELIGIBLE, Status.RELEVANT, Status.FORMER_RELEVANT)


def flags_on(life: Life, day: int, standing: Standing) -> tuple[Flag, ...]:
    """The flags of one day, in the order of `Flag`; `standing` is that day's answer."""
    facts = life.facts
    if day < life.born or day >= life.died:
        return ()
    found: set[Flag] = set()
    if not facts.history_complete:
        found.add(Flag.DQ)
    if facts.raised:
        found.update(flag for flag in facts.raised if _bears_on(flag, standing.status))
    # Another reading is worked out only for a life that has one: most have none, and every answer comes through here.
    if facts.section_17 or facts.other_births or facts.date_of_birth.month == 2:
        found.update(flag for flag, other in life.other_forms() if other.standing_on(day) != standing)
    if life.at16 <= day < life.at25:
        _by_counting(life, day, standing, found)
        if life.breaks:
            _by_short_breaks(life, day, standing, found)
        if life.home or facts.child_arrangements:
            _by_family(life, day, found)
        if facts.special_guardianship or facts.child_arrangements or facts.adopted_on:
            _by_order(life, day, standing, found)
        if life.detention:
            _by_detention(life, day, standing, found)
    return tuple(flag for flag in Flag if flag in found) if found else ()


def _bears_on(raised: Flag, status: Status) -> bool:
    """Whether a matter marked by hand could change this status: the others are kept, and not shown that day."""
    if raised is Flag.J17:
        return status not in _SETTLED
    if raised in (Flag.JFAM, Flag.JSGO):
        return status in (Status.RELEVANT, Status.FORMER_RELEVANT, Status.QUALIFYING, Status.PAST_QUALIFYING)
    return True


def _by_counting(life: Life, day: int, standing: Standing, found: set[Flag]) -> None:
    """B16, B18, B91 and PRE16. While care lasts there is nothing to decide: the next nights settle it."""
    if covers(life.care, day):
        return
    left = life.last_left_care(day)
    threshold, otherwise = life.threshold, life.threshold_otherwise
    if left == life.at16 or (life.qualifies_from == life.at16 and _only_by_leaving_at_16(life, day, standing)):
        found.add(Flag.B16)
    if life.reached_past_16(left) and (threshold <= day) != (otherwise <= day):
        found.add(Flag.B91)
    if left == life.at18 and (threshold == left or otherwise == left < threshold):
        found.add(Flag.B18)
    if standing.status is Status.NONE and life.at14 < left < life.at16:
        found.add(Flag.PRE16)


def _only_by_leaving_at_16(life: Life, day: int, standing: Standing) -> bool:
    """Whether someone qualifies by nothing but accommodation that ended on the 16th birthday."""
    if not _qualifies_by_leaving(life, standing):
        return False
    ends = [end for _, end in life.care] + [end for _, end in life.breaks] + list(life.other_ends())
    return not any(life.at16 < end <= day for end in ends)


def _qualifies_by_leaving(life: Life, standing: Standing) -> bool:
    """Whether the standing rests, or rested at 18, on s.24(1B)."""
    return standing is QUALIFYING or (standing is PAST_QUALIFYING and life.on_turning_18() is QUALIFYING)


def _by_short_breaks(life: Life, day: int, standing: Standing, found: set[Flag]) -> None:
    if _qualifies_by_leaving(life, standing) and min(life.qualifies_by_care, life.qualifies_by_other) > day:
        found.add(Flag.JSB)
    if standing is IN_SHORT_BREAK and life.after_care(day).status is Status.RELEVANT:
        found.add(Flag.JSB)
    if day >= life.at18 and covers(life.breaks, life.at18 - 1) and life.on_turning_18() is FORMER_RELEVANT_A:
        found.add(Flag.JSB)
    if standing.status not in _SETTLED and short_breaks_broken_on(life) <= day:
        found.update((Flag.J4, Flag.JSB))


def short_breaks_broken_on(life: Life) -> int:
    """The first day on which the short breaks no longer keep within regulation 48; `NEVER` while they do."""
    # Care Planning, Placement and Case Review (England) Regulations 2010 reg.48: no care order; no placement over
    # 17 days; not over 75 days in any 12 months.
    if not life.breaks:
        return NEVER
    if life.facts.short_breaks_under_care_order:
        return life.breaks[0][0]
    once, in_year = life.conventions.short_break_days, life.conventions.short_break_days_in_year
    broken = min((start + once for start, end in life.breaks if end - start > once), default=NEVER)
    for first, (opening, _) in enumerate(life.breaks):
        # The fullest 12 months begin with the first day of a break, so only those need counting.
        until = months_after(opening, 12)
        nights = 0
        for start, end in life.breaks[first:]:
            length = min(end, until) - start
            if length <= 0:
                break
            if nights + length > in_year:
                broken = min(broken, start + in_year - nights)
                break
            nights += length
    return broken


def _by_family(life: Life, day: int, found: set[Flag]) -> None:
    """JFAM, for someone who left care as an eligible child: did six months at home end that, or did they not?"""
    eve = life.at18 - 1
    asked = min(day, eve)
    if covers(life.care, asked) or not (life.left_as_eligible(asked) or life.reg3):
        return
    left = life.last_left_care(asked)
    adult = day > eve
    if life.lives_with_family(min(day, life.at18)):
        # Care Leavers (England) Regulations 2010 reg.3: counted from before care ended, or only from then?
        counted_from_leaving = months_after(left, life.conventions.family_months) if left else 0
        if (
            counted_from_leaving > min(day, life.at18)
            or adult
            and any(start <= life.at18 < end <= day for start, end, _ in life.home)
        ):
            found.add(Flag.JFAM)
        return
    broke_down = any(settled < end <= asked and end > left for _, end, settled in life.home)
    order = stretches(life.facts.child_arrangements, life.born)
    if broke_down or _home_again_soon(life, asked) or covers(order, asked) or (adult and life.lives_with_family(day)):
        found.add(Flag.JFAM)


def _home_again_soon(life: Life, day: int) -> bool:
    """Whether the person is at home, and has been for six months if short absences are not counted as breaks."""
    began: int | None = None
    until = -NEVER
    for start, end, _ in life.home:
        if start > day:
            break
        if start - until > life.conventions.contested_gap_days:
            began = start
        until = end
    if began is None or until <= day:
        return False
    return months_after(began, life.conventions.family_months) <= day


def _by_order(life: Life, day: int, standing: Standing, found: set[Flag]) -> None:
    """JSGO: an order made at 16 or 17 (J5), or a special guardianship order that came a little after care ended."""
    facts = life.facts
    eve = life.at18 - 1
    if standing.status is Status.RELEVANT or (day > eve and life.on_turning_18() is FORMER_RELEVANT_A):
        made = [period.start.toordinal() for period in facts.special_guardianship + facts.child_arrangements]
        if facts.adopted_on:
            made.append(facts.adopted_on.toordinal())
        if any(life.at16 <= start <= min(day, eve) for start in made):
            found.add(Flag.JSGO)
    elif standing.status not in _SETTLED:
        gap = life.conventions.contested_gap_days
        for start, end in stretches(facts.special_guardianship, life.born, life.died):
            in_force = start <= min(day, eve) < end
            if in_force and any(0 < start - left <= gap for _, left in life.care + life.breaks):
                found.add(Flag.JSGO)


def _by_detention(life: Life, day: int, standing: Standing, found: set[Flag]) -> None:
    """JDET and B91, for someone in custody or hospital on the 16th birthday after some care."""
    # Care Leavers (England) Regulations 2010 reg.3(2)
    assert life.detention is not None
    if covers(life.care, life.at16) or not life.nights_on(life.at16):
        return
    began = life.detention[0]
    counted_otherwise = (life.threshold <= began) != (life.threshold_otherwise <= began)
    if counted_otherwise and covers(life.care, began - 1) and not life.reached_past_16(life.last_left_care(day)):
        found.add(Flag.B91)
    if not life.reg3 and standing.status not in _SETTLED:
        found.add(Flag.JDET)


def flag_points(life: Life) -> set[int]:
    """Every day on which the flags can change, apart from the days on which the status can."""
    facts, conventions = life.facts, life.conventions
    points = {life.at14, short_breaks_broken_on(life)}
    points.update(end for _, end in life.breaks)
    points.update(life.other_ends())
    for periods in (facts.special_guardianship, facts.child_arrangements):
        for stretch in stretches(periods):
            points.update(stretch)
    if facts.adopted_on:
        points.add(facts.adopted_on.toordinal())
    if life.home:
        points.update(months_after(end, conventions.family_months) for _, end in life.care)
        points.update(settled for _, _, settled in life.home)
    for _, other in life.other_forms():
        points |= other.turning_points()
    return points
