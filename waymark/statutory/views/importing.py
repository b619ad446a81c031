"""Bring in files: choose, see what is wrong, see what would change, decide."""

import csv
from collections.abc import Iterator
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waymark.accounts.access import Permission, requires
from waymark.accounts.models import User
from waymark.audit.actions import looked
from waymark.core.csv import as_words
from waymark.core.wording import capital
from waymark.statutory.actions.keeping import NotNow, begin, move, refuse, set_mapping
from waymark.statutory.facts.imports import (
    PEOPLE_A_PAGE,
    PROBLEMS_A_PAGE,
    applied_before,
    groups_of_problems,
    latest_imports,
    mapping_for,
    people_in,
    problem_lines,
    problems_found,
)
from waymark.statutory.forms import CaseloadForm, ColumnsForm, ProblemSearchForm, ReturnForm
from waymark.statutory.importing.rules.headings import COLUMNS
from waymark.statutory.importing.template import MEDIA_TYPE, workbook
from waymark.statutory.importing.uploads import delete, keep, progress_of, say_progress
from waymark.statutory.models import Effect, Import, ImportKind, ImportState
from waymark.statutory.reading.collecting import Unreadable
from waymark.statutory.ssda903.tables import TABLES
from waymark.statutory.tasks import apply_import, read_import, sheet_of

IMPORTS_A_PAGE = 30
YEARS_AT_ONCE = 3
RUNNING = (ImportState.WAITING, ImportState.APPLYING)
COUNTED = (("created", "New"), ("updated", "Changed"), ("unchanged", "As it was"), ("rejected", "Rejected"))


@requires(Permission.IMPORT_FILES)
@require_GET
def imports(request: HttpRequest) -> HttpResponse:
    before = _import(request.GET["before"]) if "before" in request.GET else None
    found = latest_imports(before=before, most=IMPORTS_A_PAGE + 1)
    return render(
        request,
        "statutory/imports.html",
        {
            "imports": found[:IMPORTS_A_PAGE],
            "older": f"?before={found[IMPORTS_A_PAGE - 1].pk}" if len(found) > IMPORTS_A_PAGE else "",
            "newer": "?" if before else "",
            "states": dict(ImportState.choices()),
            "kinds": dict(ImportKind.choices()),
        },
    )


@requires(Permission.IMPORT_FILES)
@require_http_methods(["GET", "POST"])
def import_upload(request: HttpRequest) -> HttpResponse:
    """Choose the files of one year, and of up to two more."""
    now = timezone.now()
    newest = timezone.localdate(now).year + 1
    forms = [
        ReturnForm(
            request.POST if request.method == "POST" else None,
            request.FILES if request.method == "POST" else None,
            newest=newest,
            prefix=f"set{number}",
            empty_permitted=number > 1,
            use_required_attribute=False,
        )
        for number in range(1, YEARS_AT_ONCE + 1)
    ]
    valid = [form.is_valid() for form in forms] if request.method == "POST" else [False]  # all say what is wrong
    if all(valid):
        used = [form for form in forms if form.cleaned_data]
        filled = [form.cleaned_data for form in used]
        years = [each["year"] for each in filled]
        repeated = next((form for form, year in zip(used, years, strict=True) if years.count(year) > 1), None)
        if repeated is None:
            files = [keep(file, year=each["year"]) for each in filled for file in each["tables"]]
            started = begin(ImportKind.RETURN, years=years, by=_user(request), at=now, files=files)
            say_progress(started.pk, 0, "Waiting to be read", at=now)
            read_import.enqueue(str(started.pk), now.isoformat())
            return redirect("statutory:import", started.pk)
        repeated.add_error("year", "Put all files of one year together")
    return render(request, "statutory/import_upload.html", {"form": forms[0], "forms": forms}, status=_status(request))


@requires(Permission.IMPORT_FILES)
@require_http_methods(["GET", "POST"])
def import_caseload(request: HttpRequest) -> HttpResponse:
    form = CaseloadForm(request.POST, request.FILES) if request.method == "POST" else CaseloadForm()
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        started = begin(
            ImportKind.CASELOAD, years=[], by=_user(request), at=now, files=[keep(form.cleaned_data["file"])]
        )
        try:
            sheet = sheet_of(started)
        except Unreadable as error:
            move(started, ImportState.FAILED, only_from={ImportState.WAITING}, at=now, outcome=str(error))
            _delete_files(started)
            return redirect("statutory:import", started.pk)
        set_mapping(started, mapping_for(sheet.headings))
        return redirect("statutory:import_columns", started.pk)
    return render(request, "statutory/import_caseload.html", {"form": form}, status=_status(request))


@requires(Permission.IMPORT_FILES)
@require_GET
def import_template(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(workbook(), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = 'attachment; filename="caseload.xlsx"'
    return response


@requires(Permission.IMPORT_FILES)
@require_http_methods(["GET", "POST"])
def import_columns(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Say which heading means what; guessed, or as it was said the last time."""
    of = _import(import_id)
    if of.kind != ImportKind.CASELOAD or of.state not in (ImportState.WAITING, ImportState.READ):
        return redirect("statutory:import", of.pk)  # it has been decided meanwhile
    sheet = sheet_of(of)
    form = ColumnsForm(request.POST if request.method == "POST" else None, headings=sheet.headings, initial=of.mapping)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        set_mapping(of, form.cleaned_data)
        if of.state == ImportState.READ:
            of = move(of, ImportState.WAITING, only_from={ImportState.READ}, at=now)
        say_progress(of.pk, 0, "Waiting to be read", at=now)
        read_import.enqueue(str(of.pk), now.isoformat())
        return redirect("statutory:import", of.pk)
    chosen = set(of.mapping.values())
    context = {
        "of": of,
        "form": form,
        "columns": COLUMNS,
        "left_out": [heading for heading in sheet.headings if heading not in chosen],
        "rows": len(sheet.lines),
    }
    return render(request, "statutory/import_columns.html", context, status=_status(request))


@requires(Permission.IMPORT_FILES)
@require_GET
def import_detail(request: HttpRequest, import_id: UUID) -> HttpResponse:
    of = _import(import_id)
    progress = progress_of(of.pk)
    running = of.state in RUNNING
    return render(
        request,
        "statutory/import.html",
        {
            "of": of,
            "files": of.files.order_by("-year", "name"),
            "state": ImportState(of.state),
            "kind": ImportKind(of.kind),
            "running": running,
            "needs_columns": of.kind == ImportKind.CASELOAD and of.state == ImportState.WAITING and progress is None,
            "stopped": running and progress is not None and progress.stale(timezone.now()),
            "progress": progress,
            "counted": COUNTED,
            "tables": [{"words": _title(table), **counts} for table, counts in of.counts.items()],
            "groups": groups_of_problems(of)[:8],
            "before": applied_before(of) if of.state == ImportState.READ else {},
            "nothing": of.state == ImportState.READ and not _changes(of),
        },
    )


@requires(Permission.IMPORT_FILES)
@require_GET
def import_problems(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Every problem, searchable; POST is not needed because the words searched for are not a name."""
    of = _import(import_id)
    form = ProblemSearchForm(request.GET)
    text = form.cleaned_data["text"].strip() if form.is_valid() else ""
    # A database may refuse the one character that no file name or column holds.
    asked = {name: str(value).replace("\x00", "") for name, value in request.GET.items()}
    file, column = asked.get("file", ""), asked.get("column")
    page = Paginator(problems_found(of, text=text, file=file, column=column), PROBLEMS_A_PAGE).get_page(
        request.GET.get("page")
    )
    kept = request.GET.copy()
    kept.pop("page", None)
    ahead = f"?{kept.urlencode()}&page=" if kept else "?page="
    return render(
        request,
        "statutory/import_problems.html",
        {
            "of": of,
            "form": form,
            "page": page,
            "newer": f"{ahead}{page.previous_page_number()}" if page.has_previous() else "",
            "older": f"{ahead}{page.next_page_number()}" if page.has_next() else "",
            "file": file,
            "column": column,
            "narrowed": bool(text or file or column is not None),
        },
    )


@requires(Permission.IMPORT_FILES)
@require_GET
def import_problems_csv(request: HttpRequest, import_id: UUID) -> StreamingHttpResponse:
    of = _import(import_id)
    response = StreamingHttpResponse(_csv(of), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="problems.csv"'
    return response


@requires(Permission.IMPORT_FILES)
@require_GET
def import_people(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Whom the import adds or changes, by child id or, where a caseload has none, by name."""
    of = _import(import_id)
    effect = request.GET.get("effect", Effect.CREATED)
    if effect not in Effect.values():
        raise Http404
    after = request.GET.get("after", "")
    rows = people_in(of, Effect(effect), after=int(after) if after.isdecimal() and len(after) < 19 else None)
    shown = rows[:PEOPLE_A_PAGE]
    there = effect == Effect.CHANGED or of.state == ImportState.APPLIED  # who would be added has no record yet
    if here := [row.person_id for row in shown if row.person_id and there]:
        looked(by=_user(request), person_ids=here, what="People an import adds or changes", path=request.path)
    return render(
        request,
        "statutory/import_people.html",
        {
            "of": of,
            "effect": Effect(effect),
            "people": shown,
            "older": f"?effect={effect}&after={shown[-1].pk}" if len(rows) > PEOPLE_A_PAGE else "",
            "newer": f"?effect={effect}" if after else "",
        },
    )


@requires(Permission.IMPORT_FILES)
@require_POST
def import_apply(request: HttpRequest, import_id: UUID) -> HttpResponse:
    of = _import(import_id)
    now = timezone.now()
    again = {ImportState.APPLYING} if _stopped(of) else set()
    try:
        move(of, ImportState.APPLYING, only_from={ImportState.READ, *again}, at=now)
    except NotNow:
        messages.warning(request, "This import has already been decided.")
        return redirect("statutory:import", of.pk)
    say_progress(of.pk, 0, "Waiting to be applied", at=now)
    apply_import.enqueue(str(of.pk), str(_user(request).pk), now.isoformat())
    return redirect("statutory:import", of.pk)


@requires(Permission.IMPORT_FILES)
@require_POST
def import_refuse(request: HttpRequest, import_id: UUID) -> HttpResponse:
    of = _import(import_id)
    try:
        refuse(of, by=_user(request), at=timezone.now(), also_from={ImportState.APPLYING} if _stopped(of) else ())
    except NotNow:
        messages.warning(request, "This import has already been decided.")
        return redirect("statutory:import", of.pk)
    _delete_files(of)
    messages.success(request, "Refused. Nothing was brought in, and the files were deleted.")
    return redirect("statutory:imports")


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)


def _import(import_id: UUID | str) -> Import:
    try:
        return get_object_or_404(Import, pk=UUID(str(import_id)))
    except ValueError:
        raise Http404 from None


def _title(table: str) -> str:
    """What people call a table of the return, or a part of a caseload."""
    return TABLES[table].title if table in TABLES else capital(table)


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200


def _changes(of: Import) -> bool:
    return any(counts[name] for counts in of.counts.values() for name in ("created", "updated", "withdrawn"))


def _stopped(of: Import) -> bool:
    """Whether whoever was applying it has gone without a word; its transaction went with them."""
    progress = progress_of(of.pk)
    return of.state == ImportState.APPLYING and (progress is None or progress.stale(timezone.now()))


def _delete_files(of: Import) -> None:
    delete(of.files.values_list("kept_as", flat=True), of.pk)


class _Lines:
    """A file whose lines come back from `write`."""

    def write(self, line: str) -> str:
        return line


def _csv(of: Import) -> Iterator[str]:
    """A cell that a spreadsheet would work out is shown as text instead: it begins with an apostrophe."""
    writer = csv.writer(_Lines())
    yield "\ufeff" + cast(str, writer.writerow(("Year", "File", "Row", "Column", "Child", "What is wrong, what to do")))
    for line in problem_lines(of):
        cells = ["" if cell is None else str(cell) for cell in line]
        yield cast(str, writer.writerow([as_words(cell) for cell in cells]))
