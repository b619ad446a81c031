"""Makes the invented staff: teams, their managers and workers, and one account a role to sign in with."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from waymark.accounts import actions as accounts
from waymark.accounts.models import Team, TeamKind, User
from waymark.accounts.rules import Role
from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.demo.rules import staff as plan
from waymark.demo.rules.dice import Dice

# Everybody has worked here for a while, so that no earlier allocation comes before its worker.
YEARS_HERE = timedelta(days=8 * 365)


@dataclass(slots=True)
class Staff:
    """The invented staff; `password` is the hash all demo sign-ins share, made once because making it is slow on purpose."""

    sign_ins: dict[Role, User] = field(default_factory=dict)
    teams: list[Team] = field(default_factory=list)
    by_area: dict[str, list[tuple[Team, list[User]]]] = field(default_factory=lambda: defaultdict(list))
    children: list[tuple[Team, list[User]]] = field(default_factory=list)
    managers: dict[UUID, User] = field(default_factory=dict)
    count: int = 0
    password: str = field(default_factory=lambda: make_password(plan.PASSWORD))

    def deal(self, dice: Dice) -> "Dealt":
        return Dealt(
            {area: cycle(_mixed(dice, teams)) for area, teams in self.by_area.items()},
            cycle(_mixed(dice, self.children)),
        )


@dataclass(slots=True)
class Dealt:
    """Workers dealt out in turn, so that caseloads come out nearly even."""

    advisers: dict[str, Iterator[tuple[Team, User]]]
    social_workers: Iterator[tuple[Team, User]]


def _mixed(dice: Dice, teams: list[tuple[Team, list[User]]]) -> list[tuple[Team, User]]:
    pairs = [(team, worker) for team, workers in teams for worker in workers]
    dice.shuffle(pairs)
    return pairs


@transaction.atomic
def make_staff(*, people: int, seed: int, by: Actor, today: date) -> Staff:
    """Teams and workers for so many young people. Names that an account has already are told apart by a number."""
    staff = Staff()
    since = today - YEARS_HERE
    taken = set(User.objects.values_list("username", flat=True))
    names = set(Team.objects.values_list("name", flat=True))
    for team_plan in plan.teams(people=people, seed=seed):
        kind = TeamKind.CHILDREN_IN_CARE if team_plan.children else TeamKind.LEAVING_CARE
        team = accounts.add_team(name=_free(team_plan.name, names, joiner=" "), kind=kind, by=by, today=today)
        staff.teams.append(team)
        manager = _user(staff, team_plan.manager, taken, by=by, today=today)
        accounts.give_role(user=manager, role=Role.TEAM_MANAGER, team=team, started_on=since, by=by, today=today)
        staff.managers[team.pk] = manager
        role = Role.SOCIAL_WORKER if team_plan.children else Role.PERSONAL_ADVISER
        workers = []
        for colleague in team_plan.workers:
            worker = _user(staff, colleague, taken, by=by, today=today)
            accounts.give_role(user=worker, role=role, team=team, started_on=since, by=by, today=today)
            workers.append(worker)
        if team_plan.children:
            staff.children.append((team, workers))
        else:
            staff.by_area[team_plan.area].append((team, workers))
    for colleague in plan.specialists():
        here_already = _sign_in_here(colleague) is not None
        user = _user(staff, colleague, taken, by=by, today=today)
        if colleague.sign_in is not None and not here_already:
            accounts.give_role(user=user, role=colleague.sign_in, team=None, started_on=since, by=by, today=today)
    _attach_advisers(staff, by=by, today=today)
    return staff


def _user(staff: Staff, colleague: plan.Colleague, taken: set[str], *, by: Actor, today: date) -> User:
    """The account of a colleague; a demo sign-in that is there already is used again."""
    role = colleague.sign_in
    if role is not None and (here := _sign_in_here(colleague)):
        staff.sign_ins[role] = here
        return here
    username = _free(colleague.username, taken, joiner="-")
    user = accounts.add_user(
        username=username,
        display_name=colleague.name,
        email=f"{colleague.username}@{plan.DOMAIN}" if role is not None else f"{username}@northmoor.invalid",
        job_title=colleague.job_title,
        by=by,
        today=today,
    )
    staff.count += 1
    if role is not None:
        user.password = staff.password
        user.save(update_fields=["password"])
        record("demo.password_set", by=by, subject=user)
        staff.sign_ins[role] = user
    return user


def _sign_in_here(colleague: plan.Colleague) -> User | None:
    """The demo sign-in of an earlier council; never somebody else's account of the same name."""
    return User.objects.filter(email=f"{colleague.username}@{plan.DOMAIN}").first()


def _free(name: str, taken: set[str], *, joiner: str) -> str:
    """The name, with the lowest number behind it that makes it nobody else's; `taken` is added to."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}{joiner}{number}"
    taken.add(free)
    return free


def _attach_advisers(staff: Staff, *, by: Actor, today: date) -> None:
    """An adviser of each area's first team is attached to a children-in-care team, to meet young people before 18."""
    for place, (_, teams) in enumerate(sorted(staff.by_area.items())):
        _, advisers = teams[0]
        team, _ = staff.children[place % len(staff.children)]
        accounts.attach_to_team(
            user=advisers[-1], team=team, started_on=today - timedelta(days=300), ended_on=None, by=by, today=today
        )
