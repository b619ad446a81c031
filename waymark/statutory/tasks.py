"""Reading and applying uploads in the background; outside production they run at once."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django_tasks import task

from waymark.accounts.models import User
from waymark.core.wording import local
from waymark.statutory.actions import caseloads, returns
from waymark.statutory.actions.keeping import move
from waymark.statutory.facts.plans import Progress
from waymark.statutory.importing.rules.sifting import GivenYear
from waymark.statutory.importing.sheets import Sheet, read_sheet
from waymark.statutory.importing.uploads import delete, path_of, say_progress
from waymark.statutory.models import Import, ImportKind, ImportState
from waymark.statutory.reading import read
from waymark.statutory.reading.collecting import Unreadable

STOPPED = "It stopped before the end and nothing was changed. Try again; if it stops again, tell whoever runs Waymark."


@task()
def read_import(import_id: str, at: str) -> None:
    """Read files that wait and work out what they would change."""
    of = Import.objects.get(pk=UUID(import_id))
    moment = datetime.fromisoformat(at)
    today = local(moment).date()
    progress: Progress = partial(say_progress, of.pk)
    progress(5, "Reading the files")
    try:
        if of.kind == ImportKind.CASELOAD:
            caseloads.read_caseload(of, sheet_of(of), of.mapping, today=today, at=moment, progress=progress)
        else:
            given = _years_of(of)
            problems = returns.problems_of(given)
            returns.read_return(of, given, problems, today=today, at=moment, progress=progress)
    except (Unreadable, OSError) as error:
        move(of, ImportState.FAILED, only_from={ImportState.WAITING}, at=moment, outcome=str(error))
    except Exception:
        move(of, ImportState.FAILED, only_from={ImportState.WAITING}, at=moment, outcome=STOPPED)
        raise


@task()
def apply_import(import_id: str, user_id: str, at: str) -> None:
    """Apply files that were read: all of them or nothing. Their content is deleted afterwards."""
    of = Import.objects.get(pk=UUID(import_id))
    by = User.objects.get(pk=UUID(user_id))
    moment = datetime.fromisoformat(at)
    today = local(moment).date()
    progress: Progress = partial(say_progress, of.pk)
    progress(5, "Reading the files")
    try:
        if of.kind == ImportKind.CASELOAD:
            sheet = sheet_of(of)
            caseloads.apply_caseload(of, sheet, of.mapping, by=by, today=today, at=moment, progress=progress)
        else:
            given = _years_of(of)
            problems = returns.problems_of(given)
            returns.apply_return(of, given, problems, by=by, today=today, at=moment, progress=progress)
    except Exception:
        # Back to where it can be applied again: what it had written went with its transaction.
        move(of, ImportState.READ, only_from={ImportState.APPLYING}, at=moment, outcome=STOPPED)
        raise
    delete(of.files.values_list("kept_as", flat=True), of.pk)


def sheet_of(of: Import) -> Sheet:
    """The uploaded spreadsheet. Raises Unreadable, or OSError when its content is gone."""
    file = of.files.get()
    with path_of(file.kept_as).open("rb") as stream:
        return read_sheet(file.name, stream)


def _years_of(of: Import) -> list[GivenYear]:
    given = []
    for year in of.years:
        opened = [(file.name, path_of(file.kept_as).open("rb")) for file in of.files.filter(year=year).order_by("name")]
        try:
            given.append(GivenYear(year, read(opened)))
        finally:
            for _, stream in opened:
                stream.close()
    return given
