"""Facts from files, kept by the hundred thousand. The import that calls these audits once a person and rederives."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from waymark.audit.rules import Actor
from waymark.core.rows import insert_rows
from waymark.people.actions.many import change_fields
from waymark.people.models import DateOfBirth, Fact, YoungPerson
from waymark.people.rules.names import sort_name
from waymark.people.rules.words import BirthBasis, Source

BATCH = 500
Changes = dict[UUID, dict[str, tuple[Any, Any]]]


@transaction.atomic
def insert_people(people: Iterable[Mapping[str, Any]], names: Sequence[str], *, at: datetime) -> int:
    """Store new people; each mapping has `id` and some of the fields `names`. The number stored."""
    return insert_rows(
        YoungPerson,
        ("id", *names, "sort_name"),
        (
            (
                person["id"],
                *(person.get(name, None if name in _MAY_BE_NULL else "") for name in names),
                sort_name(
                    person.get("first_name", ""),
                    person.get("last_name", ""),
                    person.get("preferred_name", ""),
                    person.get("child_id"),
                ),
            )
            for person in people
        ),
        same={"created_at": at},
    )


_MAY_BE_NULL = frozenset({"child_id", "born_on", "died_on", "what_matters_on"})


@transaction.atomic
def insert_facts(
    model: type[Fact], names: Sequence[str], rows: Iterable[Sequence[Any]], *, source: Source, by: Actor, at: datetime
) -> int:
    """Store facts of one kind: `rows` are (person id, then a value for each of `names`). The number stored."""
    return insert_rows(
        model, ("person_id", *names), rows, same={"source": source, "recorded_at": at, "recorded_by_id": by.actor_id}
    )


@transaction.atomic
def withdraw_facts(model: type[Fact], ids: Sequence[UUID], *, at: datetime) -> None:
    """Take back facts that a file no longer has. They stay readable as what was believed until then."""
    for start in range(0, len(ids), BATCH):
        model.objects.known().filter(pk__in=ids[start : start + BATCH]).update(withdrawn_at=at)


@transaction.atomic
def insert_births(
    rows: Sequence[tuple[UUID, date, bool]], *, source: Source, by: Actor, at: datetime, new_people: bool
) -> int:
    """Store dates of birth as (person id, day, whether it is in force); one already in force gives way.

    `new_people` saves looking for the one before. The copy on the person is the caller's to set.
    """
    if not new_people:
        gives_way = [person_id for person_id, _, in_force in rows if in_force]
        for start in range(0, len(gives_way), BATCH):
            people = gives_way[start : start + BATCH]
            DateOfBirth.objects.known().filter(person__in=people, in_force=True).update(in_force=False)
    return insert_rows(
        DateOfBirth,
        ("person_id", "born_on", "in_force"),
        rows,
        same={
            "source": source,
            "recorded_at": at,
            "recorded_by_id": by.actor_id,
            "basis": BirthBasis.REPORTED,
        },
    )


@transaction.atomic
def change_people(changed: Mapping[UUID, Mapping[str, Any]]) -> Changes:
    """Write new values of fields of people already here; what truly changed, as field → (before, after)."""
    return change_fields(changed, born={})
