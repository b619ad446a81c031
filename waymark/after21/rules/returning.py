"""Coming back: by when it is answered, and whose list it is on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from waymark.after21.rules.words import GivenTo


def answer_by(asked_on: date, working_days: int) -> date:
    """The last day of the council's clock: so many days from Monday to Friday after the day they asked.

    Bank holidays are counted like any other day, which leaves the young person waiting less, never more.
    """
    day, left = asked_on, working_days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose list a request is on, and why that one. `user_id` is None where nobody was found."""

    given_as: GivenTo
    user_id: UUID | None


def list_of(last_adviser: UUID | None, on_duty: Sequence[UUID], managers: Sequence[UUID]) -> Choice:
    """Their last adviser where that person still works here, else whoever is on duty for the team, else a manager of it.

    Each is given as user ids in the order they are to be tried. Nobody at all is an answer too: then every manager sees it.
    """
    if last_adviser is not None:
        return Choice(GivenTo.LAST_ADVISER, last_adviser)
    if on_duty:
        return Choice(GivenTo.DUTY, on_duty[0])
    if managers:
        return Choice(GivenTo.MANAGER, managers[0])
    return Choice(GivenTo.NOBODY, None)
