"""Requests to come back: open ones, whose list they are on, and workers given for a time."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from waymark.accounts.models import User
from waymark.accounts.rules import Permission
from waymark.after21.models import ReturnAnswer, ReturnRequest
from waymark.after21.rules.words import GivenTo, Taken
from waymark.people.models import Allocation


def _open(on: date) -> "QuerySet[ReturnRequest]":
    """Asked by that day and not answered by it, the longest waiting first; person, team and worker are read."""
    answered = ReturnAnswer.objects.known().filter(answered_on__lte=on).values("request")
    rows = ReturnRequest.objects.known().filter(asked_on__lte=on).exclude(pk__in=answered)
    return rows.select_related("person", "given_to", "team").order_by("answer_by", "recorded_at")


def requests_open(ids: Iterable[UUID], *, on: date) -> dict[UUID, list[ReturnRequest]]:
    """Person → their requests to come back that nobody had taken on that day, the longest waiting first. One query."""
    found: dict[UUID, list[ReturnRequest]] = defaultdict(list)
    for row in _open(on).filter(person__in=set(ids)):
        found[row.person_id].append(row)
    return dict(found)


def requests_for(user: User, *, on: date) -> list[ReturnRequest]:
    """Open requests on this user's list, the longest waiting first.

    Theirs, those of colleagues they cover for, and of a team whose duty desk they have today. Whoever checks
    step-downs is told of late ones in their teams as well, and of any that nobody was found for.
    """
    standing = user.standing(on=on)
    mine = Q(given_to__in=standing.workers | {user.pk})
    if standing.teams:
        mine |= Q(team__in=standing.teams, given_as__in=[GivenTo.DUTY, GivenTo.NOBODY])
    if standing.may(Permission.CHECK_STEP_DOWN):
        told = Q(answer_by__lt=on) | Q(given_as=GivenTo.NOBODY)
        mine |= told if standing.everyone else told & (Q(team__in=standing.teams) | Q(team=None))
    return list(_open(on).filter(mine))


def requests_of(ids: Iterable[UUID]) -> dict[UUID, list[tuple[ReturnRequest, ReturnAnswer | None]]]:
    """Person → every request to come back with its answer, latest first. Two queries."""
    rows = ReturnRequest.objects.known().filter(person__in=set(ids)).select_related("given_to", "team")
    requests = list(rows.order_by("-asked_on", "-recorded_at"))
    answers = {
        row.request_id: row
        for row in ReturnAnswer.objects.known().filter(request__in=[r.pk for r in requests]).select_related("worker")
    }
    found: dict[UUID, list[tuple[ReturnRequest, ReturnAnswer | None]]] = defaultdict(list)
    for row in requests:
        found[row.person_id].append((row, answers.get(row.pk)))
    return dict(found)


def reviews_coming(people: Iterable[UUID], *, on: date, by: date) -> dict[UUID, ReturnAnswer]:
    """Person → the worker given for a time who is still theirs on a day, where the review comes by another day.

    The one given last; person and worker are read. One query.
    """
    theirs = Allocation.objects.known().open_on(on).filter(person=OuterRef("person"), worker=OuterRef("worker"))
    rows = ReturnAnswer.objects.known().filter(
        Exists(theirs), person__in=people, taken=Taken.ALLOCATED, review_on__lte=by
    )
    return {row.person_id: row for row in rows.select_related("worker", "person").order_by("answered_on")}


def request_of(person_id: UUID, request_id: UUID) -> ReturnRequest | None:
    """One known request of one person, answered or not; person, team and worker are read."""
    rows = ReturnRequest.objects.known().filter(pk=request_id, person=person_id)
    return rows.select_related("person", "given_to", "team").first()


def answer_of(person_id: UUID, request_id: UUID) -> ReturnAnswer | None:
    """How one request of one person was answered; None while it is open."""
    rows = ReturnAnswer.objects.known().filter(request=request_id, person=person_id)
    return rows.select_related("worker", "request", "person").first()
