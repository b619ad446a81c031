"""A record opened by somebody who does not reach it, and the manager who checks that it was needed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from waymark.accounts.access import Permission, requires
from waymark.accounts.models import User
from waymark.audit.actions import looked
from waymark.people import actions
from waymark.people.facts import emergencies_to_check, found_in_emergency
from waymark.people.forms.special import CheckForm, EmergencyForm
from waymark.people.models import YoungPerson
from waymark.people.views.fact_pages import posted, saved
from waymark.policy.facts import setting_on

CHECKING = "Checking emergency access"


@requires(Permission.BREAK_GLASS)
def emergency(request: HttpRequest) -> HttpResponse:
    """Opens nothing on a guess: whoever asks must know the child number, or the name and the date of birth."""
    today, now = timezone.localdate(), timezone.now()
    user: User = request.user  # type: ignore[assignment]
    form = EmergencyForm(posted(request))
    if form.is_bound and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("child_id", "name", "born_on")}
        found = found_in_emergency(**asked)
        if len(found) == 1 and YoungPerson.objects.visible_to(user, on=today).filter(pk=found[0].pk).exists():
            return redirect("workspace:record", found[0].pk)
        if len(found) == 1:
            actions.open_in_emergency(found[0], reason=form.cleaned_data["reason"], by=user, today=today, now=now)
            messages.success(request, "The record is open for you. A manager will be asked to check why.")
            return redirect("workspace:record", found[0].pk)
        actions.note_nobody_found(by=user)
        _say_who_was_not_found(form, many=bool(found))
    hours = setting_on("emergency_access_hours", today)
    context = {"form": form, "hours": hours}
    return render(request, "people/emergency.html", context, status=422 if form.errors else 200)


def _say_who_was_not_found(form: EmergencyForm, *, many: bool) -> None:
    if many:
        form.add_error("child_id", "Give the child number: more than one person has this name and date of birth")
    elif form.cleaned_data["child_id"]:
        form.add_error("child_id", "Check the child number: no record has exactly this one")
    else:
        form.add_error("name", "Check the spelling and the date of birth: no record has exactly these")


@requires(Permission.CHECK_EMERGENCY_ACCESS)
def emergency_checks(request: HttpRequest) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    rows = list(emergencies_to_check(user, on=timezone.localdate())[:200])
    if rows:
        looked(by=user, person_ids=[row.person_id for row in rows], what=CHECKING, path=request.path)
    context = {
        "waiting": [row for row in rows if row.checked_at is None],
        "checked": [row for row in rows if row.checked_at is not None],
        "now": timezone.now(),
    }
    return render(request, "people/emergency_checks.html", context)


@requires(Permission.CHECK_EMERGENCY_ACCESS)
def emergency_check(request: HttpRequest, access_id: UUID) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    row = emergencies_to_check(user, on=timezone.localdate()).filter(pk=access_id).first()
    if row is None:
        raise Http404
    looked(by=user, person_ids=[row.person_id], what=CHECKING, path=request.path)
    form = CheckForm(posted(request))

    def check(**asked: Any) -> None:
        actions.check_emergency_access(row, note=form.cleaned_data["note"], now=timezone.now(), **asked)

    if saved(request, form, check):
        messages.success(request, "Your check is kept.")
        return redirect("people:emergency_checks")
    context = {"form": form, "row": row}
    return render(request, "people/emergency_check.html", context, status=422 if form.errors else 200)
