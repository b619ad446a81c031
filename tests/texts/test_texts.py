"""Texts come in, are filed or sorted, are answered, and each counts as the contact it is."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.world import TODAY, World, allocate, young_person
from waymark.accounts.models import Cover, User
from waymark.audit.models import Event, Look
from waymark.contact.actions import open_lost
from waymark.contact.facts import touches
from waymark.contact.models import ContactMade
from waymark.contact.rules import ByRole, Channel, Made, StartedBy
from waymark.core.wording import local
from waymark.notices.actions import send_again, send_waiting
from waymark.notices.models import Notice
from waymark.notices.rules import State
from waymark.people.actions import correct_fact
from waymark.people.models import ContactPoint, NetworkMember, YoungPerson
from waymark.people.rules.words import ContactKind, Source, YesNo
from waymark.texts import actions, facts
from waymark.texts.models import Text, UnknownText
from waymark.texts.rules import Direction, UnknownState, WhyUnknown

pytestmark = pytest.mark.django_db
NOW = timezone.now()
SAMS = "07700 900018"
SignIn = Callable[[User], Client]


def number(person: YoungPerson, value: str = SAMS, safe: YesNo = YesNo.YES, **more: Any) -> ContactPoint:
    from waymark.people.actions import add_fact

    point = ContactPoint(person=person, kind=ContactKind.MOBILE, value=value, safe_to_use=safe, **more)
    return add_fact(point, by=actions.THE_PHONE_LINE, today=TODAY)


def comes_in(body: str = "can you ring me", who: str = "447700900018", key: str = "n-1", at: datetime = NOW) -> Any:
    return actions.receive(provider_id=key, number=who, body=body, received_at=at, today=TODAY, now=NOW)


def goes_out(world: World, body: str = "Ringing at two. Alex", by: User | None = None, **more: Any) -> Text:
    given = {"number": SAMS, "client_key": uuid4()} | more
    return actions.send_text(person=world.sam, body=body, by=by or world.alex, today=TODAY, now=NOW, **given)


def test_a_text_from_a_known_number_is_in_the_record_and_counts_as_reached(world: World) -> None:
    number(world.sam)
    text = comes_in()
    assert isinstance(text, Text)
    assert (text.person, text.direction, text.number, text.source) == (
        world.sam,
        Direction.IN,
        "+447700900018",
        Source.YOUNG_PERSON,
    )
    contact = ContactMade.objects.get(pk=text.contact_id)
    assert (contact.made, contact.channel, contact.started_by, contact.by_role, contact.their_words) == (
        Made.MADE,
        Channel.TEXT,
        StartedBy.YOUNG_PERSON,
        ByRole.OTHER,
        "can you ring me",
    )
    touch = touches([world.sam.pk], up_to=TODAY)[world.sam.pk]
    assert (touch.reached_on, touch.reached_by_adviser_on) == (local(NOW).date(), None)


def test_the_advisers_answer_counts_for_the_adviser_and_answers_all_that_waits(world: World) -> None:
    number(world.sam)
    first, second = comes_in(key="1"), comes_in("??", key="2")
    sent = goes_out(world)
    for text in (first, second):
        text.refresh_from_db()
        assert text.answered_by == sent
    assert facts.waiting_count(world.alex, on=TODAY) == 0
    contact = ContactMade.objects.get(pk=sent.contact_id)
    assert (contact.made, contact.by_role, contact.worker) == (Made.MADE, ByRole.ADVISER, world.alex)
    assert touches([world.sam.pk], up_to=TODAY)[world.sam.pk].reached_by_adviser_on == local(NOW).date()


def test_a_text_that_nobody_has_read_leaves_lost_contact_lost_until_somebody_answers(world: World) -> None:
    number(world.sam)
    open_lost(person=world.sam, started_on=TODAY - timedelta(days=9), reason="Gone", by=world.alex, today=TODAY)
    comes_in("im fine")
    assert touches([world.sam.pk], up_to=TODAY)[world.sam.pk].lost_from == TODAY - timedelta(days=9)
    goes_out(world)
    assert touches([world.sam.pk], up_to=TODAY)[world.sam.pk].lost_from is None


def test_a_text_out_of_the_blue_only_tries(world: World) -> None:
    number(world.sam)
    sent = goes_out(world)
    assert ContactMade.objects.get(pk=sent.contact_id).made == Made.TRIED
    assert Notice.objects.get(key=sent.notice_key).to == "+447700900018"


def test_a_managers_answer_is_not_the_advisers(world: World) -> None:
    number(world.sam)
    comes_in()
    assert ContactMade.objects.get(pk=goes_out(world, by=world.bea).contact_id).by_role == ByRole.OTHER


def test_the_same_form_sent_twice_sends_one_text(world: World) -> None:
    number(world.sam)
    key = uuid4()
    assert goes_out(world, client_key=key) == goes_out(world, client_key=key)
    assert Notice.objects.count() == Text.objects.count() == 1


def test_no_text_goes_to_a_number_that_is_unsafe_over_or_not_theirs(world: World) -> None:
    number(world.sam, safe=YesNo.NO)
    number(world.sam, "07700 900019", ended_on=TODAY)
    for value in (SAMS, "07700 900019", "07700 900020"):
        with pytest.raises(actions.NotTheirNumber):
            goes_out(world, number=value)
    assert not Notice.objects.exists()


def test_a_text_that_waits_does_not_go_to_a_number_found_to_be_unsafe_meanwhile(
    world: World, settings: Any, tmp_path: Any
) -> None:
    settings.DATA_DIR = tmp_path
    point = number(world.sam)
    sent, other = goes_out(world), goes_out(world, "Tea on Friday? Alex")
    Notice.objects.filter(key=other.notice_key).update(next_try_at=NOW - timedelta(minutes=1))
    Notice.objects.filter(key=sent.notice_key).update(next_try_at=NOW + timedelta(hours=1))
    assert send_waiting(now=NOW) == 1
    correct_fact(point, safe_to_use=YesNo.NO, reason="Somebody else has the phone", by=world.alex, today=TODAY)
    for _ in range(2):
        assert send_waiting(now=NOW + timedelta(hours=2)) == 0
        notice = Notice.objects.get(key=sent.notice_key)
        assert notice.state == State.FAILED and "not safe" in notice.failure
        send_again(notice, by=world.administrator, now=NOW + timedelta(hours=2))


def test_safe_numbers_come_first_and_one_unsafe_entry_shuts_a_number(world: World) -> None:
    number(world.sam, "07700 900021", YesNo.UNKNOWN, preferred=True)
    number(world.sam, "07700 900022", YesNo.YES)
    number(world.sam, "07700 900023", YesNo.YES)
    number(world.sam, "+44 7700 900023", YesNo.NO)
    found = facts.numbers_of(world.sam.pk, on=TODAY)
    assert [(n.e164[-3:], n.safe) for n in found] == [("022", True), ("021", False)]


def test_the_same_text_handed_in_twice_is_kept_once(world: World) -> None:
    number(world.sam)
    assert comes_in() is not None
    assert comes_in() is None
    assert comes_in(who="07700 900999", key="n-2") is not None
    assert comes_in(who="07700 900999", key="n-2") is None
    assert (Text.objects.count(), UnknownText.objects.count(), ContactMade.objects.count()) == (1, 1, 1)


def test_a_provider_whose_clock_runs_ahead_is_believed_only_up_to_now(world: World) -> None:
    number(world.sam)
    assert comes_in(at=NOW + timedelta(hours=3)).happened_at == NOW


def test_who_has_died_or_given_the_number_up_is_not_taken_for_the_sender(world: World) -> None:
    number(world.sam, ended_on=TODAY)
    number(world.jo)
    YoungPerson.objects.filter(pk=world.jo.pk).update(died_on=TODAY)
    assert comes_in().why == WhyUnknown.NOBODY


def test_a_number_of_two_people_and_an_unsafe_one_are_for_somebody_to_sort(world: World) -> None:
    number(world.sam)
    number(world.kit)
    assert comes_in().why == WhyUnknown.SEVERAL
    number(world.jo, "07700 900030", YesNo.NO)
    assert comes_in(who="07700900030", key="2").why == WhyUnknown.UNSAFE
    assert not Text.objects.exists() and not ContactMade.objects.exists()


def test_a_number_that_somebody_around_them_has_too_is_for_somebody_to_sort(world: World) -> None:
    number(world.sam)
    member = {"person": world.sam, "name": "Whoever Sam lived with", "phone": "+44 7700 900018"}
    NetworkMember.objects.create(**member, started_on=TODAY - timedelta(days=900), ended_on=TODAY - timedelta(days=200))
    text = comes_in("I am fine, do not come round")
    assert isinstance(text, UnknownText) and text.why == WhyUnknown.SEVERAL
    assert not ContactMade.objects.filter(person=world.sam).exists()


def test_what_is_no_number_is_refused(world: World) -> None:
    with pytest.raises(actions.NotANumber):
        comes_in(who="Delivery")


def test_waiting_is_by_reach_with_cover_and_the_longest_first(world: World) -> None:
    number(world.sam)
    number(world.jo, "07700 900031")
    number(world.kit, "07700 900032")
    comes_in("one", key="1", at=NOW - timedelta(hours=5))
    comes_in("two", "07700900031", "2", NOW - timedelta(hours=6))
    comes_in("three", key="3", at=NOW - timedelta(hours=1))
    comes_in("four", "07700900032", "4")
    threads = facts.waiting(world.alex, on=TODAY)
    assert [(t.person, t.body, t.number) for t in threads] == [(world.jo, "two", 1), (world.sam, "three", 2)]
    assert threads[1].since == NOW - timedelta(hours=5)
    assert [facts.waiting_count(u, on=TODAY) for u in (world.alex, world.cy, world.head, world.analyst)] == [2, 1, 3, 0]
    Cover.objects.create(away=world.alex, covering=world.cy, started_on=TODAY, ended_on=TODAY + timedelta(days=1))
    assert facts.waiting_count(User.objects.get(pk=world.cy.pk), on=TODAY) == 3


def test_settling_says_how_and_once(world: World) -> None:
    number(world.sam)
    comes_in()
    settled = {"person": world.sam, "note": "Rang back", "by": world.alex, "today": TODAY, "now": NOW}
    assert actions.settle(**settled) == 1
    assert facts.waiting_count(world.alex, on=TODAY) == 0
    with pytest.raises(actions.NothingToSettle):
        actions.settle(**settled)


def test_an_unknown_text_is_filed_once_and_its_number_may_be_kept(world: World) -> None:
    unknown = comes_in()
    filed = {"person": world.sam, "by": world.bea, "today": TODAY, "now": NOW}
    text = actions.file_unknown(unknown, keep_number=True, **filed)
    assert (text.person, text.body) == (world.sam, "can you ring me")
    point = ContactPoint.objects.get(person=world.sam)
    assert (point.value, point.safe_to_use) == ("+447700900018", YesNo.UNKNOWN)
    with pytest.raises(actions.SortedAlready):
        actions.file_unknown(unknown, keep_number=True, **filed)
    with pytest.raises(actions.SortedAlready):
        actions.set_aside(unknown, note="Advertising", by=world.bea, now=NOW)
    assert comes_in() is None  # the provider hands it in once more
    assert isinstance(comes_in("again", key="n-2"), Text)


def test_a_number_they_have_already_is_not_kept_twice(world: World) -> None:
    number(world.sam)
    number(world.kit)
    actions.file_unknown(comes_in(), person=world.sam, keep_number=True, by=world.bea, today=TODAY, now=NOW)
    assert ContactPoint.objects.filter(person=world.sam).count() == 1


def test_a_text_filed_with_the_wrong_person_leaves_the_record_with_its_contact_and_can_be_filed_again(
    world: World,
) -> None:
    number(world.sam)
    text = comes_in()
    back = actions.take_back(text, why="The number was sold on", by=world.alex, today=TODAY, now=NOW)
    assert facts.texts_of(world.sam.pk) == []
    assert touches([world.sam.pk], up_to=TODAY)[world.sam.pk].reached_on is None
    assert (back.why, back.body) == (WhyUnknown.TAKEN_BACK, "can you ring me")
    with pytest.raises(actions.AlreadyWithdrawn):
        actions.take_back(text, why="Again", by=world.alex, today=TODAY, now=NOW)
    assert comes_in() is None
    filed = actions.file_unknown(back, person=world.kit, keep_number=False, by=world.head, today=TODAY, now=NOW)
    assert filed.person == world.kit


def test_the_audit_trail_holds_no_words(world: World) -> None:
    number(world.sam)
    comes_in("my secret")
    goes_out(world, "our secret")
    assert "secret" not in json.dumps(list(Event.objects.values_list("detail", "digests")))
    assert set(Event.objects.filter(name__startswith="texts.").values_list("name", flat=True)) == {
        "texts.received",
        "texts.sent",
    }


def test_texts_cost_the_same_number_of_queries_for_one_and_for_many(world: World) -> None:
    def queries() -> int:
        user = User.objects.get(pk=world.alex.pk)
        with CaptureQueriesContext(connection) as caught:
            facts.waiting(user, on=TODAY)
            facts.texts_of(world.sam.pk)
        return len(caught)

    number(world.sam)
    goes_out(world)
    comes_in()
    few = queries()
    for n in range(5):
        person = young_person("Zed", f"N{n}", child_id=f"Z{n}", age=19, in_care_from=12, to=18)
        allocate(person, world.alex, world.team)
        number(person, f"07700 9001{n:02}")
        comes_in(who=f"077009001{n:02}", key=f"z{n}")
        goes_out(world)
        comes_in(key=f"s{n}")
    assert queries() == few


# The pages


def test_the_thread_shows_their_words_in_their_voice_and_answers(world: World, sign_in: SignIn) -> None:
    number(world.sam)
    comes_in("please <stop> & ring")
    client, url = sign_in(world.alex), reverse("texts:thread", args=[world.sam.pk])
    page = client.get(url).content.decode()
    assert "and waits</h1>" in page and "please &lt;stop&gt; &amp; ring" in page and "voice--yp" in page
    sent = {"body": "Ringing you now", "number": "+447700900018", "client_key": str(uuid4())}
    after = client.post(url, sent, follow=True).content.decode()
    assert "on its way" in after and "Ringing you now" in after and "Waits to go out" in after
    assert "is answered" not in after and "Sam was last written to" in after
    assert Text.objects.filter(direction=Direction.OUT).count() == 1


def test_a_text_changed_after_it_was_sent_is_another_text_and_asked_about_first(world: World, sign_in: SignIn) -> None:
    number(world.sam)
    client, url = sign_in(world.alex), reverse("texts:thread", args=[world.sam.pk])
    sent = {"body": "At two", "number": "+447700900018", "client_key": str(uuid4())}
    client.post(url, sent)
    page = client.post(url, sent | {"body": "At three"}).content.decode()
    assert "Your first text from this page has gone" in page and "At three" in page
    assert f'value="{sent["client_key"]}"' not in page
    assert Text.objects.get().body == "At two"


def test_a_text_that_cannot_be_sent_keeps_every_word(world: World, sign_in: SignIn) -> None:
    number(world.sam)
    client, url = sign_in(world.alex), reverse("texts:thread", args=[world.sam.pk])
    sent = {"body": "Long " * 200, "number": "+447700900018", "client_key": str(uuid4())}
    response = client.post(url, sent)
    page = response.content.decode()
    assert response.status_code == 422 and "Shorten this to 918" in page and "Long Long" in page
    elsewhere = client.post(url, sent | {"body": "Hello there", "number": "+447700900999"}).content.decode()
    assert "Choose the number again" in elsewhere and "Hello there" in elsewhere
    assert "Write the text" in client.post(url, sent | {"body": " "}).content.decode()
    assert not Text.objects.exists()


def test_the_thread_warns_of_a_number_not_known_to_be_safe_and_offers_no_unsafe_one(
    world: World, sign_in: SignIn
) -> None:
    point = number(world.sam, safe=YesNo.UNKNOWN)
    client, url = sign_in(world.alex), reverse("texts:thread", args=[world.sam.pk])
    assert "Somebody else may read it" in client.get(url).content.decode()
    ContactPoint.objects.filter(pk=point.pk).update(safe_to_use=YesNo.NO)
    page = client.get(url).content.decode()
    assert "There is no number that may be texted" in page and "Send text" not in page


def test_words_like_stop_are_flagged_and_nothing_is_done_by_itself(world: World, sign_in: SignIn) -> None:
    number(world.sam)
    comes_in("STOP")
    client = sign_in(world.alex)
    assert "May be asking for no more texts" in client.get(reverse("texts:inbox")).content.decode()
    page = client.get(reverse("texts:thread", args=[world.sam.pk])).content.decode()
    assert "may be asking for no more texts" in page and "Send text" in page
    assert touches([world.sam.pk], up_to=TODAY)[world.sam.pk].chose_none_from is None


def test_a_reader_without_contact_details_sees_no_number_and_cannot_write(world: World, sign_in: SignIn) -> None:
    from tests.world import worker
    from waymark.accounts.rules import Role

    number(world.sam)
    comes_in()
    client = sign_in(worker("dina", "Dina Roe", Role.DIRECTOR))
    url = reverse("texts:thread", args=[world.sam.pk])
    page = client.get(url).content.decode()
    assert "can you ring me" in page and "900018" not in page.replace("\u00a0", "") and "Send text" not in page
    assert client.post(url, {"body": "x", "number": SAMS, "client_key": str(uuid4())}).status_code == 404


def test_the_inbox_notes_one_look_for_all(world: World, sign_in: SignIn) -> None:
    number(world.sam)
    comes_in()
    sign_in(world.alex).get(reverse("texts:inbox"))
    assert Look.objects.filter(what="Texts to answer").count() == 1
    assert "Every text is answered" in sign_in(world.cy).get(reverse("texts:inbox")).content.decode()


def test_answering_another_way_is_kept(world: World, sign_in: SignIn) -> None:
    number(world.sam)
    comes_in()
    client, url = sign_in(world.alex), reverse("texts:settle", args=[world.sam.pk])
    assert "Say how it was answered" in client.post(url, {"note": ""}).content.decode()
    assert "Rang back at noon" in client.post(url, {"note": "Rang back at noon"}, follow=True).content.decode()
    assert "answered meanwhile" in client.post(url, {"note": "Me too"}, follow=True).content.decode()


def test_a_text_that_is_not_theirs_is_taken_out_and_somebody_elses_is_not_there(world: World, sign_in: SignIn) -> None:
    number(world.sam)
    text = comes_in()
    client = sign_in(world.alex)
    assert client.get(reverse("texts:not_theirs", args=[world.jo.pk, text.pk])).status_code == 404
    url = reverse("texts:not_theirs", args=[world.sam.pk, text.pk])
    assert "Say how you know" in client.post(url, {"why": ""}).content.decode()
    assert "out of this record" in client.post(url, {"why": "Sold on"}, follow=True).content.decode()


def test_a_manager_sorts_an_unknown_text_by_name(world: World, sign_in: SignIn) -> None:
    unknown = comes_in("hi its sam new number")
    client, url = sign_in(world.bea), reverse("texts:sort", args=[unknown.pk])
    assert "hi its sam new number" in client.get(reverse("texts:unknown")).content.decode()
    assert "Type a name" in client.post(url, {"do": "find", "text": ""}).content.decode()
    assert "Nobody within your reach" in client.post(url, {"do": "find", "text": "Kit Amos"}).content.decode()
    found = client.post(url, {"do": "find", "text": "whitlock"}).content.decode()
    assert "Sam Whitlock" in found and "Keep 07700" in found
    assert "Choose whose text" in client.post(url, {"do": "file", "text": "whitlock"}).content.decode()
    done = client.post(
        url, {"do": "file", "text": "whitlock", "person": str(world.sam.pk), "keep_number": "on"}, follow=True
    )
    assert "in Sam’s record" in done.content.decode() and "hi its sam new number" in done.content.decode()
    assert ContactPoint.objects.filter(person=world.sam, value="+447700900018").exists()
    late = client.post(url, {"do": "aside", "note": "x"}, follow=True)
    assert "sorted that text meanwhile" in late.content.decode()
    assert client.get(url).status_code == 404


def test_a_text_cannot_be_filed_with_somebody_out_of_reach(world: World, sign_in: SignIn) -> None:
    unknown = comes_in()
    url = reverse("texts:sort", args=[unknown.pk])
    sent = {"do": "file", "text": "Amos", "person": str(world.kit.pk)}
    assert sign_in(world.bea).post(url, sent).status_code == 422 or not Text.objects.exists()
    assert not Text.objects.exists()


def test_a_text_from_nobody_of_ours_is_set_aside(world: World, sign_in: SignIn) -> None:
    unknown = comes_in("You have won")
    client, url = sign_in(world.bea), reverse("texts:sort", args=[unknown.pk])
    assert "Say who it is from" in client.post(url, {"do": "aside", "note": ""}).content.decode()
    client.post(url, {"do": "aside", "note": "Advertising"})
    unknown.refresh_from_db()
    assert (unknown.state, unknown.sorted_note) == (UnknownState.SET_ASIDE, "Advertising")


# The door texts come in by


def hand_in(client: Client, token: str = "right", **changes: Any) -> Any:
    said = {
        "id": "n-1",
        "source_number": "447700900018",
        "destination_number": "07700900111",
        "message": "hello",
        "date_received": NOW.isoformat(),
    } | changes
    return client.post(
        reverse("texts:received"), json.dumps(said), "application/json", headers={"Authorization": f"Bearer {token}"}
    )


def test_the_door_is_shut_without_a_token_and_opens_to_the_right_one_only(world: World, settings: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    number(world.sam)
    assert hand_in(client, "").status_code == 404
    settings.TEXTS_TOKEN = "right"
    assert client.get(reverse("texts:received")).status_code == 405
    assert hand_in(client, "wrong").status_code == 403
    assert hand_in(client, "wröng".encode().decode("latin-1")).status_code == 403
    assert not Text.objects.exists()
    assert hand_in(client).json() == {"kept": True}
    assert hand_in(client).json() == {"kept": False}
    assert Text.objects.get().body == "hello"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"id": 7}, "id"),
        ({"id": " "}, "id"),
        ({"message": None}, "message"),
        ({"message": "a\0b"}, "message"),
        ({"date_received": "yesterday"}, "date_received"),
        ({"date_received": "2026-02-31T10:00:00Z"}, ""),
        ({"date_received": "0001-01-01T00:00:00+14:00"}, "too long ago"),
        ({"source_number": "Delivery"}, "source_number"),
        ({"message": "x" * 30_000}, "too long"),
    ],
)
def test_what_is_not_a_text_is_refused_with_a_reason(
    world: World, settings: Any, changes: dict[str, Any], problem: str
) -> None:
    settings.TEXTS_TOKEN = "right"
    response = hand_in(Client(), **changes)
    assert response.status_code == 400 and problem in response.json()["problem"]
    assert not UnknownText.objects.exists()


@pytest.mark.parametrize("body", ["", "[]", "{", "\xff", '"text"', "[" * 19_000])
def test_what_is_not_json_of_a_text_is_refused(settings: Any, body: str) -> None:
    settings.TEXTS_TOKEN = "right"
    headers = {"Authorization": "Bearer right"}
    answer = Client().post(reverse("texts:received"), body.encode("latin-1"), "application/json", headers=headers)
    assert answer.status_code == 400


def test_an_emoji_cut_in_two_on_its_way_loses_no_text(world: World, settings: Any) -> None:
    settings.TEXTS_TOKEN = "right"
    assert hand_in(Client(), message="help \ud83d").json() == {"kept": True}
    assert UnknownText.objects.get().body == "help \N{REPLACEMENT CHARACTER}"


def test_a_time_without_a_zone_is_taken_as_ours(world: World, settings: Any) -> None:
    settings.TEXTS_TOKEN = "right"
    hand_in(Client(), date_received="2026-01-05T10:00:00")
    assert local(UnknownText.objects.get().received_at).hour == 10


def test_the_demo_command_takes_a_text_in_and_a_live_service_refuses(world: World, settings: Any, capsys: Any) -> None:
    number(world.sam)
    call_command("receive_text", "--from", "07700 900018", "--body", "hello")
    call_command("receive_text", "--from", "07700 900019", "--body", "hello")
    assert capsys.readouterr().out.splitlines() == [
        "The text is in the record of whoever has the number.",
        "The text is among the unknown numbers.",
    ]
    with pytest.raises(CommandError, match="not a telephone number"):
        call_command("receive_text", "--from", "x", "--body", "hello")
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="GOV.UK Notify only"):
        call_command("receive_text", "--from", "07700 900018", "--body", "hello")
