"""What the trail says: who has looked, what was changed, whether the chain holds."""

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db.models import Count, QuerySet

from waymark.audit.models import Event, EventValue, Look, LookedAt, LookSeal, ValueKey
from waymark.audit.rules import GENESIS, Break, Link, as_text, first_break


@dataclass(frozen=True, slots=True)
class LookFact:
    looked_at: datetime
    actor_id: UUID | None
    actor_name: str
    what: str
    reason: str
    marked: bool


@dataclass(frozen=True, slots=True)
class ChangeFact:
    sequence: int
    happened_at: datetime
    name: str
    actor_name: str
    subject_type: str
    fields: tuple[str, ...]


def looks_at(person_id: UUID, *, before: int | None = None, limit: int = 50) -> tuple[list[LookFact], int | None]:
    """Who has looked at this person, newest first, and where the next page starts (None at the end)."""
    rows = LookedAt.objects.filter(person_id=person_id).select_related("look").order_by("-id")
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows[: limit + 1])
    facts = [
        LookFact(r.look.looked_at, r.look.actor_id, r.look.actor_name, r.look.what, r.look.reason, r.look.marked)
        for r in found[:limit]
    ]
    return facts, (found[limit - 1].pk if len(found) > limit else None)


def people_who_looked(person_id: UUID) -> list[tuple[str, int]]:
    """(name, number of looks), most first."""
    rows = LookedAt.objects.filter(person_id=person_id).values_list("look__actor_name").annotate(n=Count("id"))
    return [(name, n) for name, n in rows.order_by("-n", "look__actor_name")]


def looks_by(actor_id: UUID) -> QuerySet[Look]:
    return Look.objects.filter(actor_id=actor_id)


def changes_to(person_id: UUID, *, limit: int = 50) -> list[ChangeFact]:
    """The latest changes to one person's record: which fields, never which values."""
    rows = Event.objects.filter(person_id=person_id).order_by("-sequence")[:limit]
    return [
        ChangeFact(r.sequence, r.happened_at, r.name, r.actor_name, r.subject_type, tuple(sorted(r.digests)))
        for r in rows
    ]


def values_of(sequences: list[int], *, classes: set[str]) -> dict[int, dict[str, tuple[str, str]]]:
    """Before and after of the events named, for the sensitivity classes the reader may see; erased ones are left out."""
    rows = list(EventValue.objects.filter(event__in=sequences, sensitivity__in=classes))
    keys = _ciphers({row.person_id for row in rows})
    found: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    for row in rows:
        if row.person_id in keys:
            try:
                before, after = json.loads(keys[row.person_id].decrypt(row.ciphertext.encode()))
            except InvalidToken:
                continue
            found[row.event_id][row.field] = (before, after)
    return dict(found)


def _ciphers(person_ids: Collection[UUID]) -> dict[UUID, Fernet]:
    """The cipher of each person's values; none for whose key was erased."""
    wrapper = wrapper_of(settings.AUDIT_KEY)
    held = ValueKey.objects.filter(person_id__in=person_ids, erased_at=None)
    return {key.person_id: Fernet(wrapper.decrypt(key.wrapped.encode())) for key in held}


def values_before(person_ids: Iterable[UUID], fields: Collection[str]) -> dict[UUID, set[str]]:
    """What these fields of these people said before they were changed; nothing of people whose values were erased.

    Two queries for as many people as a statement takes.
    """
    rows = list(EventValue.objects.filter(person_id__in=list(person_ids), field__in=fields))
    if not rows:
        return {}
    ciphers = _ciphers({row.person_id for row in rows})
    found: dict[UUID, set[str]] = defaultdict(set)
    for row in rows:
        if row.person_id in ciphers:
            try:
                before, _ = json.loads(ciphers[row.person_id].decrypt(row.ciphertext.encode()))
            except InvalidToken:
                continue
            if before:
                found[row.person_id].add(before)
    return dict(found)


def recent_paths(actor_id: UUID, *, below: str, limit: int = 200) -> list[str]:
    """The addresses below a path at which somebody last looked at records, the latest first, each once."""
    rows = Look.objects.filter(actor_id=actor_id, path__startswith=below).order_by("-looked_at")
    return list(dict.fromkeys(rows.values_list("path", flat=True)[:limit]))


def chain_break() -> Break | None:
    """The first event that does not follow from all before it; None when the whole chain holds."""
    rows = Event.objects.order_by("sequence").iterator(chunk_size=2000)
    return first_break((row.sequence, link_of(row), row.hash) for row in rows)


def broken_seal() -> int | None:
    """The number of the first batch of looks that was changed after it was sealed; None when all hold."""
    previous = GENESIS
    for seal in LookSeal.objects.order_by("sequence"):
        looks = list(Look.objects.filter(seal=seal).order_by("looked_at", "id"))
        if len(looks) != seal.looks or seal_hash(looks, previous=previous) != seal.hash:
            return seal.sequence
        previous = seal.hash
    return None


def link_of(event: Event) -> Link:
    """An event as the chain hashes it."""
    return Link(
        happened_at=event.happened_at,
        name=event.name,
        actor_id=as_text(event.actor_id),
        actor_name=event.actor_name,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        person_id=as_text(event.person_id),
        digests=event.digests,
        detail=event.detail,
    )


def seal_hash(looks: list[Look], *, previous: str) -> str:
    """SHA-256 over the batch before and each look with the people seen, in order."""
    seen: dict[UUID, list[str]] = {look.pk: [] for look in looks}
    ids = list(seen)
    for start in range(0, len(ids), 500):
        rows = LookedAt.objects.filter(look__in=ids[start : start + 500]).order_by("id")
        for look_id, person_id in rows.values_list("look_id", "person_id"):
            seen[look_id].append(str(person_id))
    text = json.dumps(
        [
            previous,
            [
                [
                    str(k.pk),
                    k.looked_at.isoformat(),
                    as_text(k.actor_id),
                    k.actor_name,
                    k.what,
                    k.path,
                    k.reason,
                    k.marked,
                ]
                + seen[k.pk]
                for k in looks
            ],
        ]
    )
    return hashlib.sha256(text.encode()).hexdigest()


def wrapper_of(audit_key: str) -> Fernet:
    """The cipher that wraps value keys."""
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"waymark audit values:" + audit_key.encode()).digest()))
