"""What somebody needs to see before they move a caseload: who is in it, what is due for them, and who could take them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waymark.accounts.facts import staff_on
from waymark.accounts.models import RoleGrant, User, open_on
from waymark.accounts.rules import ROLES, Permission, Role
from waymark.core.dates import age_on
from waymark.duties import facts as duties
from waymark.duties.rules import Duty, State
from waymark.eligibility import facts as eligibility
from waymark.people import facts as people
from waymark.people.models import Allocation
from waymark.people.rules.moving import fingerprint
from waymark.people.rules.words import AllocationRole
from waymark.workspace.rules.register import in_words

# Whoever may hold young people: roles that reach those allocated to them and write in their records.
HOLDS = [role.value for role, terms in ROLES.items() if Permission.HAND_OVER in terms.permissions]
WAITING = (State.OVERDUE, State.DUE)


@dataclass(frozen=True, slots=True)
class Held:
    """One young person a worker holds, in one part. `due` is what waits longest, None where nothing is owed now."""

    allocation: Allocation
    name: str
    age: int | None
    status: str
    role: str
    due: Duty | None


@dataclass(frozen=True, slots=True)
class Caseload:
    """What a worker holds within somebody's reach, and how many people are beyond it."""

    worker: User
    held: list[Held]
    beyond: int

    def fingerprint(self, moves: Mapping[UUID, User], *, started_on: date) -> str:
        """What the move must still find to be made as it was shown."""
        rows = [held.allocation.pk for held in self.held]
        return fingerprint(rows, {pk: to.pk for pk, to in moves.items()}, started_on=started_on)


def caseload(user: User, worker: User, *, on: date) -> Caseload:
    """Everyone this worker holds whom `user` reaches, by name. The same number of queries for one and for hundreds."""
    rows = people.held_within(user, worker, on=on)
    ids = list({row.person_id for row in rows})
    statuses = {
        row.person_id: in_words(row.status, row.basis) for row in eligibility.in_force(on).filter(person__in=ids)
    }
    owed = duties.duties_of(ids, on=on) if ids else {}
    held = [_held(row, statuses, owed, on=on) for row in rows]
    return Caseload(worker, held, people.held_beyond(user, worker, on=on))


def _held(row: Allocation, statuses: Mapping[UUID, str], owed: Mapping[UUID, list[Duty]], *, on: date) -> Held:
    person = row.person
    waiting = [duty for duty in owed.get(person.pk, []) if duty.state in WAITING]
    return Held(
        allocation=row,
        name=person.shown_name,
        age=age_on(person.born_on, on) if person.born_on else None,
        status=statuses.get(person.pk, ""),
        role=AllocationRole.label_of(row.role),
        due=waiting[0] if waiting else None,
    )


@dataclass(frozen=True, slots=True)
class Taker:
    """A colleague who could take young people on, with how many they hold and in which teams they work."""

    user: User
    holds: int
    teams: str

    def __str__(self) -> str:
        return f"{self.user} ({self.holds}{f', {self.teams}' if self.teams else ''})"


def takers(*, but: User, on: date) -> list[Taker]:
    """Everyone who may hold young people, with the size of their caseload, by name. Three queries."""
    grants = RoleGrant.objects.filter(open_on(on), role__in=HOLDS).exclude(role=Role.HEAD_OF_SERVICE)
    found: dict[UUID, list[str]] = {}
    for user_id, team in grants.order_by("team__name").values_list("user_id", "team__name"):
        names = found.setdefault(user_id, [])
        if team and team not in names:
            names.append(team)
    users = list(staff_on(on).filter(pk__in=found).exclude(pk=but.pk))
    counts = people.caseload_counts(list(found))
    return [Taker(user, counts.get(user.pk, 0), ", ".join(found[user.pk])) for user in users]
