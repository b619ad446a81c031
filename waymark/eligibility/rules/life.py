"""One person's facts laid out on the line of day numbers, ready to be asked about any day.

Days are proleptic Gregorian ordinals (`date.toordinal()`), because comparing integers is what makes 77,000 people a
matter of seconds. `NEVER` stands for an open end, and for birthdays later than Python's last date.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from waymark.core.dates import LeapDay, Period, add_months, birthday
from waymark.eligibility.rules.inputs import Accommodation, CareFacts, CareStay, Conventions, Held
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
    more_protective,
)

NEVER = 1 << 40
Stretch = tuple[int, int]  # [start, end) in day numbers


class Birthdays(NamedTuple):
    """The birthdays the law looks at, as day numbers."""

    at14: int
    at16: int
    at18: int
    at21: int
    at25: int


@lru_cache(maxsize=65536)
def birthdays(born: date, leap_day: LeapDay) -> Birthdays:
    days = []
    for age in (14, 16, 18, 21, 25):
        try:
            # Family Law Reform Act 1969 s.9: an age is attained at the start of the birthday.
            days.append(birthday(born, age, leap_day).toordinal())
        except ValueError:
            days.append(NEVER)
    return Birthdays(*days)


def months_after(day: int, months: int) -> int:
    try:
        return add_months(date.fromordinal(day), months).toordinal()
    except OverflowError:
        return NEVER


def stretches(periods: Iterable[Period], floor: int = 0, ceiling: int = NEVER) -> list[Stretch]:
    """The periods as sorted stretches within [floor, ceiling); overlapping and adjoining ones are one stretch."""
    found: list[Stretch] = []
    for period in periods:
        start = period.start.toordinal()
        end = NEVER if period.end is None else period.end.toordinal()
        start = max(start, floor)
        end = min(end, ceiling)
        if start < end:
            found.append((start, end))
    if len(found) < 2:
        return found
    found.sort()
    merged = [found[0]]
    for start, end in found[1:]:
        last_start, last_end = merged[-1]
        if start > last_end:
            merged.append((start, end))
        elif end > last_end:
            merged[-1] = (last_start, end)
    return merged


def covers(held: list[Stretch], day: int) -> bool:
    return any(start <= day < end for start, end in held)


class Life:
    """Answers for one person and one set of conventions; made once, asked about many days."""

    __slots__ = (
        "_forms",
        "_turned_18",
        "at14",
        "at16",
        "at18",
        "at21",
        "at25",
        "born",
        "breaks",
        "care",
        "conventions",
        "detention",
        "died",
        "facts",
        "home",
        "inclusive",
        "orders",
        "programmes",
        "qualifies_by_breaks",
        "qualifies_by_care",
        "qualifies_by_other",
        "qualifies_from",
        "reg3",
        "requests",
        "threshold",
        "threshold_otherwise",
    )

    def __init__(self, facts: CareFacts, conventions: Conventions) -> None:
        self.facts = facts
        self.conventions = conventions
        self.born = born = facts.date_of_birth.toordinal()
        self.at14, self.at16, self.at18, self.at21, self.at25 = birthdays(facts.date_of_birth, conventions.leap_day)
        self.inclusive = conventions.inclusive_counting
        self.died = NEVER if facts.died_on is None else facts.died_on.toordinal()
        self._turned_18: Standing | None = None
        self._forms: list[tuple[Flag, Life]] | None = None

        # Being looked after is for children: it ends at 18 at the latest (Children Act 1989 ss.22, 105(1)).
        childhood_end = min(self.at18, self.died)
        care = [stay.period for stay in facts.looked_after]
        if facts.held:
            # s.22(1)(a): a child in care by a care order is looked after wherever they live, custody included.
            care += [stay.period for stay in facts.held if stay.care_order]
        self.care = stretches(care, born, childhood_end)
        self.breaks = stretches(facts.short_breaks, born, childhood_end) if facts.short_breaks else []
        self.home: list[tuple[int, int, int]] = [
            (start, end, months_after(start, conventions.family_months))
            for start, end in (stretches(facts.with_parent, born, self.died) if facts.with_parent else ())
        ]
        # s.24(1A): the child was looked after immediately before the order.
        self.orders: list[Stretch] = []
        if facts.special_guardianship:
            for start, end in stretches(facts.special_guardianship, born, self.died):
                if covers(self.care, start - 1) or covers(self.breaks, start - 1):
                    self.orders.append((start, end))
        self.programmes = stretches(facts.programmes, born, self.died) if facts.programmes else []
        # Sorted so that on one day a request comes after a refusal, and so stands: the protective reading.
        self.requests = sorted((r.on.toordinal(), r.wanted) for r in facts.requests) if facts.requests else []
        self._find_threshold()
        self.detention: Stretch | None = None
        self.reg3 = False
        if facts.held:
            self._find_detention()
        self._find_qualifying()

    # -- laid out once -------------------------------------------------------------------------------------------

    def _find_threshold(self) -> None:
        """The first day on which 13 weeks since 14 are complete, on the convention in force and on the other one."""
        # Care Planning, Placement and Case Review (England) Regulations 2010 reg.40(1). Care that began before 14 is
        # counted from the 14th birthday, as the Department's check 1001 does.
        wanted = self.conventions.threshold_nights
        by_nights = by_days = NEVER
        nights = days = 0
        for start, end in self.care:
            start = max(start, self.at14)
            if start >= end:
                continue
            length = end - start
            if by_nights == NEVER and nights + length >= wanted:
                by_nights = start + wanted - nights
            if by_days == NEVER and days + length + 1 >= wanted:
                by_days = start + wanted - days - 1
            nights += length
            days += length + 1
        self.threshold, self.threshold_otherwise = (by_days, by_nights) if self.inclusive else (by_nights, by_days)

    def _find_detention(self) -> None:
        """Custody or hospital on the 16th birthday, and whether regulation 3 makes the child relevant by it."""
        # Care Leavers (England) Regulations 2010 reg.3(2): detained or in hospital on attaining 16, no care order, and
        # looked after for 13 weeks since 14 immediately before.
        without_order = [stay.period for stay in self.facts.held if not stay.care_order]
        for start, end in stretches(without_order, self.born, self.died):
            if start <= self.at16 < end:
                self.detention = (start, end)
                self.reg3 = covers(self.care, start - 1) and start >= self.threshold

    def _find_qualifying(self) -> None:
        """The first day on which the person has left each kind of s.24(2) accommodation that they had after 16."""
        # Children Act 1989 s.24(2): "at any time after reaching the age of 16 but while still a child was, but is no
        # longer, looked after, accommodated or fostered". Someone who leaves on the birthday was there on it.
        at16 = self.at16
        self.qualifies_by_care = min((end for _, end in self.care if end >= at16), default=NEVER)
        self.qualifies_by_breaks = min((end for _, end in self.breaks if end >= at16), default=NEVER)
        self.qualifies_by_other = NEVER
        if self.facts.other_accommodation or self.facts.held:
            self.qualifies_by_other = min((end for end in self.other_ends() if end >= at16), default=NEVER)
        self.qualifies_from = min(self.qualifies_by_care, self.qualifies_by_breaks, self.qualifies_by_other)

    def other_ends(self) -> Iterator[int]:
        """The days on which accommodation within s.24(2)(b) to (e) ended, whatever the age."""
        childhood_end = min(self.at18, self.died)
        for kind in Accommodation:
            periods = [stay.period for stay in self.facts.other_accommodation if stay.kind is kind]
            if kind is Accommodation.HEALTH_OR_EDUCATION:
                periods += [stay.period for stay in self.facts.held if stay.kind is Held.HOSPITAL]
            for start, end in stretches(periods, self.born, childhood_end):
                # s.24(2)(d) asks for three months on end, which s.24(3) lets begin before 16.
                if kind is not Accommodation.HEALTH_OR_EDUCATION or end >= months_after(
                    start, self.conventions.other_accommodation_months
                ):
                    yield end

    # -- asked about a day ---------------------------------------------------------------------------------------

    def nights_on(self, day: int) -> int:
        """Nights looked after since the 14th birthday that are complete on that day, all authorities together."""
        total = 0
        for start, end in self.care:
            start = max(start, self.at14)
            if start < end and start <= day:
                total += (min(end, day)) - start + self.inclusive
        return total

    def last_left_care(self, day: int) -> int:
        """The end of the last stretch of care that is over on that day; 0 where there is none."""
        last = 0
        for _, end in self.care:
            if end > day:
                break
            last = end
        return last

    def lives_with_family(self, day: int) -> bool:
        """Whether the person has now lived six months on end with a parent or someone with parental responsibility."""
        # Care Leavers (England) Regulations 2010 reg.3(5) to (7). The six months may begin while still looked after;
        # once the stay is over (the placement broke down) the child is relevant again.
        return any(start <= day < end and settled <= day for start, end, settled in self.home)

    def left_as_eligible(self, day: int) -> bool:
        """Whether, on that day, the last care to end reached past 16 with the 13 weeks complete."""
        return day >= self.threshold and self.reached_past_16(self.last_left_care(day))

    def reached_past_16(self, left: int) -> bool:
        """Whether care that ended on day `left` reached past the 16th birthday."""
        # Schedule 2 paragraph 19B(2)(b), "ended after he reached the age of sixteen"
        return left >= self.at16 if self.conventions.end_on_16th_birthday_counts else left > self.at16

    def standing_on(self, day: int) -> Standing:
        """The one status and basis of that day."""
        if day < self.died:
            return self._alive_on(day)
        return NO_STATUS if self._alive_on(self.died - 1) is NO_STATUS else CLOSED_BY_DEATH

    def _alive_on(self, day: int) -> Standing:
        if day < self.born:
            return NO_STATUS
        computed = self._by_history(day)
        if self.facts.history_complete or self.facts.reported is None:
            return computed
        return more_protective(computed, self.as_stated(day, self.facts.reported))

    def _by_history(self, day: int) -> Standing:
        if day < self.at16:
            # Children Act 1989 s.22(1)
            return IN_CARE if covers(self.care, day) or covers(self.breaks, day) else NO_STATUS
        if day < self.at18:
            return self._at_16_or_17(day)
        reached = self.on_turning_18()
        if day < self.at21:
            # s.23C(6), s.24(1A) and (1B): as it stood at 18, to 21
            return reached
        former_relevant = reached is FORMER_RELEVANT_A or reached is FORMER_RELEVANT_B
        if day < self.at25:
            if former_relevant:
                return self._former_relevant_from_21(day)
            # s.24B(3) and (5): help with education may go on
            return PAST_QUALIFYING if reached is not NO_STATUS else NO_STATUS
        if former_relevant:
            return IN_EDUCATION if self.on_programme(day) else CLOSED_AT_25
        return NO_STATUS

    def _at_16_or_17(self, day: int) -> Standing:
        if covers(self.care, day):
            # Schedule 2 paragraph 19B(2)
            return ELIGIBLE if day >= self.threshold else IN_CARE_NOT_YET
        if self.breaks and covers(self.breaks, day):
            # Care Planning, Placement and Case Review (England) Regulations 2010 regs.40(2), 48
            return IN_SHORT_BREAK
        return self.after_care(day)

    def after_care(self, day: int) -> Standing:
        """At 16 or 17 and out of care: relevant (s.23A) before qualifying (s.24), which asks less of the authority."""
        if not (self.home and self.lives_with_family(day)):
            if self.left_as_eligible(day):
                return RELEVANT
            if self.reg3:
                return RELEVANT_REG3
        return self._qualifying_on(day)

    def _qualifying_on(self, day: int) -> Standing:
        if self.orders and covers(self.orders, day):
            return QUALIFYING_BY_ORDER
        return QUALIFYING if day >= self.qualifies_from else NO_STATUS

    def on_turning_18(self) -> Standing:
        """The standing with which adulthood begins; it lasts to 21."""
        if self._turned_18 is None:
            self._turned_18 = self._turning_18()
        return self._turned_18

    def _turning_18(self) -> Standing:
        eve = self.at18 - 1
        if covers(self.care, eve):
            # s.23C(1)(b): looked after when attaining 18 and eligible immediately before. A 13th week that is complete
            # only as the birthday begins counts, in the young person's favour.
            if self.threshold <= self.at18:
                return FORMER_RELEVANT_B
        elif self.after_care(eve).status is Status.RELEVANT and not self.lives_with_family(self.at18):
            # s.23C(1)(a): has been relevant, and would be if under 18
            return FORMER_RELEVANT_A
        if covers(self.orders, eve):
            # s.24(1A): or was in force when the person reached 18
            return QUALIFYING_BY_ORDER
        return QUALIFYING if self.qualifies_from <= self.at18 else NO_STATUS

    def on_programme(self, day: int) -> bool:
        """In education or training that began before 25; ss.23C(7) and 23CA last as long as it does."""
        return any(start <= day < end and start < self.at25 for start, end in self.programmes)

    def wants_support(self, day: int) -> bool:
        """Whether the last thing said by that day was a request, not a refusal: s.23CZB(2) and (3)."""
        said = bisect_right(self.requests, (day, True))
        return said > 0 and self.requests[said - 1][1]

    def _former_relevant_from_21(self, day: int) -> Standing:
        if self.programmes and self.on_programme(day):
            return IN_EDUCATION
        return ASKED_FOR_SUPPORT if self.wants_support(day) else OFFERED_YEARLY

    def as_stated(self, day: int, reported: Status) -> Standing:
        """What a status that somebody only stated means at this age; it moves with the birthdays and with nothing else."""
        left_care = reported in (Status.ELIGIBLE, Status.RELEVANT, Status.FORMER_RELEVANT)
        if day < self.at16:
            return IN_CARE if reported is Status.LOOKED_AFTER else NO_STATUS
        if day < self.at18:
            if left_care:
                return ELIGIBLE if reported is Status.ELIGIBLE else RELEVANT
            if reported is Status.LOOKED_AFTER:
                return IN_CARE_NOT_YET
            return QUALIFYING if reported is Status.QUALIFYING else NO_STATUS
        if left_care or reported is Status.CLOSED:
            # A case closed before 25 is still owed its yearly offer: nothing ends by being closed on a list.
            if day < self.at21:
                return FORMER_RELEVANT_REPORTED
            if day < self.at25:
                return self._former_relevant_from_21(day)
            return IN_EDUCATION if self.on_programme(day) else CLOSED_AT_25
        if reported in (Status.QUALIFYING, Status.PAST_QUALIFYING) and day < self.at25:
            return QUALIFYING if day < self.at21 else PAST_QUALIFYING
        return NO_STATUS

    # -- when the answer can change ------------------------------------------------------------------------------

    def turning_points(self) -> set[int]:
        """Every day on which the status or its basis can change; between two of them it cannot."""
        points = {self.born, self.at16, self.threshold, self.at18, self.at21, self.at25}
        points.update((self.died, self.qualifies_from))
        for held in (self.care, self.breaks, self.orders, self.programmes, self.home):
            for stretch in held:
                points.update(stretch)
        points.update(day for day, _ in self.requests)
        return points

    def next_change(self, day: int, now: Standing) -> int:
        """The first day after `day` whose status or basis is not `now`; `NEVER` where none comes."""
        for point in sorted(point for point in self.turning_points() if point > day):
            if point != NEVER and self.standing_on(point) != now:
                return point
        return NEVER

    def other_forms(self) -> list[tuple[Flag, "Life"]]:
        """The same life read another way, with the flag to raise on days when that reading gives another answer."""
        if self._forms is None:
            facts, conventions = self.facts, self.conventions
            forms: list[tuple[Flag, CareFacts, Conventions]] = []
            if facts.date_of_birth.month == 2 and facts.date_of_birth.day == 29:
                other = LeapDay.FEB28 if conventions.leap_day is LeapDay.MAR1 else LeapDay.MAR1
                forms.append((Flag.J2, facts, replace(conventions, leap_day=other)))
            for born in facts.other_births:
                forms.append((Flag.J1, replace(facts, date_of_birth=born), conventions))
            if facts.section_17:
                as_section_20 = tuple(CareStay(period) for period in facts.section_17)
                forms.append((Flag.J17, replace(facts, looked_after=facts.looked_after + as_section_20), conventions))
            self._forms = [(flag, Life(other_facts, reading)) for flag, other_facts, reading in forms]
        return self._forms
