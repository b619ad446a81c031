"""Messages that did not go out, and what somebody decides about them."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from waymark.accounts.access import Permission, requires, signed_in
from waymark.notices import actions, facts
from waymark.notices.models import Notice
from waymark.notices.rules import Kind, masked

MOST = 50


# Who may change the settings runs the system or answers for it: the administrator and the head of service.
@requires(Permission.CHANGE_SETTINGS)
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What failed, what may not have gone, and what is being tried again. It names nobody and quotes nothing."""
    now = timezone.now()
    return render(
        request,
        "notices/notices.html",
        {
            "stuck": [_shown(notice) for notice in facts.in_trouble(limit=MOST)],
            "late": [_shown(notice) for notice in facts.being_tried(limit=MOST)],
            "counts": facts.counts(since=now - timedelta(days=1)),
            "kinds": dict(Kind.choices()),
        },
    )


@requires(Permission.CHANGE_SETTINGS)
@require_POST
def decide(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Send it again, say that it went after all, or give up."""
    now = timezone.now()
    user = signed_in(request)
    notice = facts.notice(notice_id)
    if notice is None:
        raise Http404
    try:
        match request.POST.get("do"):
            case "again":
                actions.send_again(notice, by=user, now=now)
                messages.success(request, "It is being sent again.")
            case "sent":
                actions.note_sent(notice, by=user, now=now)
                messages.success(request, "Kept as sent.")
            case "drop":
                actions.give_up(notice, by=user)
                messages.success(request, "Given up. Whoever wrote it sees that it was never sent.")
            case _:
                raise Http404
    except actions.NotStuck:
        messages.info(request, "Somebody has decided meanwhile, or it went out.")
    return redirect("notices:notices")


def _shown(notice: Notice) -> dict[str, object]:
    fields = ("pk", "kind", "state", "tries", "made_at", "next_try_at", "failure")
    return {name: getattr(notice, name) for name in fields} | {"to": masked(notice.to)}
