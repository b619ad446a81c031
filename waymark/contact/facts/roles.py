"""As what a worker is in contact with somebody."""

from datetime import date
from uuid import UUID

from waymark.accounts.models import User
from waymark.accounts.rules import Role
from waymark.contact.rules import ByRole
from waymark.people.facts import allocations_of
from waymark.people.rules.words import AllocationRole

_ROLES = {AllocationRole.PERSONAL_ADVISER: ByRole.ADVISER, AllocationRole.SOCIAL_WORKER: ByRole.SOCIAL_WORKER}


def role_towards(user: User, person_id: UUID, *, on: date) -> ByRole:
    """What this user is to this person on a day: by their own allocation, by that of a colleague they cover for, or
    else by what they are employed as. A colleague who covers for the adviser is the adviser meanwhile.
    """
    standing = user.standing(on=on)
    rows = allocations_of([person_id]).get(person_id, [])
    held = [row for row in rows if row.started_on <= on and (row.ended_on is None or row.ended_on > on)]
    mine = [row for row in held if row.worker_id == user.pk]
    covered = [row for row in held if row.worker_id in standing.workers]
    for row in (*mine, *covered):
        if row.role in _ROLES:
            return _ROLES[AllocationRole(row.role)]
    if Role.SOCIAL_WORKER in standing.roles and Role.PERSONAL_ADVISER not in standing.roles:
        return ByRole.SOCIAL_WORKER
    return ByRole.OTHER
