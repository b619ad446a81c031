"""Many people's facts at once, for imports and for the invented council."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models.functions import Now

from waymark.audit.actions import Entry, record_many
from waymark.audit.rules import Actor
from waymark.core.rows import insert_rows
from waymark.people.actions.rederiving import BATCH, facts_changed
from waymark.people.models import DateOfBirth, Fact, YoungPerson
from waymark.people.rules.names import sort_name


@transaction.atomic
def add_many(
    rows: Iterable[YoungPerson | Fact],
    *,
    by: Actor,
    today: date,
    withdrawn: Iterable[Fact] = (),
    changed: Mapping[UUID, Mapping[str, Any]] | None = None,
    event: str = "people.brought_in",
    detail: Mapping[str, Any] | None = None,
    rederive: bool = True,
) -> set[UUID]:
    """Store new people and facts, withdraw facts and change fields of people already here; the ids of all touched.

    `rows` are unsaved instances in any order; facts name their person by `person_id` (ids are made by the instances
    themselves). `changed` maps the id of someone already here to new values of `YoungPerson` fields. Of several dates
    of birth in force for one person the last wins. One audit entry a person says how many rows of each kind came and
    went, with `detail` beside it; the rows themselves say what. `rederive=False` leaves `facts_changed` to a caller who
    has more to store in the same transaction and then calls it with the ids returned.
    """
    by_model: dict[type[models.Model], list[Any]] = defaultdict(list)
    counts: dict[UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        by_model[type(row)].append(row)
        person_id = row.pk if isinstance(row, YoungPerson) else row.person_id
        counts[person_id][f"{row._meta.model_name}_added"] += 1
    by_withdrawn: dict[type[Fact], list[UUID]] = defaultdict(list)
    for fact in withdrawn:
        by_withdrawn[type(fact)].append(fact.pk)
        counts[fact.person_id][f"{fact._meta.model_name}_withdrawn"] += 1

    for model, ids in by_withdrawn.items():
        for start in range(0, len(ids), BATCH):
            model.objects.filter(pk__in=ids[start : start + BATCH]).update(withdrawn_at=Now())
    new_people: list[YoungPerson] = by_model.pop(YoungPerson, [])
    births = _one_in_force(by_model.get(DateOfBirth, []))
    for person in new_people:
        person.sort_name = sort_name(person.first_name, person.last_name, person.preferred_name, person.child_id)
        if person.pk in births:
            person.born_on = births[person.pk].born_on
    here = births.keys() - {person.pk for person in new_people}
    _make_way(list(here))
    changes = change_fields(changed or {}, born={pk: births[pk].born_on for pk in here})

    subjects = {person.pk: person for person in new_people}
    touched = counts.keys() | changes.keys()
    events = record_many(
        [
            Entry(
                event,
                subject=subjects.get(pk) or YoungPerson(pk=pk),
                person_id=pk,
                changes=changes.get(pk, {}),
                detail={**(detail or {}), **counts.get(pk, {})},
            )
            for pk in touched
        ],
        by=by,
    )
    if events:
        at = events[0].happened_at  # the trail keeps the clock
        _insert(YoungPerson, new_people, same={"created_at": at})
        for kind, facts in by_model.items():
            _insert(kind, facts, same={"recorded_at": at, "recorded_by_id": by.actor_id})
    if rederive:
        facts_changed(touched, by=by, today=today)
    return set(touched)


def _insert(model: type[models.Model], rows: list[Any], *, same: Mapping[str, Any]) -> None:
    """Store unsaved instances with the ids they have made for themselves; no file brings a photograph."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname not in {"photo", *same}]
    insert_rows(model, names, ([getattr(row, name) for name in names] for row in rows), same=same)


def _one_in_force(births: Sequence[DateOfBirth]) -> dict[UUID, DateOfBirth]:
    """The date of birth in force for each person; earlier ones of the same batch give way."""
    found: dict[UUID, DateOfBirth] = {}
    for birth in births:
        if birth.in_force:
            if birth.person_id in found:
                found[birth.person_id].in_force = False
            found[birth.person_id] = birth
    return found


def _make_way(ids: list[UUID]) -> None:
    for start in range(0, len(ids), BATCH):
        held = DateOfBirth.objects.known().filter(person__in=ids[start : start + BATCH], in_force=True)
        held.update(in_force=False)


def change_fields(
    changed: Mapping[UUID, Mapping[str, Any]], *, born: Mapping[UUID, date]
) -> dict[UUID, dict[str, tuple[Any, Any]]]:
    """Write new values of people already here; what truly changed, as (before, after)."""
    wanted = {pk: dict(fields) for pk, fields in changed.items()}
    for pk, day in born.items():
        wanted.setdefault(pk, {})["born_on"] = day
    changes: dict[UUID, dict[str, tuple[Any, Any]]] = {}
    ids = list(wanted)
    for start in range(0, len(ids), BATCH):
        people = list(YoungPerson.objects.select_for_update().filter(pk__in=ids[start : start + BATCH]))
        written: set[str] = set()
        for person in people:
            differs = {
                name: (getattr(person, name), value)
                for name, value in wanted[person.pk].items()
                if getattr(person, name) != value
            }
            if differs:
                changes[person.pk] = differs
                written |= differs.keys()
                for name, (_, value) in differs.items():
                    setattr(person, name, value)
                person.version += 1
                person.sort_name = sort_name(
                    person.first_name, person.last_name, person.preferred_name, person.child_id
                )
        if written:
            YoungPerson.objects.bulk_update(
                [person for person in people if person.pk in changes],
                [*written, "version", "sort_name"],
                batch_size=100,
            )
    return changes
