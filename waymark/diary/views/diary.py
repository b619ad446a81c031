"""One worker's diary, by day or week, and where colleagues are."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.models import User
from waymark.audit import actions as audit
from waymark.core.wording import clock, in_words, listed, local, long_date, short_date
from waymark.diary import facts
from waymark.diary.facts.team import teams_now, teams_shared
from waymark.diary.models import HomeSafe, Visit
from waymark.diary.rules.words import VisitKind, VisitState
from waymark.people.access import FileKind, asked_as, take_list

NOT_YOURS = "A young person who is not yours to see"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a day shows it. `state` is over, now or later; `person_id` None where nobody may be named."""

    visit: Visit
    who: str
    what: str
    until: str
    state: str
    record: bool
    check: HomeSafe | None


@requires(Permission.KEEP_DIARY)
@require_safe
def diary(request: HttpRequest) -> HttpResponse:
    """A day or a week of a diary: one's own, or a colleague's for whoever stands in for them or watches over them."""
    now, today = timezone.now(), timezone.localdate()
    user = signed_in(request)
    on, week = _day(request) or today, request.GET.get("show") == "week"
    whose = _whose(request, user, today)
    first = on - timedelta(days=on.weekday()) if week else on
    last = first + timedelta(days=6) if week else on
    visits = facts.visits_between([whose.pk], first=first, last=last)
    named = facts.may_be_named(visits, user, on=today)
    checks = facts.checks_of_visits([visit.pk for visit in visits])
    lines = [_line(visit, whose, user, visit.pk in named, checks.get(visit.pk), now) for visit in visits]
    people = [visit.person_id for visit in visits if visit.pk in named and visit.person_id]
    kind = asked_as(request, on=today)
    if kind is not None:
        return _taken(request, kind, lines, people, on=today)
    if people:
        audit.looked(by=user, person_ids=people, what="Diary", path=request.path)
    days = facts.by_day(visits)
    of_visit = {line.visit.pk: line for line in lines}
    step = timedelta(days=7 if week else 1)
    mine = whose.pk == user.pk
    return render(
        request,
        "diary/diary.html",
        {
            "heading": _heading(lines, first, last, today, now, "" if mine else str(whose), week=week),
            "days": [
                (day, [of_visit[visit.pk] for visit in days.get(day, [])])
                for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
            ],
            "week": week,
            "on": on,
            "today": today,
            "whose": whose,
            "mine": mine,
            "ways": [
                {"text": "Day", "href": _address(on, whose, user, today), "current": not week},
                {"text": "Week", "href": _address(on, whose, user, today, week=True), "current": week},
            ],
            "before": _address(first - step, whose, user, today, week=week),
            "after": _address(first + step, whose, user, today, week=week),
            "to_today": "" if first <= today <= last else _address(today, whose, user, today, week=week),
            "out": facts.own_checks(user, now=now) if mine else [],
            "now": now,
            "late_after": facts.late_after(now),
            "may_export": user.may(Permission.EXPORT_LISTS, on=today),
            "here": _address(on, whose, user, today, week=week),
        },
    )


@requires(Permission.KEEP_DIARY)
@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """Who is out, busy or free now. Nobody is told with whom: only kinds and times."""
    now, today = timezone.now(), timezone.localdate()
    user = signed_in(request)
    offered = teams_shared(user, now=now)
    chosen = request.GET.get("team", "")
    shown = [team for team in offered if str(team.pk) == chosen] or offered
    teams = teams_now(shown, now=now)
    colleagues = {colleague.user.pk: colleague for found in teams for colleague in found.colleagues}
    late = [colleague for colleague in colleagues.values() if colleague.late]
    out = [colleague for colleague in colleagues.values() if colleague.check or _on_a_visit(colleague.now.busy)]
    watches = user.may(Permission.WATCH_SAFETY, on=today)
    return render(
        request,
        "diary/team.html",
        {
            "heading": _who_is_out(len(late), len(out)),
            "teams": teams,
            "choices": [
                {"text": str(team), "href": f"{reverse('diary:team')}?team={team.pk}", "current": [team] == shown}
                for team in offered
            ]
            if len(offered) > 1
            else [],
            "watches": watches,
            "user": user,
            "now": now,
        },
    )


def _on_a_visit(slot: Any) -> bool:
    return slot is not None and slot.kind == VisitKind.VISIT


def _who_is_out(late: int, out: int) -> str:
    if late:
        return _capital(f"{in_words(late)} {'colleague is' if late == 1 else 'colleagues are'} late home")
    if out:
        return _capital(f"{in_words(out)} {'colleague is' if out == 1 else 'colleagues are'} out")
    return "Nobody is out"


def _line(visit: Visit, whose: User, user: User, named: bool, check: HomeSafe | None, now: datetime) -> Line:
    """An entry in the words of whoever reads it."""
    who = visit.title
    if visit.person_id:
        who = visit.person.shown_name if named and visit.person else NOT_YOURS
    along = [str(other) for other in (visit.worker, *visit.with_workers.all()) if other.pk != whose.pk]
    kind = VisitKind.label_of(visit.kind)
    about = [kind if visit.person_id or visit.kind != VisitKind.OTHER else "", f"with {listed(along)}" if along else ""]
    planned = visit.state == VisitState.PLANNED
    begun, over = visit.starts_at <= now, visit.ends_at <= now
    record = planned and begun and named and user.pk in {visit.worker_id, *(w.pk for w in visit.with_workers.all())}
    what = " ".join(part for part in about if part)
    what = f"{what[:1].upper()}{what[1:]}"
    if not planned:
        what = ". ".join(part for part in (what, VisitState.label_of(visit.state)) if part)
    return Line(
        visit=visit,
        who=who,
        what=what,
        until=_until(visit),
        state="now" if begun and planned and not (over and not visit.person_id) else "later",
        record=record,
        check=check,
    )


def _until(visit: Visit) -> str:
    ends = local(visit.ends_at)
    if (ends - local(visit.starts_at)).days >= 1:
        return f"to {short_date(ends - timedelta(minutes=1))}" if ends.hour == 0 else f"to {short_date(ends)}"
    return f"to {clock(ends)}"


def _heading(lines: list[Line], first: date, last: date, today: date, now: datetime, whose: str, *, week: bool) -> str:
    """How much is planned, and what is next; the answer before the list."""
    number = len([line for line in lines if line.visit.state != VisitState.MISSED])
    name = f"{whose}: " if whose else ""
    if week:
        words = (
            f"{in_words(number)} {'entry' if number == 1 else 'entries'} from {short_date(first)} to {short_date(last)}"
        )
        return _capital(f"{name}{words}")
    when = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((first - today).days, f"on {long_date(first)}")
    if not number:
        return f"{name}Nothing in the diary {when}"
    coming = [line for line in lines if line.visit.starts_at > now] if first == today else []
    words = f"{in_words(number)} {'entry' if number == 1 else 'entries'} {when}"
    if coming:
        words += f", the next at {clock(coming[0].visit.starts_at)}"
    return _capital(f"{name}{words}")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _taken(request: HttpRequest, kind: FileKind, lines: list[Line], people: list[UUID], *, on: date) -> HttpResponse:
    rows = [
        (
            local(line.visit.starts_at).date(),
            clock(line.visit.starts_at),
            line.until.removeprefix("to "),
            line.who,
            line.what,
            line.visit.place if line.who != NOT_YOURS else "",
        )
        for line in lines
    ]
    columns = ("Day", "From", "To", "Who or what", "Kind", "Where")
    return take_list(request, kind, title="Diary", columns=columns, rows=rows, person_ids=people, on=on)


def _day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return None


def _whose(request: HttpRequest, user: User, today: date) -> User:
    """Whose diary is asked for; 404 where this user may not read it."""
    asked = request.GET.get("whose", "")
    if not asked:
        return user
    try:
        found = facts.whose_diary(user, UUID(asked), on=today)
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _address(on: date, whose: User, user: User, today: date, *, week: bool = False) -> str:
    """The diary's address for a day; what is as it would be anyway is left out."""
    asked = {
        "on": on.isoformat() if on != today else "",
        "show": "week" if week else "",
        "whose": str(whose.pk) if whose.pk != user.pk else "",
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("diary:diary") + (f"?{query}" if query else "")
