"""Dates of pathway plans, what is going on and handovers, for many young people at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F

from waymark.people import facts as people
from waymark.people.facts.reported import Held, facts_held, known
from waymark.people.models import Allocation, YoungPerson
from waymark.people.rules.words import AllocationRole, Source
from waymark.planning.models import Handover, PlanDate, WhatIsGoingOn
from waymark.planning.rules import OWED_FOR, Advised, Change, PlanEvent, change_of

PLAN_DATE = ("event", "on")
"""A date of a pathway plan, column by column."""


def plan_dates(person_ids: Iterable[UUID]) -> dict[UUID, dict[PlanEvent, PlanDate]]:
    """Person → event → its latest date."""
    found: dict[UUID, dict[PlanEvent, PlanDate]] = {}
    for row in known(PlanDate).filter(person__in=set(person_ids)).order_by("on", "recorded_at"):
        found.setdefault(row.person_id, {})[PlanEvent(row.event)] = row
    return found


def plan_dates_held(person_ids: Iterable[UUID], *, source: Source) -> Iterator[Held]:
    """What is kept of one source, withdrawn rows too, as the values of `PLAN_DATE`."""
    return facts_held(PlanDate, PLAN_DATE, person_ids, source=source)


def going_on(person_ids: Iterable[UUID]) -> dict[UUID, WhatIsGoingOn]:
    """The latest paragraph about each; people of whom nobody has written one are not in the answer."""
    rows = known(WhatIsGoingOn).filter(person__in=set(person_ids)).order_by("written_on", "recorded_at")
    return {row.person_id: row for row in rows}


def all_going_on(person_id: UUID) -> list[WhatIsGoingOn]:
    """Every paragraph about one person, the latest first."""
    return list(known(WhatIsGoingOn).filter(person=person_id).order_by("-written_on", "-recorded_at"))


def handovers_of(person_ids: Iterable[UUID]) -> dict[UUID, list[Handover]]:
    """Every handover about each, the one still open first, then the latest."""
    found: dict[UUID, list[Handover]] = defaultdict(list)
    rows = Handover.objects.filter(person__in=set(person_ids)).select_related("acknowledged_by")
    for row in rows.order_by(F("acknowledged_on").desc(nulls_first=True)):
        found[row.person_id].append(row)
    return dict(found)


def advised(allocations: Iterable[Allocation]) -> list[Advised]:
    """The personal advisers among somebody's allocations. Reads `worker` and `team`: select_related them."""
    return [
        Advised(row.worker_id, row.shown_worker, row.started_on, row.ended_on)
        for row in allocations
        if row.role == AllocationRole.PERSONAL_ADVISER
    ]


@dataclass(frozen=True, slots=True)
class Owed:
    """A handover that is asked for: whose, between whom, and the page if somebody has begun it."""

    person: YoungPerson
    change: Change
    handover: Handover | None


def owed_handover(allocations: Iterable[Allocation], handovers: Iterable[Handover], *, on: date) -> Change | None:
    """The change of one person's adviser that still needs a page taken over, or None."""
    change = change_of(advised(allocations), on=on)
    if change is None:
        return None
    taken = [row.acknowledged_on for row in handovers if row.acknowledged_by_id == change.now.worker_id]
    return None if any(day and day >= change.now.started_on for day in taken) else change


def handovers_owed(workers: Collection[UUID], *, on: date) -> list[Owed]:
    """Handovers that these users write or take over, the longest waiting first. Four queries, however many."""
    advisers = Allocation.objects.known().filter(role=AllocationRole.PERSONAL_ADVISER)
    since = on - OWED_FOR
    left = advisers.filter(worker__in=workers, ended_on__gte=since, ended_on__lte=on).values("person_id")
    new = advisers.open_on(on).filter(started_on__gte=since)
    ids = set(new.filter(worker__in=workers).values_list("person_id", flat=True))
    ids |= set(new.filter(person__in=left).values_list("person_id", flat=True))
    if not ids:
        return []
    allocations, handovers = people.allocations_of(ids), handovers_of(ids)
    found = []
    for person in YoungPerson.objects.filter(pk__in=ids, merged_into=None, died_on=None):
        pages = handovers.get(person.pk, [])
        change = owed_handover(allocations.get(person.pk, []), pages, on=on)
        if change is not None and {change.before.worker_id, change.now.worker_id} & set(workers):
            found.append(Owed(person, change, next((row for row in pages if row.acknowledged_on is None), None)))
    return sorted(found, key=lambda owed: (owed.change.now.started_on, owed.person.sort_name))
