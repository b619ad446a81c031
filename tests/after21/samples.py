"""Rows that stand in addresses of support from 21."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from waymark.accounts.models import Team, User
from waymark.after21.models import GoodbyeLetter, ReturnAnswer, ReturnRequest, StepDown
from waymark.after21.rules.words import GivenTo, Taken, Way
from waymark.people.models import StudySpell, YoungPerson


def samples_at_21(person: YoungPerson, worker: User, team: Team) -> dict[str, Any]:
    """A proposal to step down that waits, a request that was answered for a time, a course and a letter of one person."""
    today = timezone.localdate()
    said = {"proposed_on": today, "said_on": today, "said_how": Way.CALL, "their_words": "I’m fine on my own"}
    asked = {"asked_on": today, "how": Way.CALL, "answer_by": today + timedelta(days=7), "given_to": worker}
    request, _ = ReturnRequest.objects.get_or_create(
        person=person, defaults=asked | {"given_as": GivenTo.LAST_ADVISER, "team": team}
    )
    ReturnAnswer.objects.get_or_create(
        person=person,
        request=request,
        defaults={"answered_on": today, "taken": Taken.ALLOCATED, "worker": worker, "review_on": today},
    )
    written = {"written_on": today, "words": "Dear Sam,\n\nCome back any day.", "signed_name": str(worker)}
    return {
        "step_id": StepDown.objects.get_or_create(person=person, defaults=said)[0].pk,
        "request_id": request.pk,
        "spell_id": StudySpell.objects.get_or_create(person=person, defaults={"started_on": today})[0].pk,
        "letter_id": GoodbyeLetter.objects.get_or_create(person=person, defaults=written)[0].pk,
    }
