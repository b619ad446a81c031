"""Dated facts: added, ended, corrected and withdrawn. No row is ever overwritten; each change leaves the old one behind."""

from datetime import date
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models.functions import Now

from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.people.actions.person import BornInTheFuture
from waymark.people.actions.rederiving import facts_changed
from waymark.people.models import CarePeriod, DateOfBirth, Fact, LegalStatusSpell, Placement, YoungPerson
from waymark.people.models.facthood import FACT
from waymark.people.rules.words import BirthBasis, Source

AnyFact = TypeVar("AnyFact", bound=Fact)

# Of these, no two can be true at once.
NEVER_TOGETHER = (CarePeriod, LegalStatusSpell, Placement)
# The fields that say when something began or happened.
FIRST_DAYS = ("started_on", "made_on", "held_on", "asked_on")
# An ending may be known in advance; these happened, so they lie in the past.
HAPPENED = ("made_on", "held_on", "asked_on", "applied_on")


class EndsBeforeItStarts(Exception):
    """The last day lies before the first."""


class ExpectedBeforeItStarts(Exception):
    """The day they are expected out lies before the first."""


class BeforeBirth(Exception):
    """The fact begins before the person was born."""


class InTheFuture(Exception):
    """Something that is said to have begun or happened lies after today."""


class Overlaps(Exception):
    """Another known row of the same kind covers some of the same days. `other` is that row."""

    def __init__(self, other: CarePeriod | LegalStatusSpell | Placement) -> None:
        super().__init__(str(other.pk))
        self.other = other


class AlreadyWithdrawn(Exception):
    """Somebody else has corrected or withdrawn this row meanwhile."""


class ReasonMissing(Exception):
    """A correction says why."""


@transaction.atomic
def add_fact(fact: AnyFact, *, by: Actor, today: date, reason: str = "") -> AnyFact:
    """Store an unsaved fact."""
    _check(fact, today=today)
    fact.recorded_by_id = by.actor_id
    fact.save(force_insert=True)
    changes = {name: ("", value) for name, value in _values(fact).items() if value not in ("", None)}
    _record("added", fact, by=by, changes=changes, reason=reason)
    facts_changed([fact.person_id], by=by, today=today)
    return fact


@transaction.atomic
def correct_fact(fact: AnyFact, *, by: Actor, today: date, reason: str, **fields: Any) -> AnyFact:
    """Withdraw a row and add it again with other values; the row now known."""
    if not reason.strip():
        raise ReasonMissing
    return _replace(fact, "corrected", by=by, today=today, reason=reason, fields=fields)


@transaction.atomic
def end_fact(fact: AnyFact, *, ended_on: date, by: Actor, today: date, reason: str = "") -> AnyFact:
    """Say when something that was open came to an end."""
    return _replace(fact, "ended", by=by, today=today, reason=reason, fields={"ended_on": ended_on})


@transaction.atomic
def withdraw_fact(fact: Fact, *, by: Actor, today: date, reason: str) -> None:
    """Take back a row that was never true. It stays readable as what was believed until now."""
    if not reason.strip():
        raise ReasonMissing
    _withdraw(fact)
    changes = {name: (value, "") for name, value in _values(fact).items() if value not in ("", None)}
    _record("withdrawn", fact, by=by, changes=changes, reason=reason)
    facts_changed([fact.person_id], by=by, today=today)


@transaction.atomic
def set_date_of_birth(
    person: YoungPerson,
    *,
    born_on: date,
    basis: BirthBasis,
    by: Actor,
    today: date,
    decided_on: date | None = None,
    note: str = "",
    in_force: bool = True,
    source: Source = Source.STAFF,
) -> DateOfBirth:
    """Add a date of birth. Put in force it replaces the one that was, which stays in the history."""
    if born_on > today:
        raise BornInTheFuture
    if decided_on and decided_on > today:
        raise InTheFuture
    current = YoungPerson.objects.select_for_update().get(pk=person.pk)
    if in_force:
        DateOfBirth.objects.known().filter(person=current, in_force=True).update(in_force=False)
    birth = DateOfBirth.objects.create(
        person=current,
        born_on=born_on,
        basis=basis,
        decided_on=decided_on,
        note=note,
        in_force=in_force,
        recorded_by_id=by.actor_id,
        source=source,
    )
    changes = {"born_on": (current.born_on if in_force else "", born_on), "basis": ("", basis), "note": ("", note)}
    if in_force:
        current.born_on = born_on
        current.save(update_fields=["born_on"])
        person.born_on = born_on
    _record("set", birth, by=by, changes=changes, reason="")
    facts_changed([current.pk], by=by, today=today)
    return birth


def _replace(fact: AnyFact, what: str, *, by: Actor, today: date, reason: str, fields: dict[str, Any]) -> AnyFact:
    values = _values(fact)
    if unknown := fields.keys() - values.keys():
        raise TypeError(f"not fields of a {fact._meta.verbose_name}: {', '.join(sorted(unknown))}")
    changes = {name: (values[name], value) for name, value in fields.items() if values[name] != value}
    if not changes:
        return fact
    _withdraw(fact)
    new = type(fact)(person_id=fact.person_id, source=Source.STAFF, recorded_by_id=by.actor_id, **(values | fields))
    _check(new, today=today)
    new.save(force_insert=True)
    _record(what, new, by=by, changes=changes, reason=reason)
    facts_changed([new.person_id], by=by, today=today)
    return new


def _withdraw(fact: Fact) -> None:
    if not type(fact).objects.known().filter(pk=fact.pk).update(withdrawn_at=Now()):
        raise AlreadyWithdrawn


def _values(fact: Fact) -> dict[str, Any]:
    """What the fact says, by field, without who recorded it when."""
    fields: list[models.Field[Any, Any]] = [f for f in fact._meta.concrete_fields if f.name not in FACT]
    return {field.name: getattr(fact, field.name) for field in fields}


def _check(fact: Fact, *, today: date) -> None:
    born_on = YoungPerson.objects.filter(pk=fact.person_id).values_list("born_on", flat=True).get()
    first = next((day for name in FIRST_DAYS if (day := getattr(fact, name, None))), None)
    ended_on = getattr(fact, "ended_on", None)
    if first and ended_on and ended_on < first:
        raise EndsBeforeItStarts
    expected_end_on = getattr(fact, "expected_end_on", None)
    if first and expected_end_on and expected_end_on < first:
        raise ExpectedBeforeItStarts
    if born_on and first and first < born_on:
        raise BeforeBirth
    if any((day := getattr(fact, name, None)) and day > today for name in HAPPENED):
        raise InTheFuture
    if isinstance(fact, NEVER_TOGETHER):
        _refuse_overlap(fact)


def _refuse_overlap(fact: CarePeriod | LegalStatusSpell | Placement) -> None:
    rows: models.QuerySet[Any] = type(fact).objects.known().filter(person=fact.person_id).exclude(pk=fact.pk)
    if isinstance(fact, CarePeriod):  # another authority's care may run into ours on the day it is handed over
        rows = rows.filter(kind=fact.kind)
    rows = rows.filter(models.Q(ended_on__isnull=True) | models.Q(ended_on__gt=fact.started_on))
    if fact.ended_on:
        rows = rows.filter(started_on__lt=fact.ended_on)
    if other := rows.order_by("started_on").first():
        raise Overlaps(other)


def _record(what: str, fact: Fact, *, by: Actor, changes: dict[str, tuple[Any, Any]], reason: str) -> None:
    record(
        f"{fact._meta.app_label}.{fact._meta.model_name}_{what}",
        by=by,
        subject=fact,
        person_id=fact.person_id,
        changes=changes,
        reason=reason,
    )
