"""Stepping down: proposed with the young person's yes, checked and decided by somebody else, and able to be undone."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models.functions import Now

from waymark.accounts.models import User
from waymark.after21.actions.keeping import Changed, InTheFuture, keep, lock
from waymark.after21.actions.returning import support_wanted
from waymark.after21.models import StepDown, StepDownCheck, StepDownDecision
from waymark.after21.rules.checking import earliest_step_down, unanswered, worries
from waymark.after21.rules.words import Check, Finding, Outcome, Way
from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.core.dates import LeapDay, add_months
from waymark.people.actions import add_fact, correct_fact, end_allocation, withdraw_fact
from waymark.people.models import Allocation, StudySpell, SupportRequest, YoungPerson
from waymark.people.rules.words import AllocationRole
from waymark.policy.facts import setting_on


class NoYes(Exception):
    """The young person has not said yes, or nobody wrote down what they said. Silence is never agreement."""


class ProposedAlready(Exception):
    """A proposal to step down waits for a manager."""


class TooYoung(Exception):
    """It is not time yet. `day` is the first day on which it could be, None where the date of birth is not known."""

    def __init__(self, day: date | None) -> None:
        super().__init__(str(day))
        self.day = day


class OnACourse(Exception):
    """They are in education or training, and support runs with the programme: Children Act 1989 s.23C(7), s.23CA."""


class OwnProposal(Exception):
    """Whoever proposed it, or it is about, does not check it."""


class CheckUnfinished(Exception):
    """Parts of the check have no answer. `parts` are those."""

    def __init__(self, parts: list[Check]) -> None:
        super().__init__(", ".join(parts))
        self.parts = parts


class StillWorried(CheckUnfinished):
    """In these parts there is a worry and no plan for it."""


class DecidedAlready(Exception):
    """Somebody else has decided about it."""


class ReasonMissing(Exception):
    """The worker and the young person are told why."""


@transaction.atomic
def propose_step_down(
    *,
    person: YoungPerson,
    said_yes: bool,
    said_on: date,
    said_how: Way,
    their_words: str,
    by: Actor,
    today: date,
    why: str = "",
    worker: User | None = None,
) -> StepDown:
    """Ask a manager to step somebody's support down, at their own wish.

    Needs their yes, in their words, and the day they said it. Who cannot be reached, or says nothing, has not agreed
    (Children Act 1989 s.23CZB(3): support ends when the person says so). Raises NoYes, InTheFuture, TooYoung, OnACourse,
    ProposedAlready.
    """
    if not said_yes or not their_words.strip():
        raise NoYes
    if said_on > today:
        raise InTheFuture
    person = lock(person.pk)
    from_on = _at_21(person, on=today)
    months = int(setting_on("after21_talk_months", today))
    if from_on is None or add_months(from_on, -months) > today:
        raise TooYoung(None if from_on is None else add_months(from_on, -months))
    _refuse_on_a_course(person, today)
    decided = StepDownDecision.objects.known().values("step_down")
    if StepDown.objects.known().filter(person=person).exclude(pk__in=decided).exists():
        raise ProposedAlready
    proposal = StepDown(
        person=person,
        proposed_on=today,
        said_on=said_on,
        said_how=said_how,
        their_words=their_words.strip(),
        why=why.strip(),
        worker=worker,
    )
    return keep(proposal, "step_down_proposed", by=by, today=today)


@transaction.atomic
def agree_step_down(
    proposal: StepDown,
    *,
    findings: Mapping[Check, tuple[Finding, str]],
    by: Actor,
    today: date,
    reason: str = "",
    worker: User | None = None,
) -> StepDownDecision:
    """Agree after the safeguarding check; it takes effect today.

    Their “no support now” is kept, the named adviser's allocation ends, and the team keeps them for the yearly offer,
    which is next due a year from now. Raises OwnProposal, CheckUnfinished, StillWorried, TooYoung, OnACourse,
    DecidedAlready.
    """
    if parts := unanswered(findings):
        raise CheckUnfinished(parts)
    if parts := worries(findings):
        raise StillWorried(parts)
    person = _undecided(proposal)
    _refuse_own(proposal, by)
    from_on = _at_21(person, on=today)
    if from_on is None or from_on > today:
        raise TooYoung(from_on)
    _refuse_on_a_course(person, today)
    said = support_wanted(person, on=today, wants=False, words=proposal.their_words, by=by, today=today)
    ended = _team_instead_of_adviser(person, by=by, today=today)
    decision = StepDownDecision(
        person=person,
        step_down=proposal,
        decided_on=today,
        outcome=Outcome.AGREED,
        reason=reason.strip(),
        worker=worker,
        request_id=said.pk,
        allocation_id=None if ended is None else ended.pk,
    )
    keep(decision, "step_down_agreed", by=by, today=today)
    for part in Check:
        finding, note = findings[part]
        check = StepDownCheck(person=person, decision=decision, part=part, finding=finding, note=note.strip())
        keep(check, "step_down_checked", by=by, today=today)
    return decision


@transaction.atomic
def send_back(
    proposal: StepDown, *, reason: str, by: Actor, today: date, worker: User | None = None
) -> StepDownDecision:
    """Not agreed as it is; the worker is told what to do first. Support goes on. Raises OwnProposal, DecidedAlready."""
    _refuse_own(proposal, by)
    return _close(proposal, Outcome.SENT_BACK, "step_down_sent_back", reason=reason, worker=worker, by=by, today=today)


@transaction.atomic
def take_back(
    proposal: StepDown, *, reason: str, by: Actor, today: date, worker: User | None = None
) -> StepDownDecision:
    """The young person thought again, or it was put down by mistake; support goes on. Raises DecidedAlready."""
    return _close(proposal, Outcome.WITHDRAWN, "step_down_taken_back", reason=reason, worker=worker, by=by, today=today)


@transaction.atomic
def undo_step_down(
    decision: StepDownDecision, *, reason: str, by: Actor, today: date, worker: User | None = None
) -> StepDownDecision:
    """Take back what was agreed: their “no” is withdrawn and the adviser who was there is there again.

    For a step-down that should not have been agreed; who wants to come back later simply asks. Raises ReasonMissing,
    Changed where somebody else has undone it or given them a worker since.
    """
    if not reason.strip():
        raise ReasonMissing
    person = lock(decision.person_id)
    known = StepDownDecision.objects.known().filter(pk=decision.pk, outcome=Outcome.AGREED)
    if not known.update(withdrawn_at=Now()):
        raise Changed
    record("after21.step_down_undone", by=by, subject=decision, person_id=person.pk, reason=reason)
    for row in SupportRequest.objects.known().filter(pk__in=[decision.request_id]):
        withdraw_fact(row, by=by, today=today, reason=reason)
    _adviser_again(decision, person, reason=reason, by=by, today=today)
    undone = StepDownDecision(
        person=person,
        step_down=decision.step_down,
        decided_on=today,
        outcome=Outcome.UNDONE,
        reason=reason.strip(),
        worker=worker,
    )
    return keep(undone, "step_down_closed", by=by, today=today)


def _close(
    proposal: StepDown, outcome: Outcome, event: str, *, reason: str, worker: User | None, by: Actor, today: date
) -> StepDownDecision:
    if not reason.strip():
        raise ReasonMissing
    person = _undecided(proposal)
    decision = StepDownDecision(
        person=person, step_down=proposal, decided_on=today, outcome=outcome, reason=reason.strip(), worker=worker
    )
    return keep(decision, event, by=by, today=today)


def _undecided(proposal: StepDown) -> YoungPerson:
    person = lock(proposal.person_id)
    if StepDownDecision.objects.known().filter(step_down=proposal).exists():
        raise DecidedAlready
    return person


def _refuse_own(proposal: StepDown, by: Actor) -> None:
    if by.actor_id is not None and by.actor_id in (proposal.worker_id, proposal.recorded_by_id):
        raise OwnProposal


def _refuse_on_a_course(person: YoungPerson, today: date) -> None:
    if StudySpell.objects.known().open_on(today).filter(person=person).exists():
        raise OnACourse


def _at_21(person: YoungPerson, *, on: date) -> date | None:
    if person.born_on is None:
        return None
    return earliest_step_down(person.born_on, LeapDay(str(setting_on("leap_day", on))))


def _team_instead_of_adviser(person: YoungPerson, *, by: Actor, today: date) -> Allocation | None:
    """End the named adviser today; the team stays, to make the yearly offer. The ended row, None where there was none."""
    reason = "Support stepped down at the young person’s wish"
    rows = Allocation.objects.known().open_on(today).filter(person=person, role=AllocationRole.PERSONAL_ADVISER)
    held = rows.exclude(worker=None, worker_name="").order_by("-started_on").first()
    if held is None:
        return None
    ended = end_allocation(held, ended_on=today, reason=reason, by=by, today=today)
    if held.team_id is not None:
        stays = Allocation(
            person=person,
            role=AllocationRole.PERSONAL_ADVISER,
            team_id=held.team_id,
            started_on=today,
            reason="For the yearly offer of support",
        )
        add_fact(stays, by=by, today=today)
    return ended


def _adviser_again(decision: StepDownDecision, person: YoungPerson, *, reason: str, by: Actor, today: date) -> None:
    rows = Allocation.objects.known().filter(person=person, role=AllocationRole.PERSONAL_ADVISER)
    open_now = list(rows.filter(ended_on=None))
    if any(row.worker_id is not None for row in open_now):
        raise Changed
    ended = rows.filter(pk__in=[decision.allocation_id]).first()
    if ended is None:
        return
    for row in open_now:
        withdraw_fact(row, by=by, today=today, reason=reason)
    correct_fact(ended, ended_on=None, by=by, today=today, reason=reason)
