"""Whom the database already holds, before a council is invented in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from waymark.people.models import DateOfBirth, YoungPerson
from waymark.people.rules.words import Source

BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Here:
    """How many people are invented and how many are not; `sam` says whether a young person has a sign-in."""

    invented: int
    others: int
    sam: bool


def people_here() -> Here:
    """Someone is invented whose date of birth is; records joined to others are not counted."""
    invented = DateOfBirth.objects.filter(source=Source.DEMO).values("person_id")
    people = YoungPerson.objects.current()
    return Here(
        invented=people.filter(pk__in=invented).count(),
        others=people.exclude(pk__in=invented).count(),
        sam=people.filter(account__isnull=False).exists(),
    )


def child_numbers_taken(numbers: Iterable[str]) -> bool:
    rest = iter(numbers)
    while batch := list(islice(rest, BATCH)):
        if YoungPerson.objects.filter(child_id__in=batch).exists():
            return True
    return False
