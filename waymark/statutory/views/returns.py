"""The yearly return: its years, one year's figures and problems, files, freezing and what was handed in."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from waymark.accounts.access import Permission, requires
from waymark.accounts.models import User
from waymark.core.wording import counted, number
from waymark.statutory.actions.returns_out import NothingToFreeze, ReasonNeeded, freeze, note_export
from waymark.statutory.actions.working_out import begin_working_out
from waymark.statutory.facts.returning.checked import worst_first
from waymark.statutory.facts.returning.kept import Answer, answer, answers, fingerprint, measures, years_to_show
from waymark.statutory.facts.returning.produced import produce
from waymark.statutory.facts.returning.submissions import (
    MEDIA_TYPES,
    changed_since,
    frozen_file,
    people_named,
    submission,
    submissions_of,
    tables_frozen,
)
from waymark.statutory.returning.forms import FreezeForm
from waymark.statutory.returning.tasks import work_out_return
from waymark.statutory.ssda903.checks.check import FILE
from waymark.statutory.ssda903.definition import Definition
from waymark.statutory.ssda903.tables import TABLES
from waymark.statutory.ssda903.writing import CannotBeWritten
from waymark.statutory.ssda903.years import YearNotSupported, for_year

FILES = ("oc3.csv", "header.csv", "episodes.csv", "return.xml")
CHANGES_SHOWN = 200


def definition_of(year: int) -> Definition:
    """What the return of a year consists of; 404 for a year nobody knows."""
    try:
        return for_year(year)
    except YearNotSupported:
        raise Http404 from None


def title_of(rule: str, definition: Definition) -> str:
    """What a rule asks for, in words."""
    if rule == FILE:
        return "Every cell can be read"
    return definition.checks[rule].title if rule in definition.checks else "A rule of another year"


def latest_answer(year: int, *, today: date, now: datetime) -> Answer:
    """The year as last worked out. When something has changed since, working it out again is started."""
    mark = fingerprint(today)
    kept = answer(year, fingerprint=mark, at=now)
    if kept.current or kept.working or not begin_working_out(year, on=mark, at=now):
        return kept
    work_out_return.enqueue(year, now.isoformat())
    return answer(year, fingerprint=fingerprint(today), at=now)


@requires(Permission.SEE_RETURN)
@require_GET
def returns(request: HttpRequest) -> HttpResponse:
    """Every year and how it stands; the headline is about the last one that has ended."""
    now = timezone.now()
    today = timezone.localdate(now)
    years = years_to_show(today)
    ended = next((year for year in years if for_year(year).end < today), None)
    newest = latest_answer(ended, today=today, now=now) if ended is not None else None
    kept = answers(years, fingerprint=fingerprint(today), at=now)
    handed_in = submissions_of(years)
    return render(
        request,
        "statutory/returns/returns.html",
        {
            "headline": _headline(newest) if newest else "No return has ended yet",
            "newest": newest,
            "years": [
                {"year": year, "definition": for_year(year), "answer": kept[year], "submissions": handed_in[year]}
                for year in years
            ],
            "today": today,
        },
    )


def _headline(kept: Answer) -> str:
    if not kept.figures:
        return f"The {kept.year} return is being worked out"
    people = counted(kept.rows, "young person is", "young people are")
    rows = counted(kept.need_somebody, "row needs", "rows need")
    if not kept.rows:
        return f"Nobody is in the {kept.year} return"
    return f"{people} in the {kept.year} return; " + (f"{rows} you" if kept.need_somebody else "no row breaks a rule")


@requires(Permission.SEE_RETURN)
@require_GET
def return_year(request: HttpRequest, year: int) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    definition = definition_of(year)
    kept = latest_answer(year, today=today, now=now)
    rules = [
        {"rule": rule, "title": title_of(rule, definition), "rows": count}
        for rule, count in worst_first(kept.figures.get("rules", {}))
    ]
    user: User = request.user  # type: ignore[assignment]
    return render(
        request,
        "statutory/returns/return_year.html",
        {
            "year": year,
            "definition": definition,
            "answer": kept,
            "headline": _headline(kept),
            "measures": [_drawn(measure, place) for place, measure in enumerate(measures(kept))],
            "rules": rules,
            "others": sum(kept.figures.get("rules", {}).values()),
            "tables": [
                f"{number(count)} in {TABLES[table].title if table in TABLES else 'the files'}"
                for table, count in kept.figures.get("tables", {}).items()
            ],
            "submissions": submissions_of([year])[year],
            "files": FILES,
            "may_freeze": user.may(Permission.FREEZE_RETURN, on=today),
            "may_take": user.may(Permission.TAKE_RETURN, on=today),
            "running": definition.end >= today,
        },
    )


def _drawn(measure: Any, place: int) -> dict[str, Any]:
    """A measure as the page draws it: shares in per cent, and in words of how many and how many not known."""
    cells = []
    for position, (band, count, of, unknown) in enumerate(measure.cells):
        missing = of - count - unknown
        cells.append(
            {
                "band": band,
                "value": f"{100 * count / of:.1f}%" if of else "–",
                "share": 100 * count / of if of else 0,
                "unknown": 100 * unknown / of if of else 0,
                "of": f"{number(count)} of {number(of)}.",
                "missing": f"{number(missing)} not in it",
                "unknown_text": f"{number(unknown)} not known" if unknown else "",
                "id": f"measure-{place}-{position}",
            }
        )
    return {"title": measure.title, "meaning": measure.meaning, "cells": cells}


@requires(Permission.TAKE_RETURN)
@require_GET
def return_file(request: HttpRequest, year: int, file_name: str) -> HttpResponse:
    """A file of the return as the record has it at this moment."""
    definition_of(year)
    if file_name not in FILES:
        raise Http404
    user: User = request.user  # type: ignore[assignment]
    made = produce(year, today=timezone.localdate())
    try:
        tables = made.files()
        content = made.xml() if file_name == "return.xml" else tables[file_name]
    except CannotBeWritten as error:
        messages.error(request, str(error))
        return redirect("statutory:return", year)
    people = people_named(tables, [file_name])
    note_export(year=year, number=None, names=[file_name], people=people, by=user, path=request.path)
    return _download(f"{year}-{file_name}", content)


def _download(name: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPES.get(name.rpartition(".")[2], "text/plain; charset=utf-8"))
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires(Permission.FREEZE_RETURN)
@require_http_methods(["GET", "POST"])
def return_freeze(request: HttpRequest, year: int) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    definition = definition_of(year)
    kept = latest_answer(year, today=today, now=now)
    problems = sum(kept.figures.get("rules", {}).values())
    form = FreezeForm(request.POST if request.method == "POST" else None, problems=problems)
    if form.is_bound and form.is_valid():
        try:
            frozen = freeze(year=year, reason=form.cleaned_data["reason"], by=_user(request), today=today, at=now)
        except (ReasonNeeded, NothingToFreeze) as problem:
            form.add_error("reason", str(problem))
        else:
            messages.success(request, f"Submission {frozen.number} of {year} is frozen. Nothing can change it.")
            return redirect("statutory:submission", year, frozen.pk)
    context = {
        "year": year,
        "form": form,
        "answer": kept,
        "rules": [
            {"rule": rule, "title": title_of(rule, definition), "rows": count}
            for rule, count in worst_first(kept.figures.get("rules", {}))
        ],
        "problems": problems,
        "before": next(iter(submissions_of([year])[year]), None),
        "running": definition.end >= today,
    }
    return render(request, "statutory/returns/return_freeze.html", context, status=422 if form.errors else 200)


@requires(Permission.SEE_RETURN)
@require_GET
def return_submission(request: HttpRequest, year: int, submission_id: UUID) -> HttpResponse:
    definition = definition_of(year)
    found = submission(year, submission_id)
    if found is None:
        raise Http404
    before = found.submission.corrects
    changed = changed_since(before, found.submission) if before is not None else []
    return render(
        request,
        "statutory/returns/submission.html",
        {
            "year": year,
            "frozen": found,
            "may_take": _user(request).may(Permission.TAKE_RETURN, on=timezone.localdate()),
            "before": before,
            "changed": changed[:CHANGES_SHOWN],
            "more": max(0, len(changed) - CHANGES_SHOWN),
            "rules": [
                {"rule": rule, "title": title_of(rule, definition), "rows": count}
                for rule, count in worst_first(found.submission.problems)
            ],
        },
    )


@requires(Permission.TAKE_RETURN)
@require_GET
def submission_file(request: HttpRequest, year: int, submission_id: UUID, file_name: str) -> HttpResponse:
    """Exactly the bytes that were frozen."""
    content = frozen_file(year, submission_id, file_name)
    found = submission(year, submission_id)
    if content is None or found is None:
        raise Http404
    note_export(
        year=year,
        number=found.submission.number,
        names=[file_name],
        people=people_named(tables_frozen(year, submission_id), [file_name]),
        by=_user(request),
        path=request.path,
    )
    return _download(f"{year}-{found.submission.number}-{file_name}", content)


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
