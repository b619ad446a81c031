"""Which two records are probably of one person, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from uuid import UUID

from waymark.people.rules.names import folded, names_alike

# How alike two words of a name must be: a slip of one letter in a short name still passes, a twin's name does not.
LEAST_ALIKE = 0.45


@dataclass(frozen=True, slots=True)
class Known:
    """What two records are compared by; `words` are the folded words of the names."""

    id: UUID
    child_id: str
    upn: str
    born_on: date | None
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likely:
    one: UUID
    other: UUID
    reasons: tuple[str, ...]


def likely_duplicates(people: Iterable[Known]) -> list[Likely]:
    """Pairs that share a pupil number, a child number but for how it is written, or a birthday and a name.

    Pairs with more reasons come first. Only people who share something are compared, so it stays quick for many.
    """
    reasons: dict[tuple[UUID, UUID], list[str]] = defaultdict(list)
    everyone = list(people)
    for pair in _sharing(everyone, "upn"):
        reasons[pair].append("They have the same unique pupil number")
    for pair in _sharing(everyone, "child_id"):
        reasons[pair].append("Their child numbers differ only in how they are written")
    for pair in _same_birth_and_name(everyone):
        reasons[pair].append("They have the same date of birth and a name spelt alike")
    return [
        Likely(one, other, tuple(found))
        for (one, other), found in sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def _sharing(people: list[Known], field: str) -> Iterator[tuple[UUID, UUID]]:
    by_key: dict[str, list[UUID]] = defaultdict(list)
    for person in people:
        if key := _number(getattr(person, field)):
            by_key[key].append(person.id)
    for ids in by_key.values():
        yield from combinations(sorted(ids), 2)


def _number(text: str) -> str:
    """A number without what people write differently: case, spaces, dashes, leading zeros."""
    return "".join(c for c in folded(text) if c.isalnum()).lstrip("0")


def _same_birth_and_name(people: list[Known]) -> Iterator[tuple[UUID, UUID]]:
    # Two spellings of a name nearly always share their initials or one whole word, so only those are compared.
    alike: dict[tuple[date, str], list[Known]] = defaultdict(list)
    for person in people:
        if person.born_on and person.words:
            initials = "".join(sorted({word[0] for word in person.words}))
            for key in {initials, *person.words}:
                alike[person.born_on, key].append(person)
    seen: set[tuple[UUID, UUID]] = set()
    for group in alike.values():
        for one, other in combinations(group, 2):
            pair = (min(one.id, other.id), max(one.id, other.id))
            if pair not in seen and names_alike(one.words, other.words, least=LEAST_ALIKE):
                seen.add(pair)
                yield pair
