"""Going out, coming home, and looking for somebody who is late."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.models import User
from waymark.audit import actions as audit
from waymark.core.forms import Form
from waymark.core.wording import clock
from waymark.diary import actions, facts
from waymark.diary.forms import REFUSALS, HowForm, LaterForm, OutForm, refuse
from waymark.diary.models import HomeSafe
from waymark.diary.rules.lateness import Level, lateness_in_words, level_of
from waymark.diary.rules.words import WatchState
from waymark.diary.views.planning import own_people
from waymark.people.facts import reach_of
from waymark.people.models import YoungPerson


@requires(Permission.KEEP_DIARY)
def out(request: HttpRequest) -> HttpResponse:
    """Going out without anything planned: where to, and back by when."""
    now, today = timezone.now(), timezone.localdate()
    user = signed_in(request)
    form = OutForm(request.POST or None, people=own_people(request, user, today), now=now)
    if form.is_bound and form.is_valid():
        value = form.cleaned_data
        try:
            actions.go_out(
                worker=user,
                where=value["where"],
                expected_at=value["back_by"],
                person=value.get("about"),
                by=user,
                now=now,
            )
        except REFUSALS as problem:
            refuse(form, problem)
        else:
            messages.success(request, f"You are expected back by {clock(value['back_by'])}. Say so here when you are.")
            return redirect("diary:diary")
    minutes = facts.minutes_on(today)
    context = {"form": form, "user": user, "minutes": minutes}
    return render(request, "diary/out.html", context, status=422 if form.errors else 200)


@requires(Permission.KEEP_DIARY)
def home_safe(request: HttpRequest, check_id: UUID) -> HttpResponse:
    """Somebody who is out: one tap for the worker; where they went and what to do for whoever watches over them."""
    now, today = timezone.now(), timezone.localdate()
    user = signed_in(request)
    check = facts.check_within_reach(check_id, user, on=today)
    if check is None:
        raise Http404
    if check.person_id is not None:
        audit.looked(by=user, person_ids=[check.person_id], what="Somebody is out", path=request.path)
    own = check.worker_id == user.pk
    doing = request.POST.get("do", "")
    forms: dict[str, Form] = {
        "later": LaterForm(request.POST if doing == "later" else None, now=now),
        "found": HowForm(request.POST if doing == "found" else None, auto_id="found_%s"),
        "called_off": HowForm(request.POST if doing == "called_off" else None, auto_id="called_off_%s"),
    }
    if request.method == "POST" and _done(request, check, doing, forms, user=user, own=own):
        return redirect("diary:diary" if own else "diary:team")
    open_ = check.state == WatchState.OUT
    late = open_ and level_of(check.expected_at, now=now, minutes=facts.minutes_on(today)) >= Level.WORKER
    reached = _reached(check.person_id, user, today)
    reach = reach_of([check.person_id], on=today)[check.person_id] if reached and check.person_id else None
    shown: Form | None = forms.get(doing)
    return render(
        request,
        "diary/home_safe.html",
        {
            "check": check,
            "own": own,
            "open": open_,
            "late": late,
            "lateness": lateness_in_words(check.expected_at, now=now),
            "state": WatchState.label_of(check.state),
            "reached": reached,
            "ring_person": reach.call_first if reach and user.may(Permission.SEE_CONTACT_DETAILS, on=today) else None,
            "companions": list(check.visit.with_workers.all()) if check.visit else [],
            "watchers": facts.watchers_of([check.worker_id], on=today)[check.worker_id],
            "forms": forms,
            "form": shown,
        },
        status=422 if shown is not None and shown.errors else 200,
    )


def _done(request: HttpRequest, check: HomeSafe, doing: str, forms: dict[str, Form], *, user: User, own: bool) -> bool:
    """Do what was asked; False where the form says why not."""
    now = timezone.now()
    form = forms.get(doing)
    if form is not None and not form.is_valid():
        return False
    value: dict[str, Any] = form.cleaned_data if form is not None else {}
    steps: dict[str, tuple[Callable[[], object], str]] = {
        "home": (
            lambda: actions.say_home_safe(check, by=user, now=now),
            "Good that you are back. Nobody is called.",
        ),
        "later": (
            lambda: actions.expect_later(check, expected_at=value["back_by"], by=user, now=now),
            f"{'You are' if own else f'{check.worker} is'} now expected back by {clock(value.get('back_by'))}.",
        ),
        "found": (
            lambda: actions.found_safe(check, how=value["how"], by=user, now=now),
            f"It is kept that {check.worker} is safe, and that you found out.",
        ),
        "called_off": (
            lambda: actions.call_off(check, how=value["how"], by=user, now=now),
            "It is kept that nobody went out.",
        ),
    }
    if doing not in steps:
        raise Http404
    action, done = steps[doing]
    try:
        action()
    except REFUSALS as problem:
        if form is None:
            raise Http404 from None  # only the worker is offered the button
        refuse(form, problem)
        return False
    messages.success(request, done)
    return True


def _reached(person_id: UUID | None, user: User, today: Any) -> bool:
    return person_id is not None and YoungPerson.objects.visible_to(user, on=today).filter(pk=person_id).exists()
