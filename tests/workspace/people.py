"""More young people for lists, made quickly and in the same way each time."""

from datetime import date, timedelta

from tests.world import NARRATOR, TODAY, years_ago
from waymark.accounts.models import Team, User
from waymark.people import actions as people
from waymark.people.models import Allocation, CarePeriod, DateOfBirth, YoungPerson
from waymark.people.rules.words import AllocationRole


def crowd(count: int, user: User, team: Team, *, prefix: str = "Zed") -> list[YoungPerson]:
    """`count` former relevant young people of 18 to 20, each with an adviser, born on different days."""
    made = []
    for n in range(count):
        born: date = years_ago(18 + n % 3, 10 + n)
        person = YoungPerson.objects.create(
            first_name=f"{prefix}{n:03}", last_name="Crowd", born_on=born, sort_name=f"crowd, {prefix.lower()}{n:03}"
        )
        DateOfBirth.objects.create(person=person, born_on=born)
        CarePeriod.objects.create(
            person=person,
            started_on=born + timedelta(days=365 * 12),
            ended_on=born.replace(year=born.year + 18)
            if (born.month, born.day) != (2, 29)
            else date(born.year + 18, 3, 1),
        )
        Allocation.objects.create(
            person=person,
            worker=user,
            team=team,
            role=AllocationRole.PERSONAL_ADVISER,
            started_on=TODAY - timedelta(days=200),
        )
        made.append(person)
    people.facts_changed([person.pk for person in made], by=NARRATOR, today=TODAY)
    return made
