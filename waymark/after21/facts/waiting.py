"""What waits at 21 and over, among those a user reaches: requests, checks, conversations, reviews and courses."""

from collections.abc import Iterable, Sized
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from waymark.accounts.models import User
from waymark.accounts.rules import Permission
from waymark.after21.facts.leaving import steps_waiting
from waymark.after21.facts.returning import requests_for, reviews_coming
from waymark.after21.models import Conversation, ReturnAnswer, ReturnRequest, StepDown
from waymark.after21.rules.offers import talk_days
from waymark.core.dates import LeapDay, add_months
from waymark.eligibility.facts import in_force
from waymark.eligibility.rules import Status
from waymark.people.models import StudySpell, YoungPerson
from waymark.policy.facts import settings_on

REVIEW_MONTHS = 1  # a worker given for a time stands on the list from this long before somebody looks again


@dataclass(frozen=True, slots=True)
class Talk:
    """Somebody to talk to about life after 21, by their birthday."""

    person: YoungPerson
    by: date


@dataclass(frozen=True, slots=True)
class Waiting:
    requests: list[ReturnRequest]
    checks: list[StepDown]
    talks: list[Talk]
    reviews: list[ReturnAnswer]
    courses: list[StudySpell]

    def person_ids(self) -> list[UUID]:
        rows = [*self.requests, *self.checks, *self.reviews, *self.courses]
        return list(dict.fromkeys([row.person_id for row in rows] + [talk.person.pk for talk in self.talks]))

    @property
    def count(self) -> int:
        rows: tuple[Sized, ...] = (self.requests, self.checks, self.talks, self.reviews, self.courses)
        return sum(len(some) for some in rows)


def waiting_for(user: User, *, on: date) -> Waiting:
    """All of it for one user, each list the most urgent first, in a fixed number of queries.

    Checks are listed for whoever may check them, without those that user proposed.
    """
    values = settings_on(on)
    people = YoungPerson.objects.current().visible_to(user, on=on).values_list("id", flat=True)
    former = in_force(on).filter(status=Status.FORMER_RELEVANT, person__in=people).values_list("person_id", flat=True)
    talk_months, course_months = int(values["after21_talk_months"]), int(values["after21_course_months"])
    checks = steps_waiting(people) if user.may(Permission.CHECK_STEP_DOWN, on=on) else []
    reviews = reviews_coming(people, on=on, by=add_months(on, REVIEW_MONTHS))
    return Waiting(
        requests=requests_for(user, on=on),
        checks=[row for row in checks if user.pk not in (row.worker_id, row.recorded_by_id)],
        talks=_talks(former, months=talk_months, leap_day=LeapDay(str(values["leap_day"])), on=on),
        reviews=sorted(reviews.values(), key=lambda row: row.review_on or on),
        courses=courses_ending(people, on=on, months=course_months),
    )


def courses_ending(people: Iterable[UUID], *, on: date, months: int) -> list[StudySpell]:
    """Courses of these people that end within so many months, the soonest first; the person is read. One query.

    One that ended in the last month and has none after it stands there too: somebody asks what comes next.
    """
    after = StudySpell.objects.known().filter(
        ~Q(pk=OuterRef("pk")), person=OuterRef("person"), started_on__gte=add_months(on, -1)
    )
    rows = StudySpell.objects.known().filter(
        ~Exists(after), person__in=people, ended_on__gt=add_months(on, -1), ended_on__lte=add_months(on, months)
    )
    return list(rows.select_related("person").order_by("ended_on"))


def _talks(people: Iterable[UUID], *, months: int, leap_day: LeapDay, on: date) -> list[Talk]:
    """People in the months before 21 with whom nobody has talked yet, the soonest birthday first. One query."""
    first, last = add_months(on, -12 * 21 - 1), add_months(on, -12 * 21 + months + 1)
    rows = YoungPerson.objects.filter(id__in=people, born_on__gte=first, born_on__lte=last)
    talked = Conversation.objects.known().filter(held_on__lte=on).values("person")
    found = []
    for person in rows.exclude(id__in=talked):
        days = talk_days(person.born_on, months_before=months, leap_day=leap_day)  # type: ignore[arg-type]
        if days.contains(on):
            found.append(Talk(person, days.end or on))
    return sorted(found, key=lambda talk: talk.by)
