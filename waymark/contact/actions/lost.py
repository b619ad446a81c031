"""Touch is lost, somebody who has to know sees it, and it ends; somebody chooses no contact, and that ends too."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from waymark.audit.actions import record
from waymark.audit.rules import Actor
from waymark.contact.models import ContactMade, LostContact, LostSeen, NoContactChoice
from waymark.contact.rules import Made
from waymark.contact.rules.lost import HowEnded, HowSaid, SeenBy, latest_retry
from waymark.core.dates import age_on
from waymark.people.actions import add_fact, end_fact, facts_changed
from waymark.people.models import YoungPerson
from waymark.people.rules.words import Source


class LostAlready(Exception):
    """Touch with this person is known to be lost already; `episode` is that."""

    def __init__(self, episode: LostContact) -> None:
        super().__init__(str(episode.pk))
        self.episode = episode


class LostInTheFuture(Exception):
    """Touch cannot have been lost after today."""


class NotLostAnyMore(Exception):
    """Somebody has ended this meanwhile."""


class SeenAlready(Exception):
    """Somebody in the same position has seen it before."""


class EndsBeforeItWasLost(Exception):
    """The day it ended lies before the day touch was lost."""


class ChoseInTheFuture(Exception):
    """They cannot have said it after today."""


class TryAgainTooSoon(Exception):
    """It is to be tried again on a day after the one on which they said it."""


class TryAgainTooLate(Exception):
    """It is to be tried again by `latest`, as the duty to keep in touch runs on."""

    def __init__(self, latest: date) -> None:
        super().__init__(latest.isoformat())
        self.latest = latest


class ChoseAlready(Exception):
    """Another choice is in force since that day or later."""


@transaction.atomic
def open_lost(*, person: YoungPerson, started_on: date, reason: str, by: Actor, today: date) -> LostContact:
    """Say that touch with somebody was lost, from a day on. Raises LostAlready, LostInTheFuture."""
    if started_on > today:
        raise LostInTheFuture
    YoungPerson.objects.select_for_update().get(pk=person.pk)  # so that two people at once make one episode
    if held := LostContact.objects.filter(person=person, ended_on=None).first():
        raise LostAlready(held)
    episode = LostContact.objects.create(
        person=person,
        started_on=started_on,
        reason=reason.strip(),
        opened_by_id=by.actor_id,
        opened_by_name=by.actor_name,
    )
    record(
        "contact.lost",
        by=by,
        subject=episode,
        person_id=person.pk,
        changes={"started_on": ("", started_on)},
        reason=reason.strip(),
    )
    facts_changed([person.pk], by=by, today=today)
    return episode


@transaction.atomic
def sign_seen(episode: LostContact, *, who: SeenBy, note: str, by: Actor, today: date) -> LostSeen:
    """Somebody who has to know says that they have seen what was tried. Raises SeenAlready, NotLostAnyMore."""
    if not LostContact.objects.select_for_update().filter(pk=episode.pk, ended_on=None).exists():
        raise NotLostAnyMore
    try:
        with transaction.atomic():
            seen = LostSeen.objects.create(
                episode=episode,
                who=who,
                seen_on=today,
                seen_by_id=by.actor_id,
                seen_by_name=by.actor_name,
                note=note.strip(),
            )
    except IntegrityError:
        raise SeenAlready from None
    changes = {"who": ("", who), "note": ("", seen.note)}
    record("contact.lost_seen", by=by, subject=seen, person_id=episode.person_id, changes=changes)
    facts_changed([episode.person_id], by=by, today=today)
    return seen


@transaction.atomic
def close_lost(
    episode: LostContact, *, ended_on: date, how: HowEnded, note: str, by: Actor, today: date
) -> LostContact:
    """Say that touch is no longer lost, or never was. Raises NotLostAnyMore, EndsBeforeItWasLost, LostInTheFuture."""
    if ended_on < episode.started_on:
        raise EndsBeforeItWasLost
    if ended_on > today:
        raise LostInTheFuture
    _end(episode, ended_on=ended_on, how=how, note=note, by=by)
    facts_changed([episode.person_id], by=by, today=today)
    return episode


def _end(episode: LostContact, *, ended_on: date, how: HowEnded, note: str, by: Actor) -> None:
    values = {
        "ended_on": ended_on,
        "how_ended": how,
        "ended_note": note.strip(),
        "ended_by_id": by.actor_id,
        "ended_by_name": by.actor_name,
    }
    if not LostContact.objects.filter(pk=episode.pk, ended_on=None).update(**values):
        raise NotLostAnyMore
    for name, value in values.items():
        setattr(episode, name, value)
    changes = {"ended_on": ("", ended_on), "how_ended": ("", how)}
    record(
        "contact.found_again", by=by, subject=episode, person_id=episode.person_id, changes=changes, reason=note.strip()
    )


@transaction.atomic
def close_if_reached(*, person_id: UUID, reached_on: date, by: Actor, today: date) -> None:
    """Somebody reached them: touch is not lost any more, and a choice of no contact made on an earlier day is over.

    Called by whatever records a contact, in its transaction, before it says that facts changed. A contact of the day on
    which they chose is the one in which they said it.
    """
    for episode in LostContact.objects.filter(person=person_id, ended_on=None, started_on__lte=reached_on):
        _end(episode, ended_on=reached_on, how=HowEnded.REACHED, note="", by=by)
    for choice in NoContactChoice.objects.known().filter(person=person_id, ended_on=None, started_on__lt=reached_on):
        end_fact(choice, ended_on=reached_on, by=by, today=today, reason="Reached again")


@transaction.atomic
def open_again_if_not_reached(*, person_id: UUID, reached_on: date, by: Actor) -> None:
    """A contact of that day never was, such as a text of somebody else with their phone: what it had ended goes on.

    Only where nobody has reached them on that day or since, and touch is not known to be lost again.
    """
    reached = ContactMade.objects.known().filter(person=person_id, made=Made.MADE, happened_on__gte=reached_on)
    if reached.exists() or LostContact.objects.filter(person=person_id, ended_on=None).exists():
        return
    ended = LostContact.objects.filter(person=person_id, ended_on=reached_on, how_ended=HowEnded.REACHED)
    episode = ended.order_by("-started_on").first()
    if episode is None:
        return
    changes = {"ended_on": (reached_on, ""), "how_ended": (HowEnded.REACHED, "")}
    nothing = {"ended_on": None, "how_ended": "", "ended_note": "", "ended_by_id": None, "ended_by_name": ""}
    LostContact.objects.filter(pk=episode.pk).update(**nothing)
    record("contact.lost_after_all", by=by, subject=episode, person_id=person_id, changes=changes)


@transaction.atomic
def choose_no_contact(
    *,
    person: YoungPerson,
    started_on: date,
    how_said: HowSaid,
    their_words: str,
    try_again_on: date,
    try_again_how: str,
    most_weeks: int,
    by: Actor,
    today: date,
    source: Source = Source.STAFF,
) -> NoContactChoice:
    """Keep that somebody said they want no contact, and when and how it is tried again.

    `most_weeks` is the council's setting on that day. A choice made before ends; touch that was lost is not lost any
    more, as they have said something. Raises ChoseInTheFuture, TryAgainTooSoon, TryAgainTooLate, ChoseAlready.
    """
    if started_on > today:
        raise ChoseInTheFuture
    if try_again_on <= started_on:
        raise TryAgainTooSoon
    age = age_on(person.born_on, started_on) if person.born_on else None
    if try_again_on > (latest := latest_retry(started_on, age=age, weeks=most_weeks)):
        raise TryAgainTooLate(latest)
    YoungPerson.objects.select_for_update().get(pk=person.pk)
    for held in NoContactChoice.objects.known().filter(person=person, ended_on=None):
        if held.started_on >= started_on:
            raise ChoseAlready
        end_fact(held, ended_on=started_on, by=by, today=today, reason="Said again")
    choice = add_fact(
        NoContactChoice(
            person=person,
            started_on=started_on,
            how_said=how_said,
            their_words=their_words.strip(),
            try_again_on=try_again_on,
            try_again_how=try_again_how.strip(),
            worker_name=by.actor_name,
            source=source,
        ),
        by=by,
        today=today,
    )
    for episode in LostContact.objects.filter(person=person, ended_on=None, started_on__lte=started_on):
        _end(episode, ended_on=started_on, how=HowEnded.CHOSE_NONE, note="", by=by)
    facts_changed([person.pk], by=by, today=today)
    return choice


@transaction.atomic
def end_no_contact(choice: NoContactChoice, *, ended_on: date, reason: str, by: Actor, today: date) -> None:
    """They changed their mind. Raises people's AlreadyWithdrawn, EndsBeforeItStarts."""
    end_fact(choice, ended_on=ended_on, by=by, today=today, reason=reason)
