"""Rows of a return one by one: whom a rule is about, who is left out, and the page that puts one row right."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from waymark.accounts.access import Permission, requires
from waymark.accounts.models import User
from waymark.audit.actions import looked
from waymark.contact.rules import InTouch
from waymark.core.dates import add_months
from waymark.people.facts import advisers_on
from waymark.people.models import YoungPerson
from waymark.statutory.actions.correcting import answer_row, decide_row
from waymark.statutory.facts.returning.checked import checked
from waymark.statutory.facts.returning.kept import left_out, problems_of_rule
from waymark.statutory.facts.returning.produced import ITEMS, Leaver, produced_from, standing_of
from waymark.statutory.facts.returning.record import Record, read_record
from waymark.statutory.returning.forms import AnswersForm, DecisionForm
from waymark.statutory.returning.rules.standing import Basis
from waymark.statutory.ssda903.checks.check import FILE, Area, Problem
from waymark.statutory.ssda903.codes import ACCOM, ACTIV, IN_TOUCH
from waymark.statutory.ssda903.definition import Definition
from waymark.statutory.views.returns import definition_of, latest_answer, title_of

ROWS_A_PAGE = 50
_MEANINGS = {"IN_TOUCH": IN_TOUCH, "ACTIV": ACTIV, "ACCOM": ACCOM}
_NAMES = {"IN_TOUCH": "In touch", "ACTIV": "Activity", "ACCOM": "Home"}
_HERE = (Area.IN_TOUCH, Area.HOME, Area.ACTIVITY)
# Columns whose area is the record, though it has no place for them.
_NOT_IN_THE_RECORD = ("MOTHER", "MC_DOB", "CIN")


@requires(Permission.SEE_RETURN)
@require_GET
def return_rule(request: HttpRequest, year: int, rule: str) -> HttpResponse:
    """The children who break one rule, in the order of the return."""
    now = timezone.now()
    today = timezone.localdate(now)
    definition = definition_of(year)
    if rule != FILE and rule not in definition.checks:
        raise Http404
    kept = latest_answer(year, today=today, now=now)
    after = request.GET.get("after", "")
    rows = problems_of_rule(
        year, rule, after=int(after) if after.isdecimal() and len(after) < 19 else 0, most=ROWS_A_PAGE + 1
    )
    shown = rows[:ROWS_A_PAGE]
    if seen := [row.person_id for row in shown if row.person_id]:
        what = f"Rows of the {year} return that break rule {rule}"
        looked(by=_user(request), person_ids=seen, what=what, path=request.path)
    context = {
        "year": year,
        "rule": rule,
        "title": title_of(rule, definition),
        "answer": kept,
        "count": kept.figures.get("rules", {}).get(rule, 0),
        "rows": shown,
        "older": f"?after={shown[-1].pk}" if len(rows) > ROWS_A_PAGE else "",
        "newer": "?" if after else "",
    }
    return render(request, "statutory/returns/return_rule.html", context)


@requires(Permission.SEE_RETURN)
@require_GET
def return_left_out(request: HttpRequest, year: int) -> HttpResponse:
    """Who is left out and why; also who is in although the record says otherwise, or has no care history."""
    now = timezone.now()
    definition_of(year)
    kept = latest_answer(year, today=timezone.localdate(now), now=now)
    why, after = request.GET.get("why", ""), request.GET.get("after", "")
    reasons = {basis.value: basis.label for basis in kept.left_out}
    if why not in ("", "doubt", "history") and why not in Basis.values():
        raise Http404
    rows = left_out(year, why, after=_uuid(after), most=ROWS_A_PAGE + 1)
    shown = rows[:ROWS_A_PAGE]
    if seen := [row.person_id for row in shown]:
        looked(by=_user(request), person_ids=seen, what=f"Who is left out of the {year} return", path=request.path)
    last = {"after": str(shown[-1].person_id)} if len(rows) > ROWS_A_PAGE else None
    here = {"why": why} if why else {}
    context = {
        "year": year,
        "answer": kept,
        "why": why,
        "reasons": reasons,
        "rows": [(row, Basis(row.basis)) for row in shown],
        "older": f"?{urlencode(here | last)}" if last else "",
        "newer": f"?{urlencode(here)}" if after else "",
    }
    return render(request, "statutory/returns/return_left_out.html", context)


@requires(Permission.SEE_RETURN)
@require_http_methods(["GET", "POST"])
def return_row(request: HttpRequest, year: int, leaver_id: UUID) -> HttpResponse:
    """One row: what the file said, what goes out, what is wrong, and answers that put it right.

    Whoever works on the return sees the child's number and what the return says, no name: that needs the record.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    definition = definition_of(year)
    user = _user(request)
    person = YoungPerson.objects.current().filter(pk=leaver_id).first()
    if person is None:
        raise Http404
    # Whoever has young people of their own answers for those; whoever works on the return by number, for all.
    has_reach = user.may(Permission.SEE_RECORD, on=today)
    reaches = has_reach and YoungPerson.objects.visible_to(user, on=today).filter(pk=person.pk).exists()
    may_edit = user.may(Permission.EDIT_RETURN_FACTS, on=today) and (reaches or not has_reach)
    if request.method == "POST" and not may_edit:
        raise Http404
    record = read_record(year, today=today, person_id=person.pk)
    made = produced_from(record)
    if not made.leavers and person.pk not in made.person_of.values():
        raise Http404
    leaver = made.leavers[0] if made.leavers else standing_of(record, person.pk)
    looked(by=user, person_ids=[person.pk], what=f"Row of the {year} return", path=request.path)
    answers, decision = _forms(request, leaver, record, definition)
    if answers.is_bound and answers.is_valid():
        answer_row(person, year=year, by=user, today=today, at=now, **answers.answers)
        messages.success(request, "The answers are kept. This is how the row goes out now.")
        return redirect("statutory:return_row", year, person.pk)
    if decision.is_bound and decision.is_valid():
        reason = decision.cleaned_data["why"]
        decide_row(person, year=year, belongs=decision.decision, reason=reason, by=user, today=today, at=now)
        messages.success(request, "The decision is kept.")
        return redirect("statutory:return_row", year, person.pk)
    found = checked(made, oldest_leaver=record.conventions.oldest, today=today, person_id=person.pk).problems
    context = {
        "year": year,
        "person": person,
        "name": person.shown_name if reaches else f"Child {leaver.child}" if leaver.child else "No child number",
        "reaches": reaches,
        "leaver": leaver,
        "items": [_item(name, leaver) for name in ITEMS],
        "problems": [_to_mend(problem, person, definition, user, today, reaches=reaches) for problem in found],
        "asked": "" if reaches else _adviser(person.pk, today),
        "known": _known(record, person.pk),
        "answers": answers,
        "decision": decision,
        "form": answers if answers.errors else decision if decision.errors else None,
        "may_edit": may_edit,
        "is_asked": bool(made.leavers),
        "number": person.child_id or "",
    }
    status = 422 if answers.errors or decision.errors else 200
    return render(request, "statutory/returns/return_row.html", context, status=status)


def _forms(
    request: HttpRequest, leaver: Leaver, record: Record, definition: Definition
) -> tuple[AnswersForm, DecisionForm]:
    sent = request.POST if request.method == "POST" else None
    day = leaver.belongs.birthday
    first = add_months(day or definition.start, -record.conventions.months_before)
    last = add_months(day or definition.end, record.conventions.months_after)
    now = {name: leaver.text(name).strip().upper() for name in ITEMS}
    answers = AnswersForm(
        sent if sent is not None and "in_touch_answer" in sent else None,
        activities=definition.codes["ACTIV"],
        homes=definition.codes["ACCOM"],
        first=first,
        last=last,
        initial={
            "in_touch": now["IN_TOUCH"] if now["IN_TOUCH"] in InTouch.values() else "",
            "activity": now["ACTIV"] if now["ACTIV"] in definition.codes["ACTIV"] else "",
            "home": now["ACCOM"] if now["ACCOM"] in definition.codes["ACCOM"] else "",
            "observed_on": day,
        },
    )
    return answers, DecisionForm(sent if sent is not None and "row_decision" in sent else None)


def _item(name: str, leaver: Leaver) -> dict[str, Any]:
    """One of the three items: as the file had it, as it goes out, and what that means."""
    now = leaver.text(name)
    code = now.strip().upper()
    before = leaver.as_reported.get(name, "") if leaver.as_reported is not None else None
    return {
        "name": _NAMES[name],
        "column": name,
        "before": before,
        "now": now,
        "meaning": _MEANINGS[name].get(code, "" if not code else "Not a code of the return"),
        "changed": name in leaver.corrected,
    }


def _to_mend(
    problem: Problem, person: YoungPerson, definition: Definition, user: User, today: date, *, reaches: bool
) -> dict[str, Any]:
    """A problem and the pages where it is put right, as far as this user may open them."""
    elsewhere = problem.fixed_at is Area.RETURN_FILES or problem.column in _NOT_IN_THE_RECORD
    links = [{"text": "Answer again below", "href": "#answers"}] if problem.fixed_at in _HERE else []
    if reaches and not elsewhere:
        if problem.fixed_at is Area.IDENTITY and user.may(Permission.EDIT_PERSON, on=today):
            page = "people:birth" if problem.column == "DOB" else "people:identity"
            links.append({"text": "Correct who they are", "href": reverse(page, args=[person.pk])})
        if problem.fixed_at is Area.CARE_HISTORY and user.may(Permission.EDIT_CARE_HISTORY, on=today):
            links.append({"text": "Correct the care history", "href": reverse("people:care", args=[person.pk])})
    settled = bool(links)
    if problem.table == "oc3" and problem.fixed_at is Area.CARE_HISTORY or problem.column == "DOB":
        links.append({"text": "Leave them out below", "href": "#decision"})
    return {
        "rule": problem.rule,
        "title": title_of(problem.rule, definition),
        "message": problem.message,
        "links": links,
        "elsewhere": elsewhere,
        "needs_record": not settled and not elsewhere,
    }


def _adviser(person_id: UUID, today: date) -> str:
    """Who can open the record, for somebody who cannot."""
    allocation = advisers_on([person_id], on=today).get(person_id)
    if allocation is None:
        return ""
    return str(allocation.worker) if allocation.worker is not None else allocation.worker_name


def _known(record: Record, person_id: UUID) -> list[dict[str, Any]]:
    """What is recorded around the birthday, latest first, in words."""
    answers = record.answers.get(person_id)
    if answers is None:
        return []
    lines = [
        {"on": seen.on, "name": _NAMES[column], "words": _MEANINGS[column].get(seen.code, seen.code), "code": seen.code}
        for column, observed in (
            ("IN_TOUCH", answers.in_touch),
            ("ACTIV", answers.activity),
            ("ACCOM", answers.accommodation),
        )
        for seen in observed
    ]
    return sorted(lines, key=lambda line: (line["on"], line["name"]), reverse=True)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
