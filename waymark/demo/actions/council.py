"""Makes an invented council in an empty database: all of it, or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from waymark.accounts.rules import Role
from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.demo.actions.goings_on import Scene, make_goings_on
from waymark.demo.actions.people import write_people
from waymark.demo.actions.present import make_present
from waymark.demo.actions.staff import make_staff
from waymark.demo.facts import child_numbers_taken, people_here
from waymark.demo.rules.council import Council
from waymark.demo.rules.dice import Dice
from waymark.demo.rules.selves import child_number


class OnlyOutsideProduction(Exception):
    """This is a production system: invented people never come near real ones."""


class NotInvented(Exception):
    """The database holds people who are not invented; `people` says how many."""

    def __init__(self, people: int) -> None:
        super().__init__(str(people))
        self.people = people


class InventedAlready(Exception):
    """The database holds an invented council already; `people` says how many are in it."""

    def __init__(self, people: int) -> None:
        super().__init__(str(people))
        self.people = people


class NumbersTaken(Exception):
    """People here have child numbers that this seed would give: the same council was added before, or nearly."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made."""

    people: int
    staff: int
    teams: int


@transaction.atomic
def generate(
    council: Council,
    *,
    add: bool,
    by: Actor,
    now: datetime,
    progress: Callable[[int], None] = lambda written: None,
) -> Made:
    """Write the whole council in one transaction. `add` puts it beside the people who are there.

    `progress` is told how many people are written. Raises OnlyOutsideProduction, NotInvented, InventedAlready or
    NumbersTaken.
    """
    if settings.PRODUCTION:
        raise OnlyOutsideProduction
    here = people_here()
    if not add and here.others:
        raise NotInvented(here.others)
    if not add and here.invented:
        raise InventedAlready(here.invented)
    seats = council.seats()
    if add and child_numbers_taken(child_number(seat.number, council.seed) for seat in seats):
        raise NumbersTaken
    staff = make_staff(people=council.people, seed=council.seed, by=by, today=council.on)
    dealt = staff.deal(Dice(f"{council.seed}/dealt"))
    sam = staff.sign_ins[Role.YOUNG_PERSON].pk if not here.sam else None
    for written in write_people(council, seats, dealt=dealt, account=sam, by=by, today=council.on, at=now):
        progress(written)
    scene = Scene(council, seats, staff, by, council.on, now)
    make_goings_on(scene)
    make_present(scene)
    record(
        "demo.council_generated",
        by=by,
        subject=None,
        detail={"people": council.people, "seed": council.seed, "profile": council.profile.name, "on": str(council.on)},
    )
    return Made(people=len(seats), staff=staff.count, teams=len(staff.teams))
