"""What happened since somebody left care, and what they said, as lines of the timeline: contact, promises, home, 21 and over."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from waymark.accommodation.rules import HomeKind, Suitability
from waymark.after21 import facts as after21
from waymark.after21.rules.words import Answer, Outcome, Way, Wish
from waymark.circumstances import facts as circumstances
from waymark.circumstances.rules import LeaveKind
from waymark.contact import facts as contact
from waymark.contact.facts import lost as lost_contact
from waymark.contact.rules import ByRole, Channel, Made, Place, PromiseState, Whose
from waymark.contact.rules.lost import HowEnded
from waymark.core.wording import capital, clock, full_date, local
from waymark.eet.rules import Activity
from waymark.people.facts import Reach
from waymark.people.models import YoungPerson
from waymark.planning import facts as planning
from waymark.planning.rules import Agreement, PlanEvent
from waymark.texts import facts as texts
from waymark.workspace.rules.history import Kind, Line, lower_first

BY_CHANNEL = {
    Channel.FACE_TO_FACE: "visit",
    Channel.VIDEO: "video call",
    Channel.CALL: "call",
    Channel.TEXT: "text",
    Channel.APP: "message in the app",
    Channel.LETTER: "letter",
    Channel.EMAIL: "e-mail",
    Channel.UNKNOWN: "contact",
}
WHERE = {
    Place.HOME: "where they live",
    Place.OFFICE: "at our office",
    Place.HUB: "at the hub",
    Place.STUDY_OR_WORK: "where they study or work",
    Place.CUSTODY: "in custody",
    Place.HOSPITAL: "in hospital",
    Place.OUT: "out and about",
}


@dataclass(frozen=True, slots=True)
class Life:
    """Rows about one person that the record and its timeline share; empty where the reader may not see them."""

    contacts: list[Any] = field(default_factory=list)
    texts: list[Any] = field(default_factory=list)
    promises: list[Any] = field(default_factory=list)
    lost: list[Any] = field(default_factory=list)
    choices: list[Any] = field(default_factory=list)
    conversations: list[Any] = field(default_factory=list)
    offers: list[Any] = field(default_factory=list)
    steps: list[Any] = field(default_factory=list)
    requests: list[Any] = field(default_factory=list)
    leaves: list[Any] = field(default_factory=list)
    going_on: list[planning.WhatIsGoingOn] = field(default_factory=list)
    handovers: list[planning.Handover] = field(default_factory=list)


def life_of(person: YoungPerson, *, on: date, contacts: bool, risk: bool) -> Life:
    """One person's life since, as far as a reader with these permissions sees it; a fixed number of queries."""
    ids = [person.pk]
    leaves = circumstances.leaves_of(person.pk) if risk else []
    if not contacts:
        return Life(leaves=leaves)
    return Life(
        contacts=contact.contacts_of(person.pk, up_to=on),
        texts=texts.texts_of(person.pk),
        promises=contact.promises_of_person(person.pk),
        lost=lost_contact.episodes_of(person.pk) if risk else [],
        choices=lost_contact.choices_of(person.pk),
        conversations=after21.conversations_of(ids).get(person.pk, []),
        offers=after21.offers_since(ids, since=None, up_to=on).get(person.pk, []),
        steps=after21.steps_of(ids).get(person.pk, []),
        requests=after21.requests_of(ids).get(person.pk, []),
        leaves=leaves,
        going_on=planning.all_going_on(person.pk),
        handovers=planning.handovers_of(ids).get(person.pk, []),
    )


def lines_of(life: Life, person: YoungPerson, *, risk: bool, where: bool) -> Iterator[Line]:
    """Every line of it. `risk`: may the reader see worries; `where`: places in words, which may be an address."""
    as_texts: set[UUID] = {said.text.contact_id for said in life.texts if said.text.contact_id}
    yield from _contacts((row for row in life.contacts if row.pk not in as_texts), risk=risk, where=where)
    yield from _texts(life.texts, person)
    yield from _promises(life.promises, person)
    yield from _lost(life, person)
    yield from _after_21(life)
    yield from _written(life)
    for leave in life.leaves:
        if leave.started_on is not None:
            ends = f"Ends on {full_date(leave.expires_on)}." if leave.expires_on else ""
            yield Line(leave.started_on, Kind.PAPERS, LeaveKind.label_of(leave.kind), more=ends, how="leave to remain")
        if leave.applied_on is not None:
            yield Line(leave.applied_on, Kind.PAPERS, "Applied for the next leave", how="leave to remain")
    if person.what_matters and person.what_matters_on:
        how = "what matters to them"
        yield Line(person.what_matters_on, Kind.PLAN, "", how=how, said=person.what_matters, all_theirs=True)


def _contacts(rows: Iterable[Any], *, risk: bool, where: bool) -> Iterator[Line]:
    for row in rows:
        channel = BY_CHANNEL.get(Channel(row.channel), "contact")
        by = row.shown_worker if row.worker_id or row.worker_name else ""
        by = by or ("" if row.by_role == ByRole.UNKNOWN else lower_first(ByRole.label_of(row.by_role)))
        made = row.made == Made.MADE
        in_words = row.place_words if where else ""
        place = in_words or WHERE.get(Place(row.place), "") if row.channel == Channel.FACE_TO_FACE else ""
        how = f"{channel}{' by ' + by if by else ''}{', ' + place if place else ''}"
        if row.made == Made.TRIED:
            how = f"tried: {how}"
        nothing = {Made.MADE: "Reached.", Made.TRIED: "Not reached."}.get(Made(row.made), "Not known whether reached.")
        more = [f"There too: {row.present}."] if row.present else []
        if row.worried and risk:
            more.append(f"Worried: {row.worried_note}" if row.worried_note else "The worker was worried.")
        at = f"{row.happened_at:%H:%M}" if row.happened_at else ""
        yield Line(
            row.happened_on,
            Kind.CONTACT,
            row.note or nothing,
            more=" ".join(more),
            how=how,
            said=row.their_words,
            made=made,
            at=at,
        )


def _texts(rows: Iterable[Any], person: YoungPerson) -> Iterator[Line]:
    for row in rows:
        text, moment = row.text, local(row.text.happened_at)
        how, at = f"text from {person.called}", clock(text.happened_at)
        if row.theirs:
            yield Line(moment.date(), Kind.CONTACT, "", how=f"{how}, {at}", said=text.body, all_theirs=True, at=at)
        else:
            how = f"text to {person.called} by {text.worker_name}" if text.worker_name else f"text to {person.called}"
            yield Line(moment.date(), Kind.CONTACT, text.body, how=f"{how}, {at}", at=at)


def _promises(rows: Iterable[Any], person: YoungPerson) -> Iterator[Line]:
    closed = {PromiseState.KEPT: "Kept", PromiseState.BROKEN: "Not kept", PromiseState.DROPPED: "No longer needed"}
    for row in rows:
        who = person.called if row.whose == Whose.YOUNG_PERSON else row.shown_owner
        by = f"{who}, by {full_date(row.by_when)}." if who else f"By {full_date(row.by_when)}."
        yield Line(row.made_on, Kind.PROMISE, row.what, more=by, how="promised")
        if row.closed_on is not None:
            how = lower_first(closed.get(PromiseState(row.state), "Closed"))
            yield Line(row.closed_on, Kind.PROMISE, row.what, more=row.closed_note, how=f"promise {how}")


def _lost(life: Life, person: YoungPerson) -> Iterator[Line]:
    for episode in life.lost:
        yield Line(episode.started_on, Kind.CONTACT, "Touch was lost", more=episode.reason, how="lost contact")
        if episode.ended_on is not None:
            how = HowEnded.label_of(episode.how_ended)
            yield Line(episode.ended_on, Kind.CONTACT, how, more=episode.ended_note, how="lost contact ended")
    for choice in life.choices:
        yield Line(
            choice.started_on,
            Kind.CONTACT,
            f"{person.called} chose not to be in contact",
            more=f"To be tried again on {full_date(choice.try_again_on)}.",
            how="their choice",
            said=choice.their_words,
        )


def _after_21(life: Life) -> Iterator[Line]:
    for talk in life.conversations:
        text = f"Talked about life after 21. {Wish.label_of(talk.wish)}."
        how = f"{lower_first(Way.label_of(talk.how))}, 21 and over"
        yield Line(talk.held_on, Kind.AFTER_21, text, how=how, said=talk.their_words, made=True)
    for offer in life.offers:
        reached = f"Offered support. {Answer.label_of(offer.answer)}." if offer.reached else "Tried to offer support."
        how = f"{lower_first(Way.label_of(offer.how))}, yearly offer"
        yield Line(offer.offered_on, Kind.AFTER_21, reached, how=how, said=offer.their_words, made=offer.reached)
    for step in life.steps:
        row = step.proposal
        yield Line(row.proposed_on, Kind.AFTER_21, "Stepping down was proposed", more=row.why, said=row.their_words)
        if step.decision is not None:
            words = lower_first(Outcome.label_of(step.decision.outcome))
            yield Line(step.decision.decided_on, Kind.AFTER_21, f"Stepping down: {words}", more=step.decision.reason)
    for request, answer in life.requests:
        yield Line(request.asked_on, Kind.AFTER_21, "Asked to come back", said=request.their_words)
        if answer is not None:
            who = f"{answer.worker} took it on" if answer.worker else "Answered"
            yield Line(answer.answered_on, Kind.AFTER_21, who, more=answer.what, said=answer.their_words)


def _written(life: Life) -> Iterator[Line]:
    for row in life.going_on:
        read = f"Read together on {full_date(row.read_with_them_on)}." if row.read_with_them_on else ""
        yield Line(row.written_on, Kind.PLAN, row.text, more=read, how=f"what is going on, by {row.written_by_name}")
    for page in life.handovers:
        if page.settled_on is not None:
            text = f"The page for the next adviser: {lower_first(Agreement.label_of(page.agreement))}"
            yield Line(
                page.settled_on, Kind.WORKER, text, more=page.not_agreed_reason, how="handover", said=page.about_me
            )
        if page.acknowledged_on is not None:
            yield Line(page.acknowledged_on, Kind.WORKER, f"{page.acknowledged_by} took over", how="handover")


def reported_lines(
    homes: Iterable[Any], activities: Iterable[Any], plan: dict[PlanEvent, Any], *, on: date
) -> Iterator[Line]:
    """Home, work and plan as files reported them; a future date of the plan is no event."""
    for home in homes:
        words = f"{HomeKind.label_of(home.kind)}. {Suitability.label_of(home.suitability)}."
        yield Line(home.observed_on, Kind.PLACEMENT, words, how="home, as reported")
    for row in activities:
        yield Line(row.observed_on, Kind.WORK, Activity.label_of(row.code), how="work and study, as reported")
    for event, dated in plan.items():
        if event is not PlanEvent.REVIEW_DUE and dated.on <= on:
            yield Line(dated.on, Kind.PLAN, capital(PlanEvent(event).label), how="pathway plan")


def address_lines(reach: Reach) -> Iterator[Line]:
    """Where they moved, for readers who may see it."""
    for address in (*reach.addresses, *reach.past_addresses):
        if address.started_on is not None:
            where = ", ".join([*address.lines.splitlines(), address.postcode])
            words = f"Lived at {where.strip(', ')}"
            yield Line(address.started_on, Kind.PLACEMENT, words, address.ended_on, dated_span=True, how="address")
