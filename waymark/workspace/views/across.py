"""The day of a team, of the service, and of one adviser as their manager sees it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from waymark.accounts import facts as accounts
from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.models import Team, User
from waymark.accounts.rules import Standing
from waymark.audit import actions as audit
from waymark.core.dates import age_on
from waymark.core.wording import weekday_date
from waymark.duties.rules import Duty
from waymark.people.models import YoungPerson
from waymark.people.rules.words import AllocationRole
from waymark.workspace.facts.across import LINES, AcrossDay, across_day
from waymark.workspace.facts.today import today_of
from waymark.workspace.rules.today import FIRST, Asked, Doing, Share, doing, figure_of, headline_across, more_in_words
from waymark.workspace.views.today import day_page, ways

SHARES = 12
"""Rows of a table of counts before the rest is folded away."""


@requires(Permission.SEE_SERVICE_DAY)
@require_safe
def team_day(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """One team's day, for whoever reaches the team."""
    on, user = timezone.localdate(), signed_in(request)
    standing = user.standing(on=on)
    team = get_object_or_404(Team, pk=team_id)
    if not standing.everyone and team.pk not in standing.teams:
        raise Http404
    return _page(request, team)


@requires(Permission.SEE_SERVICE_DAY)
@require_safe
def service_day(request: HttpRequest) -> HttpResponse:
    """The day of everybody this user reaches: the service, or a manager's teams together."""
    return _page(request, None)


@requires(Permission.SEE_SERVICE_DAY)
@require_safe
def adviser_day(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """One worker's day as they see it, for the manager of a team they are in; only people whom the manager reaches."""
    now, on, user = timezone.now(), timezone.localdate(), signed_in(request)
    standing = user.standing(on=on)
    worker = User.objects.filter(pk=user_id, is_active=True).first()
    if worker is None:
        raise Http404
    if worker.pk != user.pk and not standing.everyone:
        theirs = {member.pk for rows in accounts.members_of(standing.teams, on=on).values() for member, _ in rows}
        if worker.pk not in theirs:
            raise Http404
    reached = None if standing.everyone else YoungPerson.objects.visible_to(user, on=on)
    return day_page(request, today_of(worker, now=now, on=on, among=reached), own=worker.pk == user.pk)


def _page(request: HttpRequest, team: Team | None) -> HttpResponse:
    now, on, user = timezone.now(), timezone.localdate(), signed_in(request)
    standing = user.standing(on=on)
    asked = request.GET.get("from", "")
    whole = asked.isdecimal() and len(asked) < 6
    start = int(asked) if whole else 0
    found = across_day(user, team=team, now=now, on=on, start=start, limit=LINES if whole else FIRST)
    shown = sorted(found.people.keys() | {row.person_id for row in found.requests})
    if shown:
        audit.looked(by=user, person_ids=shown, what=f"The day of {team or 'the service'}", path=request.path)
    led = [row for row in accounts.open_teams(on) if standing.everyone or row.pk in standing.teams]
    return render(
        request,
        "workspace/across.html",
        {
            "team": team,
            "whose": str(team) if team else "the service" if standing.everyone else "your teams",
            "today": on,
            "headline": headline_across(found.across),
            "across": found.across,
            "lines": [_line(found, line, standing) for line in found.lines],
            "newer": f"?from={max(start - LINES, 0)}#worst" if start else "",
            "older": f"?from={start + LINES}#worst" if found.more and whole else "",
            "see_all": found.across.overdue + found.across.due if found.more and not whole else 0,
            "by_duty": [_row(share, reverse("duties:clock", args=[share.key])) for share in found.by_duty],
            "by_worker": [_row(share, reverse("workspace:adviser_day", args=[share.key])) for share in found.by_worker],
            "by_team": [_row(share, reverse("workspace:team_day", args=[share.key])) for share in found.by_team],
            "nobody": found.nobody,
            "shares": SHARES,
            "covers": found.covers,
            "alarms": found.alarms,
            "emergencies": found.emergencies,
            "lost": found.lost,
            "requests": [
                {
                    "who": row.person.shown_name,
                    "href": reverse("after21:person", args=[row.person_id]),
                    "by": f"{'was due' if row.answer_by < on else 'by'} {weekday_date(row.answer_by)}",
                    "late": row.answer_by < on,
                }
                for row in found.requests[:7]
            ],
            "requests_more": len(found.requests) - 7,
            "teams": [
                {"text": "All together", "href": reverse("workspace:service_day"), "current": team is None},
                *(
                    {"text": row.name, "href": reverse("workspace:team_day", args=[row.pk]), "current": row == team}
                    for row in led
                ),
            ]
            if len(led) > 1
            else [],
            "may_cover": standing.may(Permission.ARRANGE_COVER),
            "may_oversee": standing.may(Permission.OVERSEE_CONTACT),
            "has_own": bool(standing.may(Permission.KEEP_DIARY)),
        },
    )


def _line(found: AcrossDay, line: Asked, standing: Standing) -> dict[str, Any]:
    duty = line.duty
    person = found.people[duty.person_id]
    figure = figure_of(duty, on=found.on)
    age = str(age_on(person.born_on, found.on)) if person.born_on else ""
    nobody = f"no {AllocationRole.label_of(duty.owner).lower()}"
    worker = found.workers.get((duty.person_id, duty.owner), nobody)
    return {
        "figure": figure.figure,
        "unit": figure.unit,
        "state": figure.state,
        "who": person.shown_name,
        "href": reverse("workspace:record", args=[person.pk]),
        "age": ", ".join(part for part in (age, worker) if part),
        "task": duty.name,
        "why": duty.reason,
        "more": more_in_words(line.more),
        "more_href": reverse("duties:person", args=[person.pk]),
        "actions": _ways(duty, standing),
    }


def _ways(duty: Duty, standing: Standing) -> list[dict[str, Any]]:
    """What a manager does about a line: give somebody to do it, or see why it waits and say so."""
    if doing(duty) in (Doing.ADVISER, Doing.ANSWER):
        return ways(duty, standing, quiet=True)
    return [{"text": Doing.WHY.label, "href": reverse("duties:person", args=[duty.person_id]), "quiet": True}]


def _row(share: Share, href: str) -> list[Any]:
    return [
        {"text": share.text, "href": href},
        {"text": share.overdue, "state": "late" if share.overdue else "muted", "num": True},
        {"text": share.due, "state": "soon" if share.due else "muted", "num": True},
    ]
