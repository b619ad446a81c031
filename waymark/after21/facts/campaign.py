"""The yearly offer as a campaign: one read for everyone a user reaches, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waymark.accounts.models import User
from waymark.after21.facts.offering import offers_of
from waymark.after21.models import Offer, ReturnRequest
from waymark.after21.rules.campaign import Line, Row, by_urgency, furthest
from waymark.after21.rules.offers import next_offer_on
from waymark.core.dates import LeapDay, add_months
from waymark.eligibility.facts import in_force
from waymark.eligibility.rules import Basis, Status
from waymark.people.facts import advisers_on
from waymark.people.models import Allocation, YoungPerson
from waymark.policy.facts import settings_on

OVER_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Campaign:
    """Everyone from 21 to 24 who is offered support, worst first, and every contact of the twelve months from `since`."""

    since: date
    lines: list[Line]
    contacts: list[Row]


def campaign(user: User, *, on: date) -> Campaign:
    """The campaign among those this user reaches: former relevant, 21 to 24, support neither asked for nor by study.

    s.23CZB(1) and (2): the duty is theirs who ask; everyone else is offered it. Contacts are of everyone reached,
    whatever their support is now.
    """
    values = settings_on(on)
    leap_day, every = LeapDay(str(values["leap_day"])), int(values["offer_months"])
    since = add_months(on, -OVER_MONTHS)
    visible = YoungPerson.objects.current().visible_to(user, on=on).values_list("id", flat=True)
    found = in_force(on).filter(status=Status.FORMER_RELEVANT, basis=Basis.ANNUAL_OFFER, person__in=visible)
    born = dict(found.values_list("person_id", "born_on"))
    contacts = _contacts(visible, since=since, up_to=on)
    theirs: dict[UUID, list[Row]] = defaultdict(list)
    for row in contacts:
        theirs[row.person_id].append(row)
    offered = offers_of(list(born), up_to=on)
    lines = []
    for person_id, born_on in born.items():
        got, last = furthest(theirs[person_id])
        due_on = None
        if born_on is not None:
            before = offered.get(person_id)
            due_on = next_offer_on(
                born_on, last=before.offered_on if before else None, every_months=every, leap_day=leap_day
            )
        lines.append(Line(person_id, born_on, due_on, got, last))
    return Campaign(since, by_urgency(lines), contacts)


@dataclass(frozen=True, slots=True)
class Named:
    """Who a line is about, and who makes the offer."""

    person: YoungPerson
    adviser: Allocation | None


def named(ids: list[UUID], *, on: date) -> dict[UUID, Named]:
    """Names and advisers for the lines that are shown. Two queries."""
    advisers = advisers_on(ids, on=on)
    return {person.pk: Named(person, advisers.get(person.pk)) for person in YoungPerson.objects.filter(id__in=ids)}


def _contacts(visible: Iterable[UUID], *, since: date, up_to: date) -> list[Row]:
    """Offers and contacts they began, and requests to come back, the latest first. Two queries."""
    offers = Offer.objects.known().filter(person__in=visible, offered_on__gte=since, offered_on__lte=up_to)
    rows = [Row(*values) for values in offers.order_by("-offered_on", "-recorded_at").values_list(*Row._fields)]
    asked = ReturnRequest.objects.known().filter(person__in=visible, asked_on__gte=since, asked_on__lte=up_to)
    fields = ("person_id", "asked_on", "how", "started_by", "primary", "secondary")
    for person_id, asked_on, how, started_by, primary, secondary in asked.exclude(primary="").values_list(*fields):
        rows.append(Row(person_id, asked_on, how, True, started_by, "wants", primary, secondary))
    return sorted(rows, key=lambda row: row.offered_on, reverse=True)
