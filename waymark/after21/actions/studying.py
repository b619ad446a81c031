"""Courses at 21 and over, which run as long as they run: Children Act 1989 s.23C(7), s.23CA."""

from datetime import date

from django.db import transaction

from waymark.after21.actions.keeping import InTheFuture
from waymark.audit.rules import Actor
from waymark.people.actions import correct_fact
from waymark.people.models import StudySpell


class EndNotLater(Exception):
    """Still going until a day that is not later than the end already known."""


@transaction.atomic
def course_goes_on(spell: StudySpell, *, ends_on: date | None, by: Actor, today: date) -> StudySpell:
    """They are still on it: until another day, or (None) with no end known. Raises EndNotLater."""
    if ends_on is not None and (ends_on <= today or (spell.ended_on is not None and ends_on <= spell.ended_on)):
        raise EndNotLater
    return correct_fact(spell, ended_on=ends_on, reason="Asked: still going", by=by, today=today)


@transaction.atomic
def course_ended(spell: StudySpell, *, ended_on: date, by: Actor, today: date) -> StudySpell:
    """They have finished or left. What comes next is a conversation; no support ends here. Raises InTheFuture, EndsBeforeItStarts."""
    if ended_on > today:
        raise InTheFuture
    return correct_fact(spell, ended_on=ended_on, reason="Asked: finished or left", by=by, today=today)
