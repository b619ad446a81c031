"""Dates of pathway plans, and how a handover between two personal advisers stands. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from waymark.core.vocab import Vocabulary

# How long after a change of personal adviser the page between them is still asked for. The council's practice.
OWED_FOR = timedelta(weeks=8)


class PlanEvent(Vocabulary):
    """What happens to a pathway plan on a date. Children Act 1989 s.23E; Care Leavers (England) Regulations 2010 reg.7."""

    STARTED = "started", "Pathway plan started"
    REVIEWED = "reviewed", "Pathway plan last reviewed"
    REVIEW_DUE = "review_due", "Next review of the pathway plan"


class Stage(Vocabulary):
    """How far a handover has got."""

    TO_WRITE = "to_write", "To write"
    SETTLED = "settled", "Gone through together"
    ACKNOWLEDGED = "acknowledged", "Taken over"


class Agreement(Vocabulary):
    """What the young person said to the page about them. Not asked is never agreed."""

    IN_PERSON = "in_person", "Agreed, face to face"
    CALL = "call", "Agreed, on a call"
    IN_WRITING = "in_writing", "Agreed, by text or in writing"
    NOT_AGREED = "not_agreed", "Not agreed, or could not be asked"


def stage_of(settled_on: date | None, acknowledged_on: date | None) -> Stage:
    if acknowledged_on is not None:
        return Stage.ACKNOWLEDGED
    return Stage.TO_WRITE if settled_on is None else Stage.SETTLED


@dataclass(frozen=True, slots=True)
class Advised:
    """One allocation of a personal adviser. `worker_id` is None where only a name is known."""

    worker_id: UUID | None
    name: str
    started_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A personal adviser took over from another one on a day."""

    before: Advised
    now: Advised

    @property
    def owed_by(self) -> date:
        """The last day on which the handover is asked for."""
        return self.now.started_on + OWED_FOR


def change_of(advisers: Iterable[Advised], *, on: date) -> Change | None:
    """The latest change of personal adviser that a handover is still asked for on a day, or None.

    The same worker given again is no change, and a first adviser takes over from nobody.
    """
    in_order = sorted((row for row in advisers if row.started_on <= on), key=lambda row: row.started_on)
    now = next((row for row in reversed(in_order) if row.ended_on is None or row.ended_on > on), None)
    if now is None:
        return None
    before = [row for row in in_order if row.started_on < now.started_on]
    if not before or _same(before[-1], now) or on > now.started_on + OWED_FOR:
        return None
    return Change(before[-1], now)


def _same(one: Advised, other: Advised) -> bool:
    if one.worker_id is not None and other.worker_id is not None:
        return one.worker_id == other.worker_id
    return one.name == other.name


def count_of_advisers(advisers: Iterable[Advised]) -> int:
    """How many different people have been the personal adviser, by account and otherwise by name."""
    return len({row.worker_id or row.name for row in advisers})
