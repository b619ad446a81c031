"""A text is received, sent, answered or sorted; each counts as the contact it is."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from waymark.accounts.models import User
from waymark.audit.actions import record
from waymark.audit.rules import Actor, NamedActor
from waymark.contact.actions import record_contact, withdraw_contact
from waymark.contact.facts import contact_by_key
from waymark.contact.facts.roles import role_towards
from waymark.contact.rules import ByRole, Channel, Made, StartedBy
from waymark.core.wording import local
from waymark.notices.actions import post
from waymark.notices.rules import Kind
from waymark.people.actions import add_fact, facts_changed
from waymark.people.actions.facts import AlreadyWithdrawn
from waymark.people.facts.reach import reach_of
from waymark.people.models import ContactPoint, YoungPerson
from waymark.people.rules.words import ContactKind, Source
from waymark.texts.facts import numbers_of, owners_of, received_already
from waymark.texts.models import Text, UnknownText
from waymark.texts.rules import Direction, UnknownState, WhyUnknown, e164, same_number, sender_of

THE_PHONE_LINE = NamedActor("Text messages")


class NotANumber(Exception):
    """The sender is no telephone number, so nobody could be answered."""


class NotTheirNumber(Exception):
    """The number is not one of theirs that may be texted: it has ended, or was found to be unsafe."""


class SentOtherwise(Exception):
    """The same form has sent another text before, so what it says now was typed afterwards."""


class SortedAlready(Exception):
    """Somebody else has sorted this text meanwhile."""


class NothingToSettle(Exception):
    """No text of theirs waits for an answer any more."""


@transaction.atomic
def receive(
    *, provider_id: str, number: str, body: str, received_at: datetime, today: date, now: datetime
) -> Text | UnknownText | None:
    """Keep a text that came in: in the record of whoever has the number, or among those to be sorted.

    The same provider id again writes nothing and answers None. Raises NotANumber.
    """
    sender = e164(number)
    if not sender:
        raise NotANumber
    if received_already(provider_id):
        return None
    happened_at = min(received_at, now)  # a provider's clock may run ahead of ours
    found = sender_of(owners_of(sender, on=today))
    try:
        with transaction.atomic():
            if isinstance(found, WhyUnknown):
                unknown = UnknownText.objects.create(
                    provider_id=provider_id, number=sender, body=body, received_at=happened_at, why=found
                )
                record("texts.received_unknown", by=THE_PHONE_LINE, subject=unknown, detail={"why": found})
                return unknown
            return _file(
                YoungPerson.objects.get(pk=found),
                number=sender,
                body=body,
                happened_at=happened_at,
                provider_id=provider_id,
                by=THE_PHONE_LINE,
                today=today,
                now=now,
            )
    except IntegrityError:
        if received_already(provider_id):  # handed in twice at once, and the other was first
            return None
        raise


def _file(
    person: YoungPerson,
    *,
    number: str,
    body: str,
    happened_at: datetime,
    provider_id: str | None,
    by: Actor,
    today: date,
    now: datetime,
) -> Text:
    """Put their text into the record, and keep it as the contact it is.

    They wrote, so they were reached: contact in both directions, started by them. It is contact with the service, as
    nobody has read it yet: `ByRole.OTHER`. The figure that counts the adviser alone counts the adviser's own answer.
    """
    text = Text(
        person=person,
        direction=Direction.IN,
        body=body,
        number=number,
        happened_at=happened_at,
        provider_id=provider_id,
        recorded_by_id=by.actor_id,
        source=Source.YOUNG_PERSON,
    )
    here = local(happened_at)
    text.contact_id = record_contact(
        person=person,
        happened_on=here.date(),
        happened_at=here.time().replace(second=0, microsecond=0),
        made=Made.MADE,
        channel=Channel.TEXT,
        by_role=ByRole.OTHER,
        worker_name="Text messages",
        started_by=StartedBy.YOUNG_PERSON,
        their_words=body,
        client_key=text.pk,
        source=Source.YOUNG_PERSON,
        somebody_saw=by is not THE_PHONE_LINE,
        by=by,
        today=today,
        now=now,
    ).pk
    text.save(force_insert=True)
    record("texts.received", by=by, subject=text, person_id=person.pk, changes={"body": ("", body)})
    return text


@transaction.atomic
def send_text(
    *, person: YoungPerson, number: str, body: str, client_key: UUID, by: User, today: date, now: datetime
) -> Text:
    """Put a text to somebody into the outbox. It answers whatever of theirs nobody has answered.

    An answer is contact in both directions, made by whoever writes it; a text out of the blue only tries. `client_key`
    was made with the form: the same one again answers the text already there. Raises NotTheirNumber,
    SentOtherwise.
    """
    if kept := Text.objects.filter(pk=client_key, person=person).first():
        if kept.body != body.strip():
            raise SentOtherwise
        return kept
    YoungPerson.objects.select_for_update().get(pk=person.pk)
    to = e164(number)
    if to not in {known.e164 for known in numbers_of(person.pk, on=today)}:
        raise NotTheirNumber
    waiting = list(Text.objects.unanswered().filter(person=person).order_by("-happened_at"))
    text = Text(
        pk=client_key,
        person=person,
        direction=Direction.OUT,
        body=body.strip(),
        number=to,
        happened_at=now,
        worker=by,
        worker_name=by.actor_name,
        notice_key=f"text:{client_key}",
        recorded_by_id=by.actor_id,
    )
    here = local(now)
    text.contact_id = record_contact(
        person=person,
        happened_on=here.date(),
        happened_at=here.time().replace(second=0, microsecond=0),
        made=Made.MADE if waiting else Made.TRIED,
        channel=Channel.TEXT,
        by_role=role_towards(by, person.pk, on=today),
        worker=by,
        started_by=StartedBy.YOUNG_PERSON if waiting else StartedBy.WORKER,
        note=text.body,
        client_key=text.pk,
        by=by,
        today=today,
        now=now,
    ).pk
    text.save(force_insert=True)
    Text.objects.filter(pk__in=[one.pk for one in waiting]).update(answered_by=text)
    post(kind=Kind.SMS, to=to, body=text.body, key=text.notice_key, person_id=person.pk, by=by, now=now)
    changes = {"body": ("", text.body), "number": ("", to)}
    record("texts.sent", by=by, subject=text, person_id=person.pk, changes=changes, detail={"answers": len(waiting)})
    facts_changed([person.pk], by=by, today=today)
    return text


@transaction.atomic
def settle(*, person: YoungPerson, note: str, by: Actor, today: date, now: datetime) -> int:
    """Say how their texts were answered otherwise, or why they need no answer; how many. Raises NothingToSettle."""
    waiting = Text.objects.unanswered().filter(person=person)
    number: int = waiting.update(settled_at=now, settled_by_name=by.actor_name, settled_note=note.strip())
    if not number:
        raise NothingToSettle
    record("texts.settled", by=by, subject=None, person_id=person.pk, reason=note.strip(), detail={"texts": number})
    facts_changed([person.pk], by=by, today=today)
    return number


@transaction.atomic
def file_unknown(
    unknown: UnknownText, *, person: YoungPerson, keep_number: bool, by: Actor, today: date, now: datetime
) -> Text:
    """Say whose text it is. With `keep_number` it becomes one of their numbers, not yet known to be safe.

    Raises SortedAlready.
    """
    _sort(unknown, UnknownState.FILED, person=person, note="", by=by, now=now)
    if keep_number and not any(
        same_number(point.value, unknown.number) for point in reach_of([person.pk], on=today)[person.pk].points
    ):
        point = ContactPoint(person=person, kind=ContactKind.MOBILE, value=unknown.number, started_on=today)
        add_fact(point, by=by, today=today, reason="Texted from this number")
    text = _file(
        person,
        number=unknown.number,
        body=unknown.body,
        happened_at=unknown.received_at,
        provider_id=None,  # it stays with the row that was sorted, so that the same text cannot come in again
        by=by,
        today=today,
        now=now,
    )
    facts_changed([person.pk], by=by, today=today)
    return text


@transaction.atomic
def set_aside(unknown: UnknownText, *, note: str, by: Actor, now: datetime) -> None:
    """Say that a text is from nobody we know. It stays readable. Raises SortedAlready."""
    _sort(unknown, UnknownState.SET_ASIDE, person=None, note=note, by=by, now=now)


def _sort(
    unknown: UnknownText, state: UnknownState, *, person: YoungPerson | None, note: str, by: Actor, now: datetime
) -> None:
    sorted_now = UnknownText.objects.filter(pk=unknown.pk, state=UnknownState.OPEN).update(
        state=state,
        person=person,
        sorted_at=now,
        sorted_by_id=by.actor_id,
        sorted_by_name=by.actor_name,
        sorted_note=note.strip(),
    )
    if not sorted_now:
        raise SortedAlready
    person_id = person.pk if person else None
    record("texts.sorted", by=by, subject=unknown, person_id=person_id, reason=note, detail={"state": state})


@transaction.atomic
def take_back(text: Text, *, why: str, by: Actor, today: date, now: datetime) -> UnknownText:
    """A text is not from the person it was filed with: it leaves their record and waits to be sorted.

    The contact that it counted as is taken back too. Raises AlreadyWithdrawn.
    """
    if not Text.objects.known().filter(pk=text.pk, direction=Direction.IN).update(withdrawn_at=now):
        raise AlreadyWithdrawn
    contact = contact_by_key(text.person_id, text.pk)
    if contact is not None and contact.known:
        withdraw_contact(contact, reason=why, by=by, today=today)
    unknown = UnknownText.objects.create(
        provider_id=f"taken-back:{text.pk}",
        number=text.number,
        body=text.body,
        received_at=text.happened_at,
        why=WhyUnknown.TAKEN_BACK,
    )
    record("texts.taken_back", by=by, subject=text, person_id=text.person_id, reason=why)
    facts_changed([text.person_id], by=by, today=today)
    return unknown
