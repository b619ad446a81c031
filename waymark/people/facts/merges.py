"""Records that were joined, and what two records hold before they are."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count

from waymark.accounts.models import User
from waymark.people.facts.history import LISTS
from waymark.people.models import Address, Allocation, ContactPoint, Fact, Merge, NetworkMember, YoungPerson

COUNTED: dict[str, type[Fact]] = {
    "allocations": Allocation,
    "addresses": Address,
    "contact_points": ContactPoint,
    "network": NetworkMember,
} | {name: model for name, (model, _) in LISTS.items()}


def merges_of(user: User, *, on: date) -> list[Merge]:
    """The latest joins of records this user reaches by more than an emergency, newest first."""
    people = YoungPerson.objects.visible_to(user, on=on, emergency=False).values("pk")
    rows = Merge.objects.filter(kept__in=people).select_related("kept", "joined").order_by("-merged_at", "id")
    return list(rows[:50])


def what_is_known_of(ids: Iterable[UUID]) -> dict[UUID, dict[str, int]]:
    """How many known facts of each kind each person has; kinds that nobody has are left out."""
    people = list(ids)
    found: dict[UUID, dict[str, int]] = {person_id: {} for person_id in people}
    for name, model in COUNTED.items():
        rows = model.objects.known().filter(person__in=people).values("person_id").annotate(n=Count("pk"))
        for person_id, n in rows.values_list("person_id", "n"):
            found[person_id][name] = n
    return found
