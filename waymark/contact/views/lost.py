"""Touch that was lost, step by step; who has to know; and the choice not to be in contact."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.actions import drop_draft
from waymark.accounts.models import User
from waymark.accounts.rules import Role
from waymark.audit import actions as audit
from waymark.contact import actions
from waymark.contact.actions.efforts import EffortKeptOtherwise
from waymark.contact.actions.lost import LostAlready, NotLostAnyMore, SeenAlready
from waymark.contact.facts import lost as facts
from waymark.contact.facts import lost_of, no_contact_of, touches
from waymark.contact.facts.roles import role_towards
from waymark.contact.forms.lost import (
    REFUSALS,
    CloseForm,
    EffortForm,
    EndChoiceForm,
    LostForm,
    NoContactForm,
    SeenForm,
    refuse,
)
from waymark.contact.models import LostContact
from waymark.contact.rules.lost import SeenBy, Step, ladder, latest_retry, looks_lost, next_of, stages_of
from waymark.core.dates import age_on
from waymark.people.access import open_record
from waymark.people.actions.facts import AlreadyWithdrawn
from waymark.people.facts import network_of, reach_of
from waymark.people.models import YoungPerson
from waymark.people.rules.words import YesNo
from waymark.policy.facts import setting_on

either = require_http_methods(["GET", "HEAD", "POST"])
WHAT = "Lost contact"
MOST = 100  # of each kind on the page; whoever is not among them moves up as others are found


@requires(Permission.SEE_CONTACTS)
@require_safe
def lost_list(request: HttpRequest) -> HttpResponse:
    """With whom touch is lost, those under 18 first, then the longest; with whom it may be; who chose no contact."""
    today = timezone.localdate()
    user = signed_in(request)
    people = YoungPerson.objects.visible_to(user, on=today).current()
    episodes, number = facts.lost_among(people, on=today, limit=MOST)
    trails = facts.trails_of(episodes)
    days = facts.days_to_know(on=today)
    lines = [_line(trails[e.pk], days, today) for e in episodes]
    seeming = facts.seem_lost(people, on=today, limit=MOST)
    choices = facts.choices_due(people, on=today, limit=MOST)
    shown = [e.person_id for e in episodes] + [p.pk for p, _ in seeming] + [c.person_id for c in choices]
    audit.looked(by=user, person_ids=shown, what=WHAT, path=request.path)
    return render(
        request,
        "contact/lost_list.html",
        {"lines": lines, "number": number, "seeming": seeming, "choices": choices, "most": MOST, "today": today},
    )


def _line(trail: facts.Trail, days: dict[SeenBy, int], today: date) -> dict[str, Any]:
    person = trail.episode.person
    rungs = ladder(
        since=trail.episode.started_on,
        on=today,
        tried=trail.tried,
        under_18=_under_18(person, today),
        called=person.called,
    )
    return {
        "person": person,
        "since": trail.episode.started_on,
        "days": (today - trail.episode.started_on).days,
        "under_18": _under_18(person, today),
        "tries": len(trail.tried),
        "last_on": trail.last_on,
        "next": next_of(rungs),
        "unseen": [knowing for knowing in trail.knowing(on=today, days=days) if knowing.state == "late"],
    }


@requires(Permission.SEE_CONTACTS)
@either
def lost(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The ladder where touch is lost; else whether it looks so, and a form to say that it is."""
    today = timezone.localdate()
    user = signed_in(request)
    person = open_record(request, person_id, on=today, what=WHAT)
    if person.pk != person_id:
        return redirect("contact:lost", person.pk)
    may_record = user.may(Permission.RECORD_CONTACT, on=today)
    touch = touches([person.pk], up_to=today)[person.pk]
    episode = lost_of([person.pk], on=today).get(person.pk)
    first = {"started_on": touch.reached_on or touch.tried_on}
    form = LostForm(request.POST if request.method == "POST" else None, today=today, initial=first)
    if request.method == "POST":
        if not may_record:
            raise Http404
        if form.is_valid():
            try:
                actions.open_lost(person=person, **form.cleaned_data, by=user, today=today)
            except LostAlready:
                messages.info(request, "Somebody has said so meanwhile. What was tried goes on here.")
                return redirect("contact:lost", person.pk)
            except REFUSALS as problem:
                refuse(form, problem)
            else:
                drop_draft(user=user, about=f"lost:{person.pk}")
                messages.success(request, f"Kept. The steps to find {person.called} again start here.")
                return redirect("contact:lost", person.pk)
    if episode is not None:
        return render(request, "contact/lost.html", _ladder_page(person, episode, user, today) | {"touch": touch})
    after_days = int(setting_on("lost_after_days", today))
    return render(
        request,
        "contact/lost_open.html",
        {
            "person": person,
            "touch": touch,
            "looks_lost": looks_lost(touch, on=today, after_days=after_days),
            "after_days": after_days,
            "choice": no_contact_of([person.pk], on=today).get(person.pk),
            "form": form,
            "may_record": may_record,
            "before": facts.episodes_of(person.pk),
            "days": (today - touch.reached_on).days if touch.reached_on else None,
        },
        status=422 if form.errors else 200,
    )


def _ladder_page(person: YoungPerson, episode: LostContact, user: User, today: date) -> dict[str, Any]:
    trail = facts.trails_of([episode])[episode.pk]
    reach = reach_of([person.pk], on=today)[person.pk]
    network = [m for m in network_of([person.pk]).get(person.pk, []) if m.ended_on is None or m.ended_on > today]
    skip = []
    if not reach.points:
        skip.append(Step.OWN_NUMBER)
    if not any(a.safe_to_write != YesNo.NO for a in reach.addresses):
        skip.append(Step.LETTER)
    if not reach.addresses:
        skip.append(Step.VISIT)
    if not network:
        skip.append(Step.NETWORK)
    under_18 = _under_18(person, today)
    rungs = ladder(
        since=episode.started_on,
        on=today,
        tried=trail.tried,
        under_18=under_18,
        called=person.called,
        skip=skip,
    )
    knowing = trail.knowing(on=today, days=facts.days_to_know(on=today))
    mine = _may_sign(user, today)
    return {
        "person": person,
        "episode": episode,
        "days": (today - episode.started_on).days,
        "trail": trail,
        "next": next_of(rungs),
        "steps": stages_of(rungs, on=today),
        "police": next((r for r in rungs if r.step is Step.POLICE and not r.tries), None) if under_18 else None,
        "knowing": knowing,
        "seen": trail.seen,
        "to_sign": next((k.who for k in knowing if k.who in mine and k.seen_on is None), None),
        "seen_form": SeenForm(),
        "network": network,
        "reach": reach,
        "step_words": dict(Step.choices()),
        "may_record": user.may(Permission.RECORD_CONTACT, on=today),
        "may_see_contact": user.may(Permission.SEE_CONTACT_DETAILS, on=today),
        "under_18": under_18,
        "today": today,
    }


def _may_sign(user: User, today: date) -> list[SeenBy]:
    """A head of service may sign for a team manager who is away; never the other way round."""
    if not user.may(Permission.OVERSEE_CONTACT, on=today):
        return []
    head = Role.HEAD_OF_SERVICE in user.standing(on=today).roles
    return [SeenBy.HEAD_OF_SERVICE, SeenBy.TEAM_MANAGER] if head else [SeenBy.TEAM_MANAGER]


def _under_18(person: YoungPerson, today: date) -> bool:
    return person.born_on is not None and age_on(person.born_on, today) < 18


def _open_episode(person: YoungPerson, today: date) -> LostContact:
    """404 where touch is not lost."""
    episode = lost_of([person.pk], on=today).get(person.pk)
    if episode is None or episode.ended_on is not None:
        raise Http404
    return episode


@requires(Permission.RECORD_CONTACT)
@either
def lost_effort(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Keep one step. `?step=` is the one that was tried."""
    today, now = timezone.localdate(), timezone.now()
    user = signed_in(request)
    person = open_record(request, person_id, on=today, what=WHAT)
    episode = lost_of([person.pk], on=today).get(person.pk)
    if episode is None:
        messages.info(request, f"Touch with {person.called} is not lost any more.")
        return redirect("contact:lost", person.pk)
    asked = request.GET.get("step", "")
    first = {"made_on": today, "client_key": uuid4(), "step": asked if asked in Step.values() else ""}
    form = EffortForm(request.POST if request.method == "POST" else None, today=today, initial=first)
    if form.is_bound and form.is_valid():
        role = role_towards(user, person.pk, on=today)
        try:
            actions.record_effort(
                episode, **form.cleaned_data, by_role=role, worker=user, by=user, today=today, now=now
            )
        except EffortKeptOtherwise:
            form.add_error(
                None, "What you first typed here is kept. To keep this too, open the form again and paste it"
            )
        except NotLostAnyMore:
            form.add_error(None, f"Touch with {person.called} is not lost any more, so this was not kept")
        except REFUSALS as problem:
            refuse(form, problem)
        else:
            drop_draft(user=user, about=f"effort:{person.pk}")
            messages.success(request, "Kept, with what to try next.")
            return redirect("contact:lost", person.pk)
    return render(
        request,
        "contact/lost_effort.html",
        {"person": person, "form": form, "under_18": _under_18(person, today)},
        status=422 if form.errors else 200,
    )


@requires(Permission.OVERSEE_CONTACT)
@require_http_methods(["POST"])
def lost_seen(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Somebody who has to know has seen what was tried."""
    today = timezone.localdate()
    user = signed_in(request)
    person = open_record(request, person_id, on=today, what=WHAT)
    episode = _open_episode(person, today)
    form = SeenForm(request.POST)
    who = request.POST.get("who", "")
    if who not in _may_sign(user, today):
        raise Http404
    if form.is_valid():
        try:
            actions.sign_seen(episode, who=SeenBy(who), **form.cleaned_data, by=user, today=today)
        except (SeenAlready, NotLostAnyMore):
            messages.info(request, "Somebody has signed it meanwhile, or they were reached.")
        else:
            messages.success(request, "Signed. The adviser sees what is to be done next.")
        return redirect("contact:lost", person.pk)
    context = _ladder_page(person, episode, user, today)
    touch = touches([person.pk], up_to=today)[person.pk]
    return render(request, "contact/lost.html", context | {"touch": touch, "seen_form": form}, status=422)


@requires(Permission.RECORD_CONTACT)
@either
def lost_close(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """It is over for another reason than being reached."""
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what=WHAT)
    episode = lost_of([person.pk], on=today).get(person.pk)
    if episode is None:
        messages.info(request, f"Touch with {person.called} is not lost any more.")
        return redirect("contact:lost", person.pk)
    form = CloseForm(request.POST if request.method == "POST" else None, today=today, initial={"ended_on": today})
    if form.is_bound and form.is_valid():
        try:
            actions.close_lost(episode, **form.cleaned_data, by=signed_in(request), today=today)
        except NotLostAnyMore:
            messages.info(request, "Somebody has ended it meanwhile.")
            return redirect("contact:lost", person.pk)
        except REFUSALS as problem:
            refuse(form, problem)
        else:
            messages.success(request, "Kept. What was tried can still be read.")
            return redirect("contact:lost", person.pk)
    return render(
        request, "contact/lost_close.html", {"person": person, "form": form}, status=422 if form.errors else 200
    )


@requires(Permission.SEE_CONTACTS)
@either
def no_contact(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Their choice not to be in contact, when and how it is tried again; and a form to keep one."""
    today = timezone.localdate()
    user = signed_in(request)
    person = open_record(request, person_id, on=today, what="Choice not to be in contact")
    if person.pk != person_id:
        return redirect("contact:no_contact", person.pk)
    may_record = user.may(Permission.RECORD_CONTACT, on=today)
    weeks = int(setting_on("no_contact_retry_weeks", today))
    age = age_on(person.born_on, today) if person.born_on else None
    form = NoContactForm(request.POST if request.method == "POST" else None, today=today, initial={"started_on": today})
    if request.method == "POST":
        if not may_record:
            raise Http404
        if form.is_valid():
            try:
                actions.choose_no_contact(person=person, **form.cleaned_data, most_weeks=weeks, by=user, today=today)
            except REFUSALS as problem:
                refuse(form, problem)
            else:
                drop_draft(user=user, about=f"no-contact:{person.pk}")
                messages.success(request, "Kept. The day to try again is on the adviser’s list.")
                return redirect("contact:no_contact", person.pk)
    choices = facts.choices_of(person.pk)
    now_chosen = no_contact_of([person.pk], on=today).get(person.pk)
    return render(
        request,
        "contact/no_contact.html",
        {
            "person": person,
            "choice": now_chosen,
            "before": [c for c in choices if now_chosen is None or c.pk != now_chosen.pk],
            "form": form,
            "latest": latest_retry(today, age=age, weeks=weeks),
            "duty_runs_on": age is None or age < 21,
            "may_record": may_record,
            "today": today,
        },
        status=422 if form.errors else 200,
    )


@requires(Permission.RECORD_CONTACT)
@either
def no_contact_end(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """They changed their mind."""
    today = timezone.localdate()
    person = open_record(request, person_id, on=today, what="Choice not to be in contact")
    choice = no_contact_of([person.pk], on=today).get(person.pk)
    if choice is None:
        messages.info(request, f"{person.called} is not without contact by choice any more.")
        return redirect("contact:no_contact", person.pk)
    form = EndChoiceForm(request.POST if request.method == "POST" else None, today=today, initial={"ended_on": today})
    if form.is_bound and form.is_valid():
        try:
            actions.end_no_contact(choice, **form.cleaned_data, by=signed_in(request), today=today)
        except AlreadyWithdrawn:
            messages.info(request, "Somebody has ended it meanwhile.")
            return redirect("contact:no_contact", person.pk)
        except REFUSALS as problem:
            refuse(form, problem)
        else:
            messages.success(request, f"Kept. {person.called} is to be kept in touch with as before.")
            return redirect("contact:no_contact", person.pk)
    return render(
        request,
        "contact/no_contact_end.html",
        {"person": person, "form": form, "choice": choice},
        status=422 if form.errors else 200,
    )
