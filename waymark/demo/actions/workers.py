"""Who worked with whom on a day, from the allocations that were just written."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID


class Worker(NamedTuple):
    """`id` is None where only a name, or only a team, is known."""

    id: UUID | None
    name: str
    team_id: UUID | None


NOBODY = Worker(None, "", None)
ROLES = {"adviser": "personal_adviser", "social_worker": "social_worker"}


class Workers:
    """Allocations of invented lives, asked by person, role of a contact, and day. Rows are those of `people.ALLOCATED`."""

    def __init__(self, allocated: Iterable[tuple[Any, ...]]) -> None:
        self.held: dict[tuple[UUID, str], list[tuple[date, date | None, Worker]]] = defaultdict(list)
        for person_id, _, worker_id, name, team_id, role, started_on, ended_on, *_ in allocated:
            self.held[person_id, role].append((started_on, ended_on, Worker(worker_id, name, team_id)))

    def on(self, person_id: UUID, by_role: str, day: date) -> Worker:
        """Who it was; where nobody was allocated on that day, whoever was there next, or last."""
        spells = sorted(self.held.get((person_id, ROLES.get(by_role, "")), []), key=lambda spell: spell[0])
        for started_on, ended_on, worker in spells:
            if started_on <= day and (ended_on is None or day < ended_on):
                return worker
        later = [worker for started_on, _, worker in spells if started_on > day]
        return later[0] if later else spells[-1][2] if spells else NOBODY
