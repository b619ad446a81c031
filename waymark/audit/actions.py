"""The only writer of the audit trail. It stamps its own time, so that no caller can date an event back."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import DatabaseError, models, transaction
from django.utils import timezone

from waymark.audit.facts import link_of, seal_hash, wrapper_of
from waymark.audit.models import ChainHead, Event, EventValue, Look, LookedAt, LookSeal, ValueKey
from waymark.audit.rules import GENESIS, Actor, Link, as_text, chained, digest
from waymark.core.privacy import Sensitivity
from waymark.core.rows import insert_rows

NOBODY = UUID(int=0)  # whose key covers values that are not about a young person
Changes = Mapping[str, tuple[Any, Any]]


class LookNotKept(Exception):
    """A look could be written neither to the database nor to the local journal, so the record stays shut."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change to be recorded. `changes` maps a field of the subject to (before, after)."""

    event: str
    subject: models.Model | None
    person_id: UUID | None = None
    changes: Changes = field(default_factory=dict)
    reason: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


def record(
    event: str,
    *,
    by: Actor,
    subject: models.Model | None,
    person_id: UUID | None = None,
    changes: Changes | None = None,
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
) -> Event:
    """Add one event (`app.past_tense`) to the chain, inside the caller's transaction.

    `detail` is stored as it is and must hold nothing about a person; values go into `changes`.
    """
    return record_many([Entry(event, subject, person_id, changes or {}, reason, detail or {})], by=by)[0]


@transaction.atomic
def record_many(entries: Iterable[Entry], *, by: Actor) -> list[Event]:
    """Add many events in one go; the chain is locked once, from here to the end of the transaction."""
    entries = list(entries)
    if not entries:
        return []
    head, _ = ChainHead.objects.select_for_update().get_or_create(id=1, defaults={"hash": GENESIS})
    now = timezone.now()
    key = _digest_key()
    previous, events = head.hash, []
    for entry in entries:
        event = _event(entry, by=by, now=now, key=key)
        previous = event.hash = chained(previous, link_of(event))
        events.append(event)
    Event.objects.bulk_create(events, batch_size=500)
    head.hash = previous
    head.save(update_fields=["hash"])
    _keep_values(entries, events)
    return events


@transaction.atomic
def record_rows(event: str, rows: Iterable[tuple[UUID, Mapping[str, Any]]], *, by: Actor, subject: models.Model) -> int:
    """Add one event of the same name and subject for each (person id, detail), without values; the number added.

    As many as a whole return has people. `detail` is stored as it is and must hold nothing about a person.
    """
    head, _ = ChainHead.objects.select_for_update().get_or_create(id=1, defaults={"hash": GENESIS})
    now = timezone.now()
    actor, kind, key = as_text(by.actor_id), subject._meta.label, str(subject.pk)
    previous = head.hash

    def linked() -> Iterator[tuple[Any, ...]]:
        nonlocal previous
        for person_id, detail in rows:
            link = Link(now, event, actor, by.actor_name, kind, key, str(person_id), {}, detail)
            previous = chained(previous, link)
            yield person_id, detail, previous

    added = insert_rows(
        Event,
        ("person_id", "detail", "hash"),
        linked(),
        same={
            "happened_at": now,
            "name": event,
            "actor_id": by.actor_id,
            "actor_name": by.actor_name,
            "subject_type": kind,
            "subject_id": key,
            "digests": {},
        },
    )
    head.hash = previous
    head.save(update_fields=["hash"])
    return added


def _event(entry: Entry, *, by: Actor, now: datetime, key: bytes) -> Event:
    values = _values(entry)
    subject = entry.subject
    return Event(
        happened_at=now,
        name=entry.event,
        actor_id=by.actor_id,
        actor_name=by.actor_name,
        subject_type=subject._meta.label if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        person_id=entry.person_id,
        digests={name: digest(name, before, after, key=key) for name, (before, after) in values.items()},
        detail=dict(entry.detail),
    )


def _values(entry: Entry) -> dict[str, tuple[Any, Any]]:
    values = dict(entry.changes)
    if entry.reason:
        values["reason"] = ("", entry.reason)
    return values


def _keep_values(entries: list[Entry], events: list[Event]) -> None:
    people = {entry.person_id or NOBODY for entry in entries if _values(entry)}
    keys = _keys_for(people)
    rows = []
    for entry, event in zip(entries, events, strict=True):
        person_id = entry.person_id or NOBODY
        classes = getattr(getattr(entry.subject, "Privacy", None), "sensitivity", {})
        for name, (before, after) in _values(entry).items():
            rows.append(
                EventValue(
                    event=event,
                    person_id=person_id,
                    field=name,
                    sensitivity=classes.get(name, Sensitivity.CARE),
                    ciphertext=keys[person_id].encrypt(json.dumps([as_text(before), as_text(after)]).encode()).decode(),
                )
            )
    EventValue.objects.bulk_create(rows, batch_size=500)


def _keys_for(people: set[UUID]) -> dict[UUID, Fernet]:
    """Each person's value key, made when first needed. An erased person gets a throwaway key: nothing new is kept."""
    wrapper = _wrapper()
    keys: dict[UUID, Fernet] = {}
    wanted = list(people)
    for start in range(0, len(wanted), 500):
        for row in ValueKey.objects.filter(person_id__in=wanted[start : start + 500]):
            keys[row.person_id] = Fernet(
                Fernet.generate_key() if row.erased_at else wrapper.decrypt(row.wrapped.encode())
            )
    new = []
    for person_id in people - keys.keys():
        key = Fernet.generate_key()
        keys[person_id] = Fernet(key)
        new.append(ValueKey(person_id=person_id, wrapped=wrapper.encrypt(key).decode()))
    ValueKey.objects.bulk_create(new, batch_size=500)
    return keys


@transaction.atomic
def erase_values(*, person_id: UUID, by: Actor, reason: str) -> None:
    """Make a person's audited values unreadable for ever; the events stay and the chain still verifies."""
    ValueKey.objects.filter(person_id=person_id).update(wrapped="", erased_at=timezone.now())
    record("audit.values_erased", by=by, subject=None, person_id=None, reason=reason)


def looked(
    *, by: Actor, person_ids: Iterable[UUID], what: str, path: str = "", reason: str = "", marked: bool = False
) -> None:
    """Note that `by` saw these people. `marked` singles out looks that somebody should check.

    When the database cannot be written the look goes to a journal on disk (`WAYMARK_DATA_DIR/looks.jsonl`), which
    `waymark seal-looks` brings in later. Raises LookNotKept when neither can be written.
    """
    people = list(dict.fromkeys(person_ids))
    now = timezone.now()
    try:
        with transaction.atomic():
            look = Look.objects.create(
                looked_at=now,
                actor_id=by.actor_id,
                actor_name=by.actor_name,
                what=what,
                path=path[:200],
                reason=reason,
                marked=marked,
            )
            LookedAt.objects.bulk_create([LookedAt(look=look, person_id=p) for p in people], batch_size=500)
    except DatabaseError:
        _journal(by=by, people=people, what=what, path=path, reason=reason, marked=marked, now=now)


def _journal(*, by: Actor, people: list[UUID], what: str, path: str, reason: str, marked: bool, now: datetime) -> None:
    line = {
        "looked_at": now.isoformat(),
        "actor_id": as_text(by.actor_id),
        "actor_name": by.actor_name,
        "what": what,
        "path": path[:200],
        "reason": reason,
        "marked": marked,
        "people": [str(p) for p in people],
    }
    try:
        with _journal_path().open("a", encoding="utf-8") as journal:
            journal.write(json.dumps(line) + "\n")
            journal.flush()
            os.fsync(journal.fileno())
    except OSError as problem:
        raise LookNotKept from problem


def _journal_path() -> Path:
    return Path(settings.DATA_DIR) / "looks.jsonl"


@transaction.atomic
def bring_in_journal() -> int:
    """Move looks from the local journal into the database; the number moved."""
    path = _journal_path()
    if not path.exists():
        return 0
    taken = path.with_suffix(".taken")
    path.rename(taken)
    lines = [json.loads(line) for line in taken.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        look = Look.objects.create(
            looked_at=datetime.fromisoformat(line["looked_at"]),
            actor_id=UUID(line["actor_id"]) if line["actor_id"] else None,
            actor_name=line["actor_name"],
            what=line["what"],
            path=line["path"],
            reason=line["reason"],
            marked=line["marked"],
        )
        LookedAt.objects.bulk_create([LookedAt(look=look, person_id=UUID(p)) for p in line["people"]], batch_size=500)
    transaction.on_commit(taken.unlink)
    return len(lines)


@transaction.atomic
def seal_looks() -> int:
    """Seal all looks that no batch holds yet; the number sealed."""
    unsealed = list(Look.objects.select_for_update().filter(seal=None).order_by("looked_at", "id"))
    if not unsealed:
        return 0
    last = LookSeal.objects.order_by("-sequence").first()
    seal = LookSeal.objects.create(
        sealed_at=timezone.now(), looks=len(unsealed), hash=seal_hash(unsealed, previous=last.hash if last else GENESIS)
    )
    Look.objects.filter(pk__in=[look.pk for look in unsealed]).update(seal=seal)
    return len(unsealed)


def _digest_key() -> bytes:
    return hashlib.sha256(b"waymark audit digest:" + settings.AUDIT_KEY.encode()).digest()


def _wrapper() -> Fernet:
    return wrapper_of(settings.AUDIT_KEY)
