"""The whole invented council: who sits where, and each life told from the seed alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from waymark.demo.rules import places, selves
from waymark.demo.rules.afterwards import FROM_21, go_on
from waymark.demo.rules.care import go_missing
from waymark.demo.rules.courses import COURSES, NOT_OPEN
from waymark.demo.rules.dice import Dice
from waymark.demo.rules.happenings import InventedLife
from waymark.demo.rules.later import OFFERS, go_on_from_21
from waymark.demo.rules.now import be_now
from waymark.demo.rules.papers import go_on_with_papers
from waymark.demo.rules.profile import Profile, largest_remainder

SETTLED = "settled_since_childhood"
DOUBLE = "entered_twice"
UNADVISED = 10  # of 1,543
# Died, or in care for too few weeks to be owed an adviser.
NOT_YET = frozenset({"died_young", "came_in_weeks_ago"})
BANDS = (range(16, 17), range(17, 18), range(18, 21), range(21, 120))  # the columns of a course's weights


@dataclass(frozen=True, slots=True)
class Seat:
    """One place in the council, before its life is told. `twin_of` is the number of the person this is a double of.

    `signs_in` marks Sam Ashworth, 18, who has a demo sign-in. `from_21` is what became of support at 21, empty before,
    and `offer` of this year's offer; `kept` says whether their adviser reached them within the last two months. All are shared out over everybody, so that
    the council has the profile's figures exactly.
    """

    number: int
    age: int
    course: str
    twin_of: int | None = None
    signs_in: bool = False
    from_21: str = ""
    offer: str = ""
    kept: bool = True
    wants_none: bool = False
    unadvised: bool = False


@dataclass(frozen=True, slots=True)
class Council:
    """What `generate` was asked for. Two equal ones have the same people in the same order, with the same ids."""

    people: int
    seed: int
    on: date
    profile: Profile

    def seats(self) -> list[Seat]:
        """Every young person's age and course, in an order mixed by the seed; ages are the profile's exactly."""
        ages = self.profile.ages_of(self.people)
        dice = Dice(f"{self.seed}/seats")
        given = [
            seat for band in BANDS for seat in _courses(dice, [age for age in band for _ in range(ages.get(age, 0))])
        ]
        dice.shuffle(given)
        ordinary: dict[int, list[int]] = {}
        for number, (age, course) in enumerate(given):
            if course == SETTLED:
                ordinary.setdefault(age, []).append(number)
        seats = []
        for number, (age, course) in enumerate(given):
            twin = ordinary[age].pop() if course == DOUBLE and ordinary.get(age) else None
            seats.append(Seat(number, age, SETTLED if course == DOUBLE and twin is None else course, twin))
        if ordinary.get(18):
            sam = ordinary[18].pop()
            seats[sam] = replace(seats[sam], signs_in=True)
        return self._in_touch(self._from_21(seats))

    def _from_21(self, seats: list[Seat]) -> list[Seat]:
        """Who studies, asked for support, stepped down or is offered it each year. At 25 one is here only to study."""
        paths: dict[int, str] = {}
        for ages in (range(21, 22), range(22, 25)):
            turned = [seat.number for seat in seats if seat.age in ages and seat.course not in NOT_OPEN]
            paths |= _dealt(Dice(f"{self.seed}/from {ages[0]}"), turned, FROM_21)
        asked = [number for number, path in paths.items() if path in ("stepped_down", "offered", "stopped", "kept_on")]
        offers = _dealt(Dice(f"{self.seed}/offers"), asked, OFFERS)
        return [
            replace(
                seat,
                from_21="study" if seat.age >= 25 else paths.get(seat.number, ""),
                offer=offers.get(seat.number, ""),
            )
            for seat in seats
        ]

    def _in_touch(self, seats: list[Seat]) -> list[Seat]:
        """Whose adviser reached them within two months: the profile's share of those the service works with, by age."""
        cells: dict[range, list[int]] = defaultdict(list)
        for seat in seats:
            ages = next((band for band in self.profile.reached if seat.age in band), None)
            if ages is not None and _worked_with(seat):
                cells[ages].append(seat.number)
        dice, missed = Dice(f"{self.seed}/in touch"), set[int]()
        for ages, numbers in cells.items():
            dice.shuffle(numbers)
            missed |= set(numbers[round(len(numbers) * self.profile.reached[ages]) :])
        no_thanks = [seat.number for seat in seats if seat.number in missed and 18 <= seat.age <= 21]
        # Four of 201 chose no contact in one service (Cheshire East, 2017/18); here as many of everybody.
        none = set(no_thanks[: round(len(seats) * 4 / 1543)])
        # Some in care at 16 and 17 have no adviser yet: nobody was appointed when they became eligible.
        in_care = [seat for seat in seats if seat.age < 18 and seat.course == SETTLED and seat.number in missed]
        unadvised = {seat.number for seat in in_care[: round(len(seats) * UNADVISED / 1543)]}
        return [
            replace(
                seat,
                kept=seat.number not in missed,
                wants_none=seat.number in none,
                unadvised=seat.number in unadvised,
            )
            for seat in seats
        ]

    def lives(self, seats: list[Seat]) -> Iterator[InventedLife]:
        """The lives of these seats, one at a time, so that any number fits in memory."""
        everyone = {seat.number: seat for seat in seats if seat.twin_of is None}
        for seat in seats:
            life = self.life(seat)
            if seat.twin_of is not None:
                original = everyone.get(seat.twin_of) or Seat(seat.twin_of, seat.age, SETTLED)
                selves.double_of(self.dice(seat, "double"), self.life(original), life, on=self.on)
            yield life

    def dice(self, seat: Seat, purpose: str) -> Dice:
        return Dice(f"{self.seed}/{purpose}/{seat.number}/{seat.age}")

    def life(self, seat: Seat) -> InventedLife:
        """One life. Each part has dice of its own, so that a change to one leaves the others as they were."""
        life = InventedLife(id=self.dice(seat, "id").identifier(), number=seat.number, course=seat.course, identity={})
        life.from_21, life.offer, life.kept = seat.from_21, seat.offer, seat.kept
        life.wants_none, life.unadvised = seat.wants_none, seat.unadvised
        if seat.course == DOUBLE:
            return life
        dice = self.dice(seat, "life")
        arrived = seat.course == "arrived_alone"
        life.town = places.town(dice)
        born = selves.born_for(dice, seat.age, self.on)
        selves.give_births(dice, life, born, arrived=arrived, on=self.on)
        heritage = selves.give_self(self.dice(seat, "self"), life, seed=self.seed, on=self.on, arrived=arrived)
        COURSES[seat.course].tell(dice, life, self.on)
        if seat.signs_in:
            life.signs_in = True
            life.identity |= {
                "first_name": "Sam",
                "last_name": "Ashworth",
                "preferred_name": "",
                "pronouns": "they/them",
            }
        go_missing(dice, life, on=self.on)
        go_on(self.dice(seat, "after"), life, on=self.on)
        go_on_from_21(self.dice(seat, "from 21"), life, on=self.on)
        go_on_with_papers(self.dice(seat, "papers"), life, on=self.on)
        selves.give_reach(self.dice(seat, "reach"), life, on=self.on)
        selves.give_network(self.dice(seat, "network"), life, heritage, arrived=arrived)
        be_now(self.dice(seat, "now"), life, on=self.on)
        return life


def _worked_with(seat: Seat) -> bool:
    """Whether an adviser sees them now: not who died, nor who stepped down at 21 or only has the team's yearly offer."""
    open_course = seat.course not in NOT_OPEN and seat.course not in NOT_YET
    return open_course and seat.from_21 not in ("stepped_down", "stopped", "offered")


def _dealt(dice: Dice, numbers: list[int], weights: Mapping[str, float]) -> dict[int, str]:
    """Give each number one of the names, as many of each as its weight says."""
    names = [name for name, share in largest_remainder(len(numbers), weights).items() for _ in range(share)]
    dice.shuffle(names)
    return dict(zip(numbers, names, strict=True))


def _courses(dice: Dice, ages: list[int]) -> list[tuple[int, str]]:
    """Courses for people of one band, by largest remainder over the whole band. At 25 one is here only to study."""
    if not ages:
        return []
    column = next(number for number, band in enumerate(BANDS) if ages[0] in band)
    young = [age for age in ages if age < 25]
    weights = {name: course.weights[column] for name, course in COURSES.items()}
    names = [name for name, share in largest_remainder(len(young), weights).items() for _ in range(share)]
    dice.shuffle(names)
    return [*zip(young, names, strict=True), *((age, SETTLED) for age in ages if age >= 25)]
