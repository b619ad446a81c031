"""Recording, correcting and reading contacts on pages; no word that was typed is ever lost."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.contact.reading import Page
from tests.workspace.people import crowd
from tests.world import TODAY, World, allocate, worker
from waymark.accounts.actions import keep_draft
from waymark.accounts.facts import draft_of
from waymark.accounts.models import Cover, User
from waymark.accounts.rules import Role
from waymark.contact.actions import record_contact, replace_contact_reported
from waymark.contact.facts import role_towards
from waymark.contact.models import ContactMade, Promise
from waymark.contact.rules import ByRole, Channel, Made
from waymark.core.forms import read_date
from waymark.core.wording import full_date
from waymark.diary.actions import plan_visit
from waymark.people.models import Address, YoungPerson
from waymark.people.rules.words import AllocationRole, Source

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def filled(**other: object) -> dict[str, object]:
    """A form about a visit as Alex fills it in."""
    return {
        "made": "made",
        "how": "face_to_face",
        "happened_on": "today",
        "happened_at": "",
        "place": "home",
        "place_words": "14 Canal Court",
        "present": "",
        "started_by": "worker",
        "by_role": "adviser",
        "worker_name": "",
        "note": "The flat is warm, two rings of the cooker are dead.",
        "their_words": "First place that’s mine. Quiet though.",
        "next_try_on": "",
        "client_key": str(uuid4()),
    } | other


def kept(world: World, **other: object) -> ContactMade:
    values = {
        "person": world.sam,
        "happened_on": TODAY - timedelta(days=3),
        "made": Made.MADE,
        "channel": Channel.CALL,
        "by_role": ByRole.ADVISER,
        "by": world.alex,
        "worker": world.alex,
        "today": TODAY,
        "now": timezone.now(),
        "note": "Talked about college",
    } | other
    return record_contact(**values)  # type: ignore[arg-type]


def test_a_visit_is_recorded_with_its_promises(world: World, sign_in: SignIn) -> None:
    client, url = sign_in(world.alex), reverse("contact:record", args=[world.sam.pk])
    page = client.get(url).content.decode()
    assert "Record a contact with Sam" in page and "In Sam’s own words" in page
    by = TODAY + timedelta(days=7)
    sent = filled(
        promise_what_1="Look at the cooker", promise_when_1=f"{by.day}/{by.month}/{by.year}", saw_where_sleeps="on"
    )
    response = client.post(url, sent)
    assert response["Location"] == reverse("workspace:record", args=[world.sam.pk])
    contact = ContactMade.objects.get(person=world.sam)
    assert (contact.made, contact.channel, contact.happened_on) == ("made", "face_to_face", TODAY)
    assert (contact.worker, contact.by_role, contact.saw_where_sleeps) == (world.alex, "adviser", True)
    promise = Promise.objects.get(contact=contact)
    assert (promise.what, promise.by_when, promise.owner) == ("Look at the cooker", by, world.alex)


def test_nothing_typed_is_lost_when_something_is_to_be_put_right(world: World, sign_in: SignIn) -> None:
    url = reverse("contact:record", args=[world.sam.pk])
    sent = filled(
        made="",
        note="",
        promise_what_1="Look at the cooker",
        promise_when_3="friday",
        worried="on",
        present="Nan Whitlock",
    )
    response = sign_in(world.alex).post(url, sent)
    page = response.content.decode()
    assert response.status_code == 422 and "Error: " in page
    for words in (
        "Say whether you reached Sam",
        "Give a date for “Look at the cooker”, such as 21 May or Friday",
        "Say what you promised by",
        "Say what worries you, even in one line",
    ):
        assert words in page
    for typed in ("First place that’s mine. Quiet though.", "Nan Whitlock", "14 Canal Court", str(sent["client_key"])):
        assert typed in page
    assert not ContactMade.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("happened_on", "tomorrow", "Give today or an earlier day"),
        ("happened_on", "", "Give the day it happened, such as 21 May or Monday"),
        ("happened_on", "soon", "Give a date, such as 21 May or Friday"),
        ("happened_on", "31/2/2026", "There is no 31 February in 2026"),
        ("happened_on", "1/1/1950", "Check the year: this lies more than twelve years back"),
        ("happened_at", "half ten", "Give a time, such as 14:30"),
        ("note", " ", "Say what happened, even in one line"),
        ("how", "", "Say how: face to face, a call, a text or another way"),
        ("how", "telepathy", "Choose one of the answers on the list"),
    ],
)
def test_each_error_says_what_to_do(world: World, sign_in: SignIn, field: str, value: str, words: str) -> None:
    url = reverse("contact:record", args=[world.sam.pk])
    response = sign_in(world.alex).post(url, filled(**{field: value}))
    assert response.status_code == 422 and words in response.content.decode()
    assert not ContactMade.objects.exists()


def test_what_is_known_lies_open_when_something_in_it_is_wrong(world: World, sign_in: SignIn) -> None:
    client, url = sign_in(world.alex), reverse("contact:record", args=[world.sam.pk])
    assert '<details class="known">' in client.get(url).content.decode()
    assert '<details class="known" open>' in client.post(url, filled(happened_on="tomorrow")).content.decode()


def test_the_moment_cannot_lie_ahead(world: World, sign_in: SignIn) -> None:
    later = timezone.localtime() + timedelta(minutes=4)
    if later.date() != TODAY:
        pytest.skip("four minutes on it is tomorrow")
    url = reverse("contact:record", args=[world.sam.pk])
    response = sign_in(world.alex).post(url, filled(happened_at=f"{later:%H:%M}"))
    assert "Give a time that has passed" in response.content.decode() and not ContactMade.objects.exists()


def test_a_try_needs_no_words_and_sets_the_next_one(world: World, sign_in: SignIn) -> None:
    client, url = sign_in(world.alex), reverse("contact:record", args=[world.sam.pk])
    suggested = read_date(Page(client.get(url)).fields["next_try_on"])
    assert suggested is not None
    assert 14 <= (suggested - TODAY).days <= 16 and suggested.weekday() < 5
    sent = filled(made="tried", how="call", note="", their_words="", saw_where_sleeps="on", next_try_on="tomorrow")
    assert client.post(url, sent).status_code == 302
    contact = ContactMade.objects.get()
    assert (contact.made, contact.next_try_on) == ("tried", TODAY + timedelta(days=1))
    assert contact.saw_where_sleeps is None  # nobody was there to show it
    without = {name: value for name, value in filled(made="tried", note="").items() if name != "next_try_on"}
    assert client.post(url, without).status_code == 302
    assert ContactMade.objects.get(client_key=without["client_key"]).next_try_on == suggested
    emptied = filled(made="tried", note="", next_try_on="")
    assert client.post(url, emptied).status_code == 302
    assert ContactMade.objects.get(client_key=emptied["client_key"]).next_try_on is None
    assert client.post(url, filled(made="tried", next_try_on="yesterday")).status_code == 422


def test_a_planned_visit_fills_the_form(world: World, sign_in: SignIn) -> None:
    start = timezone.now() - timedelta(days=1)
    planned = {"starts_at": start, "ends_at": start + timedelta(hours=1), "place": "The hub, Mill Lane"}
    visit = plan_visit(
        worker=world.alex, person=world.sam, with_workers=[world.bea], by=world.alex, today=TODAY, **planned
    )
    client, url = sign_in(world.alex), reverse("contact:record", args=[world.sam.pk])
    fields = Page(client.get(f"{url}?visit={visit.pk}")).fields
    assert read_date(fields["happened_on"]) == timezone.localtime(start).date()
    shown = {name: fields[name] for name in ("made", "how", "place_words", "present", "by_role")}
    assert shown == {
        "made": "made",
        "how": "face_to_face",
        "place_words": "The hub, Mill Lane",
        "present": "Bea Holt",
        "by_role": "adviser",
    }
    client.post(f"{url}?visit={visit.pk}", filled())
    visit.refresh_from_db()
    assert visit.state == "kept"
    of_jo = reverse("contact:record", args=[world.jo.pk])
    assert "made" not in Page(client.get(f"{of_jo}?visit={visit.pk}")).fields  # not a visit to Jo


@pytest.mark.parametrize(
    ("asked", "leads"), [("/people/", "/people/"), ("https://evil.invalid/", ""), ("//evil.invalid", "")]
)
def test_where_to_go_afterwards_is_on_this_site(world: World, sign_in: SignIn, asked: str, leads: str) -> None:
    url = reverse("contact:record", args=[world.sam.pk])
    response = sign_in(world.alex).post(f"{url}?next={asked}", filled())
    assert response["Location"] == (leads or reverse("workspace:record", args=[world.sam.pk]))


def test_sent_twice_it_is_one_contact(world: World, sign_in: SignIn) -> None:
    client, url, sent = sign_in(world.alex), reverse("contact:record", args=[world.sam.pk]), filled()
    assert client.post(url, sent).status_code == client.post(url, sent).status_code == 302
    assert ContactMade.objects.count() == 1


def test_saved_and_changed_afterwards_it_becomes_a_correction(world: World, sign_in: SignIn) -> None:
    """Somebody saves, goes back, writes more and saves again: not a second contact, and not a lost word."""
    client, url, sent = sign_in(world.alex), reverse("contact:record", args=[world.sam.pk]), filled()
    client.post(url, sent)
    more = sent | {"note": "And the door does not lock.", "promise_what_1": "Mend the door", "promise_when_1": "friday"}
    response = client.post(url, more)
    page = response.content.decode()
    assert response.status_code == 409 and ContactMade.objects.count() == 1
    assert "This contact is saved already" in page and "And the door does not lock." in page and "Mend the door" in page
    action = reverse("contact:correct", args=[world.sam.pk, ContactMade.objects.get().pk])
    assert f'action="{action}"' in page
    client.post(action, more | {"reason": "Remembered more"})
    assert ContactMade.objects.known().get().note == "And the door does not lock."


def test_two_who_correct_at_once_lose_no_words(world: World, sign_in: SignIn) -> None:
    contact = kept(world)
    alex, bea = sign_in(world.alex), sign_in(world.bea)
    url = reverse("contact:correct", args=[world.sam.pk, contact.pk])
    assert "Talked about college" in alex.get(url).content.decode()
    days = {"happened_on": f"{contact.happened_on:%d/%m/%Y}", "how": "call", "place": "unknown", "place_words": ""}
    bea.post(url, filled(**days, note="Bea’s version", reason="Was there"))
    response = alex.post(url, filled(**days, note="Alex’s version", reason="I rang"))
    page = response.content.decode()
    assert response.status_code == 409 and "Somebody else has changed this contact" in page
    assert "Bea’s version" in page and "Alex’s version" in page
    now = ContactMade.objects.known().get()
    assert now.note == "Bea’s version"
    assert f'action="{reverse("contact:correct", args=[world.sam.pk, now.pk])}"' in page
    assert alex.get(url)["Location"] == reverse("contact:correct", args=[world.sam.pk, now.pk])
    alex.post(
        reverse("contact:correct", args=[world.sam.pk, now.pk]), filled(**days, note="Alex’s version", reason="I rang")
    )
    assert ContactMade.objects.known().get().note == "Alex’s version"


def test_a_correction_says_why_and_another_persons_contact_is_not_found(world: World, sign_in: SignIn) -> None:
    contact, client = kept(world), sign_in(world.alex)
    url = reverse("contact:correct", args=[world.sam.pk, contact.pk])
    assert "Say why, so that others can follow it later" in client.post(url, filled(reason="")).content.decode()
    for name in ("correct", "take_back", "several"):
        assert client.get(reverse(f"contact:{name}", args=[world.jo.pk, contact.pk])).status_code == 404


def test_worries_are_only_for_who_may_see_risk(world: World, sign_in: SignIn) -> None:
    contact = kept(world, worried=True, worried_note="Somebody at the door at night")
    housing = worker("hal", "Hal Moss", Role.HOUSING_ADVISER)
    allocate(world.sam, housing, world.team, AllocationRole.HOUSING_LEAD)
    client, page = sign_in(housing), reverse("contact:contacts", args=[world.sam.pk])
    correct = reverse("contact:correct", args=[world.sam.pk, contact.pk])
    for url in (page, correct):
        assert "at the door at night" not in client.get(url).content.decode()
        assert "at the door at night" in sign_in(world.alex).get(url).content.decode()
    day = f"{contact.happened_on:%d/%m/%Y}"
    sent = filled(happened_on=day, how="call", note="About the flat", worried_note="Nothing", reason="Clearer")
    assert client.post(correct, sent).status_code == 302
    now = ContactMade.objects.known().get()
    assert (now.note, now.worried, now.worried_note) == ("About the flat", True, "Somebody at the door at night")


def test_a_contact_is_taken_back_with_a_reason(world: World, sign_in: SignIn) -> None:
    contact, client = kept(world), sign_in(world.alex)
    url = reverse("contact:take_back", args=[world.sam.pk, contact.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "It was Jo"}).status_code == 302
    assert not ContactMade.objects.known().exists()
    again = client.post(url, {"reason": "It was Jo"}, follow=True)
    assert "corrected or taken back this contact meanwhile" in again.content.decode()
    gone = client.get(reverse("contact:correct", args=[world.sam.pk, contact.pk]), follow=True)
    assert "This contact was taken back meanwhile" in gone.content.decode()


def test_the_list_says_when_they_were_reached_and_by_whom(world: World, sign_in: SignIn) -> None:
    client, url = sign_in(world.alex), reverse("contact:contacts", args=[world.sam.pk])
    assert "No contact with Sam is recorded yet" in client.get(url).content.decode()
    kept(world, their_words="First place that’s mine.")
    kept(world, happened_on=TODAY - timedelta(days=2), by_role=ByRole.OTHER, note="By the hub")
    kept(world, happened_on=TODAY - timedelta(days=1), made=Made.TRIED, note="Rang twice")
    page = Page(client.get(url))
    assert page.heading == "Sam was last reached 2 days ago, and tried once since"
    for words in ("Everything 3", "Reached 2", "Tried 1", "Own words 1", "By adviser 2"):
        assert words in page.words
    for show, wanted in (("reached", {"By the hub", "Talked about college"}), ("tried", {"Rang twice"})):
        words = Page(client.get(f"{url}?show={show}")).words
        assert {note for note in ("By the hub", "Talked about college", "Rang twice") if note in words} == wanted
    assert "Rang twice" in Page(client.get(f"{url}?show=nonsense")).words


def test_a_long_list_goes_on_page_by_page(world: World, sign_in: SignIn) -> None:
    rows = [(world.sam.pk, TODAY - timedelta(days=n), "made", "adviser") for n in range(120)]
    replace_contact_reported(added=rows, withdrawn=[], source=Source.CASELOAD, by=world.alex, at=timezone.now())
    client, url, days = sign_in(world.alex), reverse("contact:contacts", args=[world.sam.pk]), []
    while url:
        page = Page(client.get(url))
        days += [text for text, href in page.links if href.endswith("/correct/")]
        url = next((href for text, href in page.links if "Older" in text), "")
    dates = [" ".join(full_date(row[1]).split()) for row in rows]
    assert days == [f"Correct the contact of {day}" for day in dates]


def test_whom_to_choose_comes_by_likelihood(world: World, sign_in: SignIn) -> None:
    client, url = sign_in(world.alex), reverse("contact:choose")
    kept(world, person=world.jo)
    start = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
    plan_visit(
        worker=world.alex,
        person=world.sam,
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        by=world.alex,
        today=TODAY,
    )
    page = Page(client.get(url))
    people = [(text, href) for text, href in page.links if "/contact/new/" in href and "/people/" in href]
    assert [text for text, _ in people] == ["Sam Whitlock", "Yohannes Tesfay"]
    assert "visit=" in people[0][1] and page.words.index("Today") < page.words.index("Lately")
    assert "Yohannes Tesfay" in Page(client.post(url, {"text": "Tesfay"})).words
    assert "Nobody within your reach" in Page(client.post(url, {"text": "Amos"})).words  # Kit is nobody of Alex's
    assert client.post(url, {"text": ""}).status_code == 422


def test_one_visit_to_several(world: World, sign_in: SignIn) -> None:
    for person in (world.sam, world.jo, world.kit):
        Address.objects.create(person=person, lines="14 Canal Court", postcode="NE1 4LP")
    client, url = sign_in(world.alex), reverse("contact:record", args=[world.sam.pk])
    assert Page(client.get(url)).offers["also"] == [str(world.jo.pk)]  # not Kit, who is out of reach
    response = client.post(url, filled(also=[str(world.jo.pk)]))
    sams = ContactMade.objects.get()
    several = reverse("contact:several", args=[world.sam.pk, sams.pk])
    assert response["Location"] == f"{several}?with={world.jo.pk}"
    page = client.get(response["Location"]).content.decode()
    assert "What was it for Yohannes?" in page
    assert client.post(several, {"with": [str(world.jo.pk)], f"{world.jo.pk}-note": ""}).status_code == 422
    sent = {"with": [str(world.jo.pk)], f"{world.jo.pk}-note": "Jo slept well", f"{world.jo.pk}-their_words": "Fine"}
    assert client.post(several, sent).status_code == 302
    jos = ContactMade.objects.get(person=world.jo)
    assert (jos.note, jos.visit_key, jos.channel) == ("Jo slept well", sams.visit_key, "face_to_face")
    client.post(several, sent)
    assert ContactMade.objects.count() == 2


def test_looking_for_one_more_keeps_what_was_typed(world: World, sign_in: SignIn) -> None:
    crowd(1, world.alex, world.team, prefix="Zoe")
    client, contact = sign_in(world.alex), kept(world)
    url, note = reverse("contact:several", args=[world.sam.pk, contact.pk]), f"{world.jo.pk}-note"
    sent = {"with": [str(world.jo.pk)], note: "Half a sentence", "find": "yes", "text": "Zoe"}
    page = client.post(url, sent)
    assert "Half a sentence" in page.content.decode()
    zoe = YoungPerson.objects.get(first_name__startswith="Zoe")
    assert f'name="add" value="{zoe.pk}"' in page.content.decode()
    page = client.post(url, {"with": [str(world.jo.pk)], note: "Half a sentence", "add": str(zoe.pk)})
    fields = Page(page).fields
    assert fields[note] == "Half a sentence" and f"{zoe.pk}-note" in fields
    page = client.post(url, {"with": [str(world.kit.pk)], f"{world.kit.pk}-note": "Not mine"})
    assert f"{world.kit.pk}-note" not in Page(page).fields and ContactMade.objects.count() == 1


def test_drafts_go_when_the_contact_is_saved(world: World, sign_in: SignIn) -> None:
    sent, about = filled(), f"contact:{world.sam.pk}"
    key = UUID(str(sent["client_key"]))
    keep_draft(user=world.alex, about=about, fields={"note": "Half"}, now=timezone.now(), client_key=key)
    assert draft_of(world.alex, about) is not None
    sign_in(world.alex).post(reverse("contact:record", args=[world.sam.pk]), sent)
    assert draft_of(world.alex, about) is None


def test_a_colleague_without_reach_records_nothing(world: World, sign_in: SignIn) -> None:
    url = reverse("contact:record", args=[world.sam.pk])
    assert sign_in(world.cy).post(url, filled()).status_code == 404
    assert sign_in(world.analyst).get(url).status_code == 404
    assert not ContactMade.objects.exists()


def test_as_what_somebody_was_there(world: World) -> None:
    cover = {"started_on": TODAY, "ended_on": TODAY + timedelta(days=3)}
    lee = worker("lee", "Lee Marsh", Role.PERSONAL_ADVISER, world.team)
    sol = worker("sol", "Sol Reed", Role.SOCIAL_WORKER, world.team)
    assert role_towards(world.alex, world.sam.pk, on=TODAY) == ByRole.ADVISER
    assert role_towards(lee, world.sam.pk, on=TODAY) == ByRole.OTHER  # an adviser, but not Sam's
    assert role_towards(sol, world.sam.pk, on=TODAY) == ByRole.SOCIAL_WORKER
    Cover.objects.create(away=world.alex, covering=lee, **cover)
    assert role_towards(User.objects.get(pk=lee.pk), world.sam.pk, on=TODAY) == ByRole.ADVISER
