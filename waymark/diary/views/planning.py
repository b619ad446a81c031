"""Planning, changing and cancelling what stands in a diary."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.facts import staff_on
from waymark.accounts.models import User
from waymark.audit import actions as audit
from waymark.core.wording import clock, local
from waymark.diary import actions, facts
from waymark.diary.forms import REFUSALS, ReasonForm, VisitForm, refuse
from waymark.diary.models import Visit
from waymark.diary.rules.calendars import written
from waymark.diary.rules.words import VisitKind, VisitState
from waymark.people.access import open_record
from waymark.people.facts import held_by, reach_of
from waymark.people.models import YoungPerson
from waymark.policy.facts import setting_on


@requires(Permission.KEEP_DIARY)
def new(request: HttpRequest) -> HttpResponse:
    """Plan something, with `?person=` about somebody."""
    now, today = timezone.now(), timezone.localdate()
    user = signed_in(request)
    person = _asked_person(request, today)
    places = _known_places(person, user, today)
    starts_at = local(now).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    initial = {
        "kind": VisitKind.VISIT if person else VisitKind.MEETING,
        "on": _asked_day(request) or starts_at.date(),
        "starts": starts_at.time(),
        "ends": (starts_at + timedelta(hours=1)).time(),
        "place": places[0] if places else "",
        "check": bool(person and person.visiting_safety_note) or bool(setting_on("home_safe_each_visit", today)),
    }
    form = VisitForm(
        request.POST or None,
        initial=initial,
        person=person,
        people=[] if person else own_people(request, user, today),
        colleagues=staff_on(today).exclude(pk=user.pk),
    )
    if form.is_bound and form.is_valid():
        about = person or form.cleaned_data.get("about")
        try:
            visit = actions.plan_visit(worker=user, person=about, by=user, today=today, **form.asked())
        except REFUSALS as problem:
            refuse(form, problem)
        else:
            _say(request, visit, f"{_when(visit)} is in the diary.")
            return redirect(f"{reverse('diary:diary')}?on={local(visit.starts_at).date()}")
    context = {"form": form, "person": person, "places": places, "visit": None, "clash": None}
    return render(request, "diary/plan.html", context, status=422 if form.errors else 200)


@requires(Permission.KEEP_DIARY)
@require_safe
def visit(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """One entry: what is planned, what to know before going, and what to do about it."""
    now, today = timezone.now(), timezone.localdate()
    user = signed_in(request)
    row = _within_reach(request, visit_id, today)
    mine = _goes(row, user) or row.worker_id in user.standing(on=today).workers
    check = facts.checks_of_visits([row.pk]).get(row.pk)
    reached = _reached(row.person_id, user, today)
    return render(
        request,
        "diary/visit.html",
        {
            "visit": row,
            "day": local(row.starts_at).date().isoformat(),
            "kind": VisitKind.label_of(row.kind),
            "state": VisitState.label_of(row.state),
            "along": [other for other in (row.worker, *row.with_workers.all()) if other.pk != user.pk],
            "mine": mine,
            "reached": reached,
            "planned": row.state == VisitState.PLANNED,
            "begun": row.starts_at <= now,
            "may_record": mine and reached and user.may(Permission.RECORD_CONTACT, on=today),
            "check": check,
            "from_calendar": row.source == "calendar",
        },
    )


@requires(Permission.KEEP_DIARY)
def change(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    user = signed_in(request)
    row = _own(request, visit_id, today)
    check = facts.checks_of_visits([row.pk]).get(row.pk)
    running = check if check and check.closed_at is None else None
    starts, ends = local(row.starts_at), local(row.ends_at)
    initial = {
        "kind": row.kind,
        "title": row.title,
        "on": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "place": row.place,
        "companion": next((other.pk for other in row.with_workers.all()), None),
        "note": row.note,
        "check": running is not None,
        "back_by": local(running.expected_at).time() if running else None,
        "version": row.version,
    }
    person = row.person
    colleagues = staff_on(today).exclude(pk=row.worker_id)
    form = VisitForm(request.POST or None, initial=initial, person=person, colleagues=colleagues)
    clash: Visit | None = None
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            changed = actions.change_visit(row, version=version, by=user, today=today, **form.asked())
        except actions.ChangedMeanwhile as problem:
            refuse(form, problem)
            clash = facts.visit_of(row.pk)
            form = _with_version(form, problem.now.version)
        except REFUSALS as problem:
            refuse(form, problem)
        else:
            _say(request, changed, f"{_when(changed)} is kept.")
            return redirect("diary:visit", row.pk)
    places = _known_places(person, user, today)
    context = {"form": form, "person": person, "places": places, "visit": row, "clash": clash}
    status = 409 if clash else 422 if form.errors else 200
    return render(request, "diary/plan.html", context, status=status)


@requires(Permission.KEEP_DIARY)
def cancel(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    return _ended(
        request, visit_id, actions.cancel_visit, "Cancel", "It is cancelled, and stays in the record as such."
    )


@requires(Permission.KEEP_DIARY)
def missed(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    return _ended(
        request, visit_id, actions.mark_missed, "It did not take place", "It is kept that this did not take place."
    )


@requires(Permission.KEEP_DIARY)
@require_safe
def visit_file(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """One entry for another calendar, without anybody's name."""
    row = _within_reach(request, visit_id, timezone.localdate())
    response = HttpResponse(written([facts.as_told(row)], name="Waymark"), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="visit.ics"'
    return response


def own_people(request: HttpRequest, user: User, today: date) -> list[YoungPerson]:
    """Whom this user works for, or stands in for, by name, to choose from; that they were shown is kept."""
    held = {row.person_id for row in held_by(user.standing(on=today).workers, on=today)}
    people = YoungPerson.objects.visible_to(user, on=today).filter(pk__in=held)
    found = list(people.order_by("sort_name", "id")[:300])
    if found:
        audit.looked(by=user, person_ids=[one.pk for one in found], what="Choosing for the diary", path=request.path)
    return found


def _ended(request: HttpRequest, visit_id: UUID, action: Any, doing: str, done: str) -> HttpResponse:
    today = timezone.localdate()
    row = _own(request, visit_id, today)
    form = ReasonForm(request.POST or None, initial={"version": row.version})
    if form.is_bound and form.is_valid():
        try:
            action(row, by=signed_in(request), today=today, **form.cleaned_data)
        except actions.ChangedMeanwhile as problem:
            refuse(form, problem)
            form = _with_version(form, problem.now.version)
        except REFUSALS as problem:
            refuse(form, problem)
        else:
            messages.success(request, done)
            return redirect("diary:visit", row.pk)
    context = {"form": form, "visit": row, "when": _when(row), "doing": doing, "cancelling": doing == "Cancel"}
    return render(request, "diary/ended.html", context, status=422 if form.errors else 200)


def _with_version(form: Any, version: int) -> Any:
    """The same form, errors and all, whose next sending replaces what stands now."""
    form.data = form.data.copy()
    form.data["version"] = str(version)
    return form


def _asked_person(request: HttpRequest, today: date) -> YoungPerson | None:
    """Whom a new entry is about; 404 for somebody out of reach."""
    asked = request.GET.get("person", "")
    if not asked:
        return None
    try:
        person_id = UUID(asked)
    except ValueError:
        raise Http404 from None
    return open_record(request, person_id, on=today, what="Planning a visit")


def _asked_day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return None


def _known_places(person: YoungPerson | None, user: User, today: date) -> list[str]:
    """Addresses the record knows, for whoever may see them, home first."""
    if person is None or not user.may(Permission.SEE_CONTACT_DETAILS, on=today):
        return []
    addresses = reach_of([person.pk], on=today)[person.pk].addresses
    found = [
        ", ".join([*row.lines.splitlines(), row.postcode] if row.postcode else row.lines.splitlines())
        for row in addresses
    ]
    return [place[:200] for place in dict.fromkeys(found) if place]


def _goes(row: Visit, user: User) -> bool:
    return user.pk in {row.worker_id, *(other.pk for other in row.with_workers.all())}


def _reached(person_id: UUID | None, user: User, today: date) -> bool:
    return person_id is not None and YoungPerson.objects.visible_to(user, on=today).filter(pk=person_id).exists()


def _within_reach(request: HttpRequest, visit_id: UUID, today: date) -> Visit:
    """An entry this user may see, or 404: it stands in a diary they may read, and they may be told whom it is about.

    A look at an entry about somebody is kept as a look at their record.
    """
    user = signed_in(request)
    row = facts.visit_of(visit_id)
    if row is None:
        raise Http404
    diaries = {row.worker_id, *(other.pk for other in row.with_workers.all())}
    if user.pk not in diaries and not any(facts.whose_diary(user, pk, on=today) for pk in diaries):
        raise Http404
    if row.person_id is not None:
        if row.pk not in facts.may_be_named([row], user, on=today):
            raise Http404
        audit.looked(by=user, person_ids=[row.person_id], what="A planned visit", path=request.path)
    return row


def _own(request: HttpRequest, visit_id: UUID, today: date) -> Visit:
    """An entry that this user may change: it is theirs, they go along, or they stand in for whoever's it is."""
    user = signed_in(request)
    row = _within_reach(request, visit_id, today)
    if not _goes(row, user) and row.worker_id not in user.standing(on=today).workers:
        raise Http404
    return row


def _when(row: Visit) -> str:
    """“Visit to Sam Whitlock, 14:00 to 15:00”."""
    kind = VisitKind.label_of(row.kind)
    words = f"{kind}: {row.about}" if row.person_id else row.title
    return f"{words}, {clock(row.starts_at)} to {clock(row.ends_at)}"


def _say(request: HttpRequest, row: Visit, done: str) -> None:
    """Say what was kept, and what else stands in these diaries at that time."""
    messages.success(request, done)
    full = facts.visit_of(row.pk)
    assert full is not None
    workers = {full.worker_id: full.worker} | {other.pk: other for other in full.with_workers.all()}
    for other in facts.in_the_way(list(workers), starts_at=row.starts_at, ends_at=row.ends_at, but=row.pk)[:3]:
        whose = "You have" if other.worker_id == signed_in(request).pk else f"{other.worker} has"
        messages.warning(request, f"{whose} something else from {clock(other.starts_at)} to {clock(other.ends_at)}.")
