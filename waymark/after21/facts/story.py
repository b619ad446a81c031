"""All that the page about one young person's support from 21 tells."""

from dataclasses import dataclass
from datetime import date

from waymark.after21.facts.leaving import Letter, Step, letters_of, stepped_down, steps_of
from waymark.after21.facts.offering import conversations_of, offers_of, offers_since
from waymark.after21.facts.returning import requests_of, reviews_coming
from waymark.after21.models import Conversation, Offer, ReturnAnswer, ReturnRequest
from waymark.after21.rules.letter import Known as LetterKnown
from waymark.after21.rules.offers import next_offer_on, talk_days
from waymark.after21.rules.story import Known, Support, Told, tell
from waymark.after21.rules.words import Wish
from waymark.core.dates import LeapDay, add_months, age_on, birthday
from waymark.eligibility.facts import statuses_on
from waymark.eligibility.rules import Basis, Standing, Status
from waymark.people.facts import advisers_on, network_of
from waymark.people.models import Allocation, StudySpell, YoungPerson
from waymark.policy.facts import settings_on


@dataclass(frozen=True, slots=True)
class Story:
    """One person's support from 21: what is told, and the rows behind it, each list the latest first."""

    told: Told
    support: Support
    law: str
    talk_from: date | None
    talks: list[Conversation]
    offers: list[Offer]
    steps: list[Step]
    requests: list[tuple[ReturnRequest, ReturnAnswer | None]]
    letters: list[Letter]
    courses: list[StudySpell]
    adviser: Allocation | None
    review: ReturnAnswer | None

    @property
    def request(self) -> ReturnRequest | None:
        """The one that nobody has answered yet."""
        return next((request for request, answer in self.requests if answer is None), None)

    @property
    def proposal(self) -> Step | None:
        """The step-down that waits for a manager."""
        return next((step for step in self.steps if step.open), None)


def story_of(person: YoungPerson, *, on: date) -> Story:
    """A fixed number of queries, however long the history."""
    ids, values = [person.pk], settings_on(on)
    leap_day = LeapDay(str(values["leap_day"]))
    standing = statuses_on(ids, on=on)[person.pk].standing
    talks = conversations_of(ids).get(person.pk, [])
    steps = steps_of(ids).get(person.pk, [])
    requests = requests_of(ids).get(person.pk, [])
    courses = list(StudySpell.objects.known().filter(person=person).order_by("-started_on"))
    course = next((c for c in courses if c.started_on <= on and (c.ended_on is None or c.ended_on > on)), None)
    offered = offers_of(ids, up_to=on).get(person.pk)
    review = reviews_coming(ids, on=on, by=date.max).get(person.pk)
    request = next((asked for asked, answer in requests if answer is None), None)
    support = _support(standing, person.born_on, leap_day, on)
    talk = next_offer = None
    if person.born_on is not None:
        talk = talk_days(person.born_on, months_before=int(values["after21_talk_months"]), leap_day=leap_day)
        next_offer = next_offer_on(
            person.born_on,
            last=offered.offered_on if offered else None,
            every_months=int(values["offer_months"]),
            leap_day=leap_day,
        )
    soon = add_months(on, int(values["after21_course_months"]))
    open_step = next((step for step in steps if step.open), None)
    told = tell(
        Known(
            called=person.called,
            born_on=person.born_on,
            on=on,
            support=support,
            talk=talk,
            talked_on=talks[0].held_on if talks else None,
            wants_no_support=bool(talks) and talks[0].wish == Wish.NO_SUPPORT,
            request_asked_on=request.asked_on if request else None,
            request_answer_by=request.answer_by if request else None,
            proposed_on=open_step.proposal.proposed_on if open_step else None,
            stepped_down_on=stepped_down(ids, on=on).get(person.pk),
            last_offer=offered.offered_on if offered else None,
            next_offer=next_offer,
            review_on=review.review_on if review else None,
            course=course.programme if course else "",
            course_known=course is not None,
            course_ends_on=course.ended_on if course else None,
            course_soon=bool(course and course.ended_on and course.ended_on <= soon),
            leap_day=leap_day,
        )
    )
    return Story(
        told=told,
        support=support,
        law=standing.basis.label if support is not Support.OTHER else "",
        talk_from=talk.start if talk else None,
        talks=talks,
        offers=offers_since(ids, since=None, up_to=on).get(person.pk, []),
        steps=steps,
        requests=requests,
        letters=letters_of(ids).get(person.pk, []),
        courses=courses,
        adviser=advisers_on(ids, on=on).get(person.pk),
        review=review,
    )


def letter_known(person: YoungPerson, *, worker: str, worker_phone: str, council: str, on: date) -> LetterKnown:
    """What a goodbye letter to this person can say."""
    ids, values = [person.pk], settings_on(on)
    leap_day = LeapDay(str(values["leap_day"]))
    adviser = advisers_on(ids, on=on).get(person.pk)
    offered = offers_of(ids, up_to=on).get(person.pk)
    at_25 = next_offer = None
    if person.born_on is not None:
        at_25 = birthday(person.born_on, 25, leap_day)
        next_offer = next_offer_on(
            person.born_on,
            last=max(offered.offered_on, on) if offered else on,
            every_months=int(values["offer_months"]),
            leap_day=leap_day,
        )
    people = [member.name for member in network_of(ids).get(person.pk, []) if member.matters and not member.ended_on]
    return LetterKnown(
        called=person.called,
        worker=worker,
        worker_phone=worker_phone,
        team=adviser.team.name if adviser and adviser.team else "",
        council=council,
        at_25=at_25,
        next_offer=next_offer,
        matters=people[:4],
    )


def _support(standing: Standing, born_on: date | None, leap_day: LeapDay, on: date) -> Support:
    if born_on is None:
        return Support.OTHER
    age = age_on(born_on, on, leap_day)
    in_care_or_left = (Status.LOOKED_AFTER, Status.ELIGIBLE, Status.RELEVANT, Status.FORMER_RELEVANT)
    if age < 21:
        return Support.UNDER_21 if standing.status in in_care_or_left else Support.OTHER
    if standing.basis is Basis.S23CA:
        return Support.STUDY
    if standing.basis is Basis.S23CZB:
        return Support.ASKED
    if standing.status is Status.FORMER_RELEVANT:
        return Support.OFFERED
    return Support.OVER if standing.basis is Basis.AGE_25 else Support.OTHER
