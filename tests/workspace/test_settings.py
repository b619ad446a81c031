"""The council's settings: seen by those whose work rests on them, changed with a reason and a date."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.world import NARRATOR, TODAY
from waymark.audit.models import Event
from waymark.core.wording import in_words
from waymark.eligibility import facts as eligibility
from waymark.people import actions as people
from waymark.people.models import CarePeriod
from waymark.policy.facts import setting_on
from waymark.policy.models import SettingDecision
from waymark.policy.rules import SETTINGS
from waymark.workspace.views import settings as view

pytestmark = pytest.mark.django_db
SETTINGS_URL = "/settings/"


def words(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def url(key):
    return reverse("workspace:setting", args=[key])


def change(client, key, value, on=TODAY, reason="Decided by the head of service on legal advice"):
    return client.post(url(key), {"value": value, "in_force_from": on.isoformat(), "reason": reason}, follow=True)


def test_every_setting_is_listed_and_unconfirmed_ones_first(world, sign_in):
    page = words(sign_in(world.alex).get(SETTINGS_URL))
    assert all(known.name.replace("'", "&#39;") in page for known in SETTINGS)
    unconfirmed = [known for known in SETTINGS if not known.confirmed]
    assert page.count('<span class="unknown">Unconfirmed</span>') == len(unconfirmed)
    assert f"{in_words(len(unconfirmed)).capitalize()} settings wait for the council to confirm" in page
    assert page.index("Birthday of someone born on 29 February") < page.index("Nights looked after since 14")


def test_confirming_the_default_is_a_decision(world, sign_in):
    head = sign_in(world.head)
    page = words(change(head, "leap_day", "MAR1"))
    assert "is kept, from" in page
    assert "The council has not confirmed this yet." not in page
    left = sum(not known.confirmed for known in SETTINGS) - 1
    assert f"{in_words(left).capitalize()} settings wait for the council to confirm" in words(head.get(SETTINGS_URL))


def test_a_value_changes_from_a_day_on_and_not_before(world, sign_in):
    head, later = sign_in(world.head), TODAY + timedelta(days=30)
    change(head, "emergency_access_hours", "12", on=later)
    assert setting_on("emergency_access_hours", TODAY) == 24
    assert setting_on("emergency_access_hours", later) == 12
    assert "From " in words(head.get(SETTINGS_URL))
    assert "still to come" in words(head.get(url("emergency_access_hours")))
    event = Event.objects.get(name="policy.setting_changed")
    assert event.actor_name == "Hana Said"


def test_a_second_decision_for_the_same_day_replaces_the_first_and_both_are_shown(world, sign_in):
    head = sign_in(world.head)
    change(head, "emergency_access_hours", "12")
    page = words(change(head, "emergency_access_hours", "8"))
    assert "Replaced on" in page
    assert SettingDecision.objects.filter(withdrawn_at=None).get().value == "8"
    assert "Changed from 24" in words(head.get(SETTINGS_URL))


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("threshold_nights", "many", "as a whole number, such as 91"),
        ("threshold_nights", "400", "Give a number from 1 to 366"),
        ("inclusive_counting", "", "Choose the new value"),
        ("leap_day", "JUN1", "Choose one of the answers on the list"),
    ],
)
def test_a_value_that_cannot_be_says_what_to_give(world, sign_in, key, value, message):
    page = words(change(sign_in(world.head), key, value))
    assert message in page
    assert not SettingDecision.objects.exists()


def test_a_change_needs_a_reason_and_a_day(world, sign_in):
    page = words(sign_in(world.head).post(url("leap_day"), {"value": "MAR1", "reason": " "}))
    assert "Say why, so that somebody who reads this later can follow it" in page
    assert "Give the first day on which it holds, such as" in page
    assert not SettingDecision.objects.exists()


def test_who_may_only_look_finds_no_form_and_cannot_post(world, sign_in):
    alex = sign_in(world.alex)
    page = words(alex.get(url("leap_day")))
    assert "<form" not in page
    assert change(alex, "leap_day", "MAR1").status_code == 404
    assert sign_in(world.head).get(url("no-such-setting")).status_code == 404


def test_a_legal_convention_changes_everyones_status(world, sign_in):
    ended = world.sam.born_on.replace(year=world.sam.born_on.year + 16)
    CarePeriod.objects.filter(person=world.sam).update(ended_on=ended)
    people.facts_changed([world.sam.pk], by=NARRATOR, today=TODAY)

    def derived():
        return eligibility.in_force(TODAY).get(person=world.sam).computed_status

    assert derived() == "qualifying"
    page = words(change(sign_in(world.head), "end_on_16th_birthday_counts", "yes"))
    assert "legal status is worked out anew" in page
    assert derived() == "former_relevant"


def test_pages_say_while_statuses_are_being_rebuilt(world, sign_in, monkeypatch):
    monkeypatch.setattr(view, "rebuilding_statuses", lambda: True)
    head = sign_in(world.head)
    for page in (head.get(SETTINGS_URL), head.get(url("leap_day"))):
        assert "being worked out anew" in words(page)
    assert "being worked out anew" not in words(head.get(url("oc3_oldest_age")))
