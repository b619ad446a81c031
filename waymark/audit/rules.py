"""What an audit event is, how it is digested and how the chain is verified. Pure."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

GENESIS = "0" * 64


class Actor(Protocol):
    """Whoever does something: a user, or a named process."""

    @property
    def actor_id(self) -> UUID | None: ...

    @property
    def actor_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class NamedActor:
    """Someone without an account here: an operating-system user, a background job."""

    actor_name: str
    actor_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One event as the chain sees it: names and digests, never a value."""

    happened_at: datetime
    name: str
    actor_id: str
    actor_name: str
    subject_type: str
    subject_id: str
    person_id: str
    digests: Mapping[str, str]
    detail: Mapping[str, Any]


def as_text(value: Any) -> str:
    """A value as the trail keeps it: dates in ISO form, None as nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def digest(field: str, before: Any, after: Any, *, key: bytes) -> str:
    """Keyed, so that nobody without the key can guess a short value by trying them all."""
    text = json.dumps([field, as_text(before), as_text(after)], ensure_ascii=False)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def chained(previous: str, link: Link) -> str:
    """The hash that binds an event to all before it: SHA-256 over the previous hash and the event."""
    text = json.dumps(
        [
            previous,
            link.happened_at.isoformat(),
            link.name,
            link.actor_id,
            link.actor_name,
            link.subject_type,
            link.subject_id,
            link.person_id,
            sorted(link.digests.items()),
            link.detail,
        ],
        ensure_ascii=False,
        sort_keys=True,
    )
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain does not hold."""

    sequence: int
    expected: str
    found: str


def first_break(rows: Iterable[tuple[int, Link, str]], *, previous: str = GENESIS) -> Break | None:
    """Walk (sequence, link, stored hash) in order; the first that does not follow from all before it, or None."""
    for sequence, link, stored in rows:
        expected = chained(previous, link)
        if expected != stored:
            return Break(sequence, expected, stored)
        previous = stored
    return None
