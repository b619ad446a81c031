"""Stepping down: the proposal with the young person's yes, the manager's check, and undoing it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts.access import Permission, requires, signed_in
from waymark.after21 import actions
from waymark.after21.actions.keeping import Changed
from waymark.after21.actions.leaving import DecidedAlready, OnACourse, OwnProposal, ProposedAlready, TooYoung
from waymark.after21.facts.leaving import Step, step_of
from waymark.after21.facts.story import story_of
from waymark.after21.forms.leaving import CheckForm, ProposeForm, WhyForm
from waymark.after21.rules.words import Check, Outcome
from waymark.after21.views.opening import doing, let_go, opened, posted, ready, status
from waymark.core.wording import full_date
from waymark.people.models import YoungPerson

MEANWHILE = "Somebody else has decided about this meanwhile. Here is how it stands now."


@requires(Permission.ARRANGE_AFTER_21)
def step_down(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person = opened(request, person_id, on=today)
    if person.pk != person_id:
        return redirect("after21:step_down", person.pk)
    form = ProposeForm(posted(request), initial={"said_on": today}, called=person.called, today=today)
    if ready(form):
        try:
            actions.propose_step_down(person=person, **form.as_kept(), **doing(request, today=today))
        except ProposedAlready:
            messages.warning(request, "There is a proposal already. It waits for a manager.")
            return redirect("after21:person", person.pk)
        except TooYoung as problem:
            when = f"from {full_date(problem.day)}" if problem.day else "once the date of birth is known"
            form.add_error(
                None, f"Wait with this: stepping down can be proposed {when}. Until 21 support is theirs by right"
            )
        except OnACourse:
            form.add_error(None, _on_a_course(person.called))
        else:
            let_go(request, "step", person.pk)
            messages.success(request, "A manager checks it now. Until then support goes on as it is.")
            return redirect("after21:person", person.pk)
    context = {"person": person, "form": form, "story": story_of(person, on=today)}
    return render(request, "after21/step_down.html", context, status=status(form))


@requires(Permission.CHECK_STEP_DOWN)
def check(request: HttpRequest, person_id: UUID, step_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person, step = _opened_step(request, person_id, step_id)
    if not step.open:
        return redirect("after21:person", person.pk)
    form = CheckForm(posted(request), called=person.called, today=today)
    if ready(form):
        reason = form.cleaned_data["reason"]
        try:
            if form.cleaned_data["decision"] == "agree":
                findings = form.findings()
                actions.agree_step_down(step.proposal, findings=findings, reason=reason, **doing(request, today=today))
                said = f"Agreed. {person.called}’s support stepped down today, and is offered again in a year."
            else:
                actions.send_back(step.proposal, reason=reason, **doing(request, today=today))
                said = "Sent back. Support goes on."
        except DecidedAlready:
            messages.warning(request, MEANWHILE)
            return redirect("after21:person", person.pk)
        except OwnProposal:
            form.add_error(None, "Ask another manager: whoever proposed it does not check it")
        except TooYoung as problem:
            when = f"on {full_date(problem.day)}" if problem.day else "once the date of birth is known"
            form.add_error("decision", f"Agree to it {when}: until 21 support is {person.called}’s by right")
        except OnACourse:
            form.add_error("decision", _on_a_course(person.called))
        else:
            let_go(request, "check", person.pk)
            messages.success(request, said)
            return redirect("after21:person", person.pk)
    context = {"person": person, "form": form, "step": step, "parts": list(Check), "story": story_of(person, on=today)}
    return render(request, "after21/check.html", context, status=status(form))


@requires(Permission.ARRANGE_AFTER_21)
def take_back(request: HttpRequest, person_id: UUID, step_id: UUID) -> HttpResponse:
    person, step = _opened_step(request, person_id, step_id)
    today = timezone.localdate()
    if not step.open:
        return redirect("after21:person", person.pk)
    form = WhyForm(posted(request), called=person.called, today=today)
    if ready(form):
        try:
            actions.take_back(step.proposal, reason=form.cleaned_data["reason"], **doing(request, today=today))
        except DecidedAlready:
            messages.warning(request, MEANWHILE)
        else:
            messages.success(request, "Taken back. Support goes on.")
        return redirect("after21:person", person.pk)
    title = f"Take back the proposal to step {person.called} down"
    effect = f"{person.called} keeps support. The proposal can still be read."
    context = {"person": person, "form": form, "title": title, "doing": "Take it back", "effect": effect}
    return render(request, "after21/why.html", context, status=status(form))


@requires(Permission.CHECK_STEP_DOWN)
def undo(request: HttpRequest, person_id: UUID, step_id: UUID) -> HttpResponse:
    person, step = _opened_step(request, person_id, step_id)
    today = timezone.localdate()
    if step.decision is None or step.decision.outcome != Outcome.AGREED:
        return redirect("after21:person", person.pk)
    form = WhyForm(posted(request), called=person.called, today=today)
    if ready(form):
        try:
            actions.undo_step_down(step.decision, reason=form.cleaned_data["reason"], **doing(request, today=today))
        except Changed:
            messages.warning(request, f"{person.called} has an adviser again already, so there is nothing to undo.")
        else:
            messages.success(request, f"Undone. {person.called} has support, and the adviser from before.")
        return redirect("after21:person", person.pk)
    title = f"Undo {person.called}’s step-down"
    effect = (
        "For a step-down that should not have been agreed. Their adviser from before is theirs again. "
        f"If {person.called} wants to come back, record that instead."
    )
    context = {"person": person, "form": form, "title": title, "doing": "Undo it", "effect": effect}
    return render(request, "after21/why.html", context, status=status(form))


def _on_a_course(called: str) -> str:
    return f"Ask about {called}’s course first: support runs as long as it does, and nothing closes before it ends"


def _opened_step(request: HttpRequest, person_id: UUID, step_id: UUID) -> tuple[YoungPerson, Step]:
    """A proposal of the person opened; 404 where it is somebody else's."""
    signed_in(request)
    person = opened(request, person_id, on=timezone.localdate())
    step = step_of(person.pk, step_id)
    if step is None:
        raise Http404
    return person, step
