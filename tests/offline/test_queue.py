"""What a phone sends later: kept once however often it comes, and only from whoever wrote it."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from tests.world import TODAY, World, allocate, young_person
from waymark.accounts.actions import keep_draft
from waymark.accounts.facts import drafts_of
from waymark.accounts.models import User
from waymark.audit.models import Look
from waymark.contact.models import ContactMade, Promise
from waymark.core.wording import local
from waymark.people.models import Address, Allocation

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
QUEUE = "/contact/queue/"
NAMES = f"{QUEUE}?people=yes"
FIELDS = {
    "made": "made",
    "how": "face_to_face",
    "happened_on": f"{TODAY - timedelta(days=1):%Y-%m-%d}",
    "happened_at": "11:00",
    "note": "The flat is warm.",
    "their_words": "Quiet though.",
    "by_role": "adviser",
}


def message(world: World, user: User, **change: Any) -> dict[str, Any]:
    return {
        "user": str(user.pk),
        "client_key": str(uuid4()),
        "person": str(world.sam.pk),
        "fields": FIELDS,
        "written_at": (timezone.now() - timedelta(hours=1)).isoformat(),
    } | change


def send(client: Client, sent: object) -> Any:
    return client.post(QUEUE, json.dumps(sent), content_type="application/json")


def test_it_is_kept_as_if_it_had_been_saved_online(world: World, sign_in: SignIn) -> None:
    answer = send(sign_in(world.alex), message(world, world.alex))
    row = ContactMade.objects.get(person=world.sam)
    assert answer.status_code == 201
    assert answer.json() == {"contact": str(row.pk), "next": f"/people/{world.sam.pk}/"}
    assert (row.made, row.channel, row.by_role, row.note) == ("made", "face_to_face", "adviser", "The flat is warm.")
    assert (row.recorded_by_id, row.worker_id) == (world.alex.pk, world.alex.pk)


def test_the_same_key_again_gets_the_same_answer_and_makes_nothing(world: World, sign_in: SignIn) -> None:
    client, sent = sign_in(world.alex), message(world, world.alex)
    first, *later = [send(client, sent) for _ in range(4)]
    assert [answer.status_code for answer in later] == [200] * 3
    assert {str(answer.json()) for answer in (first, *later)} == {str(first.json())}
    assert ContactMade.objects.filter(person=world.sam).count() == 1


def test_the_same_key_is_answered_even_after_the_person_went_to_somebody_else(world: World, sign_in: SignIn) -> None:
    client, sent = sign_in(world.alex), message(world, world.alex)
    send(client, sent)
    Allocation.objects.filter(person=world.sam).update(ended_on=TODAY)
    assert send(client, sent).status_code == 200


def test_the_same_key_with_other_words_loses_none_of_them(world: World, sign_in: SignIn) -> None:
    client, sent = sign_in(world.alex), message(world, world.alex)
    send(client, sent)
    answer = send(client, sent | {"fields": FIELDS | {"note": "The flat is cold."}})
    assert answer.status_code == 422
    assert ContactMade.objects.get(person=world.sam).note == "The flat is warm."


def test_nothing_goes_under_another_sign_in(world: World, sign_in: SignIn) -> None:
    """Bea reaches Sam too: what decides is who wrote it."""
    sent = message(world, world.alex)
    assert send(sign_in(world.bea), sent).status_code == 409
    assert send(Client(), sent).status_code == 401
    assert not ContactMade.objects.filter(person=world.sam).exists()


def test_out_of_reach_is_not_there(world: World, sign_in: SignIn) -> None:
    assert send(sign_in(world.alex), message(world, world.alex, person=str(world.kit.pk))).status_code == 404
    assert send(sign_in(world.analyst), message(world, world.analyst)).status_code == 404


def test_errors_come_back_by_field_and_nothing_is_kept(world: World, sign_in: SignIn) -> None:
    wrong = FIELDS | {"note": "", "promise_what_1": "Ring the landlord"}
    answer = send(sign_in(world.alex), message(world, world.alex, fields=wrong))
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"note", "promise_when_1"}
    assert not ContactMade.objects.filter(person=world.sam).exists()


def test_one_visit_to_several_asks_for_what_it_was_for_the_others(world: World, sign_in: SignIn) -> None:
    sister = young_person("Ali", "Whitlock", child_id="S3", age=17, in_care_from=9, to=None)
    allocate(sister, world.alex, world.team)
    for one in (world.sam, sister):
        Address.objects.create(person=one, postcode="NE1 4LP", lines="14 Canal Court", started_on=TODAY)
    sent = message(world, world.alex, fields=FIELDS | {"also": [str(sister.pk)]})
    said = send(sign_in(world.alex), sent).json()
    row = ContactMade.objects.get(person=world.sam)
    assert said["others"] == f"/people/{world.sam.pk}/contacts/{row.pk}/others/?with={sister.pk}"
    assert row.visit_key is not None


@pytest.mark.parametrize(
    "sent",
    ["", [], {"fields": {}}, {"client_key": "x", "fields": {}, "user": "x", "person": "x"}, {"fields": {"note": 1}}],
    ids=str,
)
def test_what_is_no_contact_is_said_to_be_none(sent: object, world: World, sign_in: SignIn) -> None:
    assert send(sign_in(world.alex), sent).status_code == 400


def test_what_is_nested_without_end_is_no_contact(world: World, sign_in: SignIn) -> None:
    answer = sign_in(world.alex).post(QUEUE, "[" * 100_000, content_type="application/json")
    assert answer.status_code == 400


def test_an_emoji_that_a_phone_cut_in_two_does_not_keep_a_contact_from_being_saved(
    world: World, sign_in: SignIn
) -> None:
    sent = message(world, world.alex, fields=FIELDS | {"note": "Warm, \N{SLICE OF PIZZA} and\ud83d"})
    assert send(sign_in(world.alex), sent).status_code == 201
    assert ContactMade.objects.get(person=world.sam).note == "Warm, \N{SLICE OF PIZZA} and\N{REPLACEMENT CHARACTER}"


def test_friday_is_the_friday_that_was_meant_when_it_was_written(world: World, sign_in: SignIn) -> None:
    written_at = timezone.now() - timedelta(days=15)
    written_on = local(written_at).date()
    meant = written_on + timedelta(days=(4 - written_on.weekday()) % 7 or 7)
    fields = FIELDS | {
        "happened_on": f"{written_on:%Y-%m-%d}",
        "happened_at": "",
        "promise_what_1": "Ring the landlord",
        "promise_when_1": "Friday",
    }
    answer = send(sign_in(world.alex), message(world, world.alex, fields=fields, written_at=written_at.isoformat()))
    assert answer.status_code == 201
    by_when = Promise.objects.get(person=world.sam).by_when
    assert by_when in {meant, written_on}  # on a Friday “Friday” may mean the day itself
    assert by_when < TODAY


@pytest.mark.parametrize("said", ["", "2026-05-19T11:00:00", "2001-05-19T11:00:00Z", "2199-05-19T11:00:00Z"])
def test_a_clock_that_cannot_be_right_is_not_believed(said: str, world: World, sign_in: SignIn) -> None:
    fields = {name: value for name, value in FIELDS.items() if name != "happened_at"} | {"happened_on": "today"}
    assert send(sign_in(world.alex), message(world, world.alex, fields=fields, written_at=said)).status_code == 201
    assert ContactMade.objects.get(person=world.sam).happened_on == TODAY


def test_its_draft_goes_with_it(world: World, sign_in: SignIn) -> None:
    sent = message(world, world.alex)
    about = f"contact:{world.sam.pk}"
    keep_draft(user=world.alex, about=about, fields=FIELDS, now=timezone.now(), client_key=sent["client_key"])
    send(sign_in(world.alex), sent)
    assert drafts_of(world.alex) == []


def test_whoever_waits_at_the_form_goes_on_where_they_came_from_and_is_told(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.alex)
    answer = send(client, message(world, world.alex, at_the_form=True, where="?next=/drafts/"))
    assert answer.json()["next"] == "/drafts/"
    assert "The contact with Sam is saved." in client.get("/drafts/").content.decode()


def test_nobody_is_sent_to_another_site(world: World, sign_in: SignIn) -> None:
    answer = send(sign_in(world.alex), message(world, world.alex, where="?next=//evil.invalid/"))
    assert answer.json()["next"] == f"/people/{world.sam.pk}/"


def test_what_comes_by_itself_says_nothing_on_the_next_page(world: World, sign_in: SignIn) -> None:
    answer = send(sign_in(world.alex), message(world, world.alex))
    assert not list(get_messages(answer.wsgi_request))


def test_a_forged_request_is_refused(world: World, sign_in: SignIn) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.alex, backend="allauth.account.auth_backends.AuthenticationBackend")
    sent = message(world, world.alex)
    assert send(client, sent).status_code == 403
    token = client.get(QUEUE).json()["token"]
    answer = client.post(QUEUE, json.dumps(sent), content_type="application/json", headers={"X-CSRFToken": token})
    assert answer.status_code == 201


# What a phone is given to choose from


def names(client: Client) -> list[tuple[str, str]]:
    return [(one["name"], one["by_role"]) for one in client.get(NAMES).json()["people"]]


def test_a_phone_gets_first_names_of_ones_own_and_the_look_is_kept(world: World, sign_in: SignIn) -> None:
    assert names(sign_in(world.alex)) == [("Yohannes", "adviser"), ("Sam", "adviser")]
    look = Look.objects.get(what="Names kept on a phone")
    assert look.actor_id == world.alex.pk


def test_two_of_one_name_are_told_apart(world: World, sign_in: SignIn) -> None:
    allocate(young_person("Sam", "Adair", child_id="S2", age=19, in_care_from=11, to=18), world.alex, world.team)
    assert [name for name, _ in names(sign_in(world.alex))] == ["Sam A", "Yohannes", "Sam W"]


def test_a_manager_who_works_with_nobody_carries_no_names(world: World, sign_in: SignIn) -> None:
    assert names(sign_in(world.bea)) == []
    assert names(sign_in(world.head)) == []


def test_the_answer_says_who_is_signed_in_and_is_kept_by_no_browser(world: World, sign_in: SignIn) -> None:
    answer = sign_in(world.alex).get(QUEUE)
    assert set(answer.json()) == {"user", "token"} and answer.json()["user"] == str(world.alex.pk)
    assert not Look.objects.exists()
    assert "no-store" in answer["Cache-Control"]


def test_the_number_of_queries_does_not_grow_with_the_names(
    world: World, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        allocate(
            young_person(f"Zed{number}", "Zedd", child_id=f"Z{number}", age=18, in_care_from=11, to=18),
            world.alex,
            world.team,
        )
    client = sign_in(world.alex)
    client.get(NAMES)
    with django_assert_max_num_queries(16):
        assert len(client.get(NAMES).json()["people"]) == 32
