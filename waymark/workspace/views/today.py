"""Today: who needs a worker, the most pressing first, and the way to doing it in one tap."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from waymark.accounts.access import Permission, requires, signed_in
from waymark.accounts.rules import Standing
from waymark.audit import actions as audit
from waymark.core.dates import age_on
from waymark.core.wording import clock, full_date, listed, local, tel, weekday_date
from waymark.diary.rules.words import VisitKind
from waymark.duties.rules import Duty, State
from waymark.people.models import YoungPerson
from waymark.planning.rules import Stage
from waymark.texts.facts import Thread
from waymark.workspace.facts.today import Planned, Promised, Returning, Today, today_of
from waymark.workspace.rules.today import (
    FIRST,
    Asked,
    Coming,
    Doing,
    Sorted,
    Tally,
    by_next,
    day_figure,
    doing,
    figure_of,
    headline,
    more_in_words,
    rest_of_day,
)

SHOWN_AHEAD = 12
"""Lines of the week and of what comes up; a caseload has about this many in a bad week."""
LONG_AGO = 180
"""Days after which a day is told with its year."""


def own_day(request: HttpRequest) -> HttpResponse:
    """The day of whoever is signed in. Called by the start page, which holds the guard."""
    user, now, on = signed_in(request), timezone.now(), timezone.localdate()
    return day_page(request, today_of(user, now=now, on=on), own=True)


@requires(Permission.SEE_DAY)
@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """Every line of one's own day, none left out."""
    user, now, on = signed_in(request), timezone.now(), timezone.localdate()
    found = today_of(user, now=now, on=on)
    lines = Lines(found, user.standing(on=on))
    _looked(request, found, what="Everything ahead")
    return render(
        request,
        "workspace/today_all.html",
        {
            "today": on,
            "work": found.work,
            "now": list(lines.pressing(found.work.now)),
            "week": list(lines.slim(found.work.week)),
            "ahead": list(lines.slim(found.work.ahead)),
            "by_next": by_next(on),
        },
    )


def day_page(request: HttpRequest, found: Today, *, own: bool) -> HttpResponse:
    """One worker's day as a page; `own` is False where a manager looks at somebody else's."""
    on, work = found.on, found.work
    standing = signed_in(request).standing(on=on)
    lines = Lines(found, standing, own=own)
    tally = Tally(
        visits=len(found.later) + (found.next_visit is not None),
        messages=len(found.messages),
        requests=len(found.returning),
        promises_late=sum(promise.by_when < on for promise in found.promises),
    )
    # The visit counts as one of those who need somebody today where it answers something that cannot wait.
    closes_now = found.closes is not None and (
        found.closes.state == State.OVERDUE or (found.closes.due_on is not None and found.closes.due_on <= on)
    )
    named = {line.duty.person_id for line in work.now}
    by_visit = int(closes_now and found.closes is not None and found.closes.person_id not in named)
    overdue = work.overdue + int(bool(by_visit) and found.closes is not None and found.closes.state == State.OVERDUE)
    number = len(work.now) + by_visit
    _looked(request, found, what="Today" if own else f"The day of {found.worker}")
    return render(
        request,
        "workspace/today.html",
        {
            "own": own,
            "worker": found.worker,
            "today": on,
            "headline": headline(number, tally, whose="you" if own else str(found.worker)),
            "overdue": overdue,
            "due_today": number - overdue,
            "rest": rest_of_day(tally),
            "held": found.held,
            "covers": listed(f"{cover.away} until {weekday_date(cover.ended_on)}" for cover in found.covers),
            "next": lines.visit(found.next_visit, found.closes, found.call) if found.next_visit else None,
            "pressing": list(lines.pressing(work.now[:FIRST])),
            "pressing_more": len(work.now) - FIRST,
            "beside_visit": found.next_visit is not None and bool(by_visit),
            "messages_waiting": [lines.message(row) for row in found.messages],
            "returning": [lines.returning(row) for row in found.returning],
            "promises": [lines.promise(row) for row in found.promises],
            "handovers": list(lines.handovers()),
            "later": [lines.planned(row) for row in found.later],
            "past": [lines.planned(row) for row in found.past],
            "by_next": by_next(on),
            "week": list(lines.slim(work.week[:SHOWN_AHEAD])),
            "ahead_count": len(work.now) + len(work.week) + len(work.ahead),
            "coming": list(lines.coming(found.coming[:SHOWN_AHEAD])),
            "unknown": found.unknown,
        },
    )


def _looked(request: HttpRequest, found: Today, *, what: str) -> None:
    shown = shown_in(found)
    if shown:
        audit.looked(by=signed_in(request), person_ids=sorted(shown), what=what, path=request.path)


def shown_in(found: Today) -> set[UUID]:
    """Everybody a day names."""
    work: Sorted = found.work
    ids = {line.duty.person_id for line in (*work.now, *work.week, *work.ahead)}
    ids |= {event.person_id for event in found.coming} | {owed.person.pk for owed in found.handovers}
    ids |= {row.person.pk for row in [*found.messages, *found.promises, *found.returning]}
    ids |= {row.person_id for row in (found.next_visit, *found.later, *found.past) if row and row.person_id}
    return ids | {person.pk for person in found.unknown}


class Lines:
    """The lines of a day as the parts of a page take them, with where each leads."""

    def __init__(self, found: Today, standing: Standing, *, own: bool = True) -> None:
        self.found, self.on, self.standing, self.own = found, found.on, standing, own

    def pressing(self, asked: Iterable[Asked]) -> Iterator[dict[str, Any]]:
        for line in asked:
            duty = line.duty
            figure = figure_of(duty, on=self.on)
            yield {
                "figure": figure.figure,
                "unit": figure.unit,
                "state": figure.state,
                **self._who(duty.person_id),
                "task": duty.name,
                "why": duty.reason,
                "more": more_in_words(line.more),
                "more_href": reverse("duties:person", args=[duty.person_id]),
                "actions": ways(duty, self.standing, quiet=figure.state != "over"),
            }

    def slim(self, asked: Iterable[Asked]) -> Iterator[dict[str, Any]]:
        for line in asked:
            duty = line.duty
            figure = day_figure(duty.due_on or self.on, on=self.on)
            who = self._who(duty.person_id)
            more = f" {more_in_words(line.more).capitalize()}." if line.more else ""
            yield {
                "figure": figure.figure,
                "unit": figure.unit,
                "who": who["who"],
                "href": who["href"],
                "text": f"{who['age'] + '. ' if who['age'] else ''}{duty.name}. {duty.reason}{more}",
            }

    def coming(self, events: Iterable[Coming]) -> Iterator[dict[str, Any]]:
        for event in events:
            figure = day_figure(event.on, on=self.on)
            who = self._who(event.person_id)
            yield {
                "figure": "Now" if event.since else figure.figure,
                "unit": "" if event.since else figure.unit,
                "who": who["who"],
                "href": who["href"],
                "text": f"{event.text}{', ' + who['for_whom'] if who['for_whom'] else ''}.",
            }

    def visit(self, visit: Planned, closes: Duty | None, call: str) -> dict[str, Any]:
        """The next visit, the duty it answers beside it."""
        person = visit.person
        words = "" if closes is None else closes.name
        day = closes.due_on if closes is not None else None
        by_day = "" if day is None else f", {'was due' if day < self.on else 'due by'} {weekday_date(day)}"
        actions = []
        if person is not None and self.standing.may(Permission.RECORD_CONTACT):
            noun = "visit" if visit.kind == VisitKind.VISIT else "call" if visit.kind == VisitKind.CALL else "contact"
            href = f"{reverse('contact:record', args=[person.pk])}?visit={visit.id}"
            actions.append({"text": f"Record {noun}", "href": href, "quiet": False})
        if person is not None and call and tel(call):
            actions.append({"text": f"Call {person.called}", "href": tel(call), "quiet": True})
        if not actions:
            actions.append({"text": "Open it", "href": reverse("diary:visit", args=[visit.id]), "quiet": True})
        return {
            "time": clock(visit.starts_at),
            "who": visit.about,
            "href": reverse("workspace:record", args=[person.pk]) if person is not None else "",
            "age": self._age(person),
            "place": visit.place,
            "note": visit.note,
            "closes": words,
            "late": closes is not None and closes.state == State.OVERDUE,
            "by": by_day,
            "actions": actions,
        }

    def planned(self, visit: Planned) -> dict[str, Any]:
        person = visit.person
        kind = VisitKind.label_of(visit.kind)
        what = ", ".join(part for part in (kind if person is not None else "", visit.place, visit.note) if part)
        return {
            "figure": clock(visit.starts_at),
            "who": visit.about,
            "href": reverse("diary:visit", args=[visit.id]),
            "text": what,
            "record": f"{reverse('contact:record', args=[person.pk])}?visit={visit.id}"
            if person is not None and self.standing.may(Permission.RECORD_CONTACT)
            else "",
        }

    def message(self, row: Thread) -> dict[str, Any]:
        return {
            "who": row.person.called,
            "href": reverse("workspace:record", args=[row.person.pk]),
            "when": said_when(row.received_at, on=self.on),
            "words": row.body,
            "reply": reverse("texts:thread", args=[row.person.pk])
            if self.standing.may(Permission.RECORD_CONTACT)
            else "",
        }

    def returning(self, row: Returning) -> dict[str, Any]:
        late = row.answer_by < self.on
        return {
            "who": row.person.shown_name,
            "href": reverse("workspace:record", args=[row.person_id]),
            "asked": f"Asked to come back on {full_date(row.asked_on)}",
            "by": f"{'answer was due' if late else 'answer by'} {weekday_date(row.answer_by)}",
            "late": late,
            "words": row.their_words,
            "answer": reverse("after21:person", args=[row.person_id]),
        }

    def promise(self, row: Promised) -> dict[str, Any]:
        late, now = row.by_when < self.on, row.by_when == self.on
        long_ago = (self.on - row.by_when).days > LONG_AGO
        words = (
            f"was due {full_date(row.by_when) if long_ago else weekday_date(row.by_when)}"
            if late
            else "by today"
            if now
            else f"by {weekday_date(row.by_when)}"
        )
        for_whom = next((f", for {c.away}" for c in self.found.covers if c.away_id == row.owner_id), "")
        return {
            "what": row.what,
            "who": row.person.called,
            "for_whom": for_whom,
            "when": words,
            "state": "late" if late else "soon" if now else "muted",
            "href": reverse("contact:promises", args=[row.person_id]),
            "keep": reverse("contact:promise_keep", args=[row.person_id, row.id])
            if self.own and self.standing.may(Permission.RECORD_CONTACT)
            else "",
        }

    def handovers(self) -> Iterator[dict[str, Any]]:
        for owed in self.found.handovers:
            theirs = owed.change.now.worker_id == self.found.worker.pk
            stage = owed.handover.stage if owed.handover is not None else Stage.TO_WRITE
            since = full_date(owed.change.now.started_on)
            if theirs:
                text = (
                    f"{'You' if self.own else self.found.worker} took over from {owed.change.before.name} on {since}."
                )
            else:
                text = f"{owed.change.now.name} took over from {'you' if self.own else self.found.worker} on {since}."
            ready = stage is Stage.SETTLED
            yield {
                "who": owed.person.shown_name,
                "href": reverse("workspace:record", args=[owed.person.pk]),
                "text": f"{text} {'Their page is ready.' if ready else 'The page between you is not written yet.'}",
                "do": "Take over" if ready and theirs else "See page" if ready else "Write page",
                "to": reverse("planning:handover", args=[owed.person.pk]),
            }

    def _who(self, person_id: UUID) -> dict[str, str]:
        person = self.found.people[person_id]
        cover = self.found.covered.get(person_id)
        for_whom = f"for {cover.away}" if cover is not None else ""
        age = self._age(person)
        return {
            "who": person.shown_name,
            "href": reverse("workspace:record", args=[person_id]),
            "age": ", ".join(part for part in (age, for_whom) if part),
            "for_whom": for_whom,
        }

    def _age(self, person: YoungPerson | None) -> str:
        return "" if person is None or person.born_on is None else str(age_on(person.born_on, self.on))


def said_when(moment: datetime, *, on: date) -> str:
    """“08:12”, “yesterday”, “Tue 19 May”."""
    days = (on - local(moment).date()).days
    return clock(moment) if days == 0 else "yesterday" if days == 1 else weekday_date(local(moment).date())


def ways(duty: Duty, standing: Standing, *, quiet: bool) -> list[dict[str, Any]]:
    """The button that does what a duty asks for, and a link beside it; who may not do it is shown why it is owed."""
    person = [duty.person_id]
    why = {"text": "Why", "href": reverse("duties:person", args=person), "plain": True}
    what = doing(duty)
    view, needed = WAYS[what]
    if view == "duties:person" or not standing.may(needed):
        return [{"text": Doing.WHY.label, "href": why["href"], "quiet": True}]
    first = {"text": what.label, "href": reverse(view, args=person), "quiet": quiet}
    if what is Doing.CONTACT:
        return [first, {"text": "Text instead", "href": reverse("texts:thread", args=person), "plain": True}]
    if what is Doing.VISIT:
        plan = f"{reverse('diary:new')}?person={duty.person_id}"
        return [first, {"text": "Plan a visit", "href": plan, "plain": True}]
    return [first, why]


# What is done about a duty → the page it is done on, and what that page needs.
WAYS: dict[Doing, tuple[str, Permission]] = {
    Doing.CONTACT: ("contact:record", Permission.RECORD_CONTACT),
    Doing.VISIT: ("contact:record", Permission.RECORD_CONTACT),
    Doing.ADVISER: ("people:allocation_add", Permission.ALLOCATE),
    Doing.OFFER: ("after21:offer", Permission.ARRANGE_AFTER_21),
    Doing.ANSWER: ("after21:person", Permission.ARRANGE_AFTER_21),
    Doing.PAPERS: ("circumstances:papers", Permission.SEE_RISK),
    Doing.WHY: ("duties:person", Permission.SEE_RECORD),
}
