"""Young people around 21, made in one line each."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from tests.world import NARRATOR, TODAY, World, allocate, years_ago, young_person
from waymark.accounts.models import User
from waymark.after21 import actions
from waymark.after21.models import (
    Conversation,
    GoodbyeLetter,
    LetterGiven,
    Offer,
    ReturnRequest,
    StepDown,
    StepDownDecision,
)
from waymark.after21.rules.words import Check, Finding, GivenTo, Reason, Way, Wish
from waymark.people import actions as people
from waymark.people.models import Allocation, CarePeriod, DateOfBirth, StudySpell, YoungPerson
from waymark.people.rules.words import AllocationRole

NOW = timezone.now()
NUMBERS = count(1)
FINE = dict.fromkeys(Check, (Finding.FINE, ""))


def leaver(world: World, *, age: int = 22, days: int = 100, adviser: User | None = None) -> YoungPerson:
    """Former relevant, `age` years and `days` days old, in North; Alex is the adviser unless another is named."""
    number = next(NUMBERS)
    person = young_person(f"Lee{number}", "Moss", child_id=f"L{number}", age=age, days=days, in_care_from=11, to=18)
    allocate(person, adviser or world.alex, world.team)
    return person


def proposed(world: World, person: YoungPerson, **fields: Any) -> StepDown:
    """Alex proposes it, with the young person's yes."""
    said: dict[str, Any] = {"said_yes": True, "said_on": TODAY, "said_how": Way.CALL, "their_words": "I’m ready"}
    return actions.propose_step_down(person=person, by=world.alex, worker=world.alex, today=TODAY, **(said | fields))


def stepped_down(world: World, person: YoungPerson, *, today: date = TODAY) -> StepDown:
    proposal = proposed(world, person)
    actions.agree_step_down(proposal, findings=FINE, by=world.bea, worker=world.bea, today=today)
    return proposal


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def many_at_21(world: World, number: int) -> None:
    """So many people at 22 in North with an offer each; all left a course, and every fifth asked to come back."""
    made = []
    for _ in range(number):
        n = next(NUMBERS)
        born = years_ago(22, n % 300)
        person = YoungPerson.objects.create(
            first_name=f"Moss{n}", last_name="Crowd", born_on=born, sort_name=f"crowd, moss{n}"
        )
        DateOfBirth.objects.create(person=person, born_on=born)
        CarePeriod.objects.create(person=person, started_on=years_ago(10, n % 300), ended_on=years_ago(4, n % 300))
        role = AllocationRole.PERSONAL_ADVISER
        Allocation.objects.create(
            person=person, worker=world.alex, team=world.team, role=role, started_on=days_ago(400)
        )
        Offer.objects.create(
            person=person, offered_on=days_ago(n % 500), how=Way.CALL, reached=bool(n % 3), primary=Reason.FINANCIAL
        )
        if n % 5 == 0:
            ReturnRequest.objects.create(
                person=person,
                asked_on=days_ago(20),
                how=Way.CALL,
                answer_by=days_ago(13),
                given_to=world.alex,
                given_as=GivenTo.LAST_ADVISER,
                team=world.team,
            )
        StudySpell.objects.create(person=person, started_on=days_ago(300), ended_on=days_ago(10))
        made.append(person.pk)
    people.facts_changed(made, by=NARRATOR, today=TODAY)


def much_after_21(world: World, number: int) -> None:
    """A long history of one young person's support from 21: Sam's."""
    for _ in range(number):
        day = days_ago(next(NUMBERS) % 300)
        Conversation.objects.create(person=world.sam, held_on=day, how=Way.CALL, wish=Wish.UNDECIDED, worker=world.alex)
        Offer.objects.create(person=world.sam, offered_on=day, how=Way.CALL, reached=True, worker=world.alex)
        proposal = StepDown.objects.create(
            person=world.sam, proposed_on=day, said_on=day, said_how=Way.CALL, their_words="Yes", worker=world.alex
        )
        StepDownDecision.objects.create(
            person=world.sam, step_down=proposal, decided_on=day, outcome="sent_back", reason="Ask", worker=world.bea
        )
        letter = GoodbyeLetter.objects.create(person=world.sam, written_on=day, words="Dear Sam", signed_name="Alex")
        LetterGiven.objects.create(person=world.sam, letter=letter, given_on=day, how=Way.LETTER)
        StudySpell.objects.create(person=world.sam, started_on=day)
