"""Young people around 21, made in one line each."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from tests.world import TODAY, World, allocate, young_person
from waymark.accounts.models import User
from waymark.after21 import actions
from waymark.after21.models import StepDown
from waymark.after21.rules.words import Check, Finding, Way
from waymark.people.models import YoungPerson

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
