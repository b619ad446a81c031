"""The register: everyone this user reaches, filtered, in a sensible order, and found by name."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from waymark.accounts.access import Permission, requires, signed_in
from waymark.audit import actions as audit
from waymark.eligibility.rules import Status
from waymark.people.access import FileKind, asked_as, take_list
from waymark.workspace.facts import register as facts
from waymark.workspace.forms import FilterForm, SearchForm
from waymark.workspace.rules.register import (
    COUNTED_AS,
    PILLS,
    Attention,
    Band,
    Order,
    by_age,
    first_task,
    headline,
    when_in_figures,
)

COLUMNS = (
    *("Child number", "Name", "Age", "Legal status", "Status changes on", "What changes", "Worker", "Part"),
    "Waiting for somebody",
)


@requires(Permission.SEE_REGISTER)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """One page of the list. What is asked stands in the address; names never do."""
    today = timezone.localdate()
    user = signed_in(request)
    opened = request.GET.keys() - {
        "band",
        "order",
        "after",
        "before",
        "as",
    }  # else the filters stay a link, and cost nothing
    choices = facts.choices(user, _uuid(request, "team"), on=today) if opened else facts.Choices([], [])
    form = FilterForm(request.GET, choices=choices)
    asked = _asked(request, form)
    kind = asked_as(request, on=today)
    if kind is not None:
        return _taken(request, kind, list(facts.whole(user, asked, on=today)), today)
    page = facts.page(user, asked, on=today)
    _note_look(request, page.lines, "Register")
    here = form.in_address()
    return render(
        request,
        "workspace/register.html",
        {
            "waiting": [
                (number, COUNTED_AS[attention][number > 1], _address(here | {"attention": attention.value}))
                for attention, number in page.waiting.items()
                if number
            ],
            "heading": headline(
                page.counted,
                limit=facts.COUNTED,
                band=asked.band,
                status=asked.status,
                attention=asked.attention,
                team=str(asked.team or ""),
                adviser=str(asked.adviser or ""),
            ),
            "by_age": by_age(page.counted, asked.band),
            "lines": [_shown(line, today) for line in page.lines],
            "bands": [
                {"text": words, "href": _address(here | {"band": band.value}), "current": band is asked.band}
                for band, words in PILLS.items()
            ],
            "form": form,
            "by_name": asked.order is Order.NAME,
            "filters_url": _address(here | {"filters": "open"}),
            "opened": bool(opened),
            "filtering": form.filtering(),
            "find": SearchForm(),
            "newer": _address(here | {"before": page.newer}) if page.newer else "",
            "older": _address(here | {"after": page.older}) if page.older else "",
            "everyone": reverse("workspace:register"),
            "here": _address(here),
            "may_export": user.may(Permission.EXPORT_LISTS, on=today),
            "may_move": user.may(Permission.MOVE_CASELOAD, on=today),
            "may_add": user.may(Permission.EDIT_PERSON, on=today),
            "may_break_glass": user.may(Permission.BREAK_GLASS, on=today),
            "may_merge": user.may(Permission.MERGE_PEOPLE, on=today),
            "reaches_all": user.standing(on=today).everyone,
        },
    )


@requires(Permission.SEE_REGISTER)
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Find someone by name or number, among everyone this user reaches, whatever the list was filtered by.

    Before anything is asked the page shows whose records they opened last.
    """
    today = timezone.localdate()
    user = signed_in(request)
    if request.method == "GET":
        lines = facts.recent(user, on=today)
        _note_look(request, lines, "Recent people")
        shown = [_shown(line, today) for line in lines]
        return render(request, "workspace/search.html", {"form": SearchForm(), "lines": shown})
    form = SearchForm(request.POST)
    answer = facts.found(user, form.cleaned_data["text"], on=today) if form.is_valid() else None
    if answer is not None:
        _note_look(request, answer.lines, "Search")
    return render(
        request,
        "workspace/found.html",
        {
            "form": form,
            "answer": answer,
            "lines": [_shown(line, today) for line in answer.lines] if answer else [],
            "may_break_glass": user.may(Permission.BREAK_GLASS, on=today),
            "may_add": user.may(Permission.EDIT_PERSON, on=today),
        },
    )


def _taken(request: HttpRequest, kind: FileKind, lines: list[facts.RegisterLine], today: date) -> HttpResponse:
    """The whole list with its filters as a file, not only the page that was shown."""
    rows = [
        (
            *(line.child_id, line.name, line.age, line.status, line.changes_on, line.change),
            *(line.adviser, line.adviser_role, "; ".join(attention.label for attention in line.attention)),
        )
        for line in lines
    ]
    return take_list(
        request,
        kind,
        title="Young people",
        columns=COLUMNS,
        rows=rows,
        person_ids=[line.person_id for line in lines],
        on=today,
    )


def _asked(request: HttpRequest, form: FilterForm) -> facts.Asked:
    """What the address asks for; a value that is on no list is as if it were not there."""
    form.is_valid()
    value = form.cleaned_data
    return facts.Asked(
        band=Band(value.get("band") or ""),
        status=Status(value["status"]) if value.get("status") else None,
        attention=Attention(value["attention"]) if value.get("attention") else None,
        team=value.get("team"),
        adviser=value.get("adviser"),
        order=Order(value.get("order") or ""),
        after=_uuid(request, "after"),
        before=_uuid(request, "before"),
    )


def _uuid(request: HttpRequest, name: str) -> UUID | None:
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def _address(asked: dict[str, Any]) -> str:
    """The register's address with these filters; empty ones are left out."""
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("workspace:register") + (f"?{query}" if query else "")


def _note_look(request: HttpRequest, lines: list[facts.RegisterLine], what: str) -> None:
    if lines:
        audit.looked(
            by=signed_in(request),
            person_ids=[line.person_id for line in lines],
            what=what,
            path=request.path,
        )


def _shown(line: facts.RegisterLine, today: date) -> dict[str, Any]:
    """A line with its words laid out: the date of the next change as the large figure, what there is to do first."""
    figure, unit, state = (
        when_in_figures(line.changes_on, today) if line.changes_on else ("", "No change ahead", "later")
    )
    task = first_task(line.attention)
    return {
        "line": line,
        "figure": figure,
        "unit": unit,
        "state": state,
        "task": task,
        "others": len(line.attention) - 1,
    }
