"""What the page between two personal advisers shows today, before it is frozen."""

from dataclasses import dataclass
from datetime import date

from waymark.contact import facts as contact
from waymark.contact.rules import Whose
from waymark.core.wording import month_year
from waymark.duties import facts as duties
from waymark.people import facts as people
from waymark.people.models import Allocation, YoungPerson
from waymark.people.rules.words import AllocationRole, Relation
from waymark.planning import facts as planning
from waymark.planning.rules import Change, Stage, count_of_advisers
from waymark.workspace.rules.handover import Snapshot, due_items, people_items, promise_items


@dataclass(frozen=True, slots=True)
class Page:
    """One person's handover: the open one or else the latest; None where there was never one.

    `snapshot` is what it holds besides the words: frozen once it was gone through, before that as it is today.
    """

    person: YoungPerson
    handover: planning.Handover | None
    earlier: tuple[planning.Handover, ...]
    change: Change | None
    snapshot: Snapshot
    adviser: Allocation | None
    advisers: int
    going_on: str


def handover_page(person: YoungPerson, *, on: date, anew: bool = False) -> Page:
    """A fixed number of queries. `anew`: begin another page although the latest was taken over."""
    ids = [person.pk]
    allocations = people.allocations_of(ids).get(person.pk, [])
    pages = planning.handovers_of(ids).get(person.pk, [])
    change = planning.owed_handover(allocations, pages, on=on)
    handover = pages[0] if pages else None
    if handover is not None and handover.stage is Stage.ACKNOWLEDGED and (change is not None or anew):
        handover = None
    going_on = planning.going_on(ids).get(person.pk)
    frozen = handover is not None and handover.stage is not Stage.TO_WRITE
    return Page(
        person=person,
        handover=handover,
        earlier=tuple(page for page in pages if page is not handover),
        change=change,
        snapshot=handover.snapshot if handover is not None and frozen else _as_it_is(person, allocations, on=on),
        adviser=next((row for row in _open(allocations, on) if row.role == AllocationRole.PERSONAL_ADVISER), None),
        advisers=count_of_advisers(planning.advised(allocations)),
        going_on=going_on.text if going_on else "",
    )


def _open(allocations: list[Allocation], on: date) -> list[Allocation]:
    return [row for row in allocations if row.started_on <= on and (row.ended_on is None or row.ended_on > on)]


def _as_it_is(person: YoungPerson, allocations: list[Allocation], *, on: date) -> Snapshot:
    promises = contact.promises_open([person.pk]).get(person.pk, [])
    workers = [
        (row.shown_worker, f"{AllocationRole.label_of(row.role)} since {month_year(row.started_on)}")
        for row in _open(allocations, on)
    ]
    network = [
        (member.name, _who(member.relation_words or Relation.label_of(member.relation), member.in_their_words))
        for member in people.network_of([person.pk]).get(person.pk, [])
        if member.ended_on is None or member.ended_on > on
    ]
    return {
        "promises": promise_items(
            [
                (row.what, person.called if row.whose == Whose.YOUNG_PERSON else row.shown_owner, row.by_when)
                for row in promises
            ],
            on=on,
        ),
        "due": due_items(duties.duties_of([person.pk], on=on).get(person.pk, []), on=on),
        "people": people_items([*workers, *network]),
    }


def _who(relation: str, words: str) -> str:
    return f"{relation}. “{words}”" if words else relation
