"""One young person's record as one page shows it, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from waymark.accommodation import facts as accommodation
from waymark.accommodation.rules import HomeKind, Suitability
from waymark.after21.rules.words import Answer, Wish
from waymark.circumstances.rules import LeaveKind, that_counts
from waymark.contact import facts as contact
from waymark.contact.rules import ByRole, InTouch, Touch
from waymark.core.dates import add_months
from waymark.core.wording import counted, full_date
from waymark.duties import facts as duties
from waymark.duties.rules import Duty, duties_on
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
from waymark.planning.rules import Change, PlanEvent, count_of_advisers
from waymark.workspace.facts.history import timeline
from waymark.workspace.facts.life import Life, address_lines, life_of, lines_of, reported_lines
from waymark.workspace.rules.history import Line, newest_first
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
    duties: list[Duty]
    life: Life
    lines: list[Line]
    advisers: int
    handover: Change | None


@dataclass(frozen=True, slots=True)
class Seeing:
    """What the reader may see beyond the record itself."""

    special: bool = False
    where: bool = False
    contacts: bool = False
    risk: bool = False


def record(person: YoungPerson, *, on: date, seeing: Seeing) -> Record:
    """A fixed number of queries, each about this one person, whatever the size of the council."""
    ids = [person.pk]
    allocations = people.allocations_of(ids).get(person.pk, [])
    workers = [row for row in allocations if row.started_on <= on and (row.ended_on is None or row.ended_on > on)]
    births, history = people.births_of(ids).get(person.pk, []), people.care_histories(ids)[person.pk]
    care = eligibility.care_facts_of(person, births, history)
    story = eligibility.status_story_of(person, births, history, on=on, care=care)
    read = duties.facts_of(ids, on=on, care=care).get(person.pk)
    reach = people.reach_of(ids, on=on)[person.pk]
    life = life_of(person, on=on, contacts=seeing.contacts, risk=seeing.risk)
    reports = _Reports(person, on=on, touch=read.touch if read is not None and seeing.contacts else None)
    lines = [
        *timeline(history, allocations, special=seeing.special, where=seeing.where),
        *lines_of(life, person, risk=seeing.risk, where=seeing.where),
        *reported_lines(reports.homes, reports.activities, reports.plan, on=on),
        *(address_lines(reach) if seeing.where else ()),
    ]
    return Record(
        person=person,
        births=births,
        reach=reach,
        story=story,
        attention=_attention(story, workers),
        known=_in_order([*reports.known(), *_known_since(person, life, seeing, on=on)]),
        returns=reports.returns(),
        allocations=allocations,
        workers=sorted(workers, key=lambda row: (list(AllocationRole).index(AllocationRole(row.role)), row.started_on)),
        network=people.network_of(ids).get(person.pk, []),
        history=history,
        duties=duties_on(read, duties.limits_on(on), on) if read is not None else [],
        life=life,
        lines=newest_first(lines),
        advisers=count_of_advisers(planning.advised(allocations)),
        handover=planning.owed_handover(allocations, life.handovers, on=on),
    )


def _in_order(known: list[Known]) -> list[Known]:
    order = list(Area)
    return sorted(known, key=lambda fact: order.index(fact.area))


def _known_since(person: YoungPerson, life: Life, seeing: Seeing, *, on: date) -> list[Known]:
    """Papers and support from 21, where the reader may see them and they matter."""
    found = []
    if seeing.risk and life.leaves:
        leave = that_counts([row for row in life.leaves if row.ended_on is None or row.ended_on > on], on=on)
        found.append(_papers(leave, on))
    if seeing.contacts and person.born_on is not None and add_months(person.born_on, FROM_MONTHS) <= on:
        found.append(_after_21(life))
    return found


FROM_MONTHS = 20 * 12 + 6
"""From when the record speaks of life after 21: half a year before it, when the conversation is to be had."""


def _papers(leave: Any | None, on: date) -> Known:
    if leave is None:
        return Known(Area.PAPERS)
    ends = leave.expires_on
    words = f"{'Ran out' if ends < on else 'Ends'} {full_date(ends)}" if ends else "No end is known"
    more = ". The next leave is applied for" if leave.applied_on else ""
    return Known(
        Area.PAPERS,
        f"{LeaveKind.label_of(leave.kind)}. {words}{more}",
        leave.started_on,
        "",
        late=bool(ends and ends < on),
    )


def _after_21(life: Life) -> Known:
    waiting = next((request for request, answer in life.requests if answer is None), None)
    if waiting is not None:
        return Known(Area.AFTER_21, "Asked to come back and waits for an answer", waiting.asked_on, late=True)
    made = next((offer for offer in life.offers if offer.reached), None)
    talk = next(iter(life.conversations), None)
    if made is not None and (talk is None or made.offered_on >= talk.held_on):
        return Known(Area.AFTER_21, f"Offered support: {Answer.label_of(made.answer).lower()}", made.offered_on)
    if talk is not None:
        return Known(Area.AFTER_21, f"Talked about it: {Wish.label_of(talk.wish).lower()}", talk.held_on)
    return Known(Area.AFTER_21)


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

    def __init__(self, person: YoungPerson, *, on: date, touch: Touch | None) -> None:
        ids, self.on, self.touch = [person.pk], on, touch
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
        tries = self.touch.tries_since if self.touch is not None else 0
        since = f"; tried {'once' if tries == 1 else counted(tries, 'time')} since" if tries else ""
        source = Source.label_of(self.reached.source)
        return Known(Area.CONTACT, f"Reached{by}{since}", self.reached.happened_on, source)

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
