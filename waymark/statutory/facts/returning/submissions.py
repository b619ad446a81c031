"""What was handed in: frozen returns, their files and what changed from one to the next."""

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from waymark.people.models import YoungPerson
from waymark.statutory.models import Submission, SubmissionFile
from waymark.statutory.returning.rules.differences import Changed, changes

TABLE_FILES = ("oc3", "header", "episodes")
BATCH = 500
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "xml": "application/xml"}


@dataclass(frozen=True, slots=True)
class Frozen:
    """One submission with the facts of its files; their content is read only to be downloaded or compared."""

    submission: Submission
    files: list[SubmissionFile]

    @property
    def problems(self) -> int:
        return sum(self.submission.problems.values())


def submissions_of(years: list[int]) -> dict[int, list[Submission]]:
    """Year → its submissions, the last first; every year asked about is there."""
    found: dict[int, list[Submission]] = {year: [] for year in years}
    for each in Submission.objects.filter(year__in=years).order_by("-number"):
        found[each.year].append(each)
    return found


def submission(year: int, submission_id: UUID) -> Frozen | None:
    found = Submission.objects.filter(year=year, pk=submission_id).select_related("corrects").first()
    if found is None:
        return None
    return Frozen(found, list(SubmissionFile.objects.filter(of=found).defer("content").order_by("name")))


def frozen_file(year: int, submission_id: UUID, name: str) -> bytes | None:
    """The bytes of one file as they were frozen."""
    rows = SubmissionFile.objects.filter(of=submission_id, of__year=year, name=name)
    content = rows.values_list("content", flat=True).first()
    return None if content is None else bytes(content)


def frozen_files(year: int, number: int) -> dict[str, bytes]:
    """File name → bytes of the submission with that number; empty when there is none."""
    rows = SubmissionFile.objects.filter(of__year=year, of__number=number).order_by("name")
    return {name: bytes(content) for name, content in rows.values_list("name", "content")}


def changed_since(earlier: Submission, later: Submission) -> list[Changed]:
    """Rows that differ between two submissions, table by table."""
    return changes(_texts(earlier), _texts(later))


def _texts(of: Submission) -> dict[str, str]:
    names = {f"{table}.csv": table for table in TABLE_FILES}
    rows = SubmissionFile.objects.filter(of=of, name__in=names).values_list("name", "content")
    return {names[name]: bytes(content).decode() for name, content in rows}


def tables_frozen(year: int, submission_id: UUID) -> dict[str, bytes]:
    """File name → bytes of the tables of a submission, without its XML and its problems."""
    names = [f"{table}.csv" for table in TABLE_FILES]
    rows = SubmissionFile.objects.filter(of=submission_id, of__year=year, name__in=names)
    return {name: bytes(content) for name, content in rows.values_list("name", "content")}


def people_named(tables: Mapping[str, bytes], names: Collection[str]) -> list[UUID]:
    """The young people whose child numbers stand in files of a return; a file that is no table holds all tables.

    `tables` maps the name of each table's CSV to its bytes. A record that was joined to another answers with that one.
    """
    wanted = [tables[name] for name in names] if set(names) <= tables.keys() else tables.values()
    children: set[str] = set()
    for content in wanted:
        for row in csv.DictReader(io.StringIO(content.decode(), newline="")):
            child = (row.get("CHILD") or "").strip()
            children |= {child, child.upper()}
    rest = iter(children - {""})
    found: dict[UUID, None] = {}
    while batch := list(islice(rest, BATCH)):
        rows = YoungPerson.objects.filter(child_id__in=batch).values_list("pk", "merged_into")
        found |= dict.fromkeys(kept or pk for pk, kept in rows)
    return list(found)
