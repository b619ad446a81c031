"""What is kept of an import itself: its files, counts, problems and whom it touched."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction

from waymark.audit.actions import Entry, record, record_many, record_rows
from waymark.audit.rules import Actor
from waymark.core.rows import insert_rows
from waymark.people.actions.reported import Changes
from waymark.people.models import YoungPerson
from waymark.statutory.facts.plans import Located, TableCounts
from waymark.statutory.models import (
    CaseloadMapping,
    Effect,
    Import,
    ImportKind,
    ImportPerson,
    ImportProblem,
    ImportState,
)

MOST_PROBLEMS = 100_000
Touched = Mapping[UUID, Mapping[str, int]]


class NotNow(Exception):
    """The import is not in a state in which this can be done: somebody else has applied or refused it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import found and did, or would do. `refused` says that nothing was or would be brought in."""

    counts: dict[str, TableCounts] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    problems: list[Located] = field(default_factory=list)
    refused: bool = False


def no_progress(percent: int, words: str) -> None:
    """For callers who do not show how far an import has got."""


@transaction.atomic
def begin(
    kind: ImportKind, *, years: Sequence[int], by: Actor, at: datetime, files: Sequence[Mapping[str, Any]]
) -> Import:
    """A new import and its files (name, year, size, sha256, kept_as); nothing of them is read yet."""
    started = Import.objects.create(
        kind=kind, years=sorted(set(years)), created_at=at, created_by_id=by.actor_id, created_by_name=by.actor_name
    )
    started.files.bulk_create([started.files.model(of=started, **each) for each in files])
    return started


@transaction.atomic
def move(of: Import, to: ImportState, *, only_from: Collection[ImportState], at: datetime, outcome: str = "") -> Import:
    """Take an import to its next state, one person at a time. Raises NotNow when somebody was quicker."""
    current = Import.objects.select_for_update().get(pk=of.pk)
    if current.state not in only_from:
        raise NotNow
    current.state = to
    current.outcome = outcome
    if to in (ImportState.APPLIED, ImportState.REFUSED, ImportState.FAILED):
        current.finished_at = at
    if to is ImportState.APPLIED:
        current.applied_at = at
    current.save()
    return current


@transaction.atomic
def refuse(of: Import, *, by: Actor, at: datetime, also_from: Collection[ImportState] = ()) -> Import:
    """Decide not to apply files that were read; nothing of them is brought in."""
    states = {ImportState.WAITING, ImportState.READ, ImportState.FAILED, *also_from}
    refused = move(of, ImportState.REFUSED, only_from=states, at=at)
    record("statutory.import_refused", by=by, subject=refused)
    return refused


@transaction.atomic
def keep_outcome(of: Import, outcome: Outcome) -> None:
    """Store what was found with the import, in place of what was found before."""
    of.counts = {table: counts._asdict() for table, counts in outcome.counts.items()}
    of.people = outcome.people
    of.problems_count = len(outcome.problems)
    of.save(update_fields=["counts", "people", "problems_count"])
    ImportProblem.objects.filter(of=of).delete()
    insert_rows(
        ImportProblem,
        ("number", "year", "file", "row", "column", "kind", "table", "child", "message"),
        (
            (
                number,
                located.year,
                located.problem.file[:200],
                located.problem.row,
                located.problem.column[:60],
                located.problem.kind.value,
                located.problem.table,
                located.problem.child[:40],
                located.problem.message,
            )
            for number, located in enumerate(islice(outcome.problems, MOST_PROBLEMS), 1)
        ),
        same={"of_id": of.pk},
    )


@transaction.atomic
def keep_people(of: Import, touched: Touched, *, new: Collection[UUID], shown: Callable[[UUID], str]) -> None:
    """Whom the import adds or changes, for the pages that list them. `shown` is a child id or a name."""
    ImportPerson.objects.filter(of=of).delete()
    insert_rows(
        ImportPerson,
        ("child", "person_id", "effect", "words"),
        (
            (
                shown(pk)[:60],
                pk,
                Effect.CREATED if pk in new else Effect.CHANGED,
                ", ".join(f"{table.replace('_', ' ')} {count}" for table, count in counts.items())[:300],
            )
            for pk, counts in touched.items()
        ),
        same={"of_id": of.pk},
    )


@transaction.atomic
def audit_applied(
    of: Import, touched: Touched, changes: Changes, outcome: Outcome, *, new: Collection[UUID], by: Actor
) -> None:
    """One entry for each person touched, and one for the import with its totals."""

    key = str(of.pk)
    created, updated = "statutory.person_brought_in", "statutory.person_updated"

    def plain(among: Iterable[UUID]) -> Iterator[tuple[UUID, Mapping[str, Any]]]:
        return ((pk, {"import": key, "rows": dict(touched[pk])}) for pk in among)

    record_rows(created, plain(pk for pk in touched if pk in new), by=by, subject=of)
    record_rows(updated, plain(pk for pk in touched if pk not in new and pk not in changes), by=by, subject=of)
    record_many(
        [
            # a young person's fields carry their own sensitivity
            Entry(updated, YoungPerson(pk=pk), pk, changes[pk], detail=detail)
            for pk, detail in plain(pk for pk in touched if pk not in new and pk in changes)
        ],
        by=by,
    )
    totals = {table: counts._asdict() for table, counts in outcome.counts.items()}
    record("statutory.import_applied", by=by, subject=of, detail={"tables": totals, "people": outcome.people})


@transaction.atomic
def remember_mapping(headings: str, mapping: Mapping[str, str], *, at: datetime) -> None:
    """Keep which heading means what, for the next spreadsheet with the same headings."""
    CaseloadMapping.objects.update_or_create(headings=headings, defaults={"mapping": dict(mapping), "saved_at": at})


@transaction.atomic
def set_mapping(of: Import, mapping: Mapping[str, str]) -> None:
    of.mapping = dict(mapping)
    of.save(update_fields=["mapping"])
