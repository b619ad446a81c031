"""A draft is its writer's alone, comes back as it was, and does not come back once it is saved or thrown away."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

from tests.world import World
from waymark.accounts.actions import drop_draft, keep_draft
from waymark.accounts.actions.drafts import LONGEST
from waymark.accounts.actions.refusals import DraftTooLong, NotADraft
from waymark.accounts.facts import draft_of, drafts_of
from waymark.accounts.models import Draft, User
from waymark.core.wording import near_moment
from waymark.people.models import Allocation

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 19, 13, 5, tzinfo=UTC)  # a Tuesday, 14:05 on an English clock
SECRET = "He sleeps behind the station"


def about(world: World) -> str:
    return f"contact:{world.sam.pk}"


def kept(user: User, subject: str, *, key: UUID | None = None, now: datetime = NOW, **fields: str) -> Draft | None:
    return keep_draft(user=user, about=subject, fields=fields, now=now, client_key=key or uuid4())


def test_a_draft_comes_back_to_whoever_wrote_it_and_nobody_else(world: World) -> None:
    kept(world.alex, about(world), note=SECRET, how="call")
    found = draft_of(world.alex, about(world))
    assert found is not None and found.fields == {"note": SECRET, "how": "call"}
    assert draft_of(world.bea, about(world)) is None
    assert drafts_of(world.bea) == []


def test_the_database_holds_no_word_of_it(world: World) -> None:
    kept(world.alex, about(world), note=SECRET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_draft")
        assert "station" not in str(cursor.fetchall())


def test_one_form_is_one_draft_and_keeps_when_it_was_begun(world: World) -> None:
    key = uuid4()
    kept(world.alex, about(world), key=key, note="He")
    kept(world.alex, about(world), key=key, note="He said", now=NOW + timedelta(minutes=3))
    (draft,) = drafts_of(world.alex)
    assert (draft.fields["note"], draft.begun_at, draft.updated_at) == ("He said", NOW, NOW + timedelta(minutes=3))


def test_a_second_form_about_the_same_person_writes_over_nothing(world: World) -> None:
    kept(world.alex, about(world), note="Monday")
    kept(world.alex, about(world), note="Tuesday", now=NOW + timedelta(hours=1))
    assert [draft.fields["note"] for draft in drafts_of(world.alex)] == ["Tuesday", "Monday"]


def test_what_was_saved_does_not_come_back_with_a_message_that_is_late(world: World) -> None:
    key = uuid4()
    kept(world.alex, about(world), key=key, note="He said")
    assert drop_draft(user=world.alex, about=about(world), client_key=key) == 1
    assert kept(world.alex, about(world), key=key, note="He said", now=NOW + timedelta(seconds=2)) is None
    assert drafts_of(world.alex) == []


def test_without_a_key_every_draft_about_it_goes_and_no_other(world: World) -> None:
    kept(world.alex, about(world), note="one")
    kept(world.alex, about(world), note="two")
    kept(world.alex, f"contact:{world.jo.pk}", note="other")
    kept(world.bea, about(world), note="hers")
    assert drop_draft(user=world.alex, about=about(world)) == 2
    assert [draft.fields["note"] for draft in drafts_of(world.alex)] == ["other"]
    assert len(drafts_of(world.bea)) == 1


def test_empty_rows_are_forgotten_after_a_day(world: World) -> None:
    key = uuid4()
    kept(world.alex, about(world), key=key, note="one")
    drop_draft(user=world.alex, about=about(world))
    kept(world.alex, about(world), note="next day", now=NOW + timedelta(days=1, seconds=1))
    assert not Draft.objects.filter(client_key=key).exists()


def test_a_draft_under_a_key_the_council_lost_is_left_out(world: World, settings: pytest.FixtureRequest) -> None:
    kept(world.alex, about(world), note=SECRET)
    settings.FIELD_KEYS = ["another"]  # type: ignore[attr-defined]
    assert drafts_of(world.alex) == []
    assert draft_of(world.alex, about(world)) is None


def test_what_is_no_draft_is_refused(world: World) -> None:
    with pytest.raises(NotADraft):
        kept(world.alex, "../../", note="x")
    with pytest.raises(DraftTooLong):
        kept(world.alex, about(world), note="x" * LONGEST)


def test_the_words_for_when_it_was_begun() -> None:
    today = NOW.date()
    assert near_moment(NOW, today=today) == "today at\u00a014:05"
    assert near_moment(NOW, today=today + timedelta(days=1)) == "yesterday at\u00a014:05"
    assert near_moment(NOW, today=today + timedelta(days=6)) == "on Tuesday at\u00a014:05"
    assert near_moment(NOW, today=today + timedelta(days=7)) == "on 19\u00a0May\u00a02026 at\u00a014:05"


# The pages


def by_script(client: Client, address: str, message: object) -> tuple[int, dict[str, object]]:
    answer = client.post(address, json.dumps(message), content_type="application/json")
    return answer.status_code, answer.json()


def test_a_script_keeps_and_drops(world: World, sign_in: Callable[[User], Client]) -> None:
    client, key = sign_in(world.alex), str(uuid4())
    message = {"about": about(world), "client_key": key, "fields": {"note": SECRET, "also": ["a", "b"]}}
    code, said = by_script(client, "/drafts/keep/", message)
    assert (code, said["kept"]) == (200, True)
    found = draft_of(world.alex, about(world))
    assert found is not None and found.fields == {"note": SECRET, "also": ["a", "b"]}
    assert by_script(client, "/drafts/drop/", message | {"fields": {}}) == (200, {"dropped": 1})
    assert by_script(client, "/drafts/keep/", message)[1]["kept"] is False


@pytest.mark.parametrize(
    "change", [{"client_key": "x"}, {"fields": {"note": 3}}, {"fields": "x"}, {"about": "contact"}], ids=str
)
def test_a_script_is_told_what_is_no_draft(
    change: dict[str, object], world: World, sign_in: Callable[[User], Client]
) -> None:
    message = {"about": about(world), "client_key": str(uuid4()), "fields": {"note": "x"}} | change
    assert by_script(sign_in(world.alex), "/drafts/keep/", message)[0] == 422
    assert not Draft.objects.exists()


def test_a_script_without_a_sign_in_is_told_so_and_a_person_is_led_there(world: World) -> None:
    message = {"about": about(world), "client_key": str(uuid4()), "fields": {"note": "x"}}
    assert by_script(Client(), "/drafts/keep/", message)[0] == 401
    assert Client().post("/drafts/keep/", {"about": about(world)}).status_code == 302
    assert not Draft.objects.exists()


def test_the_button_keeps_a_draft_without_script(world: World, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(world.alex)
    sent = {"about": about(world), "client_key": str(uuid4()), "note": SECRET, "how": "call"}
    page = client.post("/drafts/keep/", sent, follow=True).content.decode()
    assert "You have one draft" in page and SECRET in page and "Sam Whitlock" in page
    page = client.post("/drafts/drop/", sent, follow=True).content.decode()
    assert "You have no drafts" in page and SECRET not in page


def test_the_list_leads_to_the_form_with_the_draft(world: World, sign_in: Callable[[User], Client]) -> None:
    key = uuid4()
    kept(world.alex, about(world), key=key, note=SECRET)
    assert f"/people/{world.sam.pk}/contact/new/?draft={key}" in sign_in(world.alex).get("/drafts/").content.decode()


def test_the_list_leads_to_whatever_page_a_script_kept_it_on(world: World, sign_in: Callable[[User], Client]) -> None:
    """Some forms are about a row, not about the person whose page they are on."""
    path = f"/people/{world.sam.pk}/after-21/"
    kept(world.alex, f"after21-answer:{uuid4()}", note=SECRET, draft_at=path)
    kept(world.alex, f"lost:{world.sam.pk}", note="Rang Nan", draft_at="//evil.invalid/")
    page = sign_in(world.alex).get("/drafts/").content.decode()
    assert f'href="{path}"' in page and "A form about Sam Whitlock" in page
    assert "Lost touch with Sam Whitlock" in page and "evil" not in page


def test_a_form_that_was_saved_has_no_draft_any_more(world: World, sign_in: Callable[[User], Client]) -> None:
    client, key = sign_in(world.alex), uuid4()
    kept(world.alex, about(world), key=key, note=SECRET)
    sent = {"draft_about": about(world), "client_key": str(key), "made": "made", "how": "call", "happened_on": "today"}
    assert client.post(f"/people/{world.sam.pk}/contact/new/", sent).status_code == 422
    assert len(drafts_of(world.alex)) == 1
    assert client.post("/drafts/drop/", {"about": "x", "client_key": "x"}).status_code == 302
    assert len(drafts_of(world.alex)) == 1
    assert client.post(f"/people/{world.sam.pk}/contact/new/", sent | {"note": SECRET}).status_code == 302
    assert drafts_of(world.alex) == []


def test_a_draft_that_arrives_after_its_form_was_saved_is_not_kept(
    world: World, sign_in: Callable[[User], Client]
) -> None:
    """Saved before anything was kept: the first message about it is still on its way."""
    client, key = sign_in(world.alex), str(uuid4())
    sent = {"draft_about": f"going-on:{world.sam.pk}", "client_key": key}
    client.post("/drafts/drop/", sent | {"about": sent["draft_about"]})
    message = {"about": sent["draft_about"], "client_key": key, "fields": {"note": SECRET}}
    assert by_script(client, "/drafts/keep/", message)[1]["kept"] is False
    assert by_script(client, "/drafts/find/", message) == (200, {"draft": None, "done": True})


def test_a_form_that_is_opened_finds_the_latest_draft(world: World, sign_in: Callable[[User], Client]) -> None:
    kept(world.alex, about(world), note=SECRET)
    message = {"about": about(world), "client_key": str(uuid4())}
    _, said = by_script(sign_in(world.alex), "/drafts/find/", message)
    assert said["done"] is False and said["draft"]["fields"] == {"note": SECRET}  # type: ignore[index]
    assert by_script(sign_in(world.bea), "/drafts/find/", message)[1] == {"draft": None, "done": False}


def test_of_somebody_no_longer_within_reach_nothing_is_shown(world: World, sign_in: Callable[[User], Client]) -> None:
    key = uuid4()
    kept(world.alex, about(world), key=key, note=SECRET)
    Allocation.objects.filter(person=world.sam).update(
        ended_on=NOW.date() - timedelta(days=1000), started_on="2020-01-01"
    )
    client = sign_in(world.alex)
    page = client.get("/drafts/").content.decode()
    assert "About somebody you do not reach" in page
    assert SECRET not in page and "Whitlock" not in page and str(world.sam.pk) + "/contact" not in page
    assert client.get(f"/people/{world.sam.pk}/contact/new/?draft={key}").status_code == 404


def test_an_emoji_that_a_phone_cut_in_two_does_not_keep_a_draft_from_being_kept(
    world: World, sign_in: Callable[[User], Client]
) -> None:
    sent = {"about": about(world), "client_key": str(uuid4()), "fields": {"note": "Warm \ud83d"}}
    answer = sign_in(world.alex).post("/drafts/keep/", json.dumps(sent), content_type="application/json")
    assert answer.json()["kept"] is True
    found = draft_of(world.alex, about(world))
    assert found is not None and found.fields == {"note": "Warm \N{REPLACEMENT CHARACTER}"}
