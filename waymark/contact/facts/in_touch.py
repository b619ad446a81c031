"""Who is open to the service, and how they were kept in touch with over some months: in a few queries, however many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from waymark.accounts.models import User
from waymark.contact.facts.touches import touches
from waymark.contact.models import ContactMade
from waymark.contact.rules import ByRole, Made, Touch
from waymark.contact.rules.in_touch import OPEN_BEFORE_21, Band, By, Contact, Counted, Outcome, counted, counts, not_in
from waymark.core.dates import LeapDay, add_months
from waymark.eligibility.facts import in_force
from waymark.people.facts import advisers_on
from waymark.people.facts.reported import known
from waymark.people.models import Allocation, YoungPerson
from waymark.people.rules.words import AllocationRole
from waymark.policy.facts import settings_on

NAMED = Q(worker__isnull=False) | ~Q(worker_name="")


@dataclass(frozen=True, slots=True)
class Read:
    """Everyone who counts on a day, and every kind of contact with each from `since` to the day itself."""

    on: date
    since: date
    months: int
    people: list[Counted]
    contacts: dict[UUID, set[Contact]]


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who is not in a figure. `touch` is how they were kept in touch with by the day asked about."""

    person: YoungPerson
    age: int
    outcome: Outcome
    touch: Touch
    reached_on: date | None
    adviser: str


def read(user: User | None, *, on: date, today: date) -> Read:
    """As known now for the day `on`, of those whom `user` reaches today; None reaches everyone. Three queries at most."""
    settings = settings_on(on)
    months, leap_day = int(settings["contact_months"]), LeapDay(str(settings["leap_day"]))
    advised = Allocation.objects.known().open_on(on).filter(role=AllocationRole.PERSONAL_ADVISER)
    advised = advised.filter(NAMED)  # a team that only makes the yearly offer is nobody's adviser
    rows = in_force(on).filter(status__in=[str(status) for status in OPEN_BEFORE_21])
    reach = _reach(user, today)
    if reach is not None:
        rows = rows.filter(person__in=reach)
    people = [
        counted(person_id, born, status, basis, advised=advised, on=on, leap_day=leap_day)
        for person_id, born, status, basis, advised in rows.annotate(
            advised=Exists(advised.filter(person=OuterRef("person")))
        ).values_list("person_id", "born_on", "status", "basis", "advised")
        if born is not None
    ]
    since = add_months(on, -months)
    return Read(on, since, months, [p for p in people if counts(p)], _contacts(reach, since, on))


def _reach(user: User | None, today: date) -> "QuerySet[YoungPerson, UUID] | None":
    if user is None or user.standing(on=today).everyone:
        return None
    return YoungPerson.objects.visible_to(user, on=today).values_list("pk", flat=True)


def _contacts(reach: "QuerySet[YoungPerson, UUID] | None", since: date, on: date) -> dict[UUID, set[Contact]]:
    rows = known(ContactMade).filter(happened_on__gte=since, happened_on__lte=on)
    if reach is not None:
        rows = rows.filter(person__in=reach)
    found: dict[UUID, set[Contact]] = {}
    for person_id, made, by_role in rows.values_list("person_id", "made", "by_role").distinct():
        found.setdefault(person_id, set()).add((made, by_role))
    return found


def missing(
    user: User | None, given: Read, *, band: Band, by: By, today: date, first: int, most: int
) -> tuple[list[Missing], int]:
    """`most` people from the `first` on (0 is the first) who are not in a figure, and how many there are in all."""
    everyone = not_in(given.people, given.contacts, band=band, by=by, reached_on=_last_reached(user, given, by, today))
    shown = everyone[first : first + most]
    return _told(shown, given, by), len(everyone)


def _last_reached(user: User | None, given: Read, by: By, today: date) -> dict[UUID, date]:
    rows = known(ContactMade).filter(happened_on__lte=given.on, made=Made.MADE)
    rows = rows.filter(by_role=ByRole.ADVISER) if by is By.ADVISER else rows
    reach = _reach(user, today)
    if reach is not None:
        rows = rows.filter(person__in=reach)
    return dict(rows.values_list("person_id").annotate(Max("happened_on")).order_by())


def _told(shown: Sequence[tuple[Counted, Outcome]], given: Read, by: By) -> list[Missing]:
    ids = [one.person_id for one, _ in shown]
    people = YoungPerson.objects.in_bulk(ids)
    touched, advisers = touches(ids, up_to=given.on), advisers_on(ids, on=given.on)
    return [
        Missing(
            person=people[one.person_id],
            age=one.age,
            outcome=how,
            touch=touch,
            reached_on=touch.reached_by_adviser_on if by is By.ADVISER else touch.reached_on,
            adviser=advisers[one.person_id].shown_worker if one.person_id in advisers else "",
        )
        for one, how in shown
        for touch in [touched[one.person_id]]
    ]
