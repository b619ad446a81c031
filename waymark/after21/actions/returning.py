"""Coming back: asking, landing on somebody's list, and being answered."""

from contextlib import suppress
from datetime import date
from uuid import UUID

from django.db import transaction

from waymark.accounts.facts import duty_from, managers_of, staff_on
from waymark.accounts.models import Team, User
from waymark.after21.actions.keeping import InTheFuture, keep, lock
from waymark.after21.models import ReturnAnswer, ReturnRequest
from waymark.after21.rules.returning import Choice, answer_by, list_of
from waymark.after21.rules.words import Reason, StartedBy, Taken, Way
from waymark.audit.rules import Actor
from waymark.core.dates import age_on
from waymark.people.actions import add_fact, allocate, correct_fact, withdraw_fact
from waymark.people.actions.allocating import AllocatedAlready
from waymark.people.facts import allocations_of
from waymark.people.models import Allocation, SupportRequest, YoungPerson
from waymark.people.rules.words import AllocationRole, Source
from waymark.policy.facts import setting_on


class StillUnder21(Exception):
    """Until 21 support is theirs without asking: Children Act 1989 s.23C(2) to (4)."""


class AnsweredAlready(Exception):
    """Somebody else has answered this request."""


class WordsMissing(Exception):
    """What was done instead stands only with what the young person said about it."""


class ReviewNotAhead(Exception):
    """A day to look again lies after today."""


@transaction.atomic
def ask_to_return(
    *,
    person: YoungPerson,
    asked_on: date,
    how: Way,
    by: Actor,
    today: date,
    their_words: str = "",
    started_by: StartedBy = StartedBy.THEM,
    primary: Reason | None = None,
    secondary: Reason | None = None,
    source: Source = Source.STAFF,
) -> ReturnRequest:
    """“I want support again.” It lands on somebody's list with a clock, and is a request for support from that day.

    The authority's duty begins when it is told, not when somebody has time: Children Act 1989 s.23CZB(1) to (3). Asked
    again while the first is open, the first one stands and keeps its clock. Raises InTheFuture, StillUnder21.
    """
    if asked_on > today:
        raise InTheFuture
    person = lock(person.pk)
    if person.born_on is not None and age_on(person.born_on, asked_on) < 21:
        raise StillUnder21
    answered = ReturnAnswer.objects.known().values("request")
    if kept := ReturnRequest.objects.known().filter(person=person).exclude(pk__in=answered).first():
        return kept
    choice, team = _whose_list(person, on=today)
    request = ReturnRequest(
        person=person,
        asked_on=asked_on,
        how=how,
        started_by=started_by,
        their_words=their_words.strip(),
        primary=primary or "",
        secondary=secondary or "",
        answer_by=answer_by(asked_on, int(setting_on("after21_return_days", asked_on))),
        given_to_id=choice.user_id,
        given_as=choice.given_as,
        team=team,
        source=source,
    )
    support_wanted(person, on=asked_on, wants=True, words=their_words, by=by, today=today)
    return keep(request, "return_asked", by=by, today=today)


@transaction.atomic
def take_request(
    request: ReturnRequest,
    *,
    worker: User,
    by: Actor,
    today: date,
    review_on: date | None = None,
    what: str = "",
) -> ReturnAnswer:
    """Give them a personal adviser from today. With `review_on` it is for a time: then somebody looks again.

    Nothing ends on that day by itself. Raises AnsweredAlready, ReviewNotAhead, and StartsBeforeTheLastOne where somebody
    else became their adviser today.
    """
    if review_on is not None and review_on <= today:
        raise ReviewNotAhead
    person = _unanswered(request)
    reason = "Asked to come back" + (
        "" if review_on is None else f"; for a time, looked at again on {review_on:%-d %B %Y}"
    )
    # Left without a named adviser and back on the same day: the team's row never stood for a whole day.
    same_day = Allocation.objects.known().filter(
        person=person,
        role=AllocationRole.PERSONAL_ADVISER,
        worker=None,
        worker_name="",
        ended_on=None,
        started_on__gte=today,
    )
    for row in same_day:
        withdraw_fact(row, by=by, today=today, reason=reason)
    with suppress(AllocatedAlready):  # their adviser already: the request is answered all the same
        allocate(
            person,
            role=AllocationRole.PERSONAL_ADVISER,
            started_on=today,
            worker=worker,
            team=request.team,
            reason=reason,
            by=by,
            today=today,
        )
    answer = ReturnAnswer(
        person=person,
        request=request,
        answered_on=today,
        taken=Taken.ALLOCATED,
        worker=worker,
        review_on=review_on,
        what=what.strip(),
    )
    return keep(answer, "return_taken", by=by, today=today)


@transaction.atomic
def answer_instead(
    request: ReturnRequest, *, what: str, their_words: str, by: Actor, today: date, worker: User | None = None
) -> ReturnAnswer:
    """They wanted something else than an adviser, and got it. Never a refusal: their own words say so.

    Support is then on offer again, not asked for: s.23CZB(3). Raises WordsMissing, AnsweredAlready.
    """
    if not what.strip() or not their_words.strip():
        raise WordsMissing
    person = _unanswered(request)
    support_wanted(person, on=today, wants=False, words=their_words, by=by, today=today)
    answer = ReturnAnswer(
        person=person,
        request=request,
        answered_on=today,
        taken=Taken.INSTEAD,
        worker=worker,
        what=what.strip(),
        their_words=their_words.strip(),
    )
    return keep(answer, "return_answered", by=by, today=today)


@transaction.atomic
def move_review(answer: ReturnAnswer, *, review_on: date | None, reason: str, by: Actor, today: date) -> ReturnAnswer:
    """Somebody looked again at a worker given for a time: on until another day, or (None) with no end. Raises ReviewNotAhead."""
    if review_on is not None and review_on <= today:
        raise ReviewNotAhead
    return correct_fact(answer, review_on=review_on, reason=reason or "Looked at again", by=by, today=today)


def support_wanted(person: YoungPerson, *, on: date, wants: bool, words: str, by: Actor, today: date) -> SupportRequest:
    """Keep that they asked for support, or said they do not want it now; it is what their legal status is read from."""
    said = SupportRequest(person=person, asked_on=on, wants=wants, words=words.strip(), source=Source.YOUNG_PERSON)
    return add_fact(said, by=by, today=today)


def _unanswered(request: ReturnRequest) -> YoungPerson:
    person = lock(request.person_id)
    if ReturnAnswer.objects.known().filter(request=request).exists():
        raise AnsweredAlready
    return person


def _whose_list(person: YoungPerson, *, on: date) -> tuple[Choice, Team | None]:
    rows = allocations_of([person.pk]).get(person.pk, [])
    advisers = [row for row in rows if row.role == AllocationRole.PERSONAL_ADVISER]
    team = next((row.team for row in advisers if row.team is not None), None)
    named = [row.worker_id for row in advisers if row.worker_id is not None]
    here: set[UUID] = set(staff_on(on).filter(pk__in=named).values_list("pk", flat=True))
    last = next((user_id for user_id in named if user_id in here), None)
    if team is None:
        return list_of(last, (), ()), None
    on_duty = [turn.user_id for turn in duty_from(on) if turn.team_id == team.pk and turn.started_on <= on]
    managers = list(managers_of([team.pk], on=on).order_by("display_name").values_list("pk", flat=True))
    return list_of(last, on_duty, managers), team
