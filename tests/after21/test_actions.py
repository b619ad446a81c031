"""Support from 21: what each action writes, what it refuses, and that silence ends nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from tests.after21.people import FINE, NOW, days_ago, leaver, proposed, stepped_down
from tests.world import TODAY, World, years_ago
from waymark.accounts.models import Cover, DutyTurn, RoleGrant
from waymark.after21 import actions, facts
from waymark.after21.actions.keeping import Changed, InTheFuture
from waymark.after21.actions.leaving import (
    CheckUnfinished,
    DecidedAlready,
    NoYes,
    OnACourse,
    OwnProposal,
    ProposedAlready,
    ReasonMissing,
    StillWorried,
    TooYoung,
)
from waymark.after21.actions.offering import NotTheirAnswer, ProgrammeMissing
from waymark.after21.actions.returning import AnsweredAlready, ReviewNotAhead, StillUnder21, WordsMissing
from waymark.after21.actions.studying import EndNotLater
from waymark.after21.facts.leaving import letters_of, step_of
from waymark.after21.facts.waiting import waiting_for
from waymark.after21.models import Conversation, Offer, ReturnAnswer, ReturnRequest, StepDownCheck
from waymark.after21.rules.words import Answer, Check, Finding, GivenTo, Outcome, Reason, StartedBy, Taken, Way, Wish
from waymark.audit.models import Event
from waymark.contact.models import ContactMade
from waymark.eligibility.facts import statuses_on
from waymark.eligibility.models import DerivedStatusPeriod
from waymark.eligibility.rules import Basis
from waymark.people.facts import advisers_on
from waymark.people.models import Allocation, StudySpell, SupportRequest, YoungPerson
from waymark.policy.actions import change_setting

pytestmark = pytest.mark.django_db


def basis_of(person: YoungPerson) -> Basis:
    return statuses_on([person.pk], on=TODAY)[person.pk].standing.basis


def talk(world: World, person: YoungPerson, wish: Wish, **fields: object) -> Conversation:
    said = {"held_on": TODAY, "how": Way.FACE_TO_FACE, "their_words": "Maybe"} | fields
    return actions.record_conversation(
        person=person, wish=wish, by=world.alex, worker=world.alex, today=TODAY, now=NOW, **said
    )


def offer(world: World, person: YoungPerson, **fields: object) -> Offer:
    said = {"offered_on": TODAY, "how": Way.CALL, "reached": True} | fields
    return actions.record_offer(person=person, by=world.alex, worker=world.alex, today=TODAY, now=NOW, **said)


# The conversation


@pytest.mark.parametrize("wish", [Wish.ADVISER, Wish.ADVICE, Wish.IN_TOUCH])
def test_a_wish_for_support_is_a_request_and_a_contact(world: World, wish: Wish) -> None:
    person = leaver(world, age=20, days=300)
    kept = talk(world, person, wish)
    assert SupportRequest.objects.known().get(person=person).wants is True
    contact = ContactMade.objects.get(person=person)
    assert (contact.made, contact.channel, contact.by_role) == ("made", "face_to_face", "adviser")
    assert kept.contact == contact and contact.their_words == "Maybe"
    assert facts.conversations_of([person.pk])[person.pk] == [kept]


@pytest.mark.parametrize("wish", [Wish.NO_SUPPORT, Wish.UNDECIDED])
def test_neither_no_nor_silence_ends_anything_by_itself(world: World, wish: Wish) -> None:
    person = leaver(world, age=20, days=300)
    talk(world, person, wish)
    assert not SupportRequest.objects.filter(person=person).exists()
    assert advisers_on([person.pk], on=TODAY)[person.pk].worker == world.alex


def test_in_education_becomes_a_course_once(world: World) -> None:
    person = leaver(world)
    with pytest.raises(ProgrammeMissing):
        talk(world, person, Wish.EDUCATION)
    talk(world, person, Wish.EDUCATION, programme="Nursing", course_ends_on=TODAY + timedelta(days=400))
    talk(world, person, Wish.EDUCATION, programme="Nursing", held_on=TODAY)
    assert StudySpell.objects.known().get(person=person).programme == "Nursing"
    assert basis_of(person) is Basis.S23CA


def test_the_same_form_sent_twice_is_one_conversation_and_one_offer(world: World) -> None:
    person, key, other = leaver(world), uuid4(), uuid4()
    assert talk(world, person, Wish.ADVISER, client_key=key) == talk(world, person, Wish.ADVISER, client_key=key)
    first = offer(world, person, client_key=other, answer=Answer.WANTS)
    assert offer(world, person, client_key=other, answer=Answer.WANTS) == first
    assert ContactMade.objects.filter(person=person).count() == 2
    assert SupportRequest.objects.filter(person=person).count() == 2  # one of the talk, one of the offer


def test_nothing_happened_tomorrow(world: World) -> None:
    person, tomorrow = leaver(world), TODAY + timedelta(days=1)
    with pytest.raises(InTheFuture):
        talk(world, person, Wish.ADVISER, held_on=tomorrow)
    with pytest.raises(InTheFuture):
        offer(world, person, offered_on=tomorrow)
    with pytest.raises(InTheFuture):
        actions.ask_to_return(person=person, asked_on=tomorrow, how=Way.CALL, by=world.alex, today=TODAY)


# The offer


def test_an_offer_is_a_contact_and_a_try_is_a_try(world: World) -> None:
    person = leaver(world)
    offer(world, person, reached=False)
    assert ContactMade.objects.get(person=person).made == "tried"
    assert facts.offers_of([person.pk], up_to=TODAY) == {}
    offer(world, person, answer=Answer.NOT_NOW, their_words="All good", primary=Reason.WELFARE)
    offered = facts.offers_of([person.pk], up_to=TODAY)[person.pk]
    assert (offered.offered_on, offered.offered_how, offered.answer) == (TODAY, Way.CALL, Answer.NOT_NOW)
    assert facts.offers_of([person.pk], up_to=days_ago(1)) == {}
    assert basis_of(person) is Basis.ANNUAL_OFFER


def test_who_was_not_reached_has_said_nothing(world: World) -> None:
    person = leaver(world)
    with pytest.raises(NotTheirAnswer):
        offer(world, person, reached=False, answer=Answer.NOT_NOW)
    with pytest.raises(NotTheirAnswer):
        offer(world, person, reached=False, their_words="Not really")
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.create(person=person, offered_on=TODAY, how="call", reached=False, answer="not_now")
    assert not Offer.objects.filter(person=person).exists()


def test_whether_a_letter_without_a_reply_counts_is_the_councils_to_say(world: World) -> None:
    person = leaver(world)
    offer(world, person, how=Way.LETTER, reached=False)
    assert facts.offers_of([person.pk], up_to=TODAY)[person.pk].answer is Answer.NONE
    change_setting(
        key="after21_written_counts", text="no", in_force_from=TODAY, reason="Reached only", by=world.head, today=TODAY
    )
    assert facts.offers_of([person.pk], up_to=TODAY) == {}


def test_yes_to_an_offer_is_a_request_that_lands_on_a_list(world: World) -> None:
    person = leaver(world)
    offer(world, person, answer=Answer.WANTS, their_words="Yes please")
    request = facts.requests_open([person.pk], on=TODAY)[person.pk][0]
    assert request.started_by == StartedBy.US and request.given_to == world.alex
    assert basis_of(person) is Basis.S23CZB


def test_the_conversation_and_the_step_down_count_as_offers(world: World) -> None:
    talked, left = leaver(world), leaver(world)
    talk(world, talked, Wish.UNDECIDED, held_on=days_ago(30))
    stepped_down(world, left)
    found = facts.offers_of([talked.pk, left.pk], up_to=TODAY)
    assert found[talked.pk].offered_on == days_ago(30) and found[talked.pk].answered_on is None
    assert found[left.pk].offered_on == TODAY and found[left.pk].answer is Answer.NOT_NOW


# Stepping down


def test_silence_is_never_agreement(world: World) -> None:
    person = leaver(world)
    for fields in ({"said_yes": False}, {"their_words": "  "}):
        with pytest.raises(NoYes):
            proposed(world, person, **fields)
    assert facts.steps_of([person.pk]) == {}


def test_a_proposal_changes_nothing_until_a_manager_has_checked(world: World) -> None:
    person = leaver(world)
    proposal = proposed(world, person)
    assert advisers_on([person.pk], on=TODAY)[person.pk].worker == world.alex
    assert facts.stepped_down([person.pk], on=TODAY) == {}
    assert waiting_for(world.bea, on=TODAY).checks == [proposal]
    with pytest.raises(ProposedAlready):
        proposed(world, person)


def test_agreed_it_ends_the_adviser_and_leaves_the_team_the_yearly_offer(world: World) -> None:
    person = leaver(world)
    actions.ask_to_return(person=person, asked_on=days_ago(60), how=Way.CALL, by=world.alex, today=TODAY)
    assert basis_of(person) is Basis.S23CZB
    proposal = stepped_down(world, person)
    assert facts.stepped_down([person.pk], on=TODAY) == {person.pk: TODAY}
    assert facts.stepped_down([person.pk], on=days_ago(1)) == {}
    assert basis_of(person) is Basis.ANNUAL_OFFER
    left = advisers_on([person.pk], on=TODAY)[person.pk]
    assert left.worker is None and left.team == world.team
    assert YoungPerson.objects.visible_to(world.bea, on=TODAY).filter(pk=person.pk).exists()
    assert not YoungPerson.objects.visible_to(world.alex, on=TODAY).filter(pk=person.pk).exists()
    assert StepDownCheck.objects.filter(decision__step_down=proposal).count() == len(Check)
    assert Event.objects.filter(name="after21.step_down_agreed", person_id=person.pk).count() == 1


def test_whoever_proposed_it_does_not_check_it(world: World) -> None:
    person = leaver(world)
    proposal = actions.propose_step_down(
        person=person, said_yes=True, said_on=TODAY, said_how=Way.CALL, their_words="Yes", by=world.bea, today=TODAY
    )
    with pytest.raises(OwnProposal):
        actions.agree_step_down(proposal, findings=FINE, by=world.bea, today=TODAY)
    with pytest.raises(OwnProposal):
        actions.send_back(proposal, reason="No", by=world.bea, today=TODAY)
    assert waiting_for(world.bea, on=TODAY).checks == []
    actions.agree_step_down(proposal, findings=FINE, by=world.head, today=TODAY)


def test_a_check_is_whole_and_a_worry_has_a_plan(world: World) -> None:
    proposal = proposed(world, leaver(world))
    with pytest.raises(CheckUnfinished) as unfinished:
        actions.agree_step_down(proposal, findings={Check.HOME: (Finding.FINE, "")}, by=world.bea, today=TODAY)
    assert len(unfinished.value.parts) == len(Check) - 1
    worried = FINE | {Check.MONEY: (Finding.WORRY, "Rent is two months behind")}
    with pytest.raises(StillWorried) as worry:
        actions.agree_step_down(proposal, findings=worried, by=world.bea, today=TODAY)
    assert worry.value.parts == [Check.MONEY]
    planned = FINE | {Check.MONEY: (Finding.PLANNED, "Paying it off, 20 pounds a week")}
    actions.agree_step_down(proposal, findings=planned, by=world.bea, today=TODAY)


@pytest.mark.parametrize(("days", "proposes", "agrees"), [(200, False, False), (364, True, False), (366, True, True)])
def test_not_before_21(world: World, days: int, proposes: bool, agrees: bool) -> None:
    person = leaver(world, age=20, days=days)
    if not proposes:
        with pytest.raises(TooYoung):
            proposed(world, person)
        return
    proposal = proposed(world, person)
    if agrees:
        actions.agree_step_down(proposal, findings=FINE, by=world.bea, today=TODAY)
        return
    with pytest.raises(TooYoung) as problem:
        actions.agree_step_down(proposal, findings=FINE, by=world.bea, today=TODAY)
    assert problem.value.day is not None and problem.value.day > TODAY


def test_nobody_steps_down_from_a_course(world: World) -> None:
    person = leaver(world)
    proposal = proposed(world, person)
    StudySpell.objects.create(person=person, started_on=days_ago(30), programme="Nursing")
    with pytest.raises(OnACourse):
        actions.agree_step_down(proposal, findings=FINE, by=world.bea, today=TODAY)
    with pytest.raises(OnACourse):
        proposed(world, leaver_on_course(world))


def leaver_on_course(world: World) -> YoungPerson:
    person = leaver(world)
    StudySpell.objects.create(person=person, started_on=days_ago(30), programme="Nursing")
    return person


def test_sent_back_and_taken_back_leave_support_as_it_was(world: World) -> None:
    person = leaver(world)
    with pytest.raises(ReasonMissing):
        actions.send_back(proposed(world, person), reason=" ", by=world.bea, today=TODAY)
    first = facts.steps_of([person.pk])[person.pk][0].proposal
    actions.send_back(first, reason="Ask about the rent first", by=world.bea, today=TODAY)
    with pytest.raises(DecidedAlready):
        actions.agree_step_down(first, findings=FINE, by=world.bea, today=TODAY)
    second = proposed(world, person)
    actions.take_back(second, reason="Changed her mind", by=world.alex, today=TODAY)
    outcomes = [s.decision.outcome for s in facts.steps_of([person.pk])[person.pk] if s.decision]
    assert outcomes == [Outcome.WITHDRAWN, Outcome.SENT_BACK]
    assert advisers_on([person.pk], on=TODAY)[person.pk].worker == world.alex
    assert not SupportRequest.objects.filter(person=person).exists()


def test_undone_everything_is_as_it_was(world: World) -> None:
    person = leaver(world)
    proposal = stepped_down(world, person)
    step = step_of(person.pk, proposal.pk)
    assert step is not None and step.decision is not None
    actions.undo_step_down(step.decision, reason="Agreed for the wrong person", by=world.bea, today=TODAY)
    assert advisers_on([person.pk], on=TODAY)[person.pk].worker == world.alex
    assert Allocation.objects.known().open_on(TODAY).filter(person=person).count() == 1
    assert not SupportRequest.objects.known().filter(person=person).exists()
    assert facts.stepped_down([person.pk], on=TODAY) == {}
    with pytest.raises(Changed):
        actions.undo_step_down(step.decision, reason="Again", by=world.bea, today=TODAY)


# Coming back


def test_a_request_lands_on_the_last_advisers_list_and_the_duty_begins(world: World) -> None:
    person = leaver(world)
    stepped_down(world, person)
    request = actions.ask_to_return(
        person=person, asked_on=TODAY, how=Way.TEXT, their_words="Help", by=world.bea, today=TODAY
    )
    assert (request.given_to, request.given_as) == (world.alex, GivenTo.LAST_ADVISER)
    assert facts.requests_for(world.alex, on=TODAY) == [request]
    assert facts.requests_for(world.cy, on=TODAY) == []
    assert facts.requests_for(world.bea, on=TODAY) == []
    assert basis_of(person) is Basis.S23CZB
    assert facts.stepped_down([person.pk], on=TODAY) == {}
    assert DerivedStatusPeriod.objects.on(TODAY).get(person=person).basis == Basis.S23CZB
    assert actions.ask_to_return(person=person, asked_on=TODAY, how=Way.CALL, by=world.alex, today=TODAY) == request


def test_it_goes_to_the_duty_worker_then_a_manager_where_the_adviser_has_left(world: World) -> None:
    person, later = leaver(world), leaver(world)
    RoleGrant.objects.filter(user=world.alex).update(ended_on=TODAY)
    DutyTurn.objects.create(user=world.cy, team=world.team, started_on=TODAY, ended_on=TODAY + timedelta(days=1))
    ask = {"asked_on": TODAY, "how": Way.CALL, "by": world.bea, "today": TODAY}
    on_duty = actions.ask_to_return(person=person, **ask)
    assert (on_duty.given_to, on_duty.given_as) == (world.cy, GivenTo.DUTY)
    DutyTurn.objects.all().delete()
    managed = actions.ask_to_return(person=later, **ask)
    assert (managed.given_to, managed.given_as) == (world.bea, GivenTo.MANAGER)


def test_whoever_covers_sees_it_and_a_late_one_is_told_to_the_manager(world: World) -> None:
    person = leaver(world)
    request = actions.ask_to_return(person=person, asked_on=TODAY, how=Way.CALL, by=world.alex, today=TODAY)
    Cover.objects.create(away=world.alex, covering=world.cy, started_on=TODAY, ended_on=TODAY + timedelta(days=30))
    cy = type(world.cy).objects.get(pk=world.cy.pk)
    assert facts.requests_for(cy, on=TODAY) == [request]
    assert facts.requests_for(world.bea, on=request.answer_by) == []
    late = request.answer_by + timedelta(days=1)
    assert facts.requests_for(world.bea, on=late) == [request]
    assert facts.requests_for(world.head, on=late) == [request]
    assert facts.requests_for(world.di, on=late) == []


def test_nobody_under_21_has_to_ask(world: World) -> None:
    with pytest.raises(StillUnder21):
        actions.ask_to_return(person=leaver(world, age=20), asked_on=TODAY, how=Way.CALL, by=world.alex, today=TODAY)


def test_taken_they_have_an_adviser_and_for_a_time_ends_nothing_by_itself(world: World) -> None:
    person = leaver(world)
    stepped_down(world, person)
    request = actions.ask_to_return(person=person, asked_on=TODAY, how=Way.CALL, by=world.bea, today=TODAY)
    with pytest.raises(ReviewNotAhead):
        actions.take_request(request, worker=world.alex, review_on=TODAY, by=world.alex, today=TODAY)
    until = TODAY + timedelta(days=20)
    answer = actions.take_request(request, worker=world.alex, review_on=until, by=world.alex, today=TODAY)
    assert advisers_on([person.pk], on=until + timedelta(days=50))[person.pk].worker == world.alex
    assert facts.requests_open([person.pk], on=TODAY) == {}
    assert waiting_for(world.alex, on=TODAY).reviews == [answer]
    with pytest.raises(AnsweredAlready):
        actions.take_request(request, worker=world.cy, by=world.cy, today=TODAY)
    moved = actions.move_review(answer, review_on=None, reason="Wants to stay", by=world.alex, today=TODAY)
    assert moved.review_on is None and waiting_for(world.alex, on=TODAY).reviews == []


def test_it_is_never_declined_only_answered_with_what_they_wanted_instead(world: World) -> None:
    person = leaver(world)
    request = actions.ask_to_return(person=person, asked_on=TODAY, how=Way.CALL, by=world.alex, today=TODAY)
    for what, words in (("Helped with the form", " "), ("", "That did it")):
        with pytest.raises(WordsMissing):
            actions.answer_instead(request, what=what, their_words=words, by=world.alex, today=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        request_row = {"request": request, "person": person, "answered_on": TODAY, "taken": Taken.INSTEAD}
        ReturnAnswer.objects.create(**request_row, what="Nothing")
    actions.answer_instead(request, what="Helped with the form", their_words="That did it", by=world.alex, today=TODAY)
    assert facts.requests_open([person.pk], on=TODAY) == {}
    assert ReturnRequest.objects.filter(person=person).count() == 1


# Courses and letters


def test_a_course_goes_on_or_ends_and_support_is_asked_about(world: World) -> None:
    person = leaver(world)
    soon = TODAY + timedelta(days=30)
    spell = StudySpell.objects.create(person=person, started_on=days_ago(300), ended_on=soon, programme="Joinery")
    assert waiting_for(world.alex, on=TODAY).courses == [spell]
    with pytest.raises(EndNotLater):
        actions.course_goes_on(spell, ends_on=soon, by=world.alex, today=TODAY)
    later = actions.course_goes_on(spell, ends_on=soon + timedelta(days=365), by=world.alex, today=TODAY)
    assert waiting_for(world.alex, on=TODAY).courses == []
    with pytest.raises(InTheFuture):
        actions.course_ended(later, ended_on=soon, by=world.alex, today=TODAY)
    ended = actions.course_ended(later, ended_on=TODAY, by=world.alex, today=TODAY)
    assert waiting_for(world.alex, on=TODAY).courses == [ended]
    assert advisers_on([person.pk], on=TODAY)[person.pk].worker == world.alex


def test_a_course_past_25_keeps_support(world: World) -> None:
    person = leaver(world, age=26)
    StudySpell.objects.create(person=person, started_on=years_ago(3), programme="Medicine")
    assert basis_of(person) is Basis.S23CA


def test_every_version_of_a_letter_stays_and_a_stale_one_is_refused(world: World) -> None:
    person = leaver(world)
    write = {"person": person, "signed_by": world.alex, "by": world.alex, "today": TODAY}
    first = actions.write_letter(words="Dear Lee", after=None, **write)
    second = actions.write_letter(words="Dear Lee, come back", after=first.pk, **write)
    with pytest.raises(Changed):
        actions.write_letter(words="Mine", after=first.pk, **write)
    actions.give_letter(second, given_on=TODAY, how=Way.FACE_TO_FACE, by=world.alex, today=TODAY)
    letters = letters_of([person.pk])[person.pk]
    assert [(letter.number, letter.row.words, len(letter.given)) for letter in letters] == [
        (2, "Dear Lee, come back", 1),
        (1, "Dear Lee", 0),
    ]


def test_who_turns_21_soon_is_listed_until_somebody_has_talked(world: World) -> None:
    soon, not_yet = leaver(world, age=20, days=330), leaver(world, age=20, days=200)
    listed = [line.person for line in waiting_for(world.alex, on=TODAY).talks]
    assert soon in listed and not_yet not in listed
    talk(world, soon, Wish.UNDECIDED)
    assert waiting_for(world.alex, on=TODAY).talks == []
