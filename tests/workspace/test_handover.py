"""The page between two personal advisers: written, gone through with the young person, taken over, and asked for until then."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.world import TODAY, worker
from waymark.accounts.rules import Role
from waymark.audit.models import Event
from waymark.contact.actions import make_promise
from waymark.contact.models import Promise
from waymark.people import actions as people
from waymark.people.models import YoungPerson
from waymark.people.rules.words import AllocationRole
from waymark.planning import actions, facts
from waymark.planning.models import Handover
from waymark.planning.rules import Agreement, Stage

pytestmark = pytest.mark.django_db
SNAPSHOT = {"promises": [{"title": "Send the form", "text": "Alex Merrin", "day": "by 1 May"}], "due": [], "people": []}


def words(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def page_of(person):
    return reverse("planning:handover", args=[person.pk])


@pytest.fixture
def changed(world):
    """Lee took Sam over from Alex three days ago; a promise of Alex's is open."""
    make_promise(
        person=world.sam,
        what="Send the bus pass form",
        by_when=TODAY + timedelta(days=9),
        owner=world.alex,
        by=world.alex,
        today=TODAY,
    )
    lee = worker("lee", "Lee Frost", Role.PERSONAL_ADVISER, world.team)
    people.allocate(
        world.sam,
        role=AllocationRole.PERSONAL_ADVISER,
        started_on=TODAY - timedelta(days=3),
        worker=lee,
        team=world.team,
        by=world.bea,
        today=TODAY,
    )
    return world, lee


def written(world, by, **words_):
    return actions.write_handover(
        person=world.sam,
        words={"about_me": "I like things slow.", **words_},
        expected_version=0,
        by=by,
        today=TODAY,
    )


def settled(world, by):
    return actions.settle_handover(
        written(world, by),
        agreement=Agreement.IN_PERSON,
        settled_on=TODAY,
        expected_version=1,
        snapshot=SNAPSHOT,
        by=by,
        today=TODAY,
    )


def test_words_sent_after_the_page_was_taken_over_come_back_and_no_new_page_begins(changed, sign_in):
    world, lee = changed
    late, url = sign_in(world.bea), page_of(world.sam)
    actions.acknowledge_handover(settled(world, lee), by=lee, today=TODAY)
    answer = late.post(url, {"about_me": "I like things slow, and tea.", "version": 1})
    assert answer.status_code == 422
    assert "slow, and tea." in words(answer)
    assert "Copy your words" in words(answer)
    assert Handover.objects.count() == 1


def test_it_is_asked_for_on_the_new_advisers_day_until_it_is_taken_over(changed, sign_in):
    world, lee = changed
    client = sign_in(lee)
    page = words(client.get("/"))
    assert "You took over from Alex Merrin on" in page
    assert f'href="{page_of(world.sam)}"' in page
    assert "became the adviser on" in words(client.get(reverse("workspace:record", args=[world.sam.pk])))
    settled(world, world.bea)
    assert "Their page is ready." in words(client.get("/"))
    client.post(reverse("planning:handover_take_over", args=[world.sam.pk]))
    assert "Changes of adviser" not in words(client.get("/"))
    record = words(client.get(reverse("workspace:record", args=[world.sam.pk])))
    assert "is not taken over yet" not in record
    assert "Lee Frost took over" in record
    assert "Lee Frost is their 2nd personal adviser." in record


def test_it_begins_with_what_they_said_and_shows_what_will_be_added(changed, sign_in):
    world, lee = changed
    YoungPerson.objects.filter(pk=world.sam.pk).update(what_matters="My dog Bran.")
    actions.write_going_on(person=world.sam, text="Looking for a flat.", by=world.bea, today=TODAY)
    page = words(sign_in(lee).get(page_of(world.sam)))
    assert "My dog Bran." in page
    assert "Looking for a flat." in page
    assert "Send the bus pass form" in page
    assert "Keep in touch" in page
    assert "Lee Frost became the adviser on" in page


def test_writing_going_through_and_taking_over(changed, sign_in):
    world, lee = changed
    client, url = sign_in(lee), page_of(world.sam)
    sent = {"about_me": "I like things slow.", "going_on": "", "what_works": "Texts", "what_to_avoid": "", "version": 0}
    assert client.post(url, {**sent, "agree": "1"}).url == reverse("planning:handover_settle", args=[world.sam.pk])
    answer = client.post(
        reverse("planning:handover_settle", args=[world.sam.pk]),
        {"agreement": "in_person", "settled_on": TODAY.isoformat(), "version": 1, "not_agreed_reason": ""},
    )
    assert answer.url == url
    kept = Handover.objects.get()
    assert kept.stage is Stage.SETTLED
    assert kept.snapshot["promises"][0]["title"] == "Send the bus pass form"
    make_promise(person=world.sam, what="Later", by_when=TODAY, owner=lee, by=lee, today=TODAY)
    page = words(client.get(url))
    assert "Agreed, face to face" in page
    assert "Later" not in page, "it is frozen"
    assert "“I like things slow.”" in page
    client.post(reverse("planning:handover_take_over", args=[world.sam.pk]))
    assert Handover.objects.get().acknowledged_by == lee
    assert {p.owner for p in Promise.objects.filter(person=world.sam)} == {lee}
    assert "Lee Frost has taken over" in words(client.get(url))
    names = set(Event.objects.filter(name__startswith="planning.").values_list("name", flat=True))
    assert names == {"planning.handover_begun", "planning.handover_settled", "planning.handover_taken_over"}


def test_on_paper_there_is_no_menu(changed, sign_in):
    world, lee = changed
    settled(world, lee)
    page = words(sign_in(lee).get(reverse("planning:handover_print", args=[world.sam.pk])))
    assert "About Sam Whitlock</h1>" in page
    assert "<nav" not in page


def test_only_the_adviser_they_have_now_takes_over(changed, sign_in):
    world, _ = changed
    page = settled(world, world.bea)
    client = sign_in(world.bea)
    assert "Only Lee Frost, Sam’s adviser now, takes over." in words(client.get(page_of(world.sam)))
    client.post(reverse("planning:handover_take_over", args=[world.sam.pk]))
    assert Handover.objects.get().acknowledged_on is None
    with pytest.raises(actions.NotTheirAdviser):
        actions.acknowledge_handover(page, by=world.alex, today=TODAY)


def test_two_people_writing_lose_no_words(changed, sign_in):
    world, lee = changed
    written(world, world.bea, what_works="Ring after ten")
    sent = {"about_me": "I like things slow.", "going_on": "", "what_works": "Texts", "what_to_avoid": "", "version": 0}
    answer = sign_in(lee).post(page_of(world.sam), sent)
    assert answer.status_code == 409
    page = words(answer)
    assert "Ring after ten" in page
    assert "Texts</textarea>" in page
    assert Handover.objects.get().what_works == "Ring after ten"
    assert 'name="version" id="id_version" value="1"' in page


def test_a_page_that_is_not_agreed_says_why(changed, sign_in):
    world, lee = changed
    written(world, lee)
    url = reverse("planning:handover_settle", args=[world.sam.pk])
    sent = {"agreement": "not_agreed", "settled_on": TODAY.isoformat(), "version": 1, "not_agreed_reason": " "}
    client = sign_in(lee)
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert "Say why it is not agreed" in words(answer)
    client.post(url, {**sent, "not_agreed_reason": "Sam wants the part about school out."})
    page = words(client.get(page_of(world.sam)))
    assert "Sam wants the part about school out." in page


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"settled_on": TODAY + timedelta(days=1)}, actions.SettledInTheFuture),
        ({"expected_version": 7}, actions.ChangedMeanwhile),
        ({"agreement": Agreement.NOT_AGREED}, actions.ReasonMissing),
    ],
)
def test_what_settling_refuses(changed, change, error):
    world, lee = changed
    asked = {"agreement": Agreement.CALL, "settled_on": TODAY, "expected_version": 1, "snapshot": SNAPSHOT}
    with pytest.raises(error):
        actions.settle_handover(written(world, lee), **(asked | change), by=lee, today=TODAY)


def test_nothing_is_agreed_that_they_did_not_say(changed):
    world, lee = changed
    page = actions.write_handover(person=world.sam, words={}, expected_version=0, by=lee, today=TODAY)
    with pytest.raises(actions.AboutThemMissing):
        actions.settle_handover(
            page,
            agreement=Agreement.CALL,
            settled_on=TODAY,
            expected_version=1,
            snapshot=SNAPSHOT,
            by=lee,
            today=TODAY,
        )


def test_a_settled_page_is_written_on_only_after_it_is_opened_again(changed, sign_in):
    world, lee = changed
    page = settled(world, lee)
    with pytest.raises(actions.SettledAlready):
        written(world, lee)
    with pytest.raises(actions.SettledAlready):
        settled_again = {"agreement": Agreement.CALL, "settled_on": TODAY, "expected_version": 2, "snapshot": {}}
        actions.settle_handover(page, **settled_again, by=lee, today=TODAY)
    sign_in(lee).post(reverse("planning:handover_reopen", args=[world.sam.pk]))
    again = Handover.objects.get()
    assert (again.stage, again.snapshot, again.about_me) == (Stage.TO_WRITE, {}, "I like things slow.")
    with pytest.raises(actions.NotSettled):
        actions.reopen_handover(again, by=lee, today=TODAY)
    with pytest.raises(actions.NotSettled):
        actions.acknowledge_handover(again, by=lee, today=TODAY)


def test_what_is_owed_is_told_to_both_and_to_nobody_else(changed):
    world, lee = changed
    assert [owed.person for owed in facts.handovers_owed({lee.pk}, on=TODAY)] == [world.sam]
    assert [owed.person for owed in facts.handovers_owed({world.alex.pk}, on=TODAY)] == [world.sam]
    assert facts.handovers_owed({world.cy.pk}, on=TODAY) == []
    assert facts.handovers_owed({lee.pk}, on=TODAY + timedelta(days=54)) == []
    actions.acknowledge_handover(settled(world, lee), by=lee, today=TODAY)
    assert facts.handovers_owed({lee.pk}, on=TODAY) == []


def test_what_is_going_on_is_kept_with_every_version_before(world, sign_in):
    client, url = sign_in(world.alex), reverse("planning:going_on", args=[world.sam.pk])
    assert "Nobody has written this yet" in words(client.get(reverse("workspace:record", args=[world.sam.pk])))
    client.post(url, {"text": "First.", "read_with_them_on": ""})
    client.post(url, {"text": "Second.", "read_with_them_on": TODAY.isoformat()})
    record = words(client.get(reverse("workspace:record", args=[world.sam.pk])))
    going_on = record.split('id="going-on"')[1].split("</section>")[0]
    assert "Second." in going_on
    assert "Sam has read it." in going_on
    assert "First." not in going_on
    page = words(client.get(url))
    assert "First." in page
    assert "Second.</textarea>" in page


def test_what_writing_it_refuses(world, sign_in):
    client, url = sign_in(world.alex), reverse("planning:going_on", args=[world.sam.pk])
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    answer = client.post(url, {"text": "Words.", "read_with_them_on": tomorrow})
    assert answer.status_code == 422
    assert "Give a day that has been" in words(answer)
    assert "Words.</textarea>" in words(answer)
    assert client.post(url, {"text": "  "}).status_code == 422
    with pytest.raises(actions.NothingWritten):
        actions.write_going_on(person=world.sam, text=" ", by=world.alex, today=TODAY)
