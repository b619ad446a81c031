"""Where many young people live and how to reach them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from waymark.people.models import Address, ContactPoint
from waymark.people.rules.words import ContactKind, YesNo


@dataclass(slots=True)
class Reach:
    """One person's addresses and contact points; `past_*` have ended."""

    addresses: list[Address] = field(default_factory=list)
    past_addresses: list[Address] = field(default_factory=list)
    points: list[ContactPoint] = field(default_factory=list)
    past_points: list[ContactPoint] = field(default_factory=list)

    @property
    def call_first(self) -> ContactPoint | None:
        """The number to ring: one known to be safe, the preferred one first. None where nobody has said one is safe."""
        numbers = [p for p in self.points if p.kind in (ContactKind.MOBILE, ContactKind.PHONE)]
        return next((p for p in numbers if p.safe_to_use == YesNo.YES), None)


def reach_of(ids: Iterable[UUID], *, on: date) -> dict[UUID, Reach]:
    """How each person is reached on a day; everyone asked about is in the answer."""
    people = set(ids)
    found = {person_id: Reach() for person_id in people}
    for address in Address.objects.known().filter(person__in=people).order_by("-started_on", "-recorded_at", "id"):
        over = address.ended_on is not None and address.ended_on <= on
        mine = found[address.person_id]
        (mine.past_addresses if over else mine.addresses).append(address)
    rows = ContactPoint.objects.known().filter(person__in=people).order_by("-preferred", "-recorded_at", "id")
    for point in rows:
        over = point.ended_on is not None and point.ended_on <= on
        mine = found[point.person_id]
        (mine.past_points if over else mine.points).append(point)
    return found
