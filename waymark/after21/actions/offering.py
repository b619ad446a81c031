"""The conversation at 21, and the yearly offer."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from waymark.accounts.models import User
from waymark.after21.actions.keeping import InTheFuture, contact_of, keep, lock
from waymark.after21.actions.returning import ask_to_return, support_wanted
from waymark.after21.models import Conversation, Offer
from waymark.after21.rules.words import Answer, Reason, StartedBy, Way, Wish
from waymark.audit.rules import Actor
from waymark.people.actions import add_fact
from waymark.people.models import StudySpell, YoungPerson
from waymark.people.rules.words import Source

# Each of these is a wish for support, so the adviser stays. Children Act 1989 s.23CZB(1) to (3).
WISHES_FOR_SUPPORT = (Wish.ADVISER, Wish.ADVICE, Wish.IN_TOUCH)


class NotTheirAnswer(Exception):
    """An answer is put down for somebody who was not reached. Silence is no answer."""


class ProgrammeMissing(Exception):
    """In education or training, but not in what."""


@transaction.atomic
def record_conversation(
    *,
    person: YoungPerson,
    held_on: date,
    how: Way,
    wish: Wish,
    by: Actor,
    today: date,
    now: datetime,
    their_words: str = "",
    explained: str = "",
    programme: str = "",
    course_started_on: date | None = None,
    course_ends_on: date | None = None,
    worker: User | None = None,
    client_key: UUID | None = None,
) -> Conversation:
    """Keep what a young person wants from 21, and what follows from it at once.

    A wish for support is kept as a request (s.23CZB), a programme as a course (s.23CA, s.23C(7)). “No support” ends
    nothing here: stepping down has its own page, with a manager's check. Neither does “not said yet”. The same
    `client_key` again answers with the row already made. Raises InTheFuture, ProgrammeMissing.
    """
    if held_on > today:
        raise InTheFuture
    if wish is Wish.EDUCATION and not programme.strip():
        raise ProgrammeMissing
    person = lock(person.pk)
    contact = contact_of(
        person,
        happened_on=held_on,
        how=how,
        reached=True,
        started_by=StartedBy.US,
        note=_note(wish, explained),
        their_words=their_words,
        client_key=client_key,
        worker=worker,
        by=by,
        today=today,
        now=now,
    )
    if kept := Conversation.objects.known().filter(contact=contact).first():
        return kept
    talk = Conversation(
        person=person,
        held_on=held_on,
        how=how,
        wish=wish,
        their_words=their_words.strip(),
        explained=explained.strip(),
        programme=programme.strip() if wish is Wish.EDUCATION else "",
        worker=worker,
        contact=contact,
    )
    keep(talk, "conversation_recorded", by=by, today=today)
    if wish in WISHES_FOR_SUPPORT:
        support_wanted(person, on=held_on, wants=True, words=their_words, by=by, today=today)
    if wish is Wish.EDUCATION and not StudySpell.objects.known().open_on(held_on).filter(person=person).exists():
        spell = StudySpell(
            person=person,
            started_on=course_started_on or held_on,
            ended_on=course_ends_on,
            programme=programme.strip(),
            source=Source.YOUNG_PERSON,
        )
        add_fact(spell, by=by, today=today, reason="Said in the conversation at 21")
    return talk


@transaction.atomic
def record_offer(
    *,
    person: YoungPerson,
    offered_on: date,
    how: Way,
    reached: bool,
    by: Actor,
    today: date,
    now: datetime,
    answer: Answer = Answer.NONE,
    started_by: StartedBy = StartedBy.US,
    their_words: str = "",
    primary: Reason | None = None,
    secondary: Reason | None = None,
    worker: User | None = None,
    client_key: UUID | None = None,
) -> Offer:
    """Keep one offer of support, made or only tried, and the contact that it was.

    Who wants support has asked for it, so a request to come back lands on somebody's list. Nothing else changes: “not
    now” is asked again next year. The same `client_key` again answers with the row already made. Raises InTheFuture,
    NotTheirAnswer.
    """
    if offered_on > today:
        raise InTheFuture
    if not reached and (answer is not Answer.NONE or their_words.strip()):
        raise NotTheirAnswer
    person = lock(person.pk)
    contact = contact_of(
        person,
        happened_on=offered_on,
        how=how,
        reached=reached,
        started_by=started_by,
        note=_offer_note(reached, answer, started_by),
        their_words=their_words,
        client_key=client_key,
        worker=worker,
        by=by,
        today=today,
        now=now,
    )
    if kept := Offer.objects.known().filter(contact=contact).first():
        return kept
    offer = Offer(
        person=person,
        offered_on=offered_on,
        how=how,
        reached=reached,
        started_by=started_by,
        answer=answer,
        their_words=their_words.strip(),
        primary=primary or "",
        secondary=secondary or "",
        worker=worker,
        contact=contact,
    )
    keep(offer, "offer_recorded", by=by, today=today)
    if answer is Answer.WANTS:
        ask_to_return(
            person=person,
            asked_on=offered_on,
            how=how,
            their_words=their_words,
            started_by=started_by,
            by=by,
            today=today,
        )
    return offer


def _note(wish: Wish, explained: str) -> str:
    told = f" Explained: {explained.strip()}" if explained.strip() else ""
    return f"Talked about support from 21. {wish.label}.{told}"


def _offer_note(reached: bool, answer: Answer, started_by: StartedBy) -> str:
    if not reached:
        return "Offered support from 21, not reached."
    if started_by is StartedBy.THEM:
        return f"Got in touch. {answer.label}."
    return f"Offered support from 21. {answer.label}."
