"""A whole caseload, or a part of it, goes to other workers: chosen, shown, and then done at once."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.models import User
from waymark.audit import actions as audit
from waymark.core.wording import counted, full_date
from waymark.people import actions
from waymark.people import facts as people
from waymark.workspace.facts.moving import Caseload, Taker, caseload, takers
from waymark.workspace.forms import MoveForm

WORDS: dict[type[Exception], tuple[str | None, str]] = {
    actions.ChangedSincePreview: (
        None,
        "Nothing was moved: what they hold has changed since you looked. Check the list below, then look at the move again",
    ),
    actions.AllocatesAhead: ("started_on", "Give today or an earlier day: people are moved once the day has come"),
    actions.ReasonMissing: ("reason", "Say why, so that the young people can be told"),
    actions.NothingToMove: (None, "Tick at least one young person"),
    actions.MovesToThemselves: (None, "Choose somebody else: nobody takes over from themselves"),
    actions.AlreadyWithdrawn: (None, "Nothing was moved: somebody else has changed one of these parts meanwhile"),
}


@requires(Permission.MOVE_CASELOAD)
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest) -> HttpResponse:
    """First whose caseload (`?worker=`), then who goes to whom, then a preview; only the last button writes."""
    today = timezone.localdate()
    user = signed_in(request)
    offered = people.workers_within(user, on=today)
    asked = request.GET.get("worker", "")
    if not asked:
        return render(request, "workspace/move_choose.html", {"workers": offered})
    worker = next((one for one, _ in offered if str(one.pk) == asked), None)
    if worker is None:
        raise Http404
    held = caseload(user, worker, on=today)
    audit.looked(
        by=user,
        person_ids=[one.allocation.person_id for one in held.held],
        what="Moving a caseload",
        path=request.path,
    )
    possible = takers(but=worker, on=today)
    form = MoveForm(request.POST or None, held=held.held, takers=possible, initial={"started_on": today})
    if form.is_bound and form.is_valid():
        doing = request.POST.get("do")
        if doing == "move" and _moved(request, form, worker, user, today):
            return redirect(reverse("workspace:move"))
        if doing == "preview" and _possible(form, today):
            return _preview(request, form, held)
    context = {"form": form, "caseload": held, "takers": possible, "worker": worker, "today": today}
    return render(request, "workspace/move.html", context, status=422 if form.errors else 200)


def _possible(form: MoveForm, today: date) -> bool:
    """What the action would refuse anyway is said before the preview, where it can still be mended."""
    started_on = form.cleaned_data["started_on"]
    if started_on > today:
        form.add_error(*WORDS[actions.AllocatesAhead])
        return False
    _say_who_started_later(form, started_on)
    return form.is_valid()


def _say_who_started_later(form: MoveForm, started_on: date) -> None:
    later = [held for held in form.chosen() if held.allocation.started_on >= started_on]
    if later:
        first = later[0]
        day = full_date(first.allocation.started_on)
        form.add_error("started_on", f"Give a later day, or leave {first.name} out: their part began on {day}")


def _preview(request: HttpRequest, form: MoveForm, held: Caseload) -> HttpResponse:
    moves = form.moves()
    by_taker: dict[UUID, tuple[Taker, list[Any]]] = {}
    for one in form.chosen():
        taker = form.taker_of(one)
        by_taker.setdefault(taker.user.pk, (taker, []))[1].append(one)
    groups = [
        (taker, rows, taker.holds + len({row.allocation.person_id for row in rows}))
        for taker, rows in sorted(by_taker.values(), key=lambda group: str(group[0].user).casefold())
    ]
    moving = {one.allocation.person_id for one in form.chosen()}
    context = {
        "form": form,
        "worker": held.worker,
        "groups": groups,
        "number": len(moving),
        "staying": len({one.allocation.person_id for one in held.held} - moving),
        "started_on": form.cleaned_data["started_on"],
        "reason": form.cleaned_data["reason"],
        "fingerprint": held.fingerprint(moves, started_on=form.cleaned_data["started_on"]),
        "sent": form.sent(),
    }
    return render(request, "workspace/move_preview.html", context)


def _moved(request: HttpRequest, form: MoveForm, worker: User, user: User, today: date) -> bool:
    """Do what the preview showed; False where it was refused, and then the form says why."""
    value = form.cleaned_data
    try:
        moved = actions.move_caseload(
            worker,
            moves=form.moves(),
            started_on=value["started_on"],
            reason=value["reason"],
            fingerprint=request.POST.get("fingerprint", ""),
            by=user,
            today=today,
        )
    except actions.StartsBeforeTheLastOne:
        _say_who_started_later(form, value["started_on"])
        return False
    except tuple(WORDS) as problem:
        form.add_error(*WORDS[type(problem)])
        return False
    number = counted(len(moved.people), "young person has", "young people have")
    messages.success(request, f"{number} another worker than {worker} now. Each waits for a handover.")
    return True
