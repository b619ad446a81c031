"""What goes on in the invented council today: cover, duty, an emergency access to check, decisions, a join."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from waymark.accounts import actions as accounts
from waymark.accounts.models import User
from waymark.accounts.rules import Role
from waymark.audit.rules import Actor
from waymark.demo.actions.staff import Staff
from waymark.demo.rules.council import SETTLED, Council, Seat
from waymark.demo.rules.dice import Dice
from waymark.demo.rules.selves import double_of
from waymark.demo.rules.words import DECISIONS, EMERGENCY_REASONS
from waymark.eligibility import actions as eligibility
from waymark.people import actions as people
from waymark.people.actions.reported import insert_facts
from waymark.people.models import Allocation, YoungPerson
from waymark.people.rules.words import AllocationRole, Source

# The demo sign-ins whose reach is their own young people, and the part they have for some.
LEADS: dict[Role, AllocationRole] = {
    Role.REVIEWING_OFFICER: AllocationRole.REVIEWING_OFFICER,
    Role.EET_ADVISER: AllocationRole.EET_LEAD,
    Role.HOUSING_ADVISER: AllocationRole.HOUSING_LEAD,
    Role.HEALTH: AllocationRole.NURSE,
    Role.ADVOCATE: AllocationRole.ADVOCATE,
    Role.VIRTUAL_SCHOOL: AllocationRole.VIRTUAL_SCHOOL,
    Role.PARTICIPATION: AllocationRole.TRANSITION_LEAD,
}
PER_LEAD = 22


@dataclass(slots=True)
class Scene:
    """What every part of this module needs."""

    council: Council
    seats: list[Seat]
    staff: Staff
    by: Actor
    today: date
    now: datetime

    def dice(self, purpose: str) -> Dice:
        return Dice(f"{self.council.seed}/{purpose}")

    def person(self, seat: Seat) -> YoungPerson:
        return YoungPerson.objects.get(pk=self.council.dice(seat, "id").identifier())

    def told_as(self, course: str, *, least_age: int = 16, most_age: int = 25) -> list[Seat]:
        return [seat for seat in self.seats if seat.course == course and least_age <= seat.age <= most_age]


def make_goings_on(scene: Scene) -> None:
    """Everything that is neither a life nor a team. In a council too small for a part, that part is left out."""
    _cover_and_duty(scene)
    _leads(scene)
    _decisions(scene)
    _join(scene)
    _emergency(scene)


def _cover_and_duty(scene: Scene) -> None:
    """Alex covers for an adviser on leave this week; the hub and a colleague have this week's duty turns."""
    teams = [pair for pairs in scene.staff.by_area.values() for pair in pairs]
    for place, (team, advisers) in enumerate(teams):
        away, covering = advisers[-1], advisers[0]
        accounts.arrange_cover(
            away=away,
            covering=covering,
            started_on=scene.today - timedelta(days=2),
            ended_on=scene.today + timedelta(days=5),
            by=scene.by,
            today=scene.today,
        )
        on_duty = scene.staff.sign_ins[Role.HUB_DUTY] if place == 0 else advisers[1]
        accounts.add_duty_turn(
            user=on_duty,
            team=team,
            started_on=scene.today - timedelta(days=1),
            ended_on=scene.today + timedelta(days=6),
            by=scene.by,
            today=scene.today,
        )


def _leads(scene: Scene) -> None:
    """Some young people for each specialist sign-in, so that their pages show what they would see."""
    dice = scene.dice("leads")
    rows = []
    for role, part in LEADS.items():
        worker = scene.staff.sign_ins[role]
        ages = (16, 17) if role in (Role.REVIEWING_OFFICER, Role.VIRTUAL_SCHOOL) else (17, 24)
        fitting = [seat for seat in scene.seats if ages[0] <= seat.age <= ages[1] and seat.course == SETTLED]
        dice.shuffle(fitting)
        for seat in fitting[:PER_LEAD]:
            person_id = scene.council.dice(seat, "id").identifier()
            since = scene.today - dice.days(10, 300)
            rows.append((person_id, dice.identifier(), worker.pk, str(worker), part, since))
    names = ("id", "worker_id", "worker_name", "role", "started_on")
    insert_facts(Allocation, names, rows, source=Source.DEMO, by=scene.by, at=scene.now)
    people.facts_changed([row[0] for row in rows], by=scene.by, today=scene.today)


def _decisions(scene: Scene) -> None:
    """Decisions on contested statuses: an adviser proposed each, a manager has signed every other one."""
    team, advisers = scene.staff.by_area["North"][0]
    manager = scene.staff.managers[team.pk]
    signed = False
    for course, (under_18, from_18, reason) in DECISIONS.items():
        for seat in scene.told_as(course, least_age=17, most_age=20)[:2]:
            status, basis = under_18 if seat.age < 18 else from_18
            decision = eligibility.propose_decision(
                person=scene.person(seat),
                status=eligibility.Status(status),
                basis=eligibility.Basis(basis),
                reason=reason,
                in_force_from=scene.today,
                by=advisers[0],
                today=scene.today,
            )
            signed = not signed
            if signed:
                eligibility.sign_decision(decision_id=decision.pk, by=manager, today=scene.today)


def _join(scene: Scene) -> None:
    """One record made at the hub without a date of birth, found to be somebody already there, and joined to them."""
    if not (fitting := scene.told_as(SETTLED, least_age=19, most_age=19)):
        return
    seat = fitting[0]
    life = scene.council.life(seat)
    double = scene.council.life(Seat(len(scene.seats), seat.age, SETTLED))
    double_of(scene.dice("join"), life, double, on=scene.today)
    joined = people.add_person(
        by=scene.by,
        today=scene.today,
        source=Source.DEMO,
        first_name=str(double.identity["first_name"]),
        last_name=str(double.identity["last_name"]),
        sex=str(double.identity["sex"]),
    )
    people.merge_people(
        scene.person(seat),
        joined,
        take=set(),
        reason="Same young person: signed in at the hub with the name misspelt. Checked with their adviser.",
        by=_manager(scene),
        today=scene.today,
        now=scene.now,
    )


def _manager(scene: Scene) -> User:
    return scene.staff.sign_ins[Role.TEAM_MANAGER]


def _emergency(scene: Scene) -> None:
    """The hub opened a record of somebody elsewhere two hours ago; a manager has yet to check it."""
    fitting = scene.told_as("came_in_their_teens", least_age=18, most_age=20)
    reached = set(
        YoungPerson.objects.visible_to(scene.staff.sign_ins[Role.HUB_DUTY], on=scene.today).values_list("pk", flat=True)
    )
    for seat in fitting:
        person = scene.person(seat)
        if person.pk not in reached and person.died_on is None:
            people.open_in_emergency(
                person,
                reason=EMERGENCY_REASONS[0],
                by=scene.staff.sign_ins[Role.HUB_DUTY],
                today=scene.today,
                now=scene.now - timedelta(hours=2),
            )
            return
