"""Who works in the invented council: teams by area, advisers and social workers enough, and one sign-in a role."""

from collections.abc import Iterator
from dataclasses import dataclass

from waymark.accounts.rules import Role
from waymark.demo.rules import names, places
from waymark.demo.rules.dice import Dice

PASSWORD = "waymark-demo-2026"
DOMAIN = "demo.invalid"

# About as many young people as one adviser, and one social worker, holds at a time.
PER_ADVISER = 24
PER_SOCIAL_WORKER = 17
# One council of the profile's size has three leaving-care teams and two for children in care.
PEOPLE_PER_COUNCIL = 1543

AREAS = ("North", "Central", "East")
CHILDREN_AREAS = ("West", "South")

# One sign-in a role: the names are the same in every invented council, so that guides can speak of them.
SIGN_INS: dict[Role, tuple[str, str]] = {
    Role.PERSONAL_ADVISER: ("Alex Merrin", "Personal adviser"),
    Role.SOCIAL_WORKER: ("Dev Chandra", "Social worker"),
    Role.REVIEWING_OFFICER: ("Ines Calder", "Independent reviewing officer"),
    Role.TEAM_MANAGER: ("Bea Holt", "Team manager"),
    Role.HEAD_OF_SERVICE: ("Femi Adeola", "Head of leaving care"),
    Role.DIRECTOR: ("Margaret Thorne", "Director of children's services"),
    Role.EET_ADVISER: ("Tom Ashdown", "Education and employment adviser"),
    Role.HOUSING_ADVISER: ("Nadia Rahmani", "Housing adviser"),
    Role.VIRTUAL_SCHOOL: ("Colin Wray", "Virtual school, post-16 lead"),
    Role.HEALTH: ("Siobhan Keane", "Nurse for care leavers"),
    Role.ADVOCATE: ("Joy Mensah-Platt", "Advocate"),
    Role.PARTICIPATION: ("Kit Larkin", "Participation worker"),
    Role.HUB_DUTY: ("Ruth Ormerod", "Hub duty worker"),
    Role.COMMISSIONER: ("Hamish Leckie", "Commissioner"),
    Role.FINANCE: ("Priya Sandhu", "Finance officer"),
    Role.ANALYST: ("Owen Tyldesley", "Performance analyst"),
    Role.ADMINISTRATOR: ("Gwen Parris", "System administrator"),
    Role.ELECTED_MEMBER: ("Cllr Yusuf Darr", "Lead member for children"),
    Role.PARTNER: ("Lena Fox", "Housing partner, Moorland Homes"),
    Role.YOUNG_PERSON: ("Sam Ashworth", ""),
}


def username(role: Role) -> str:
    """`team_manager` signs in as team-manager."""
    return role.value.replace("_", "-")


@dataclass(frozen=True, slots=True)
class Colleague:
    """One worker to be: `sign_in` is the role whose demo sign-in they are, None for everybody else."""

    name: str
    username: str
    job_title: str
    sign_in: Role | None = None


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """A team with its manager and workers. `area` is where its young people live."""

    name: str
    area: str
    children: bool
    manager: Colleague
    workers: tuple[Colleague, ...]


def area_of(town: str) -> str:
    return "North" if town in places.NORTH else "East" if town in places.EAST else "Central"


def teams(*, people: int, seed: int) -> list[TeamPlan]:
    """Teams enough for so many people; the first leaving-care team is Bea Holt's and Alex Merrin is in it."""
    dice = Dice(f"{seed}/staff")
    taken = {name for name, _ in SIGN_INS.values()}
    councils = max(1, round(people / PEOPLE_PER_COUNCIL))
    shares = _shares()
    plans = []
    for number in range(1, councils + 1):
        suffix = "" if councils == 1 else f" {number}"
        for area in AREAS:
            first = number == 1 and area == AREAS[0]
            wanted = round(people / councils * shares[area] * 0.86 / PER_ADVISER)
            plans.append(
                TeamPlan(
                    name=f"{area} leaving care{suffix}",
                    area=area,
                    children=False,
                    manager=_sign_in(Role.TEAM_MANAGER) if first else _colleague(dice, taken, "Team manager"),
                    workers=_workers(dice, taken, wanted, "Personal adviser", Role.PERSONAL_ADVISER if first else None),
                )
            )
        for place, area in enumerate(CHILDREN_AREAS):
            first = number == 1 and place == 0
            wanted = round(people / councils * 0.25 / len(CHILDREN_AREAS) / PER_SOCIAL_WORKER)
            plans.append(
                TeamPlan(
                    name=f"Children in care {area}{suffix}",
                    area=area,
                    children=True,
                    manager=_colleague(dice, taken, "Team manager"),
                    workers=_workers(dice, taken, wanted, "Social worker", Role.SOCIAL_WORKER if first else None),
                )
            )
    return plans


def _shares() -> dict[str, float]:
    total = sum(places.TOWN_WEIGHTS.values())
    shares = dict.fromkeys(AREAS, 0.0)
    for town, weight in places.TOWN_WEIGHTS.items():
        shares[area_of(town)] += weight / total
    return shares


def _workers(dice: Dice, taken: set[str], wanted: int, title: str, sign_in: Role | None) -> tuple[Colleague, ...]:
    known = [_sign_in(sign_in)] if sign_in else []
    return (*known, *(_colleague(dice, taken, title) for _ in range(max(2, wanted) - len(known))))


def _colleague(dice: Dice, taken: set[str], title: str) -> Colleague:
    name = names.staff_name(dice, taken)
    plain = name.lower().replace("ë", "e").replace(" ", ".").replace("'", "")
    return Colleague(name, plain, title)


def _sign_in(role: Role) -> Colleague:
    name, title = SIGN_INS[role]
    return Colleague(name, username(role), title, role)


def specialists() -> Iterator[Colleague]:
    """The sign-ins of roles that are in no team."""
    in_teams = (Role.PERSONAL_ADVISER, Role.SOCIAL_WORKER, Role.TEAM_MANAGER)
    return (_sign_in(role) for role in SIGN_INS if role not in in_teams)
