"""The goodbye letter: written, changed (the earlier version stays) and given."""

from datetime import date
from uuid import UUID

from django.db import transaction

from waymark.accounts.models import User
from waymark.after21.actions.keeping import Changed, InTheFuture, keep, lock
from waymark.after21.models import GoodbyeLetter, LetterGiven
from waymark.after21.rules.words import Way
from waymark.audit.rules import Actor
from waymark.people.models import YoungPerson


@transaction.atomic
def write_letter(
    *, person: YoungPerson, words: str, signed_by: User, after: UUID | None, by: Actor, today: date
) -> GoodbyeLetter:
    """Keep another version of somebody's goodbye letter. `after` is the version it was written from, None for the first.

    Raises Changed where there is a later version than that.
    """
    person = lock(person.pk)
    rows = GoodbyeLetter.objects.known().filter(person=person).order_by("-recorded_at", "-pk")
    latest = rows.first()
    if (None if latest is None else latest.pk) != after:
        raise Changed
    letter = GoodbyeLetter(
        person=person, written_on=today, words=words.strip(), signed_by=signed_by, signed_name=str(signed_by)
    )
    return keep(letter, "letter_written", by=by, today=today)


@transaction.atomic
def give_letter(letter: GoodbyeLetter, *, given_on: date, how: Way, by: Actor, today: date) -> LetterGiven:
    """Keep when and how this version was given to the young person. Raises InTheFuture."""
    if given_on > today:
        raise InTheFuture
    given = LetterGiven(person_id=letter.person_id, letter=letter, given_on=given_on, how=how)
    return keep(given, "letter_given", by=by, today=today)
