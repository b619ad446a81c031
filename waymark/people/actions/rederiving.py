"""What is derived from facts is rewritten in the same transaction as the facts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from waymark.audit.facts import values_before
from waymark.audit.rules import Actor
from waymark.core.rows import insert_rows
from waymark.people.models import ContactPoint, DerivedSearch, DerivedTrigram, YoungPerson
from waymark.people.rules.names import search_words, trigrams

T = TypeVar("T")
BATCH = 500
NAMES = ("first_name", "last_name", "preferred_name")


@transaction.atomic
def facts_changed(ids: Iterable[UUID], *, by: Actor, today: date) -> None:
    """Rewrite everything derived from these people's facts; every action that changes facts ends with this call."""
    people = list(dict.fromkeys(ids))
    if people:
        for name in settings.REDERIVE:
            import_string(name)(people, by=by, today=today)


@transaction.atomic
def rederive_search(ids: Iterable[UUID], *, by: Actor, today: date) -> None:
    """Rewrite what these people are found by: the words of the names they have and had, their telephone numbers and
    e-mail addresses.

    A name somebody had before stands in the audit trail, where it was changed; whoever's values are erased there is no
    longer found by it. The name of a record that was joined to theirs counts too.
    """
    gone: set[str] = set()
    wanted: set[str] = set()
    gained: list[tuple[UUID, str]] = []
    for batch in _batches(ids):
        held: dict[UUID, set[str]] = defaultdict(set)
        for person_id, word in DerivedSearch.objects.filter(person__in=batch).values_list("person_id", "word"):
            held[person_id].add(word)
        meant = _words(batch)
        gained += [
            (person_id, word)
            for person_id, words in meant.items()
            for word in words
            if word not in held.get(person_id, ())
        ]
        for person_id, words in held.items():
            if lost := words - meant.get(person_id, {}).keys():
                DerivedSearch.objects.filter(person=person_id, word__in=lost).delete()
                gone |= lost
        wanted |= {word for words in meant.values() for word, is_name in words.items() if is_name}
    insert_rows(DerivedSearch, ("person_id", "word"), gained, same={})
    _drop_trigrams(gone - wanted)
    _add_trigrams(wanted)


def _words(ids: list[UUID]) -> dict[UUID, dict[str, bool]]:
    """Each person's words, and whether each is part of a name. A record joined to another is found by none."""
    reach: dict[UUID, list[str]] = defaultdict(list)
    for person_id, value in ContactPoint.objects.known().filter(person__in=ids).values_list("person_id", "value"):
        reach[person_id].append(value)
    people = YoungPerson.objects.current().filter(pk__in=ids)
    before = values_before(ids, NAMES)
    for person_id, *names in YoungPerson.objects.filter(merged_into__in=ids).values_list("merged_into", *NAMES):
        before.setdefault(person_id, set()).update(filter(None, names))
    return {
        person_id: search_words(names=[*names, *sorted(before.get(person_id, ()))], reach=reach[person_id])
        for person_id, *names in people.values_list("pk", *NAMES)
        if any(names) or person_id in reach  # a return knows neither names nor telephone numbers
    }


def _add_trigrams(words: set[str]) -> None:
    new = set(words)
    for batch in _batches(words):
        new -= set(DerivedTrigram.objects.filter(word__in=batch).values_list("word", flat=True))
    rows = ((part, word, len(parts)) for word in sorted(new) for parts in [trigrams(word)] for part in sorted(parts))
    insert_rows(DerivedTrigram, ("trigram", "word", "size"), rows, same={})


def _drop_trigrams(words: set[str]) -> None:
    """Forget words that nobody is called by any more."""
    for batch in _batches(words):
        used = set(DerivedSearch.objects.filter(word__in=batch).values_list("word", flat=True))
        DerivedTrigram.objects.filter(word__in=set(batch) - used).delete()


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
