"""Recording that somebody was reached, or that it was tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from waymark.accounts.models import User
from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.contact.actions.lost import close_if_reached
from waymark.contact.actions.promises import store_promise
from waymark.contact.models import ContactMade
from waymark.contact.rules import ByRole, Channel, Made, Place, PromiseMade, StartedBy, Whose
from waymark.core.wording import local
from waymark.diary.actions import mark_kept, mark_missed
from waymark.diary.facts import visit_of
from waymark.diary.rules.words import VisitState
from waymark.people.actions import facts_changed
from waymark.people.actions.facts import BeforeBirth
from waymark.people.models import YoungPerson
from waymark.people.models.facthood import FACT
from waymark.people.rules.words import Source


class ContactInTheFuture(Exception):
    """It is said to have happened later than now. What is planned belongs in the diary."""


class NextTryBeforeThisOne(Exception):
    """The day set for the next try lies before the day of this one."""


class PromiseDueBeforeItWasMade(Exception):
    """Something was promised by a day before the day of the promise. `what` is the promise."""

    def __init__(self, what: str) -> None:
        super().__init__("due before it was made")
        self.what = what


@dataclass(frozen=True, slots=True)
class OneOfSeveral:
    """What one visit to several people was for one of them: their own text, their own promises."""

    person: YoungPerson
    note: str = ""
    their_words: str = ""
    saw_where_sleeps: bool | None = None
    worried: bool = False
    worried_note: str = ""
    promises: Sequence[PromiseMade] = ()


@transaction.atomic
def record_contact(
    *,
    person: YoungPerson,
    happened_on: date,
    made: Made,
    channel: Channel,
    by_role: ByRole,
    by: Actor,
    today: date,
    now: datetime,
    started_by: StartedBy = StartedBy.UNKNOWN,
    happened_at: time | None = None,
    place: Place = Place.UNKNOWN,
    place_words: str = "",
    present: str = "",
    note: str = "",
    their_words: str = "",
    saw_where_sleeps: bool | None = None,
    worried: bool = False,
    worried_note: str = "",
    next_try_on: date | None = None,
    promises: Sequence[PromiseMade] = (),
    client_key: UUID | None = None,
    visit_key: UUID | None = None,
    visit_id: UUID | None = None,
    worker: User | None = None,
    worker_name: str = "",
    source: Source = Source.STAFF,
    somebody_saw: bool = True,
) -> ContactMade:
    """Keep one contact and what was promised in it; the row.

    `client_key` was made where the form was filled in: the same one again answers the row already made and writes
    nothing, however often and from however many places it is sent at once. `worker` is who it was, and owes what they
    promised. `visit_id` is the planned visit that this was, or that was not answered: the diary then says so too.
    `somebody_saw` is False for what came in by itself and nobody has read: whoever holds the phone may have sent it, so
    touch that was lost stays lost until a worker answers.
    Raises ContactInTheFuture, BeforeBirth, NextTryBeforeThisOne, PromiseDueBeforeItWasMade.
    """
    if client_key is not None and (kept := _sent_before(person, client_key)):
        return kept
    contact = ContactMade(
        person=person,
        happened_on=happened_on,
        happened_at=happened_at,
        made=made,
        channel=channel,
        by_role=by_role,
        worker=worker,
        worker_name=worker_name.strip(),
        started_by=started_by,
        place=place,
        place_words=place_words.strip(),
        present=present.strip(),
        note=note.strip(),
        their_words=their_words.strip(),
        saw_where_sleeps=saw_where_sleeps,
        worried=worried,
        worried_note=worried_note.strip(),
        next_try_on=next_try_on,
        visit_key=visit_key,
        client_key=client_key,
        recorded_by_id=by.actor_id,
        source=source,
    )
    check_contact(contact, born_on=person.born_on, today=today, now=now)
    for promised in promises:
        if promised.by_when < happened_on:
            raise PromiseDueBeforeItWasMade(promised.what)
    try:
        with transaction.atomic():
            contact.save(force_insert=True)
    except IntegrityError:
        # Two of the same arrived at once, and the other was first.
        if client_key is not None and (kept := _sent_before(person, client_key)):
            return kept
        raise
    record("contact.contact_recorded", by=by, subject=contact, person_id=person.pk, changes=what_is_said(contact))
    for promised in promises:
        theirs = promised.whose != Whose.WORKER
        store_promise(
            person=person,
            what=promised.what,
            by_when=promised.by_when,
            made_on=happened_on,
            whose=promised.whose,
            owner=worker,
            owner_name="" if theirs else worker_name,
            contact=contact,
            by=by,
        )
    if visit_id is not None:
        _settle_visit(visit_id, person, made=made, by=by, today=today)
    if contact.made == Made.MADE and somebody_saw:
        close_if_reached(person_id=person.pk, reached_on=happened_on, by=by, today=today)
    facts_changed([person.pk], by=by, today=today)
    return contact


@transaction.atomic
def record_visit_for_several(
    *, contact: ContactMade, each: Sequence[OneOfSeveral], by: Actor, today: date, now: datetime
) -> list[ContactMade]:
    """Keep a visit that was recorded with one person as a contact of others too, such as brothers and sisters.

    When, where, how and by whom is that of `contact`; what happened is each one's own text. All are kept or none, and
    one who has a contact of this visit already gets no second. `visit_key` ties them all together.
    """
    key = contact.visit_key or contact.client_key or uuid4()
    if contact.visit_key is None:
        ContactMade.objects.filter(pk=contact.pk).update(visit_key=key)
        contact.visit_key = key
    return [
        record_contact(
            person=one.person,
            happened_on=contact.happened_on,
            happened_at=contact.happened_at,
            made=Made(contact.made),
            channel=Channel(contact.channel),
            by_role=ByRole(contact.by_role),
            started_by=StartedBy(contact.started_by),
            place=Place(contact.place),
            place_words=contact.place_words,
            present=contact.present,
            note=one.note,
            their_words=one.their_words,
            saw_where_sleeps=one.saw_where_sleeps,
            worried=one.worried,
            worried_note=one.worried_note,
            promises=one.promises,
            client_key=key,
            visit_key=key,
            worker=contact.worker,
            worker_name=contact.worker_name,
            by=by,
            today=today,
            now=now,
        )
        for one in each
    ]


def check_contact(contact: ContactMade, *, born_on: date | None, today: date, now: datetime) -> None:
    """Refuse what cannot have been."""
    if contact.happened_on > today:
        raise ContactInTheFuture
    here = local(now)
    if contact.happened_at and contact.happened_on == here.date() and contact.happened_at > here.time():
        raise ContactInTheFuture
    if born_on and contact.happened_on < born_on:
        raise BeforeBirth
    if contact.next_try_on and contact.next_try_on < contact.happened_on:
        raise NextTryBeforeThisOne


def what_is_said(contact: ContactMade) -> dict[str, tuple[Any, Any]]:
    """Field → (nothing, what it says), for the audit trail."""
    values = {
        field.name: getattr(contact, field.attname)
        for field in contact._meta.concrete_fields
        if field.name not in FACT and field.name not in {"client_key", "visit_key", "replaces"}
    }
    return {name: ("", value) for name, value in values.items() if value not in ("", None, False)}


def _settle_visit(visit_id: UUID, person: YoungPerson, *, made: Made, by: Actor, today: date) -> None:
    """What was planned took place, or did not. One that was closed or cancelled before is left as it is."""
    visit = visit_of(visit_id)
    if visit is None or visit.person_id != person.pk or visit.state != VisitState.PLANNED:
        return
    if made == Made.TRIED:
        mark_missed(visit, version=visit.version, reason="Tried, not reached", by=by, today=today)
    elif made == Made.MADE:
        mark_kept(visit, by=by, today=today)


def _sent_before(person: YoungPerson, client_key: UUID) -> ContactMade | None:
    return ContactMade.objects.filter(person=person, client_key=client_key).first()
