"""Facts that a file reported, as bare values, for comparing with what a file says now."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple, TypeVar, cast
from uuid import UUID

from django.db.models import QuerySet

from waymark.people.models import Fact
from waymark.people.rules.words import Source

BATCH = 500
AnyFact = TypeVar("AnyFact", bound=Fact)


class Held(NamedTuple):
    """A fact in the record. One with `withdrawn_at` is no longer believed."""

    id: UUID
    person_id: UUID
    withdrawn_at: datetime | None
    values: tuple[Any, ...]


def known(model: type[AnyFact]) -> QuerySet[AnyFact]:
    """Facts of one kind that nobody has withdrawn, typed as that kind."""
    return cast("QuerySet[AnyFact]", model.objects.known())


def facts_held(
    model: type[Fact], names: Sequence[str], person_ids: Iterable[UUID], *, source: Source
) -> Iterator[Held]:
    """Facts of one kind from one source, withdrawn ones too, for many people; `values` are those of `names`."""
    rest = iter(person_ids)
    while people := list(islice(rest, BATCH)):
        rows = model.objects.filter(person__in=people, source=source)
        for id, person_id, withdrawn_at, *values in rows.values_list("id", "person_id", "withdrawn_at", *names):
            yield Held(id, person_id, withdrawn_at, tuple(values))
