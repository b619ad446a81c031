"""“I want support again”, answering it, and looking again at a worker given for a time."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.facts import staff_on
from waymark.accounts.models import User
from waymark.after21 import actions
from waymark.after21.access import open_request
from waymark.after21.actions.returning import AnsweredAlready
from waymark.after21.facts.returning import answer_of
from waymark.after21.facts.story import story_of
from waymark.after21.forms.returning import AnswerForm, ReturnForm, ReviewForm
from waymark.after21.rules.words import GivenTo, Taken
from waymark.after21.views.opening import doing, let_go, opened, posted, ready, status
from waymark.core.wording import full_date
from waymark.people.actions.allocating import StartsBeforeTheLastOne


@requires(Permission.ARRANGE_AFTER_21)
def ask(request: HttpRequest, person_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person = opened(request, person_id, on=today)
    if person.pk != person_id:
        return redirect("after21:return", person.pk)
    form = ReturnForm(posted(request), initial={"asked_on": today}, called=person.called, today=today)
    if ready(form):
        try:
            kept = actions.ask_to_return(person=person, by=signed_in(request), today=today, **form.as_kept())
        except actions.StillUnder21:
            form.add_error("asked_on", f"{person.called} is under 21 then, and has support without asking")
        else:
            let_go(request, "return", person.pk)
            whose = str(kept.given_to) if kept.given_to else "every manager"
            messages.success(request, f"It is on the list of {whose}, to be answered by {full_date(kept.answer_by)}.")
            return redirect("after21:person", person.pk)
    context = {"person": person, "form": form, "story": story_of(person, on=today)}
    return render(request, "after21/return.html", context, status=status(form))


@requires(Permission.ARRANGE_AFTER_21)
def answer(request: HttpRequest, person_id: UUID, request_id: UUID) -> HttpResponse:
    today, user = timezone.localdate(), signed_in(request)
    person, asked, reached = open_request(request, person_id, request_id, on=today)
    kept = answer_of(person.pk, asked.pk)
    if kept is not None:
        return redirect("after21:person", person.pk)
    may_choose = reached and user.may(Permission.ALLOCATE, on=today)
    workers = staff_on(today) if may_choose else User.objects.filter(pk=user.pk)
    form = AnswerForm(posted(request), initial={"worker": user.pk}, called=person.called, today=today, workers=workers)
    if ready(form):
        values = form.cleaned_data
        try:
            if values["taken"] == Taken.ALLOCATED:
                actions.take_request(
                    asked,
                    worker=values["worker"],
                    review_on=values["review_on"],
                    what=values["what"],
                    by=user,
                    today=today,
                )
                messages.success(request, f"{values['worker']} is {person.called}’s personal adviser from today.")
            else:
                actions.answer_instead(
                    asked, what=values["what"], their_words=values["their_words"], **doing(request, today=today)
                )
                messages.success(request, f"Kept, with what {person.called} said. Support is still on offer.")
        except AnsweredAlready:
            messages.warning(request, "Somebody else has answered this meanwhile.")
        except StartsBeforeTheLastOne as problem:
            form.add_error(
                "taken", f"Look at their workers first: {problem.other.worker_name} became the adviser today"
            )
        if not form.errors:
            let_go(request, "answer", person.pk)
            if reached or values["taken"] == Taken.ALLOCATED and values["worker"] == user:
                return redirect("after21:person", person.pk)
            return redirect("after21:waiting")
    context = {
        "person": person,
        "form": form,
        "asked": asked,
        "reached": reached,
        "may_choose": may_choose,
        "given_as": GivenTo.label_of(asked.given_as),
        "late": max(0, (today - asked.answer_by).days),
        "back": reverse("after21:person", args=[person.pk]) if reached else reverse("after21:waiting"),
    }
    return render(request, "after21/answer.html", context, status=status(form))


@requires(Permission.ARRANGE_AFTER_21)
def review(request: HttpRequest, person_id: UUID, request_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    person = opened(request, person_id, on=today)
    kept = answer_of(person.pk, request_id)
    if kept is None or kept.review_on is None:
        raise Http404
    form = ReviewForm(posted(request), called=person.called, today=today)
    if ready(form):
        actions.move_review(
            kept,
            review_on=form.cleaned_data["review_on"],
            reason=form.cleaned_data["reason"],
            by=signed_in(request),
            today=today,
        )
        messages.success(request, "Kept. Support goes on.")
        return redirect("after21:person", person.pk)
    return render(request, "after21/review.html", {"person": person, "form": form, "kept": kept}, status=status(form))
