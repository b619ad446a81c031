"""Why someone has the status they have, and the decisions that stand beside it."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waymark.accounts.access import Permission, requires
from waymark.accounts.models import User
from waymark.eligibility import actions, facts
from waymark.eligibility.forms import DayForm, DecisionForm, WithdrawForm
from waymark.people.access import open_record

either = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.SEE_RECORD)
@require_safe
def status(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The computed status as the answer, with everything it rests on. `?on=` asks about another day."""
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what="Legal status")
    if person.pk != person_id:
        return redirect("eligibility:status", person.pk)
    form = DayForm(request.GET if "on" in request.GET else None, initial={"on": today})
    asked: date | None = form.cleaned_data["on"] if form.is_bound and form.is_valid() else None
    on = asked or today
    story = facts.status_story(person.pk, on=on)
    user: User = request.user  # type: ignore[assignment]  # the guard has seen to it
    may_sign = user.may(Permission.SIGN_STATUS, on=today)
    return render(
        request,
        "eligibility/status.html",
        {
            "person": person,
            "story": story,
            "form": form,
            "on": on,
            "today": today,
            "may_correct": user.may(Permission.EDIT_CARE_HISTORY, on=today),
            "may_propose": user.may(Permission.PROPOSE_STATUS, on=today),
            "decisions": [
                (row, may_sign and row.proposed_by_id != user.pk, _may_withdraw(row, user, today))
                for row in story.decisions
            ],
        },
    )


@requires(Permission.PROPOSE_STATUS)
@either
def propose(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A form for a decision that a manager signs later."""
    today = timezone.localdate()
    user: User = request.user  # type: ignore[assignment]
    person = open_record(request, person_id, on=today, what="Proposing a legal status")
    if person.pk != person_id:
        return redirect("eligibility:propose", person.pk)
    form = DecisionForm(request.POST or None, initial={"in_force_from": today})
    if form.is_bound and form.is_valid():
        try:
            actions.propose_decision(person=person, **form.cleaned_data, by=user, today=today)
        except actions.DecisionRefused as problem:
            form.add_error(problem.field or None, str(problem))
        else:
            messages.success(request, "The proposal waits for a manager to sign it.")
            return redirect("eligibility:status", person.pk)
    story = facts.status_story(person.pk, on=today)
    return render(request, "eligibility/propose.html", {"person": person, "form": form, "story": story, "today": today})


@requires(Permission.SIGN_STATUS)
@require_POST
def sign(request: HttpRequest, person_id: UUID, decision_id: UUID) -> HttpResponse:
    """Sign a proposal; a refusal is said on the page it came from."""
    today = timezone.localdate()
    user: User = request.user  # type: ignore[assignment]
    person = open_record(request, person_id, on=today, what="Signing a legal status")
    if facts.decision(person.pk, decision_id) is None:
        messages.error(request, "That proposal is not here any more.")
        return redirect("eligibility:status", person.pk)
    try:
        actions.sign_decision(decision_id=decision_id, by=user, today=today)
    except actions.DecisionRefused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Signed. Duties follow this decision from its first day on.")
    return redirect("eligibility:status", person.pk)


@requires(Permission.PROPOSE_STATUS)
@either
def withdraw(request: HttpRequest, person_id: UUID, decision_id: UUID) -> HttpResponse:
    """Take a decision back, saying why: a proposal by who made it or a manager, a signed one by a manager."""
    today = timezone.localdate()
    user: User = request.user  # type: ignore[assignment]
    person = open_record(request, person_id, on=today, what="Withdrawing a legal status decision")
    row = facts.decision(person.pk, decision_id)
    if row is None or not _may_withdraw(row, user, today):
        messages.error(request, "That decision is not there to be taken back by you.")
        return redirect("eligibility:status", person.pk)
    form = WithdrawForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.withdraw_decision(decision_id=row.pk, **form.cleaned_data, by=user, today=today)
        messages.success(request, "Taken back. It stays readable below the status.")
        return redirect("eligibility:status", person.pk)
    return render(request, "eligibility/withdraw.html", {"person": person, "form": form, "decision": row})


def _may_withdraw(row: facts.StatusDecision, user: User, today: date) -> bool:
    if row.withdrawn:
        return False
    return user.may(Permission.SIGN_STATUS, on=today) or (not row.signed and row.proposed_by_id == user.pk)
