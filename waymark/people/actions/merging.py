"""Two records of one person are joined, and can be parted again."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils.dateparse import parse_date

from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.core.privacy import Retention
from waymark.people.actions.facts import ReasonMissing
from waymark.people.actions.person import CHANGEABLE
from waymark.people.actions.rederiving import BATCH, facts_changed
from waymark.people.models import Allocation, DateOfBirth, Merge, YoungPerson
from waymark.people.rules.names import sort_name
from waymark.people.rules.words import ONE_AT_A_TIME

# These differ between two records of one person without one of them being wrong, so they are chosen by hand.
CHOOSABLE = (*CHANGEABLE, "born_on")


class SameRecord(Exception):
    """A record cannot be joined to itself."""


class JoinedAlready(Exception):
    """One of the two was joined to another record before. Part that first."""


class CannotJoin(Exception):
    """Both records hold something of which there can be only one; `what` names it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class PartedAlready(Exception):
    """This join was undone before."""


class LaterJoin(Exception):
    """The kept record was itself joined to another since. Part that first."""


@transaction.atomic
def merge_people(
    kept: YoungPerson,
    joined: YoungPerson,
    *,
    take: set[str],
    reason: str,
    by: Actor,
    today: date,
    now: datetime,
) -> Merge:
    """Move everything known about `joined` to `kept`. `take` names the CHOOSABLE fields whose value comes from `joined`.

    Nothing is lost: `joined` stays as an empty record that leads to the kept one, and `undo_merge` moves it all back.
    Where both have a personal adviser or social worker, the one of `kept` stays and the other ends today.
    """
    if kept.pk == joined.pk:
        raise SameRecord
    if not reason.strip():
        raise ReasonMissing
    if unknown := take - set(CHOOSABLE):
        raise TypeError(f"not fields to choose: {', '.join(sorted(unknown))}")
    pair = {p.pk: p for p in YoungPerson.objects.select_for_update().filter(pk__in=[kept.pk, joined.pk]).order_by("pk")}
    kept, joined = pair[kept.pk], pair[joined.pk]
    if kept.merged_into_id or joined.merged_into_id:
        raise JoinedAlready
    before = _before(kept, joined, take=take)
    before["rows"] = _make_room(kept, joined, take=take, today=today)
    moved = _move(joined, kept)
    _write_fields(kept, joined, take=take, now=now)
    merge = Merge.objects.create(
        kept=kept,
        joined=joined,
        moved=moved,
        before=before,
        reason=reason.strip(),
        merged_at=now,
        merged_by_id=by.actor_id,
        merged_by_name=by.actor_name,
    )
    for person in (kept, joined):
        record(
            "people.joined" if person is kept else "people.joined_to_another",
            by=by,
            subject=merge,
            person_id=person.pk,
            changes={name: (before["kept"][name], value) for name, value in before["taken"].items() if person is kept},
            reason=reason,
            detail={"rows_moved": len(moved), "fields_taken": sorted(take)},
        )
    facts_changed([kept.pk, joined.pk], by=by, today=today)
    return merge


@transaction.atomic
def undo_merge(merge: Merge, *, reason: str, by: Actor, today: date, now: datetime) -> Merge:
    """Part two joined records: what came from the joined one goes back; what was added since stays with the kept one.

    A field that the join changed gets its old value back unless somebody has changed it again since.
    """
    if not reason.strip():
        raise ReasonMissing
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at is not None:
        raise PartedAlready
    pair = {p.pk: p for p in YoungPerson.objects.select_for_update().filter(pk__in=[merge.kept_id, merge.joined_id])}
    kept, joined = pair[merge.kept_id], pair[merge.joined_id]
    if kept.merged_into_id:
        raise LaterJoin
    for label, ids in _by_label(merge.moved).items():
        field = _links_to_people()[label]
        for start in range(0, len(ids), BATCH):
            rows = field.model._base_manager.filter(pk__in=ids[start : start + BATCH])
            rows.filter(**{field.name: kept}).update(**{field.name: joined})
    for pk, ended_on in merge.before["rows"].get("allocations", {}).items():
        Allocation.objects.filter(pk=pk, ended_on=parse_date(ended_on)).update(ended_on=None)
    DateOfBirth.objects.filter(pk__in=merge.before["rows"].get("births", [])).update(in_force=True)
    taken, was = merge.before["taken"], merge.before["kept"]
    joined.merged_into, joined.merged_at, joined.child_id = None, None, merge.before["joined_child_id"]
    for name in taken:
        if _plain(getattr(kept, name)) == taken[name]:
            setattr(kept, name, _typed(name, was[name]))
    for person in (kept, joined):
        person.born_on = _born_on(person)
        person.version += 1
    kept.sort_name = sort_name(kept.first_name, kept.last_name, kept.preferred_name, kept.child_id)
    kept.save()  # first: it gives the child number up that the joined record gets back
    joined.save()
    merge.undone_at, merge.undone_by_id = now, by.actor_id
    merge.save(update_fields=["undone_at", "undone_by_id"])
    for person in (kept, joined):
        record("people.parted", by=by, subject=merge, person_id=person.pk, reason=reason)
    facts_changed([kept.pk, joined.pk], by=by, today=today)
    return merge


def _before(kept: YoungPerson, joined: YoungPerson, *, take: set[str]) -> dict[str, Any]:
    fields = sorted(take - {"born_on"})
    return {
        "kept": {name: _plain(getattr(kept, name)) for name in fields},
        "taken": {name: _plain(getattr(joined, name)) for name in fields},
        "joined_child_id": joined.child_id,
    }


def _make_room(kept: YoungPerson, joined: YoungPerson, *, take: set[str], today: date) -> dict[str, Any]:
    """Settle what there can be only one of; what was changed, so that undoing puts it back."""
    births = DateOfBirth.objects.known().filter(person__in=[kept, joined], in_force=True)
    in_force = {birth.person_id: birth for birth in births}
    loser = kept if "born_on" in take and joined.pk in in_force else joined
    given_way = in_force.get(loser.pk) if len(in_force) == 2 else None
    if given_way is not None:
        DateOfBirth.objects.filter(pk=given_way.pk).update(in_force=False)
    open_ones = Allocation.objects.known().filter(ended_on=None, role__in=[role.value for role in ONE_AT_A_TIME])
    kept_roles = set(open_ones.filter(person=kept).values_list("role", flat=True))
    ended = {}
    for allocation in open_ones.filter(person=joined, role__in=kept_roles):
        ended_on = max(today, allocation.started_on)
        Allocation.objects.filter(pk=allocation.pk).update(ended_on=ended_on)
        ended[str(allocation.pk)] = ended_on.isoformat()
    return {"births": [str(given_way.pk)] if given_way else [], "allocations": ended}


def _write_fields(kept: YoungPerson, joined: YoungPerson, *, take: set[str], now: datetime) -> None:
    taken = {name: getattr(joined, name) for name in take - {"born_on"}}
    joined.merged_into, joined.merged_at = kept, now
    if "child_id" in take:
        joined.child_id = None
    joined.version += 1
    joined.save(update_fields=["merged_into", "merged_at", "child_id", "version"])
    for name, value in taken.items():
        setattr(kept, name, value)
    kept.born_on = _born_on(kept)
    kept.version += 1
    kept.sort_name = sort_name(kept.first_name, kept.last_name, kept.preferred_name, kept.child_id)
    kept.save()


def _move(joined: YoungPerson, kept: YoungPerson) -> list[list[str]]:
    """Give every row about `joined`, in any app, to `kept`; `[link, id]` of each."""
    moved = []
    for label, field in _links_to_people().items():
        rows = field.model._base_manager.filter(**{field.name: joined})
        ids = list(rows.values_list("pk", flat=True))
        if ids:
            try:
                with transaction.atomic():
                    rows.update(**{field.name: kept})
            except IntegrityError as problem:
                raise CannotJoin(str(field.model._meta.verbose_name)) from problem
            moved += [[label, str(pk)] for pk in ids]
    return moved


def _links_to_people() -> dict[str, models.ForeignKey[Any, Any]]:
    """Every foreign key to a young person, by "app.model.field", but for merges themselves and what is only derived."""
    found = {}
    for relation in YoungPerson._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            model = relation.related_model
            derived = getattr(getattr(model, "Privacy", None), "retention", None) is Retention.DERIVED
            if model not in (Merge, YoungPerson) and not derived:
                found[f"{model._meta.label}.{relation.field.name}"] = relation.field
    return found


def _by_label(moved: list[list[str]]) -> dict[str, list[UUID | str]]:
    found: dict[str, list[UUID | str]] = {}
    for label, pk in moved:
        found.setdefault(label, []).append(pk)
    return found


def _born_on(person: YoungPerson) -> date | None:
    return DateOfBirth.objects.known().filter(person=person, in_force=True).values_list("born_on", flat=True).first()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _typed(name: str, value: Any) -> Any:
    field = YoungPerson._meta.get_field(name)
    return parse_date(value) if isinstance(field, models.DateField) and value else value
