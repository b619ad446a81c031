"""What waits at 21 and over, and the yearly offer to everyone."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from waymark.accounts.access import Permission, requires, signed_in
from waymark.after21.facts.campaign import Campaign, Named, named
from waymark.after21.facts.campaign import campaign as read_campaign
from waymark.after21.facts.waiting import waiting_for
from waymark.after21.rules import campaign as rules
from waymark.after21.rules.words import Answer, GivenTo, Reason, StartedBy, Way
from waymark.audit import actions as audit
from waymark.core.dates import age_on
from waymark.core.lists import Cell
from waymark.people.access import asked_as, take_list

SHOWN = 25
COLUMNS = ("Name", "Child number", "Age", "Offer due", "How far", "Last", "How", "Answer", "Adviser or team")


@requires(Permission.ARRANGE_AFTER_21)
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    today, user = timezone.localdate(), signed_in(request)
    found = waiting_for(user, on=today)
    audit.looked(by=user, person_ids=found.person_ids(), what="Waiting at 21 and over", path=request.path)
    context = {
        "waiting": found,
        "today": today,
        "given_as": dict(GivenTo.choices()),
        "may_see_campaign": user.may(Permission.SEE_CAMPAIGN, on=today),
    }
    return render(request, "after21/waiting.html", context)


@requires(Permission.SEE_CAMPAIGN)
@require_safe
def campaign(request: HttpRequest) -> HttpResponse:
    """`?show=` opens the people behind one figure, `?from=` goes on from one of them, `?as=csv` takes the list away."""
    today, user = timezone.localdate(), signed_in(request)
    found, show = read_campaign(user, on=today), request.GET.get("show", "")
    lines = _lines(found, show, today)
    if kind := asked_as(request, on=today):
        names = named([line.person_id for line in lines], on=today)
        return take_list(
            request,
            kind,
            title="Yearly offer at 21 and over",
            columns=COLUMNS,
            rows=_rows(lines, names, today),
            person_ids=[line.person_id for line in lines],
            on=today,
        )
    start = _start(request, lines)
    page = lines[start : start + SHOWN]
    names = named([line.person_id for line in page], on=today)
    audit.looked(by=user, person_ids=list(names), what="Yearly offer", path=request.path)
    far = rules.how_far(found.lines)
    due = sum(rules.is_due(line, on=today) for line in found.lines)
    here = reverse("after21:campaign")
    later = lines[start + SHOWN].person_id if len(lines) > start + SHOWN else None
    contacts = [row for row in found.contacts if row.primary]
    return render(
        request,
        "after21/campaign.html",
        {
            "heading": rules.headline({got: far[place].count for place, got in enumerate(rules.Got)}, due),
            "since": found.since,
            "today": today,
            "total": len(found.lines),
            "due": due,
            "far": far,
            "routes": rules.routes(found.lines),
            "answers": rules.answers(found.lines),
            "reasons": rules.reasons(found.contacts),
            "by_us": sum(row.started_by == StartedBy.US for row in contacts),
            "by_them": sum(row.started_by == StartedBy.THEM for row in contacts),
            "show": show,
            "shown_text": _shown_text(show),
            "count": len(lines),
            "lines": [_shown(line, names[line.person_id], today) for line in page if line.person_id in names],
            "here": here,
            "list_url": f"{here}?show={show}" if show else here,
            "newer": f"{here}?show={show}" if start else "",
            "older": f"{here}?show={show}&from={later}" if later else "",
            "may_record": user.may(Permission.ARRANGE_AFTER_21, on=today),
            "may_export": user.may(Permission.EXPORT_LISTS, on=today),
        },
    )


def _lines(found: Campaign, show: str, today: date) -> list[rules.Line]:
    """The people behind a figure, worst first; those behind a reason are whoever was in contact for it."""
    if show and not _shown_text(show):
        raise Http404
    if not show.startswith("why-"):
        return rules.chosen(found.lines, show, on=today)
    known = {line.person_id: line for line in found.lines}
    rows = {row.person_id: row for row in reversed(rules.with_reason(found.contacts, show))}
    return [
        known.get(person_id) or rules.Line(person_id, None, None, rules.Got.REACHED, row)
        for person_id, row in rows.items()
    ]


def _shown_text(show: str) -> str:
    """What a list of people is called, by the word in the address; nothing for a word that means none."""
    kind, _, value = show.partition("-")
    if show == "due":
        return "Due now"
    if show in rules.Got.values():
        return rules.Got(show).label
    if kind == "by" and value in Way.values():
        return f"Reached by {Way(value).label.lower()}"
    if kind == "said" and value in Answer.values():
        return f"Said: {Answer(value).label.lower()}"
    parts = show.split("-")
    if kind == "why" and len(parts) == 4 and parts[1] in Reason.values() and parts[3] in StartedBy.values():
        who = "we got in touch" if parts[3] == StartedBy.US else "they got in touch"
        return f"{Reason(parts[1]).label}, {parts[2]} reason, {who}" if parts[2] in ("primary", "secondary") else ""
    return ""


def _start(request: HttpRequest, lines: list[rules.Line]) -> int:
    try:
        wanted = UUID(request.GET.get("from", ""))
    except ValueError:
        return 0
    return next((place for place, line in enumerate(lines) if line.person_id == wanted), 0)


def _shown(line: rules.Line, name: Named, today: date) -> dict[str, Any]:
    born_on = line.born_on or name.person.born_on
    late = (today - line.due_on).days if line.due_on else -1
    return {
        "person": name.person,
        "age": age_on(born_on, today) if born_on else None,
        "line": line,
        "late": late,
        "due": late >= 0,
        "how": Way.label_of(line.last.how) if line.last else "",
        "answer": Answer.label_of(line.last.answer) if line.last and line.last.reached else "",
        "adviser": name.adviser.shown_worker if name.adviser else "Nobody",
    }


def _rows(lines: list[rules.Line], names: dict[UUID, Named], today: date) -> Iterator[tuple[Cell, ...]]:
    for line in lines:
        name, last = names[line.person_id], line.last
        born_on = line.born_on or name.person.born_on
        yield (
            name.person.shown_name,
            name.person.child_id or "",
            age_on(born_on, today) if born_on else "",
            line.due_on,
            line.got.label,
            last.offered_on if last else None,
            Way.label_of(last.how) if last else "",
            Answer.label_of(last.answer) if last and last.reached else "",
            name.adviser.shown_worker if name.adviser else "",
        )
