"""One young person's record as one page shows it, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from waymark.accommodation import facts as accommodation
from waymark.accommodation.rules import HomeKind, Suitability
from waymark.contact import facts as contact
from waymark.contact.rules import ByRole, InTouch
from waymark.eet import facts as eet
from waymark.eet.rules import Activity
from waymark.eligibility import facts as eligibility
from waymark.eligibility.facts import StatusStory
from waymark.eligibility.rules.advisers import owed_adviser
from waymark.people import facts as people
from waymark.people.facts import CareHistory, Reach
from waymark.people.models import Allocation, DateOfBirth, NetworkMember, YoungPerson
from waymark.people.rules.words import AllocationRole, Source
from waymark.planning import facts as planning
from waymark.planning.rules import PlanEvent
from waymark.workspace.rules.known import Area, Known, ReturnSaid
from waymark.workspace.rules.register import Attention


@dataclass(frozen=True, slots=True)
class Record:
    """Everything the record page shows of one person, before anything is hidden from the reader."""

    person: YoungPerson
    births: list[DateOfBirth]
    reach: Reach
    story: StatusStory
    attention: tuple[Attention, ...]
    known: list[Known]
    returns: list[ReturnSaid]
    allocations: list[Allocation]
    workers: list[Allocation]
    network: list[NetworkMember]
    history: CareHistory


def record(person: YoungPerson, *, on: date) -> Record:
    """Some thirty queries, each about this one person, whatever the size of the council."""
    ids = [person.pk]
    allocations = people.allocations_of(ids).get(person.pk, [])
    workers = [row for row in allocations if row.started_on <= on and (row.ended_on is None or row.ended_on > on)]
    births, history = people.births_of(ids).get(person.pk, []), people.care_histories(ids)[person.pk]
    story = eligibility.status_story_of(person, births, history, on=on)
    reports = _Reports(person, on=on)
    return Record(
        person=person,
        births=births,
        reach=people.reach_of(ids, on=on)[person.pk],
        story=story,
        attention=_attention(story, workers),
        known=reports.known(),
        returns=reports.returns(),
        allocations=allocations,
        workers=sorted(workers, key=lambda row: (list(AllocationRole).index(AllocationRole(row.role)), row.started_on)),
        network=people.network_of(ids).get(person.pk, []),
        history=history,
    )


def _attention(story: StatusStory, workers: list[Allocation]) -> tuple[Attention, ...]:
    """The same as on the register, from the facts themselves rather than from what is derived of them."""
    found = []
    if any(not row.signed and not row.withdrawn for row in story.decisions):
        found.append(Attention.TO_SIGN)
    explanation = story.explanation
    contested = bool(explanation) and any(flag != "DQ" for flag, _ in explanation.to_decide)  # type: ignore[union-attr]
    if contested and story.effective.decision is None:
        found.append(Attention.CONTESTED)
    if explanation is None or any(flag == "DQ" for flag, _ in explanation.to_decide):
        found.append(Attention.HISTORY_MISSING)
    standing = story.effective.standing
    advised = any(row.role == AllocationRole.PERSONAL_ADVISER for row in workers)
    if not advised and owed_adviser(standing.status, standing.basis):
        found.append(Attention.NO_ADVISER)
    return tuple(found)


class _Reports:
    """What the areas of the record know of one person; read once, told twice."""

    def __init__(self, person: YoungPerson, *, on: date) -> None:
        ids, self.on = [person.pk], on
        self.reached = contact.last_reached(ids, up_to=on).get(person.pk)
        self.in_touch = contact.in_touch_reports(ids).get(person.pk, [])
        self.homes = accommodation.home_reports(ids).get(person.pk, [])
        self.activities = eet.activity_reports(ids).get(person.pk, [])
        self.plan = planning.plan_dates(ids).get(person.pk, {})

    def known(self) -> list[Known]:
        return [self._contact(), self._home(), self._activity(), self._plan(), self._review_due()]

    def _contact(self) -> Known:
        if self.reached is None:
            return Known(Area.CONTACT)
        by = (
            ""
            if self.reached.by_role == ByRole.UNKNOWN
            else f", by the {ByRole.label_of(self.reached.by_role).lower()}"
        )
        return Known(Area.CONTACT, f"Reached{by}", self.reached.happened_on, Source.label_of(self.reached.source))

    def _home(self) -> Known:
        latest = next((home for home in self.homes if home.observed_on <= self.on), None)
        if latest is None or latest.kind == HomeKind.NOT_KNOWN:
            return Known(Area.HOME)
        words = f"{HomeKind.label_of(latest.kind)}. {Suitability.label_of(latest.suitability)}."
        return Known(
            Area.HOME,
            words,
            latest.observed_on,
            Source.label_of(latest.source),
            late=latest.suitability == Suitability.UNSUITABLE,
        )

    def _activity(self) -> Known:
        latest = next((row for row in self.activities if row.observed_on <= self.on), None)
        if latest is None:
            return Known(Area.ACTIVITY)
        return Known(Area.ACTIVITY, Activity.label_of(latest.code), latest.observed_on, Source.label_of(latest.source))

    def _plan(self) -> Known:
        done = [self.plan[event] for event in (PlanEvent.REVIEWED, PlanEvent.STARTED) if event in self.plan]
        latest = max((row for row in done if row.on <= self.on), key=lambda row: row.on, default=None)
        if latest is None:
            return Known(Area.PLAN)
        words = {PlanEvent.REVIEWED: "Last reviewed", PlanEvent.STARTED: "Started"}[PlanEvent(latest.event)]
        return Known(Area.PLAN, words, latest.on, Source.label_of(latest.source))

    def _review_due(self) -> Known:
        due = self.plan.get(PlanEvent.REVIEW_DUE)
        if due is None:
            return Known(Area.REVIEW_DUE)
        late = due.on < self.on
        words = "Was due" if late else "Due"
        return Known(Area.REVIEW_DUE, words, due.on, Source.label_of(due.source), late=late)

    def returns(self) -> list[ReturnSaid]:
        """Year by year, the latest first, only what returns said."""
        said: dict[tuple[int, date], dict[str, str]] = {}
        for report in self.in_touch:
            if report.source == Source.RETURN:
                said.setdefault((report.year, report.observed_on), {})["in_touch"] = InTouch.label_of(report.code)
        for row in self.activities:
            if row.source == Source.RETURN and row.year is not None:
                said.setdefault((row.year, row.observed_on), {})["activity"] = Activity.label_of(row.code)
        for home in self.homes:
            if home.source == Source.RETURN and home.year is not None:
                words = f"{HomeKind.label_of(home.kind)}, {Suitability.label_of(home.suitability).lower()}"
                said.setdefault((home.year, home.observed_on), {})["home"] = words
        return [ReturnSaid(year, on, **words) for (year, on), words in sorted(said.items(), reverse=True)]
