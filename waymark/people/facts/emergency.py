"""Records opened in an emergency, and whom somebody means who knows only a name and a date of birth."""

from datetime import date

from django.db.models import QuerySet

from waymark.accounts.models import User
from waymark.people.models import Allocation, EmergencyAccess, YoungPerson
from waymark.people.rules.names import words_of


def found_in_emergency(*, child_id: str = "", name: str = "", born_on: date | None = None) -> list[YoungPerson]:
    """People by their exact child number, or by their exact name and date of birth together; never by a part.

    More than one person may share a name and a date of birth: the page then asks for the child number.
    """
    people = YoungPerson.objects.current()
    if child_id.strip():
        return list(people.filter(child_id__in={child_id.strip(), child_id.strip().upper()}))
    wanted = set(words_of(name))
    if len(wanted) < 2 or born_on is None:
        return []
    return [p for p in people.filter(born_on=born_on).order_by("sort_name", "id") if wanted in _names(p)]


def _names(person: YoungPerson) -> list[set[str]]:
    """The whole name as it is on paper and as they are called."""
    return [
        set(words_of(person.first_name, person.last_name)),
        set(words_of(person.preferred_name or person.first_name, person.last_name)),
    ]


def emergencies_to_check(user: User, *, on: date) -> QuerySet[EmergencyAccess]:
    """Emergency accesses that this user is told of, the latest first.

    A manager is told of those to young people of their teams; whoever reaches everyone is told of all, so that one to a
    young person without a team is seen too. Nobody checks their own.
    """
    standing = user.standing(on=on)
    rows = EmergencyAccess.objects.select_related("person", "user", "checked_by")
    if not standing.everyone:
        teams = Allocation.objects.known().open_on(on).filter(team__in=standing.teams)
        rows = rows.filter(person__in=teams.values("person_id"))
    return rows.exclude(user=user).order_by("-started_at", "id")
