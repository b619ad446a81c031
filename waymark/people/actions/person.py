"""Who a young person is: added, corrected, with a photograph."""

import uuid
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from waymark.accounts.models import Team, User
from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.people.actions.rederiving import facts_changed
from waymark.people.models import Allocation, DateOfBirth, YoungPerson
from waymark.people.rules.names import sort_name
from waymark.people.rules.photos import kind_of
from waymark.people.rules.words import AllocationRole, BirthBasis, Source

# What `change_person` may write. Dates of birth, merging and the photograph have actions of their own.
CHANGEABLE = (
    *("child_id", "upn", "first_name", "last_name", "preferred_name", "pronouns", "sex", "gender_identity"),
    *("ethnicity", "religion", "first_language", "interpreter_needed", "reading_note", "disability"),
    *("disability_note", "visiting_safety_note", "what_matters", "what_matters_on", "died_on"),
)


class ChildIdTaken(Exception):
    """Another record has this child number. A pupil number may be shared by mistake; a child number never is."""


class BornInTheFuture(Exception):
    """A date of birth after today."""


class DiedInTheFuture(Exception):
    """A date of death after today."""


class DiedBeforeBirth(Exception):
    """A date of death before the date of birth."""


class NameOrNumberMissing(Exception):
    """Neither a name nor a child number was given, so nobody could find the record again."""


class ChangedMeanwhile(Exception):
    """Somebody else has changed the record since it was read. `current` is how it stands now."""

    def __init__(self, current: YoungPerson) -> None:
        super().__init__(f"version {current.version}")
        self.current = current


class NotAPhoto(Exception):
    """The file is neither a JPEG nor a PNG, whatever its name says."""


@transaction.atomic
def add_person(
    *,
    by: Actor,
    today: date,
    born_on: date | None = None,
    birth_basis: BirthBasis = BirthBasis.STATED,
    source: Source = Source.STAFF,
    worker: User | None = None,
    team: Team | None = None,
    role: AllocationRole = AllocationRole.PERSONAL_ADVISER,
    **fields: Any,
) -> YoungPerson:
    """Start a record, with a worker from today where one is named. `fields` are those of CHANGEABLE."""
    _only_changeable(fields)
    if born_on and born_on > today:
        raise BornInTheFuture
    person = YoungPerson(born_on=born_on, **fields)
    person.child_id = person.child_id or None
    _check(person, today=today)
    person.sort_name = sort_name(person.first_name, person.last_name, person.preferred_name, person.child_id)
    _refuse_taken_number(person)
    person.save(force_insert=True)
    changes = {name: ("", value) for name, value in fields.items() if value not in ("", None)}
    if born_on:
        DateOfBirth.objects.create(
            person=person, born_on=born_on, basis=birth_basis, recorded_by_id=by.actor_id, source=source
        )
        changes["born_on"] = ("", born_on)
    if worker or team:
        Allocation.objects.create(
            person=person,
            worker=worker,
            worker_name=str(worker) if worker else "",
            team=team,
            role=role,
            started_on=today,
            recorded_by_id=by.actor_id,
            source=source,
        )
        changes["worker"] = ("", worker or team)
    record("people.person_added", by=by, subject=person, person_id=person.pk, changes=changes)
    facts_changed([person.pk], by=by, today=today)
    return person


@transaction.atomic
def change_person(
    person: YoungPerson, *, expected_version: int, by: Actor, today: date, reason: str = "", **fields: Any
) -> YoungPerson:
    """Write new values of a person's own fields; nothing is written where nothing differs.

    Raises ChangedMeanwhile where the record is no longer the version that the editor saw.
    """
    _only_changeable(fields)
    current = YoungPerson.objects.select_for_update().get(pk=person.pk)
    if current.version != expected_version:
        raise ChangedMeanwhile(current)
    if "child_id" in fields:
        fields["child_id"] = fields["child_id"] or None
    changes = {
        name: (getattr(current, name), value) for name, value in fields.items() if getattr(current, name) != value
    }
    if not changes:
        return current
    for name, (_, value) in changes.items():
        setattr(current, name, value)
    _check(current, today=today)
    _refuse_taken_number(current)
    current.version += 1
    current.sort_name = sort_name(current.first_name, current.last_name, current.preferred_name, current.child_id)
    current.save(update_fields=[*changes, "version", "sort_name"])
    record(
        "people.person_changed",
        by=by,
        subject=current,
        person_id=current.pk,
        changes=changes,
        reason=reason,
        detail={"version": current.version},
    )
    facts_changed([current.pk], by=by, today=today)
    return current


@transaction.atomic
def set_photo(person: YoungPerson, *, content: bytes | None, by: Actor, today: date) -> YoungPerson:
    """Keep a new photograph, or take the present one away (None). The file has a name that says nothing.

    Raises NotAPhoto. The old file is deleted once the change is certain.
    """
    kind = kind_of(content) if content is not None else None
    if content is not None and kind is None:
        raise NotAPhoto
    current = YoungPerson.objects.select_for_update().get(pk=person.pk)
    old = current.photo.name
    current.photo.name = ""
    if content is not None and kind is not None:
        current.photo.name = default_storage.save(f"photos/{uuid.uuid4().hex}.{kind.suffix}", ContentFile(content))
    current.save(update_fields=["photo"])
    record(
        "people.photo_changed",
        by=by,
        subject=current,
        person_id=current.pk,
        changes={"photo": ("kept" if old else "", "kept" if content is not None else "")},
    )
    if old:
        transaction.on_commit(lambda: default_storage.delete(old))
    return current


def _only_changeable(fields: dict[str, Any]) -> None:
    if unknown := fields.keys() - set(CHANGEABLE):
        raise TypeError(f"not fields of a person that can be changed here: {', '.join(sorted(unknown))}")


def _check(person: YoungPerson, *, today: date) -> None:
    if not any((person.first_name, person.last_name, person.preferred_name, person.child_id)):
        raise NameOrNumberMissing
    if person.died_on and person.died_on > today:
        raise DiedInTheFuture
    if person.died_on and person.born_on and person.died_on < person.born_on:
        raise DiedBeforeBirth


def _refuse_taken_number(person: YoungPerson) -> None:
    if person.child_id and YoungPerson.objects.filter(child_id=person.child_id).exclude(pk=person.pk).exists():
        raise ChildIdTaken
