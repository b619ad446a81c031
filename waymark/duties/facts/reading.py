"""What duties are read from, for many people at once: rows of every area → `rules.Facts`."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from waymark.accommodation.facts import homes_last_reported
from waymark.accommodation.rules import HomeKind, Suitability
from waymark.after21.facts import offers_of, requests_open
from waymark.circumstances.facts import leaves_known
from waymark.contact.facts import touches
from waymark.core.dates import Period
from waymark.duties.models import DutyException
from waymark.duties.rules import FOREVER, Excepted, Facts, Holding, StatusDays
from waymark.duties.rules.engine import holdings_in_order
from waymark.duties.rules.inputs import Days
from waymark.eligibility.facts import Told, among, batches, care_facts, conventions_on, decisions_of
from waymark.eligibility.rules import Basis, CareFacts, Conventions, Held, Status, timeline
from waymark.eligibility.rules.decisions import Decision, effective_timeline
from waymark.people.models import Address, Allocation, MissingEpisode, Placement
from waymark.people.rules.words import AddressKind, AllocationRole

# A home as reported says little about where somebody lives a year later.
HOME_SAYS = timedelta(days=365)
NO_HOME = frozenset({HomeKind.HOMELESS.value, HomeKind.EMERGENCY.value, HomeKind.BED_AND_BREAKFAST.value})


def _open_yet(on: date) -> Q:
    return Q(ended_on__isnull=True) | Q(ended_on__gt=on)


_HOLDINGS = Told(
    lambda on: Allocation.objects.filter(_open_yet(on) | Q(role=AllocationRole.PERSONAL_ADVISER)),
    *("role", "started_on", "ended_on", "worker_id", "team_id"),
)
_PLACEMENTS = Told(lambda on: Placement.objects.filter(_open_yet(on)), "started_on")
_MISSING = Told(lambda on: MissingEpisode.objects.filter(_open_yet(on)), "started_on", "ended_on")
_HOMES = Told(lambda on: Address.objects.filter(_open_yet(on), kind=AddressKind.HOME), "started_on", "ended_on")
_EXCEPTED = Told(DutyException.objects.all, "duty", "from_on", "until_on", "reason")


def facts_of(
    ids: Collection[UUID], *, on: date, ahead: bool = False, care: dict[UUID, CareFacts] | None = None
) -> dict[UUID, Facts]:
    """What duties are read from about each of these people, as far as it had happened by a day.

    With `ahead`, enough to answer for days to come as well; without it some areas are read only of those whose status
    on the day asks for them. Somebody without a date of birth is left out: nothing is known to be owed to them. The
    number of queries does not grow up to 2,000 people; more are read in batches of 2,000. `care` are their care
    histories where somebody has read them already.
    """
    conventions = conventions_on(on)
    found: dict[UUID, Facts] = {}
    for batch in batches(ids):
        found.update(_read(batch, on, conventions, care_facts(batch) if care is None else care, ahead=ahead))
    return found


def _read(
    ids: list[UUID], on: date, conventions: Conventions, care: dict[UUID, CareFacts], *, ahead: bool
) -> dict[UUID, Facts]:
    scope = among(ids)
    decisions = decisions_of(ids)
    statuses = {
        person_id: _statuses(known, conventions, decisions.get(person_id, ())) for person_id, known in care.items()
    }
    now = {
        person_id: (row.status, row.basis)
        for person_id, line in statuses.items()
        for row in line
        if row.start <= on < row.end
    }

    def those(*held: Status, basis: Basis | None = None) -> list[UUID]:
        """Whom an area is read of."""
        if ahead:
            return ids
        return [pk for pk, (status, rests_on) in now.items() if status in held and basis in (None, rests_on)]

    holdings = _HOLDINGS.of(ids, scope, on)
    in_care = those(Status.LOOKED_AFTER, Status.ELIGIBLE)
    placements = _PLACEMENTS.of(in_care, among(in_care), on)
    missing = _MISSING.of(ids, scope, on)
    relevant = those(Status.RELEVANT)
    homes = _HOMES.of(relevant, among(relevant), on)
    excepted = _EXCEPTED.of(ids, scope)
    reported = homes_last_reported(ids, up_to=on)
    touched = touches(ids, up_to=on)
    yearly = those(Status.FORMER_RELEVANT, basis=Basis.ANNUAL_OFFER)
    offered, asked_back = (offers_of(yearly, up_to=on), requests_open(yearly, on=on)) if yearly else ({}, {})
    leaves = leaves_known(ids)
    found = {}
    for person_id, known in care.items():
        asked = asked_back.get(person_id)
        offer = offered.get(person_id)
        found[person_id] = Facts(
            person_id=person_id,
            born_on=known.date_of_birth,
            statuses=statuses[person_id],
            holdings=holdings_in_order(
                Holding(role, start, end or FOREVER, worker, team)
                for role, start, end, worker, team in holdings.get(person_id, ())
            ),
            care=_days(stay.period for stay in known.looked_after),
            placements=tuple(row[0] for row in placements.get(person_id, ())),
            at_home=_days(known.with_parent),
            homes=tuple((start or date.min, end or FOREVER) for start, end in homes.get(person_id, ())),
            detained=_days(stay.period for stay in known.held if stay.kind is Held.CUSTODY),
            in_hospital=_days(stay.period for stay in known.held if stay.kind is Held.HOSPITAL),
            missing=tuple((start, end or FOREVER) for start, end in missing.get(person_id, ())),
            touch=touched[person_id],
            offered_on=offer.offered_on if offer else None,
            asked_back=(asked[0].asked_on, asked[0].answer_by) if asked else None,
            leaves=tuple(leaves.get(person_id, ())),
            excepted=tuple(Excepted(*row) for row in excepted.get(person_id, ())),
            unsuitable=_unsuitable(reported.get(person_id)),
        )
    return found


def _days(periods: Iterable[Period]) -> tuple[Days, ...]:
    return tuple((period.start, period.end or FOREVER) for period in periods if not period.empty)


def _statuses(known: CareFacts, conventions: Conventions, decisions: Collection[Decision]) -> tuple[StatusDays, ...]:
    """The whole life as duties follow it: the signed decision, until then the more protective of it and what is computed."""
    if not decisions:
        return tuple(
            StatusDays(row.period.start, row.period.end or FOREVER, row.status, row.basis)
            for row in timeline(known, conventions)
        )
    found: list[StatusDays] = []
    for period in effective_timeline(known, conventions, list(decisions)):
        status, basis = period.standing
        start, end = period.period.start, period.period.end or FOREVER
        if found and (found[-1].status, found[-1].basis) == (status, basis):
            start = found.pop().start
        found.append(StatusDays(start, end, status, basis))
    return tuple(found)


def _unsuitable(reported: tuple[date, str, str] | None) -> tuple[Days, ...]:
    if reported is None:
        return ()
    observed_on, kind, suitability = reported
    if kind not in NO_HOME and suitability != Suitability.UNSUITABLE:
        return ()
    return ((observed_on, observed_on + HOME_SAYS),)
