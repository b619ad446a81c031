"""Everyone to whom one duty applies, a page at a time, from the derived table; nothing decides by it."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from waymark.duties.facts.derived import People, people_with
from waymark.duties.models import DerivedDuty
from waymark.duties.rules import State


def people_owed(
    duty: str, state: State, *, on: date, people: People, after: UUID | None = None, most: int
) -> list[DerivedDuty]:
    """`most` rows of a duty that stands so, the earliest day first, with the person; `after` is the last one shown.

    Excepted and done ones have no day to go by: they come in the order of their ids.
    """
    rows = DerivedDuty.objects.on(on).filter(duty=duty, person__in=people_with(duty, on=on, state=state))
    if people is not None:
        rows = rows.filter(person__in=people)
    dated = state in (State.OVERDUE, State.DUE, State.NOT_YET)
    if after is not None:
        last = DerivedDuty.objects.on(on).filter(duty=duty, person=after).values_list("due_on", flat=True).first()
        rows = rows.filter(
            Q(due_on__gt=last) | Q(due_on=last, person__gt=after) if dated and last else Q(person__gt=after)
        )
    order = ("due_on", "person_id") if dated else ("person_id",)
    return list(rows.select_related("person").order_by(*order)[:most])
