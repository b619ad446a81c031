"""Pages of support from 21: the answer is the heading, nothing typed is lost, and each page is for whom it should be."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.after21.people import NOW, days_ago, leaver, proposed, stepped_down
from tests.world import TODAY, World
from waymark.accounts.models import User
from waymark.after21 import actions, facts
from waymark.after21.models import Conversation, GoodbyeLetter, Offer, StepDown
from waymark.after21.rules.words import Answer, Check, Finding, Outcome, Reason, StartedBy, Taken, Way, Wish
from waymark.audit.models import Event, LookedAt
from waymark.contact.models import ContactMade
from waymark.people.actions import open_in_emergency
from waymark.people.facts import advisers_on
from waymark.people.models import StudySpell, YoungPerson

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def words(response: Any) -> str:
    """The page's text, in one line."""
    text = re.sub(r"<(script|style)[\s\S]*?</\1>", " ", response.content.decode())
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").split())


def heading(response: Any) -> str:
    found = re.search(r"<h1[^>]*>([\s\S]*?)</h1>", response.content.decode())
    assert found
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[1])).replace("\u00a0", " ").split())


def url(name: str, *args: Any) -> str:
    return reverse(f"after21:{name}", args=args)


def test_the_person_page_says_the_next_step(world: World, sign_in: SignIn) -> None:
    person, alex = leaver(world, age=20, days=330), sign_in(world.alex)
    page = alex.get(url("person", person.pk))
    assert heading(page) == f"Talk with {person.called} about life after 21"
    assert url("conversation", person.pk) in page.content.decode()
    assert LookedAt.objects.filter(person_id=person.pk).exists()
    late = alex.get(url("person", leaver(world, age=23, days=0).pk))
    assert "is to be offered" in heading(late) and "365 days late" in words(late) or "366 days late" in words(late)


def test_a_conversation_is_kept_with_their_words(world: World, sign_in: SignIn) -> None:
    person, alex = leaver(world, age=20, days=330), sign_in(world.alex)
    sent = {"wish": Wish.ADVICE, "how": Way.CALL, "held_on": TODAY.isoformat(), "explained": "Any day until 25"}
    refused = alex.post(url("conversation", person.pk), sent)
    assert refused.status_code == 422 and "Any day until 25" in words(refused)
    assert "Write down what" in words(refused) and not Conversation.objects.filter(person=person).exists()
    kept = alex.post(url("conversation", person.pk), sent | {"their_words": "Now and then is fine"})
    assert kept.status_code == 302
    assert Conversation.objects.get(person=person).worker == world.alex
    assert "Now and then is fine" in words(alex.get(url("person", person.pk)))


def test_no_support_leads_to_the_page_that_asks_for_a_yes(world: World, sign_in: SignIn) -> None:
    person, alex = leaver(world, age=20, days=330), sign_in(world.alex)
    sent = {"wish": Wish.NO_SUPPORT, "how": Way.CALL, "held_on": TODAY.isoformat(), "their_words": "I’m fine"}
    assert alex.post(url("conversation", person.pk), sent)["Location"] == url("step_down", person.pk)


@pytest.mark.parametrize("said", ["no", "silent"])
def test_without_a_yes_the_form_refuses_and_says_why(world: World, sign_in: SignIn, said: str) -> None:
    person = leaver(world)
    sent = {
        "said_yes": said,
        "said_on": TODAY.isoformat(),
        "said_how": Way.TEXT,
        "their_words": "x",
        "why": "Two texts",
    }
    page = sign_in(world.alex).post(url("step_down", person.pk), sent)
    assert page.status_code == 422 and "without a yes nobody steps down" in words(page)
    assert ("silence is never agreement" in words(page)) is (said == "silent")
    assert "Two texts" in words(page) and not StepDown.objects.filter(person=person).exists()


def test_a_step_down_from_the_yes_to_the_check(world: World, sign_in: SignIn) -> None:
    person, alex, bea = leaver(world), sign_in(world.alex), sign_in(world.bea)
    sent = {"said_yes": "yes", "said_on": TODAY.isoformat(), "said_how": Way.CALL, "their_words": "I’m ready"}
    assert alex.post(url("step_down", person.pk), sent).status_code == 302
    proposal = StepDown.objects.get(person=person)
    assert alex.get(url("check", person.pk, proposal.pk)).status_code == 404
    assert "a manager checks" in heading(alex.get(url("person", person.pk)))
    unfinished = bea.post(url("check", person.pk, proposal.pk), {"decision": "agree", "home": Finding.WORRY})
    assert unfinished.status_code == 422
    assert "make a plan for the worry first" in words(unfinished) and "Answer “Money”" in words(unfinished)
    whole = {part.value: Finding.FINE for part in Check}
    planned = whole | {"decision": "agree", "money": Finding.PLANNED}
    assert "say what you found" in words(bea.post(url("check", person.pk, proposal.pk), planned))
    done = bea.post(url("check", person.pk, proposal.pk), planned | {"money_note": "Paying it off"})
    assert done.status_code == 302 and facts.stepped_down([person.pk], on=TODAY) == {person.pk: TODAY}
    page = words(bea.get(url("person", person.pk)))
    assert "stepped down on" in page and "Paying it off" in page
    assert bea.get(url("check", person.pk, proposal.pk)).status_code == 302


def test_sending_back_says_what_to_do_first(world: World, sign_in: SignIn) -> None:
    person, bea = leaver(world), sign_in(world.bea)
    proposal = proposed(world, person)
    address = url("check", person.pk, proposal.pk)
    assert "Say what has to be done first" in words(bea.post(address, {"decision": "back"}))
    bea.post(address, {"decision": "back", "reason": "Ask about the rent"})
    step = facts.steps_of([person.pk])[person.pk][0]
    assert step.decision is not None and step.decision.outcome == Outcome.SENT_BACK
    assert "Ask about the rent" in words(sign_in(world.alex).get(url("person", person.pk)))


def test_a_manager_who_proposed_it_is_told_to_ask_another(world: World, sign_in: SignIn) -> None:
    person = leaver(world)
    said = {"said_yes": True, "said_on": TODAY, "said_how": Way.CALL, "their_words": "Yes"}
    proposal = actions.propose_step_down(person=person, by=world.bea, today=TODAY, **said)
    sent = {part.value: Finding.FINE for part in Check} | {"decision": "agree"}
    page = sign_in(world.bea).post(url("check", person.pk, proposal.pk), sent)
    assert page.status_code == 422 and "Ask another manager" in words(page)


def test_taking_back_and_undoing_ask_why(world: World, sign_in: SignIn) -> None:
    person, other, alex, bea = leaver(world), leaver(world), sign_in(world.alex), sign_in(world.bea)
    proposal, agreed = proposed(world, person), stepped_down(world, other)
    assert "Say why" in words(alex.post(url("take_back", person.pk, proposal.pk), {"reason": " "}))
    alex.post(url("take_back", person.pk, proposal.pk), {"reason": "Thought again"})
    assert facts.steps_of([person.pk])[person.pk][0].open is False
    bea.post(url("undo", other.pk, agreed.pk), {"reason": "Wrong person"})
    assert advisers_on([other.pk], on=TODAY)[other.pk].worker == world.alex


def test_rows_of_somebody_else_are_not_found(world: World, sign_in: SignIn) -> None:
    person, other, bea = leaver(world), leaver(world), sign_in(world.bea)
    proposal = proposed(world, other)
    course = StudySpell.objects.create(person=other, started_on=TODAY)
    letter = GoodbyeLetter.objects.create(person=other, written_on=TODAY, words="x", signed_name="A")
    request = actions.ask_to_return(person=other, asked_on=TODAY, how=Way.CALL, by=world.alex, today=TODAY)
    for name, row in (
        ("check", proposal),
        ("take_back", proposal),
        ("undo", proposal),
        ("course", course),
        ("letter", letter),
        ("answer", request),
        ("review", request),
    ):
        assert bea.get(url(name, person.pk, row.pk)).status_code == 404, name


def test_one_offer_in_one_short_form(world: World, sign_in: SignIn) -> None:
    person, bea = leaver(world), sign_in(world.bea)
    address = url("offer", person.pk) + "?back=campaign"
    silent = {
        "how": Way.CALL,
        "reached": "no",
        "answer": Answer.NOT_NOW,
        "offered_on": TODAY.isoformat(),
        "started_by": StartedBy.US,
    }
    refused = bea.post(address, silent)
    assert refused.status_code == 422 and "Silence is no answer" in words(refused)
    twice = silent | {"reached": "yes", "primary": Reason.HOUSING, "secondary": Reason.HOUSING}
    assert "different second reason" in words(bea.post(address, twice))
    kept = bea.post(address, twice | {"secondary": "", "their_words": "Ask me next year"})
    assert kept["Location"] == url("campaign")
    offer = Offer.objects.get(person=person)
    assert (offer.answer, offer.primary, offer.reached) == (Answer.NOT_NOW, Reason.HOUSING, True)
    assert ContactMade.objects.get(person=person).their_words == "Ask me next year"


def test_asking_to_come_back_names_whose_list_it_is_on(world: World, sign_in: SignIn) -> None:
    person, bea = leaver(world), sign_in(world.bea)
    stepped_down(world, person)
    assert "wants support again" in words(bea.get(url("person", person.pk)))
    sent = {"how": Way.TEXT, "asked_on": TODAY.isoformat(), "their_words": "I need somebody"}
    page = bea.post(url("return", person.pk), sent, follow=True)
    assert "on the list of Alex Merrin" in words(page)
    assert heading(page) == f"{person.called} wants support again"


def test_the_last_adviser_answers_without_seeing_the_record_until_then(world: World, sign_in: SignIn) -> None:
    person, alex = leaver(world), sign_in(world.alex)
    stepped_down(world, person)
    request = actions.ask_to_return(
        person=person, asked_on=TODAY, how=Way.TEXT, their_words="Lost my job", by=world.bea, today=TODAY
    )
    address = url("answer", person.pk, request.pk)
    assert alex.get(reverse("workspace:record", args=[person.pk])).status_code == 404
    assert alex.get(url("return", person.pk)).status_code == 404
    assert alex.get(url("person", person.pk))["Location"] == address
    assert person.shown_name in words(alex.get(url("waiting")))
    page = alex.get(address)
    assert "Lost my job" in words(page) and LookedAt.objects.filter(person_id=person.pk, look__actor_id=world.alex.pk)
    assert sign_in(world.cy).get(address).status_code == 404
    taken = {"taken": Taken.ALLOCATED, "worker": str(world.cy.pk)}
    assert alex.post(address, taken).status_code == 422  # whoever may not give out workers takes it on themselves
    done = alex.post(address, taken | {"worker": str(world.alex.pk), "review_on": (TODAY + timedelta(90)).isoformat()})
    assert done["Location"] == url("person", person.pk)
    assert advisers_on([person.pk], on=TODAY)[person.pk].worker == world.alex
    assert alex.get(reverse("workspace:record", args=[person.pk])).status_code == 200
    assert "until somebody looks again" in heading(alex.get(url("person", person.pk)))


def test_a_manager_chooses_who_and_instead_needs_their_words(world: World, sign_in: SignIn) -> None:
    person, bea = leaver(world), sign_in(world.bea)
    stepped_down(world, person)
    request = actions.ask_to_return(person=person, asked_on=TODAY, how=Way.CALL, by=world.bea, today=TODAY)
    address = url("answer", person.pk, request.pk)
    refused = bea.post(address, {"taken": Taken.INSTEAD, "what": "Rang the landlord"})
    assert (
        refused.status_code == 422
        and "can say it was enough" in words(refused)
        and "Rang the landlord" in words(refused)
    )
    assert bea.post(address, {"taken": Taken.ALLOCATED, "worker": str(world.cy.pk)}).status_code == 302
    assert advisers_on([person.pk], on=TODAY)[person.pk].worker == world.cy
    assert bea.get(address).status_code == 302


def test_a_record_opened_in_an_emergency_gives_no_power_to_give_out_workers(world: World, sign_in: SignIn) -> None:
    person = leaver(world)
    request = actions.ask_to_return(person=person, asked_on=TODAY, how=Way.CALL, by=world.alex, today=TODAY)
    open_in_emergency(person, reason="Rang the desk with nowhere to sleep tonight", by=world.di, today=TODAY, now=NOW)
    assert sign_in(world.di).get(url("person", person.pk)).status_code == 200
    sent = {"taken": Taken.ALLOCATED, "worker": str(world.di.pk)}
    assert sign_in(world.di).post(url("answer", person.pk, request.pk), sent).status_code == 404
    assert advisers_on([person.pk], on=TODAY)[person.pk].worker == world.alex


def test_looking_again_moves_the_day_or_drops_it(world: World, sign_in: SignIn) -> None:
    person, alex = leaver(world), sign_in(world.alex)
    request = actions.ask_to_return(person=person, asked_on=TODAY, how=Way.CALL, by=world.alex, today=TODAY)
    until = TODAY + timedelta(days=10)
    actions.take_request(request, worker=world.alex, review_on=until, by=world.alex, today=TODAY)
    address = url("review", person.pk, request.pk)
    assert "Give a day after today" in words(alex.post(address, {"on_going": "until", "reason": "Likes it"}))
    alex.post(address, {"on_going": "open", "reason": "Wants to stay"})
    assert alex.get(address).status_code == 404
    assert advisers_on([person.pk], on=TODAY)[person.pk].worker == world.alex


def test_still_going(world: World, sign_in: SignIn) -> None:
    person, alex = leaver(world), sign_in(world.alex)
    spell = StudySpell.objects.create(
        person=person, started_on=days_ago(300), ended_on=TODAY + timedelta(days=20), programme="Joinery"
    )
    assert "Joinery" in words(alex.get(url("waiting")))
    address = url("course", person.pk, spell.pk)
    assert "Give the day it ended" in words(alex.post(address, {"going": "no"}))
    ended = alex.post(address, {"going": "no", "ended_on": TODAY.isoformat()})
    assert ended["Location"] == url("conversation", person.pk)


def test_the_letter_is_written_from_the_record_and_no_word_is_lost(world: World, sign_in: SignIn) -> None:
    person, alex = leaver(world), sign_in(world.alex)
    page = alex.get(url("goodbye", person.pk))
    assert f"Dear {person.called}" in words(page) and "I want support again" in words(page)
    alex.post(url("goodbye", person.pk), {"words": "Dear Lee,\n\nCome back.", "after": ""})
    letter = GoodbyeLetter.objects.get(person=person)
    clash = alex.post(url("goodbye", person.pk), {"words": "My other words", "after": ""})
    assert clash.status_code == 409 and "My other words" in words(clash) and "Come back." in words(clash)
    again = re.search(r'name="after" value="([^"]+)"', clash.content.decode())
    assert again and again[1] == str(letter.pk)
    assert alex.post(url("goodbye", person.pk), {"words": "My other words", "after": again[1]}).status_code == 302
    shown = alex.get(url("letter", person.pk, letter.pk))
    assert "version 1" in heading(shown) and "Come back." in words(shown) and "no-print" in shown.content.decode()
    alex.post(url("letter", person.pk, letter.pk), {"how": Way.FACE_TO_FACE, "given_on": TODAY.isoformat()})
    assert "Given on" in words(alex.get(url("letter", person.pk, letter.pk)))


# The campaign


def a_year(world: World) -> dict[str, YoungPerson]:
    """Four people at 21 and over: reached, only written to, only tried, and nobody tried."""
    people = {name: leaver(world) for name in ("reached", "written", "tried", "nobody")}
    made = {"by": world.alex, "worker": world.alex, "today": TODAY, "now": NOW, "offered_on": days_ago(30)}
    actions.record_offer(
        person=people["reached"], how=Way.CALL, reached=True, answer=Answer.NOT_NOW, primary=Reason.WELFARE, **made
    )
    actions.record_offer(person=people["written"], how=Way.LETTER, reached=False, **made)
    actions.record_offer(person=people["tried"], how=Way.CALL, reached=False, **made)
    return people


def test_the_campaign_answers_in_its_heading_and_every_figure_opens_its_people(world: World, sign_in: SignIn) -> None:
    people, bea = a_year(world), sign_in(world.bea)
    page = bea.get(url("campaign"))
    # Jo of the cast is 21 and offered support too; nobody has tried, and a year is not over yet.
    assert heading(page) == "1 of 5 reached with the yearly offer; 2 are due now"
    links = re.findall(r"<b class=\"num\">(\d+)</b><span><a href=\"([^\"]+)\"", page.content.decode())
    assert len(links) >= 6
    for count, href in links:
        shown = bea.get(unescape(href).partition("#")[0])
        assert f": {count} p" in words(shown), href
    reached = words(bea.get(url("campaign") + "?show=reached"))
    assert people["reached"].shown_name in reached and people["tried"].shown_name not in reached
    assert bea.get(url("campaign") + "?show=nonsense").status_code == 404


def test_what_we_began_and_what_they_began_stand_apart(world: World, sign_in: SignIn) -> None:
    people, bea = a_year(world), sign_in(world.bea)
    actions.ask_to_return(
        person=people["nobody"], asked_on=TODAY, how=Way.CALL, primary=Reason.FINANCIAL, by=world.bea, today=TODAY
    )
    page = bea.get(url("campaign"))
    assert "1 contact they began; 1 contact we began" in words(page)
    theirs = words(bea.get(url("campaign") + "?show=why-financial-primary-young_person"))
    assert people["nobody"].shown_name in theirs  # though support is theirs now, and the yearly offer no more
    assert people["nobody"].shown_name not in words(bea.get(url("campaign") + "?show=nobody"))


def test_the_list_can_be_taken_away_by_who_may(world: World, sign_in: SignIn) -> None:
    people, bea = a_year(world), sign_in(world.bea)
    file = bea.get(url("campaign") + "?show=tried&as=csv")
    assert file["Content-Type"].startswith("text/csv")
    text = file.content.decode("utf-8-sig")
    assert people["tried"].shown_name in text and people["reached"].shown_name not in text
    assert Event.objects.filter(name="people.list_exported").exists()


def test_the_campaign_is_about_those_somebody_reaches(world: World, sign_in: SignIn) -> None:
    a_year(world)
    assert "Nobody you reach" in heading(sign_in(world.di).get(url("campaign")))
    assert sign_in(world.alex).get(url("campaign")).status_code == 404
    assert heading(sign_in(world.head).get(url("campaign"))).startswith("1 of 5")


def test_a_long_list_goes_on_from_a_person(world: World, sign_in: SignIn) -> None:
    people = [leaver(world) for _ in range(30)]
    page = sign_in(world.bea).get(url("campaign")).content.decode()
    older = re.search(r'href="([^"]*from=[^"]+)"', page)
    assert older
    second = sign_in(world.bea).get(unescape(older[1])).content.decode()
    names = {person.shown_name for person in people}
    first_half = {name for name in names if name in page}
    rest = {name for name in names if name in second}
    assert first_half | rest == names and not first_half & rest
