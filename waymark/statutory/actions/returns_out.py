"""What leaves the house: freezing a year's return, and noting that its files were taken."""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from waymark.audit.actions import looked, record
from waymark.audit.rules import Actor
from waymark.core.csv import as_words
from waymark.statutory.facts.returning.checked import checked
from waymark.statutory.facts.returning.produced import produce
from waymark.statutory.facts.returning.record import conventions_on
from waymark.statutory.models import Submission, SubmissionFile
from waymark.statutory.ssda903.checks.check import Problem
from waymark.statutory.ssda903.writing import CannotBeWritten

_PROBLEM_COLUMNS = ("rule", "child", "table", "row", "column", "message")


class ReasonNeeded(ValueError):
    """The return still has problems, and nobody said why it is handed in with them."""

    def __init__(self, problems: int) -> None:
        self.problems = problems
        rows = "problem is" if problems == 1 else "problems are"
        super().__init__(f"{problems} {rows} left: say why the return is handed in with them.")


class NothingToFreeze(ValueError):
    """The return of the year has no row."""

    def __init__(self, year: int) -> None:
        super().__init__(f"The {year} return has no row, so there is nothing to freeze.")


@transaction.atomic
def freeze(*, year: int, reason: str, by: Actor, today: date, at: datetime) -> Submission:
    """Produce and check the return now and keep it for ever, byte for byte, with what was still wrong with it.

    A second submission corrects the one before. Raises ReasonNeeded, NothingToFreeze, YearNotSupported.
    """
    made = produce(year, today=today)
    if not made.oc3:
        raise NothingToFreeze(year)
    found = checked(made, oldest_leaver=conventions_on(today).oldest, today=today).problems
    if found and not reason.strip():
        raise ReasonNeeded(len(found))
    before = Submission.objects.select_for_update().filter(year=year).order_by("-number").first()
    files = made.files() | {"problems.csv": _problems_file(found)}
    try:
        files["return.xml"] = made.xml()
    except CannotBeWritten as error:
        files["no-xml.txt"] = f"{error}\n".encode()
    frozen = Submission.objects.create(
        year=year,
        number=before.number + 1 if before else 1,
        corrects=before,
        counts={"oc3": len(made.oc3), "header": len(made.header), "episodes": len(made.episodes)},
        problems=dict(Counter(problem.rule for problem in found)),
        reason=reason.strip(),
        frozen_at=at,
        frozen_by_id=by.actor_id,
        frozen_by_name=by.actor_name,
    )
    SubmissionFile.objects.bulk_create(
        SubmissionFile(
            of=frozen, name=name, content=content, size=len(content), sha256=hashlib.sha256(content).hexdigest()
        )
        for name, content in files.items()
    )
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    record(
        "statutory.return_frozen",
        by=by,
        subject=frozen,
        reason=reason.strip(),
        detail={"year": year, "number": frozen.number, "counts": frozen.counts, "sha256": hashes},
    )
    return frozen


def _problems_file(problems: Sequence[Problem]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_PROBLEM_COLUMNS)
    for problem in problems:
        writer.writerow([as_words(problem.as_json()[column]) for column in _PROBLEM_COLUMNS])
    return out.getvalue().encode()


@transaction.atomic
def note_export(
    *, year: int, number: int | None, names: Sequence[str], people: Collection[UUID], by: Actor, path: str = ""
) -> None:
    """Note that files of a year's return were taken: as produced (`number` None) or as frozen under that number.

    Whoever takes a file sees all `people` in it, so it is a look at each of them.
    """
    if people:
        looked(by=by, person_ids=people, what=f"Files of the {year} return", path=path)
    record(
        "statutory.return_exported",
        by=by,
        subject=None,
        detail={"year": year, "submission": number, "files": list(names)},
    )
