"""The pages of lost contact and of the choice not to be in contact."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.world import TODAY, World
from waymark.accounts.models import User
from waymark.audit.models import Look
from waymark.contact import actions
from waymark.contact.models import ContactMade, Effort, LostContact, LostSeen, NoContactChoice
from waymark.contact.rules import ByRole, Channel, Made
from waymark.contact.rules.lost import HowEnded, HowSaid, SeenBy
from waymark.people.models import Address, ContactPoint, NetworkMember

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SignIn = Callable[[User], Client]


def typed(day: date) -> str:
    return day.isoformat()


def lost(world: World, days_ago: int = 10) -> LostContact:
    return actions.open_lost(
        person=world.sam, started_on=TODAY - days_ago * DAY, reason="No answer since then", by=world.alex, today=TODAY
    )


def tried(world: World, days_ago: int, made: Made = Made.TRIED) -> ContactMade:
    return actions.record_contact(
        person=world.sam,
        happened_on=TODAY - days_ago * DAY,
        made=made,
        channel=Channel.CALL,
        by_role=ByRole.ADVISER,
        by=world.alex,
        today=TODAY,
        now=timezone.now(),
    )


def at(name: str, world: World) -> str:
    return reverse(f"contact:{name}", args=[world.sam.pk])


def test_it_says_that_touch_may_be_lost_and_somebody_decides(world: World, sign_in: SignIn) -> None:
    tried(world, 60, Made.MADE)
    tried(world, 20)
    tried(world, 10)
    client = sign_in(world.alex)
    page = client.get(at("lost", world)).content.decode()
    assert "Touch with Sam may be lost" in page and "Say that touch is lost" in page
    assert not LostContact.objects.exists()
    wrong = client.post(at("lost", world), {"started_on": typed(TODAY + DAY), "reason": "I fear for him"})
    assert wrong.status_code == 422
    assert "Give today or an earlier day" in wrong.content.decode() and "I fear for him" in wrong.content.decode()
    sent = {"started_on": typed(TODAY - 9 * DAY), "reason": "I fear for him"}
    page = client.post(at("lost", world), sent, follow=True).content.decode()
    assert "Touch with Sam has been lost for 9" in page and "I fear for him" in page
    again = client.post(at("lost", world), sent, follow=True).content.decode()
    assert "Somebody has said so meanwhile" in again and LostContact.objects.count() == 1


def test_the_ladder_shows_what_comes_next_with_whom_to_ask_and_how(world: World, sign_in: SignIn) -> None:
    ContactPoint.objects.create(person=world.sam, value="07700 900018", safe_to_use="no")
    Address.objects.create(person=world.sam, lines="14 Canal Court", postcode="NE1 4LP")
    NetworkMember.objects.create(person=world.sam, name="Nan Whitlock", ask_first="Ask Sam first; not after nine")
    NetworkMember.objects.create(person=world.sam, name="Old Friend", ended_on=TODAY)
    lost(world)
    client = sign_in(world.alex)
    page = client.get(at("lost", world)).content.decode()
    assert "not safe to use" in page and "10\xa0days late" in page
    for step in ("own_number", "other_ways", "letter", "visit"):
        sent = {"step": step, "made_on": typed(TODAY), "outcome": "no_answer", "client_key": str(uuid4())}
        assert client.post(at("lost_effort", world), sent).status_code == 302
    page = client.get(at("lost", world)).content.decode()
    assert "Ask Sam first; not after nine" in page and "Old Friend" not in page
    assert "are told only if Sam agrees" in page
    assert ContactMade.objects.filter(person=world.sam, made=Made.TRIED).count() == 4


def test_for_a_child_the_police_come_first_until_they_were_asked(world: World, sign_in: SignIn) -> None:
    actions.open_lost(person=world.kit, started_on=TODAY, reason="Not back", by=world.cy, today=TODAY)
    client, url = sign_in(world.cy), reverse("contact:lost", args=[world.kit.pk])
    assert "report Kit missing today" in client.get(url).content.decode()
    sent = {"step": "police", "made_on": typed(TODAY), "outcome": "asked", "client_key": str(uuid4())}
    client.post(reverse("contact:lost_effort", args=[world.kit.pk]), sent)
    assert "report Kit missing today" not in client.get(url).content.decode()


def test_a_step_keeps_every_word_when_something_is_missing(world: World, sign_in: SignIn) -> None:
    lost(world)
    client, key = sign_in(world.alex), str(uuid4())
    assert 'value="housing" selected' in client.get(at("lost_effort", world) + "?step=housing").content.decode()
    sent = {
        "step": "housing",
        "made_on": typed(TODAY - 11 * DAY),
        "asked": "Mr Sole",
        "outcome": "news",
        "client_key": key,
    }
    page = client.post(at("lost_effort", world), sent).content.decode()
    assert "Say what the news is" in page and "Mr Sole" in page
    page = client.post(at("lost_effort", world), sent | {"note": "Seen on Monday"}).content.decode()
    assert "touch was already lost" in page and "Seen on Monday" in page
    done = sent | {"note": "Seen on Monday", "made_on": typed(TODAY)}
    for _ in range(2):
        page = client.post(at("lost_effort", world), done, follow=True).content.decode()
    assert "Seen on Monday" in page and "Mr Sole" in page
    assert Effort.objects.count() == 1
    changed = client.post(at("lost_effort", world), done | {"note": "Seen on Sunday"}).content.decode()
    assert "What you first typed here is kept" in changed and "Seen on Sunday" in changed
    later = sent | {"made_on": typed(TODAY + DAY), "outcome": "not_done", "client_key": str(uuid4())}
    page = client.post(at("lost_effort", world), later).content.decode()
    assert "Say why it could not be done" in page


def test_a_manager_signs_as_seen_and_an_adviser_cannot(world: World, sign_in: SignIn) -> None:
    lost(world)
    manager = sign_in(world.bea)
    page = manager.get(at("lost", world)).content.decode()
    assert "not seen, 3\xa0days late" in page and "Sign as seen" in page
    assert "Sign as seen" not in sign_in(world.alex).get(at("lost", world)).content.decode()
    assert sign_in(world.alex).post(at("lost_seen", world), {"who": "team_manager", "note": "x"}).status_code == 404
    assert "Say what is to be done" in manager.post(at("lost_seen", world), {"who": "team_manager"}).content.decode()
    assert manager.post(at("lost_seen", world), {"who": "head_of_service", "note": "x"}).status_code == 404
    page = manager.post(at("lost_seen", world), {"who": "team_manager", "note": "Visit with me"}, follow=True)
    assert "Visit with me" in page.content.decode()
    again = manager.post(at("lost_seen", world), {"who": "team_manager", "note": "x"}, follow=True).content.decode()
    assert "signed it meanwhile" in again
    sign_in(world.head).post(at("lost_seen", world), {"who": "head_of_service", "note": "Seen"})
    assert set(LostSeen.objects.values_list("who", flat=True)) == set(SeenBy)


def test_it_is_ended_by_hand_with_a_reason(world: World, sign_in: SignIn) -> None:
    episode = lost(world)
    client = sign_in(world.alex)
    page = client.post(at("lost_close", world), {"note": "A mix-up", "ended_on": typed(TODAY)}).content.decode()
    assert "Choose why it is over" in page and "A mix-up" in page
    sent = {"how": "mistake", "note": "A mix-up", "ended_on": typed(TODAY - 11 * DAY)}
    assert "or a later one" in client.post(at("lost_close", world), sent).content.decode()
    client.post(at("lost_close", world), sent | {"ended_on": typed(TODAY)})
    episode.refresh_from_db()
    assert episode.how_ended == HowEnded.MISTAKE
    assert "was never lost" in client.get(at("lost", world)).content.decode()
    for name in ("lost_close", "lost_effort"):
        assert "is not lost any more" in client.get(at(name, world), follow=True).content.decode()


def test_the_list_shows_the_worst_first_what_seems_lost_and_who_chose_none(world: World, sign_in: SignIn) -> None:
    lost(world, 30)
    actions.open_lost(person=world.kit, started_on=TODAY - DAY, reason="x", by=world.cy, today=TODAY)
    for days_ago in (70, 60):
        actions.record_contact(
            person=world.jo,
            happened_on=TODAY - days_ago * DAY,
            made=Made.TRIED,
            channel=Channel.CALL,
            by_role=ByRole.ADVISER,
            by=world.alex,
            today=TODAY,
            now=timezone.now(),
        )
    page = sign_in(world.head).get(reverse("contact:lost_list")).content.decode()
    assert "Touch is lost with two young people" in page
    assert page.index("Kit Amos") < page.index("Sam Whitlock") < page.index("Touch may be lost") < page.index("Tesfay")
    assert "Team manager had to see it by" in page
    assert Look.objects.filter(what="Lost contact").count() == 1
    page = sign_in(world.bea).get(reverse("contact:lost_list")).content.decode()
    assert "Touch is lost with one young person" in page and "Kit Amos" not in page
    assert sign_in(world.analyst).get(reverse("contact:lost_list")).status_code == 404


def test_a_choice_is_kept_in_their_words_with_a_day_to_try_again(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.alex)
    sent = {
        "started_on": typed(TODAY),
        "how_said": "call",
        "their_words": "",
        "try_again_on": typed(TODAY + 85 * DAY),
        "try_again_how": "A card",
    }
    page = client.post(at("no_contact", world), sent).content.decode()
    assert "If they said nothing, record a try instead" in page and "A card" in page
    sent["their_words"] = "I’m done with meetings"
    page = client.post(at("no_contact", world), sent).content.decode()
    assert "the duty to keep in touch runs on" in page and "I’m done with meetings" in page
    assert not NoContactChoice.objects.exists()
    sent["try_again_on"] = typed(TODAY + 84 * DAY)
    page = client.post(at("no_contact", world), sent, follow=True).content.decode()
    assert "Sam chose not to be in contact" in page and "I’m done with meetings" in page
    assert "already" in client.post(at("no_contact", world), sent).content.decode()
    assert "Chose not to be in contact" in client.get(reverse("contact:lost_list")).content.decode()
    assert (
        "Say how they told you" in client.post(at("no_contact_end", world), {"ended_on": typed(TODAY)}).content.decode()
    )
    ended = {"ended_on": typed(TODAY), "reason": "Rang the hub"}
    page = client.post(at("no_contact_end", world), ended, follow=True).content.decode()
    assert "Record that Sam wants no contact" in page and "Said again" not in page
    assert "not without contact by choice" in client.get(at("no_contact_end", world), follow=True).content.decode()


def test_a_choice_that_is_late_to_be_tried_again_says_so(world: World, sign_in: SignIn) -> None:
    actions.choose_no_contact(
        person=world.sam,
        started_on=TODAY - 20 * DAY,
        how_said=HowSaid.TEXT,
        their_words="No thanks",
        try_again_on=TODAY - DAY,
        try_again_how="A card",
        most_weeks=12,
        by=world.alex,
        today=TODAY,
    )
    assert "Was to be tried again" in sign_in(world.alex).get(reverse("contact:lost_list")).content.decode()


def test_who_may_read_but_not_record_is_given_no_form(world: World, sign_in: SignIn) -> None:
    from tests.world import worker
    from waymark.accounts.rules import Role

    lost(world)
    client = sign_in(worker("dina", "Dina Roe", Role.DIRECTOR))
    page = client.get(at("lost", world)).content.decode()
    assert "has been lost for" in page and "Record a try" not in page
    sent: dict[str, Any] = {"started_on": typed(TODAY), "reason": "x"}
    assert client.post(at("lost", world), sent).status_code == 404
    assert client.post(at("no_contact", world), sent).status_code == 404
    assert client.get(at("lost_effort", world)).status_code == 404
