"""What was handed in: frozen returns, their files and what changed from one to the next."""

from dataclasses import dataclass
from uuid import UUID

from waymark.statutory.models import Submission, SubmissionFile
from waymark.statutory.returning.rules.differences import Changed, changes

TABLE_FILES = ("oc3", "header", "episodes")
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
