"""One shared cast. Access tests read as stories about them.

Alex is a personal adviser in North and Bea manages North. Cy is an adviser in South, Di manages South.
Sam is 18 and Alex's, once in care for years. Jo is 21, came alone, and is Alex's too. Kit is 17 and Cy's.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from waymark.accounts.models import Cover, DutyTurn, RoleGrant, Team, TeamAttachment, User
from waymark.accounts.rules import Role
from waymark.audit.rules import NamedActor
from waymark.people import actions as people
from waymark.people.models import (
    Address,
    Allocation,
    CarePeriod,
    ContactPoint,
    DateOfBirth,
    NetworkMember,
    YoungPerson,
)
from waymark.people.rules.words import AllocationRole

TODAY: date = timezone.localdate()


def years_ago(years: int, days: int = 0) -> date:
    """The day `years` years and `days` days before today; 29 February gives 28."""
    try:
        day = TODAY.replace(year=TODAY.year - years)
    except ValueError:
        day = TODAY.replace(year=TODAY.year - years, day=28)
    return day - timedelta(days=days)


@dataclass(frozen=True)
class World:
    team: Team
    other_team: Team
    alex: User
    bea: User
    cy: User
    di: User
    head: User
    analyst: User
    administrator: User
    sam: YoungPerson
    jo: YoungPerson
    kit: YoungPerson


def worker(username: str, name: str, role: Role, team: Team | None = None) -> User:
    user = User.objects.create_user(username, f"{username}@council.invalid", "a long password", display_name=name)
    RoleGrant.objects.create(user=user, role=role, team=team, started_on=TODAY - timedelta(days=400))
    return user


NARRATOR = NamedActor("The narrator")


def young_person(
    first: str, last: str, *, child_id: str, age: int, days: int = 100, in_care_from: int, to: int | None
) -> YoungPerson:
    """Someone `age` years and `days` days old, in care from one age to another (None: still)."""
    born = years_ago(age, days)
    person = YoungPerson.objects.create(
        first_name=first, last_name=last, child_id=child_id, born_on=born, sort_name=f"{last.lower()}, {first.lower()}"
    )
    DateOfBirth.objects.create(person=person, born_on=born)
    CarePeriod.objects.create(
        person=person,
        started_on=years_ago(age - in_care_from, days),
        ended_on=None if to is None else years_ago(age - to, days),
    )
    people.facts_changed([person.pk], by=NARRATOR, today=TODAY)
    return person


def allocate(
    person: YoungPerson, user: User, team: Team, role: AllocationRole = AllocationRole.PERSONAL_ADVISER
) -> None:
    Allocation.objects.create(person=person, worker=user, team=team, role=role, started_on=TODAY - timedelta(days=200))


def make_world() -> World:
    north, south = Team.objects.create(name="North"), Team.objects.create(name="South")
    world = World(
        team=north,
        other_team=south,
        alex=worker("alex", "Alex Merrin", Role.PERSONAL_ADVISER, north),
        bea=worker("bea", "Bea Holt", Role.TEAM_MANAGER, north),
        cy=worker("cy", "Cy Okafor", Role.PERSONAL_ADVISER, south),
        di=worker("di", "Di Pryce", Role.TEAM_MANAGER, south),
        head=worker("head", "Hana Said", Role.HEAD_OF_SERVICE),
        analyst=worker("analyst", "Ana Lind", Role.ANALYST),
        administrator=worker("admin", "Ade Bello", Role.ADMINISTRATOR),
        sam=young_person("Sam", "Whitlock", child_id="S1", age=18, in_care_from=11, to=18),
        jo=young_person("Yohannes", "Tesfay", child_id="J1", age=21, in_care_from=15, to=18),
        kit=young_person("Kit", "Amos", child_id="K1", age=17, in_care_from=9, to=None),
    )
    allocate(world.sam, world.alex, north)
    allocate(world.jo, world.alex, north)
    allocate(world.kit, world.cy, south)
    return world


def samples(world: World) -> dict[str, Any]:
    """What a real value of each part of an address looks like. People's ids are Sam's."""
    dated = {"started_on": TODAY, "ended_on": TODAY + timedelta(days=1)}  # of people who reach Sam anyway
    return {
        "person_id": world.sam.pk,
        "other_id": world.jo.pk,
        "address_id": Address.objects.create(person=world.sam, postcode="NE1 4LP").pk,
        "contact_point_id": ContactPoint.objects.create(person=world.sam, value="01632 960018").pk,
        "member_id": NetworkMember.objects.create(person=world.sam, name="Nan Whitlock").pk,
        "allocation_id": Allocation.objects.get(person=world.sam).pk,
        "fact_id": CarePeriod.objects.get(person=world.sam).pk,
        "access_id": UUID(int=1),  # nobody broke the glass, and nobody joined two records
        "merge_id": UUID(int=1),
        "decision_id": UUID(int=1),  # nobody made it: its pages lead back to the person's status
        "user_id": world.alex.pk,
        # The yearly return shows rows by child number to those who make it; Jo, who is 21, has one.
        "year": 2026,
        "rule": "131",
        "file_name": "oc3.csv",
        "leaver_id": world.jo.pk,
        "submission_id": UUID(int=2),
        "import_id": UUID(int=3),
        "team_id": world.team.pk,
        "grant_id": world.alex.grants.get().pk,
        "cover_id": Cover.objects.get_or_create(away=world.alex, covering=world.bea, **dated)[0].pk,
        "turn_id": DutyTurn.objects.get_or_create(user=world.bea, team=world.team, **dated)[0].pk,
        "attachment_id": TeamAttachment.objects.get_or_create(user=world.bea, team=world.team, **dated)[0].pk,
        "key": "leap_day",
    }
