"""Touch that was lost, what was tried since, and who chose no contact; for many young people at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When

from waymark.contact.facts.touches import touches
from waymark.contact.models import ContactMade, Effort, LostContact, LostSeen, NoContactChoice
from waymark.contact.rules import Made, Touch
from waymark.contact.rules.lost import (
    LEAST_TRIES,
    STEP_OF_CHANNEL,
    Knowing,
    Outcome,
    SeenBy,
    Step,
    Tried,
    looks_lost,
    who_must_know,
)
from waymark.contact.rules.words import Channel
from waymark.core.dates import add_months
from waymark.people.facts.reported import known
from waymark.people.models import YoungPerson
from waymark.policy.facts import settings_on


def choices_of(person_id: UUID) -> list[NoContactChoice]:
    """Every time one person chose no contact, the latest first."""
    return list(known(NoContactChoice).filter(person=person_id).order_by("-started_on", "-recorded_at"))


def episodes_of(person_id: UUID) -> list[LostContact]:
    """Every time touch with one person was lost, the latest first."""
    return list(LostContact.objects.filter(person=person_id).order_by("-started_on", "-opened_at"))


@dataclass(slots=True)
class Trail:
    """What was tried in one episode, the latest first, and who has seen it.

    `contacts` are tries that were kept as contacts only; they need not be typed again.
    """

    episode: LostContact
    efforts: list[Effort] = field(default_factory=list)
    contacts: list[ContactMade] = field(default_factory=list)
    seen: dict[SeenBy, LostSeen] = field(default_factory=dict)

    @property
    def tried(self) -> list[Tried]:
        """Every try, as the ladder reads it. What could not be done was not tried."""
        steps = [
            Tried(Step(e.step), e.made_on, Outcome(e.outcome)) for e in self.efforts if e.outcome != Outcome.NOT_DONE
        ]
        made = [(STEP_OF_CHANNEL.get(Channel(c.channel)), c.happened_on) for c in self.contacts]
        return steps + [Tried(step, on, Outcome.NO_ANSWER) for step, on in made if step is not None]

    @property
    def last_on(self) -> date | None:
        return max((one.on for one in self.tried), default=None)

    def knowing(self, *, on: date, days: dict[SeenBy, int]) -> list[Knowing]:
        seen = {who: row.seen_on for who, row in self.seen.items()}
        return who_must_know(since=self.episode.started_on, on=on, days=days, seen=seen)


def trails_of(episodes: Iterable[LostContact]) -> dict[UUID, Trail]:
    """Episode id → what was tried; three queries however many there are."""
    found = {episode.pk: Trail(episode) for episode in episodes}
    counted: set[UUID] = set()
    for effort in known(Effort).filter(episode__in=found).order_by("-made_on", "-recorded_at"):
        found[effort.episode_id].efforts.append(effort)
        if effort.contact_id:
            counted.add(effort.contact_id)
    for row in LostSeen.objects.filter(episode__in=found):
        found[row.episode_id].seen[SeenBy(row.who)] = row
    by_person: dict[UUID, list[Trail]] = defaultdict(list)
    for trail in found.values():
        by_person[trail.episode.person_id].append(trail)
    since = min((trail.episode.started_on for trail in found.values()), default=date.max)
    tries = known(ContactMade).filter(person__in=list(by_person), made=Made.TRIED, happened_on__gte=since)
    for contact in tries.order_by("-happened_on", "-recorded_at"):
        if contact.pk in counted:
            continue
        for trail in by_person[contact.person_id]:
            ends = trail.episode.ended_on or date.max
            if trail.episode.started_on <= contact.happened_on <= ends:
                trail.contacts.append(contact)
    return found


def days_to_know(*, on: date) -> dict[SeenBy, int]:
    """Within how many days who has to know, as the council has set it."""
    values = settings_on(on)
    return {
        SeenBy.TEAM_MANAGER: int(values["lost_to_manager_days"]),
        SeenBy.HEAD_OF_SERVICE: int(values["lost_to_head_days"]),
    }


def lost_among(people: QuerySet[YoungPerson], *, on: date, limit: int) -> tuple[list[LostContact], int]:
    """Open episodes of these people, those under 18 first and then the longest lost; and how many there are in all."""
    rows = LostContact.objects.filter(ended_on=None, started_on__lte=on, person__in=people.values("pk"))
    adult = Case(When(person__born_on__gt=add_months(on, -18 * 12), then=0), default=1)
    ordered = rows.select_related("person").order_by(adult, "started_on", "pk")
    return list(ordered[:limit]), rows.count()


def choices_due(people: QuerySet[YoungPerson], *, on: date, limit: int) -> list[NoContactChoice]:
    """Choices of no contact in force, by the day on which it is tried again; the person read too."""
    rows = known(NoContactChoice).filter(
        Q(ended_on=None) | Q(ended_on__gt=on), started_on__lte=on, person__in=people.values("pk")
    )
    return list(rows.select_related("person").order_by("try_again_on", "pk")[:limit])


def seem_lost(people: QuerySet[YoungPerson], *, on: date, limit: int) -> list[tuple[YoungPerson, Touch]]:
    """People of whom nobody has said that touch was lost, though it looks so; the longest unreached first."""
    after_days = int(settings_on(on)["lost_after_days"])
    mine = known(ContactMade).filter(person=OuterRef("pk"), happened_on__lte=on)
    reached = mine.filter(made=Made.MADE, happened_on__gt=on - timedelta(days=after_days))
    tries = known(ContactMade).filter(made=Made.TRIED, happened_on__lte=on)
    tried = tries.values("person_id").annotate(number=Count("id")).filter(number__gte=LEAST_TRIES).values("person_id")
    rows = people.filter(~Exists(reached), pk__in=tried, died_on=None, merged_into=None)
    found = {person.pk: person for person in rows.order_by("sort_name", "pk")[: limit * 4]}
    touched = touches(found, up_to=on)
    lines = [(found[pk], t) for pk, t in touched.items() if looks_lost(t, on=on, after_days=after_days)]
    return sorted(lines, key=lambda line: (line[1].reached_on or date.min, line[0].sort_name))[:limit]
