"""Who covers for whom, who is on duty, who is attached to a second team."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from waymark.accounts import actions, facts
from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.forms import AttachmentForm, CoverForm, DutyForm, EndForm
from waymark.accounts.models import Cover, DutyTurn, TeamAttachment
from waymark.accounts.views.users import either, refused
from waymark.core.forms import Form
from waymark.core.wording import full_date


@requires(Permission.ARRANGE_COVER)
@either
def cover(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    led = facts.teams_led(signed_in(request), on=today)
    form = CoverForm(request.POST or None, away=facts.staff_of(led, on=today), covering=facts.staff_on(today))
    if saved := _saved(request, form, actions.arrange_cover, "Cover is arranged.", "accounts:cover"):
        return saved
    return render(request, "accounts/cover.html", {"form": form, "rows": facts.covers_from(today), "today": today})


@requires(Permission.ARRANGE_COVER)
@either
def duty(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    led = facts.teams_led(signed_in(request), on=today)
    form = DutyForm(request.POST or None, users=facts.staff_on(today), teams=led)
    if saved := _saved(request, form, actions.add_duty_turn, "The duty turn is kept.", "accounts:duty"):
        return saved
    return render(request, "accounts/duty.html", {"form": form, "rows": facts.duty_from(today), "today": today})


@requires(Permission.ARRANGE_COVER)
@either
def attachments(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    led = facts.teams_led(signed_in(request), on=today)
    form = AttachmentForm(request.POST or None, users=facts.staff_on(today), teams=led, initial={"started_on": today})
    if saved := _saved(request, form, actions.attach_to_team, "The attachment is kept.", "accounts:attachments"):
        return saved
    rows = facts.attachments_from(today)
    return render(request, "accounts/attachments.html", {"form": form, "rows": rows, "today": today})


@requires(Permission.ARRANGE_COVER)
@either
def end_cover(request: HttpRequest, cover_id: UUID) -> HttpResponse:
    row = get_object_or_404(Cover.objects.select_related("away", "covering"), pk=cover_id)
    what = f"{row.covering} covers for {row.away}"
    return _end(request, row, what, lambda **kw: actions.end_cover(cover=row, **kw), "accounts:cover", "Cover")


@requires(Permission.ARRANGE_COVER)
@either
def end_duty_turn(request: HttpRequest, turn_id: UUID) -> HttpResponse:
    row = get_object_or_404(DutyTurn.objects.select_related("user", "team"), pk=turn_id)
    what = f"{row.user} is on duty for {row.team}"
    return _end(request, row, what, lambda **kw: actions.end_duty_turn(turn=row, **kw), "accounts:duty", "Duty")


@requires(Permission.ARRANGE_COVER)
@either
def end_attachment(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    row = get_object_or_404(TeamAttachment.objects.select_related("user", "team"), pk=attachment_id)
    what = f"{row.user} is attached to {row.team}"

    def end(**asked: Any) -> object:
        return actions.end_attachment(attachment=row, **asked)

    return _end(request, row, what, end, "accounts:attachments", "Attachments")


def _saved(
    request: HttpRequest, form: Form, action: Callable[..., object], done: str, back: str
) -> HttpResponse | None:
    """Do what a valid form asks and go back to the list; None when there is a form to show."""
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        action(**form.cleaned_data, by=signed_in(request), today=timezone.localdate())
    except actions.Refused as problem:
        refused(form, problem)
        return None
    messages.success(request, done)
    return redirect(back)


def _end(
    request: HttpRequest,
    row: Cover | DutyTurn | TeamAttachment,
    what: str,
    action: Callable[..., object],
    back: str,
    back_to: str,
) -> HttpResponse:
    form = EndForm(request.POST or None, initial={"ended_on": timezone.localdate()})
    if saved := _saved(request, form, action, "The new end is kept.", back):
        return saved
    return render(
        request,
        "accounts/end.html",
        {
            "form": form,
            "title": f"{what}: until when?",
            "fact": f"From {full_date(row.started_on)}",
            "doing": "Keep the new end",
            "back_to": back_to,
            "back_name": back,
        },
    )
