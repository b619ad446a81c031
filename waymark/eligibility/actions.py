"""Every write about legal status: decisions, reported statuses and the table derived from them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from waymark.audit import actions as audit
from waymark.audit.rules import Actor
from waymark.core.dates import Period
from waymark.core.rows import insert_rows
from waymark.eligibility.facts import (
    REPORTED,
    advised_days,
    among,
    batches,
    care_facts,
    conventions_on,
    decisions_of,
    statuses_on,
)
from waymark.eligibility.models import FOREVER, DerivedStatusPeriod, ReportedStatus, StatusDecision
from waymark.eligibility.rules import Basis, CareFacts, Flag, Status
from waymark.eligibility.rules.advisers import adviser_missing
from waymark.eligibility.rules.decisions import BASES, EffectivePeriod, effective_timeline
from waymark.people.actions import facts_changed
from waymark.people.actions.reported import insert_facts, withdraw_facts
from waymark.people.models import YoungPerson
from waymark.people.rules.words import Source


class DecisionRefused(ValueError):
    """A decision cannot be made as asked; the message says what to do. `field` is the form's field at fault."""

    field = ""


class NoReasonGiven(DecisionRefused):
    field = "reason"

    def __init__(self) -> None:
        super().__init__("Say why, so that somebody reading this later can follow it")


class EndsBeforeItStarts(DecisionRefused):
    field = "in_force_to"

    def __init__(self) -> None:
        super().__init__("Give a last day that is not before the first")


class BasisOfAnotherStatus(DecisionRefused):
    field = "basis"

    def __init__(self, status: Status) -> None:
        super().__init__(f"Choose a section of law that “{status.label}” rests on")


class NothingToSign(DecisionRefused):
    def __init__(self) -> None:
        super().__init__("This decision is signed or withdrawn already; reload the page")


class OwnProposal(DecisionRefused):
    def __init__(self) -> None:
        super().__init__("You proposed this, so another manager has to sign it")


@transaction.atomic
def propose_decision(
    *,
    person: YoungPerson,
    status: Status,
    basis: Basis = Basis.UNSTATED,
    reason: str,
    in_force_from: date,
    in_force_to: date | None = None,
    by: Actor,
    today: date,
) -> StatusDecision:
    """Put a status forward for a manager to sign; the computed answer of its first day is kept beside it.

    `in_force_to` is the first day on which it no longer holds. Raises a DecisionRefused.
    """
    if not reason.strip():
        raise NoReasonGiven
    if in_force_to is not None and in_force_to <= in_force_from:
        raise EndsBeforeItStarts
    if basis and basis not in BASES[status]:
        raise BasisOfAnotherStatus(status)
    computed = statuses_on([person.pk], on=in_force_from)[person.pk].computed
    decision = StatusDecision.objects.create(
        person=person,
        status=status,
        basis=basis,
        reason=reason.strip(),
        in_force_from=in_force_from,
        in_force_to=in_force_to,
        computed_status=computed.status if computed else Status.NONE,
        computed_basis=computed.basis if computed else Basis.UNSTATED,
        computed_flags=" ".join(computed.flags) if computed else Flag.DQ.value,
        proposed_on=today,
        proposed_by_id=by.actor_id,
        proposed_by_name=by.actor_name,
    )
    audit.record(
        "eligibility.decision_proposed",
        by=by,
        subject=decision,
        person_id=person.pk,
        reason=decision.reason,
        changes={
            "status": (decision.computed_status, status),
            "basis": (decision.computed_basis, basis),
            "in_force_from": (None, in_force_from),
            "in_force_to": (None, in_force_to),
        },
    )
    facts_changed([person.pk], by=by, today=today)
    return decision


@transaction.atomic
def sign_decision(*, decision_id: UUID, by: Actor, today: date) -> StatusDecision:
    """Put a proposal in force: from now on duties follow it. Raises NothingToSign or OwnProposal."""
    decision = StatusDecision.objects.select_for_update().get(id=decision_id)
    if decision.signed or decision.withdrawn:
        raise NothingToSign
    if by.actor_id is not None and by.actor_id == decision.proposed_by_id:
        raise OwnProposal
    event = audit.record(
        "eligibility.decision_signed",
        by=by,
        subject=decision,
        person_id=decision.person_id,
        changes={"signed_on": (None, today), "status": (decision.computed_status, decision.status)},
    )
    decision.signed_on, decision.signed_at = today, event.happened_at
    decision.signed_by_id, decision.signed_by_name = by.actor_id, by.actor_name
    decision.save(update_fields=["signed_on", "signed_at", "signed_by_id", "signed_by_name"])
    facts_changed([decision.person_id], by=by, today=today)
    return decision


@transaction.atomic
def withdraw_decision(*, decision_id: UUID, reason: str, by: Actor, today: date) -> StatusDecision:
    """Take a decision or proposal back; it stays readable. Raises NoReasonGiven or NothingToSign."""
    if not reason.strip():
        raise NoReasonGiven
    decision = StatusDecision.objects.select_for_update().get(id=decision_id)
    if decision.withdrawn:
        raise NothingToSign
    event = audit.record(
        "eligibility.decision_withdrawn",
        by=by,
        subject=decision,
        person_id=decision.person_id,
        reason=reason.strip(),
        changes={"status": (decision.status, None)},
    )
    decision.withdrawn_at, decision.withdrawn_by_name = event.happened_at, by.actor_name
    decision.withdrawn_reason = reason.strip()
    decision.save(update_fields=["withdrawn_at", "withdrawn_by_name", "withdrawn_reason"])
    facts_changed([decision.person_id], by=by, today=today)
    return decision


@transaction.atomic
def replace_reported_statuses(
    *, added: Iterable[Sequence[Any]], withdrawn: Sequence[UUID], source: Source, by: Actor, at: datetime
) -> None:
    """Add what files say about statuses, (person id, status, reported on), and take back rows by id.

    It is read only while no care history is known. The import that calls this audits once a person and rederives.
    """
    withdraw_facts(ReportedStatus, withdrawn, at=at)
    insert_facts(ReportedStatus, REPORTED, added, source=source, by=by, at=at)


# One row of the derived table, as values of these fields.
DERIVED_FIELDS = (
    *("status", "basis", "computed_status", "computed_basis", "decided", "starts_on", "ends_on", "changes_on"),
    *("flags", "contested", "history_missing", "adviser_missing", "sort_name", "born_on"),
)
DerivedRow = tuple[object, ...]


@transaction.atomic
def rederive(ids: Collection[UUID], *, by: Actor, today: date) -> None:
    """Write these people's status periods afresh, in the transaction that changed their facts; rows that would not
    change are left alone. Conventions are those in force today."""
    conventions = conventions_on(today)
    for batch in batches(ids):
        facts, decisions, advised = care_facts(batch), decisions_of(batch), advised_days(batch)
        wanted: dict[UUID, list[DerivedRow]] = {}
        people = YoungPerson.objects.filter(id__in=batch).values_list("id", "sort_name", "merged_into_id")
        for person_id, sort_name, merged_into in people:
            if merged_into is not None:
                continue
            known = facts.get(person_id)
            if known is None:
                wanted[person_id] = [_unknown(sort_name)]
                continue
            periods = effective_timeline(known, conventions, decisions.get(person_id, ()))
            wanted[person_id] = [
                _derived(sort_name, known, period, days, missing)
                for period in periods
                for days, missing in adviser_missing(period.period, period.standing, advised.get(person_id, ()))
            ]
        _replace(batch, wanted)


def _replace(ids: list[UUID], wanted: dict[UUID, list[DerivedRow]]) -> None:
    """Make the table hold `wanted` for these people, touching only those whose rows differ."""
    there: dict[UUID, set[tuple[object, ...]]] = {}
    for row in DerivedStatusPeriod.objects.filter(among(ids)).values_list("person_id", *DERIVED_FIELDS):
        there.setdefault(row[0], set()).add(row[1:])
    # Of most people of a first import nothing is there; then there is nothing to compare.
    changed = [
        person_id for person_id in ids if person_id not in there or there[person_id] != set(wanted.get(person_id, ()))
    ]
    stale = [person_id for person_id in changed if person_id in there]
    if stale:
        DerivedStatusPeriod.objects.filter(person_id__in=stale).delete()
    insert_rows(
        DerivedStatusPeriod,
        ("person_id", *DERIVED_FIELDS),
        ((person_id, *row) for person_id in changed for row in wanted.get(person_id, ())),
        same={},
    )


def _derived(sort_name: str, known: CareFacts, period: EffectivePeriod, days: Period, missing: bool) -> DerivedRow:
    """One row: the days of a period on which somebody owed a personal adviser has none, or on which that is not so."""
    settled = period.decision is not None and period.decision.signed
    return (
        str(period.standing.status),
        str(period.standing.basis),
        str(period.computed.status),
        str(period.computed.basis),
        period.decision is not None,
        days.start,
        days.end or FOREVER,
        period.changes_on or FOREVER,
        " ".join(period.flags) if period.flags else "",
        not settled and bool(set(period.flags) - {Flag.DQ}),
        not known.history_complete,
        missing,
        sort_name,
        known.date_of_birth,
    )


def _unknown(sort_name: str) -> DerivedRow:
    """For someone whose date of birth nobody knows: in every list, with no status and a gap to close."""
    none = (Status.NONE.value, Basis.UNSTATED.value)
    return (*none, *none, False, date.min, FOREVER, FOREVER, Flag.DQ.value, False, True, False, sort_name, None)


def rebuild_all(*, by: Actor, today: date) -> int:
    """Derive everyone's status periods afresh, a batch at a time; how many people. Safe to run again at any moment."""
    ids = list(YoungPerson.objects.order_by("id").values_list("id", flat=True))
    for batch in batches(ids):
        rederive(batch, by=by, today=today)
    audit.record("eligibility.statuses_rebuilt", by=by, subject=None, detail={"people": len(ids)})
    return len(ids)
