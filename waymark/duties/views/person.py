"""Everything due for one young person, each with why; exceptions, and reasons for what was missed."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from waymark.accounts.access import Permission, requires, signed_in
from waymark.core.wording import full_date, listed, plural
from waymark.duties.actions.exceptions import ExceptionRefused, end_exception, except_duty
from waymark.duties.actions.reasons import NotMissed, say_why_missed
from waymark.duties.facts import duties_of
from waymark.duties.facts.answers import exceptions_of, reasons_of
from waymark.duties.forms import EndForm, ExceptForm, MissedForm
from waymark.duties.models import DutyException, MissedReason
from waymark.duties.rules import CLOCKS, OF_RISK, Duty, DutyId, State, told
from waymark.duties.views.clocks import named
from waymark.duties.views.doing import doing
from waymark.people.access import open_record
from waymark.people.facts import allocations_of
from waymark.people.models import Allocation, YoungPerson
from waymark.policy.facts import setting_on

WHAT = "What is due"
either = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.SEE_DAY)
@require_safe
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What is overdue and due as the answer, the most urgent first; then what lies ahead, and what is done or excepted."""
    today = timezone.localdate()
    who = open_record(request, person_id, on=today, what=WHAT)
    if who.pk != person_id:
        return redirect("duties:person", who.pk)
    may = signed_in(request).standing(on=today).permissions
    risk = Permission.SEE_RISK in may
    duties = told(duties_of([who.pk], on=today)[who.pk], risk=risk)
    workers = {row.role: row for row in reversed(allocations_of([who.pk]).get(who.pk, [])) if _open(row, today)}
    said = [row for row in reasons_of(who.pk) if risk or row.duty not in OF_RISK]
    exceptions = [row for row in exceptions_of(who.pk) if risk or row.duty not in OF_RISK]
    lines = [_line(duty, who, workers, said, may, today) for duty in duties]
    return render(
        request,
        "duties/person.html",
        {
            "person": who,
            "headline": headline(duties, who.called),
            "owed": [line for line in lines if line["duty"].state in (State.OVERDUE, State.DUE)],
            "ahead": [line for line in lines if line["duty"].state is State.NOT_YET],
            "settled": [line for line in lines if line["duty"].state in (State.DONE, State.EXCEPTED)],
            "exceptions": [(row, DutyId(row.duty).label, _running(row, today)) for row in exceptions],
            "reasons": [(row, DutyId(row.duty).label) for row in said],
            "may_except": Permission.EXCEPT_DUTY in may,
            "waiting": sum(not clock.works for clock in CLOCKS.values()),
            "today": today,
        },
    )


def _open(row: Allocation, today: date) -> bool:
    return row.started_on <= today and (row.ended_on is None or row.ended_on > today)


def _running(row: DutyException, today: date) -> bool:
    return row.known and row.until_on > today


def headline(duties: list[Duty], called: str) -> str:
    """“2 overdue and 1 due for Jo”, or when the next is due."""
    number = {state: [duty for duty in duties if duty.state is state] for state in State}
    late, due = len(number[State.OVERDUE]), len(number[State.DUE])
    parts = [f"{count} {words}" for count, words in ((late, "overdue"), (due, "due")) if count]
    if parts:
        return f"{listed(parts)} for {called}"
    ahead = min((duty.due_on for duty in number[State.NOT_YET] if duty.due_on), default=None)
    if ahead:
        return f"Nothing is due for {called} until {full_date(ahead)}"
    return f"Nothing is due for {called}"


def _line(
    duty: Duty,
    who: YoungPerson,
    workers: dict[str, Allocation],
    said: list[MissedReason],
    may: frozenset[Permission],
    today: date,
) -> dict[str, Any]:
    """One duty as parts/due.html shows it, with what can be done about it."""
    figure, unit, state = _when(duty, today)
    explained = next((row for row in said if row.duty == duty.duty and row.due_on == duty.due_on), None)
    worker = workers.get(duty.owner)
    return {
        "duty": duty,
        "clock": CLOCKS[duty.duty],
        "figure": figure,
        "unit": unit,
        "state": state,
        "explained": explained,
        "doing": doing(duty.duty, who.pk, may),
        "may_explain": duty.state is State.OVERDUE and Permission.EXPLAIN_DUTY in may,
        "may_except": CLOCKS[duty.duty].may_except
        and duty.state is not State.EXCEPTED
        and Permission.EXCEPT_DUTY in may,
        "whose": f"{worker.shown_worker}, {duty.owner.label.lower()}" if worker else f"{duty.owner.label}: nobody yet",
    }


def _when(duty: Duty, today: date) -> tuple[str, str, str]:
    """The large figure, what it counts, and how the line looks (the states of parts/due.html)."""
    if duty.due_on is None:
        return "Now", "", "over" if duty.state is State.OVERDUE else "now"
    late = (today - duty.due_on).days
    if late > 0:
        return str(late), f"{plural(late, 'day')} late", "over"
    if late == 0:
        return "Today", "", "now"
    day, month, year = full_date(duty.due_on).split("\N{NO-BREAK SPACE}")
    unit = month[:3] if duty.due_on.year == today.year else f"{month[:3]} {year}"
    return day, unit, "now" if duty.state is State.DUE else "later"


@requires(Permission.EXCEPT_DUTY)
@either
def excepted(request: HttpRequest, person_id: UUID, duty: str) -> HttpResponse:
    """Let a local duty rest for somebody. For a duty that is not local the page says why that cannot be."""
    today = timezone.localdate()
    found = named(duty)
    who = open_record(request, person_id, on=today, what=f"Exception from duty {found.id.value}")
    if who.pk != person_id:
        return redirect("duties:except", who.pk, found.id.value)
    form = ExceptForm(request.POST if request.method == "POST" else None, initial={"from_on": today})
    status = 200
    if form.is_bound and form.is_valid():
        try:
            except_duty(person=who, duty=found.id, **form.cleaned_data, by=signed_in(request), today=today)
        except ExceptionRefused as problem:
            form.add_error(problem.field or None, str(problem))
        else:
            messages.success(request, f"“{found.name}” rests until {full_date(form.cleaned_data['until_on'])}.")
            return redirect("duties:person", who.pk)
    if form.errors:
        status = 422
    return render(
        request,
        "duties/except.html",
        {"person": who, "clock": found, "form": form, "months": int(setting_on("exception_months", today))},
        status=status,
    )


@requires(Permission.EXCEPT_DUTY)
@either
def exception_end(request: HttpRequest, person_id: UUID, duty: str, exception_id: UUID) -> HttpResponse:
    """Let a duty that rests run again from today."""
    today = timezone.localdate()
    found = named(duty)
    who = open_record(request, person_id, on=today, what=f"Exception from duty {found.id.value}")
    row = next((each for each in exceptions_of(who.pk) if each.pk == exception_id and each.duty == found.id), None)
    if row is None:
        raise Http404
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            end_exception(row, **form.cleaned_data, by=signed_in(request), today=today)
        except ExceptionRefused as problem:
            form.add_error(problem.field or None, str(problem))
        else:
            messages.success(request, f"“{found.name}” is owed again from today.")
            return redirect("duties:person", who.pk)
    context = {"person": who, "clock": found, "form": form, "exception": row}
    return render(request, "duties/exception_end.html", context, status=422 if form.errors else 200)


@requires(Permission.EXPLAIN_DUTY)
@either
def missed(request: HttpRequest, person_id: UUID, duty: str) -> HttpResponse:
    """Say why a duty was missed. The day it was missed stays with the form, so that a contact recorded meanwhile does
    not change what the words are about."""
    today = timezone.localdate()
    found = named(duty)
    who = open_record(request, person_id, on=today, what=f"Why duty {found.id.value} was missed")
    if who.pk != person_id:
        return redirect("duties:missed", who.pk, found.id.value)
    now = next((one for one in duties_of([who.pk], on=today)[who.pk] if one.duty is found.id), None)
    late = now if now and now.state is State.OVERDUE else None
    before = next(
        (row for row in reasons_of(who.pk) if late and row.duty == late.duty and row.due_on == late.due_on), None
    )
    initial = {
        "due_on": late.due_on.isoformat() if late and late.due_on else "",
        "reason": before.reason if before else "",
    }
    form = MissedForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            say_why_missed(person=who, duty=found.id, **form.cleaned_data, by=signed_in(request), today=today)
        except NotMissed:
            form.add_error(None, "Go back and look again: this was not missed on that day, as far as is known now")
        else:
            messages.success(request, f"Why “{found.name}” was missed is kept.")
            return redirect("duties:person", who.pk)
    context = {"person": who, "clock": found, "form": form, "duty": late, "before": before}
    return render(request, "duties/missed.html", context, status=422 if form.errors else 200)
