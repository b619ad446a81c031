"""What people do on the pages of a record, through the real client."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.world import NARRATOR, TODAY, World, years_ago
from waymark.accounts.models import RoleGrant, User
from waymark.accounts.rules import Role
from waymark.people import actions
from waymark.people.models import (
    Address,
    Allocation,
    CarePeriod,
    ContactPoint,
    DateOfBirth,
    NetworkMember,
    SupportRequest,
    YoungPerson,
)

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def page(name: str, *args: object) -> str:
    return reverse(f"people:{name}", args=args)


def test_alex_keeps_a_number_and_says_it_is_safe(world: World, sign_in: SignIn) -> None:
    client, list_page = sign_in(world.alex), page("reach", world.sam.pk)
    assert "Nobody knows how to reach Sam" in client.get(list_page).text
    asked = {"kind": "mobile", "value": "07700 900123", "safe_to_use": "unknown"}
    assert client.post(page("contact_point_add", world.sam.pk), asked)["Location"] == list_page
    assert "Nobody has said which number is safe" in client.get(list_page).text
    point = ContactPoint.objects.get(person=world.sam)
    change = page("contact_point_correct", world.sam.pk, point.pk)
    assert "checked" not in client.get(change).text.split('name="preferred"')[1].split(">")[0]
    client.post(change, asked | {"safe_to_use": "yes", "preferred": "on"})
    assert "Ring Sam on 07700\u00a0900123" in client.get(list_page).text
    assert client.get(change).status_code == 404  # the row that was changed is no longer believed


@pytest.mark.parametrize(
    ("name", "asked", "said"),
    [
        ("contact_point_add", {"kind": "mobile", "value": "12", "safe_to_use": "yes"}, "Give a telephone number"),
        ("contact_point_add", {"kind": "email", "value": "sam", "safe_to_use": "yes"}, "Give an e-mail address"),
        ("contact_point_add", {}, "Give the number or the address"),
        ("address_add", {"kind": "home", "safe_to_write": "no"}, "Give the address, or at least the postcode"),
        ("address_add", {"kind": "home", "safe_to_write": "no", "postcode": "nowhere"}, "Check the postcode"),
        ("address_add", {"kind": "moon", "safe_to_write": "no", "lines": "x"}, "Choose one of the answers"),
        ("member_add", {"relation": "friend", "has_parental_responsibility": "no"}, "Give their name"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field(
    world: World, sign_in: SignIn, name: str, asked: dict[str, str], said: str
) -> None:
    answer = sign_in(world.alex).post(page(name, world.sam.pk), asked)
    assert answer.status_code == 422
    assert answer.text.count(said) == 2  # in the summary and beside the field
    assert not ContactPoint.objects.exists() and not Address.objects.exists() and not NetworkMember.objects.exists()


def test_an_address_ends_and_one_that_was_wrong_is_taken_back(world: World, sign_in: SignIn) -> None:
    client, list_page = sign_in(world.alex), page("reach", world.sam.pk)
    asked = {
        "kind": "home",
        "lines": "14 Canal Court",
        "postcode": "ne1  4lp",
        "safe_to_write": "yes",
        "started_on": "1 May 2026",
    }
    client.post(page("address_add", world.sam.pk), asked)
    address = Address.objects.get()
    assert address.postcode == "NE1 4LP"
    end = page("address_end", world.sam.pk, address.pk)
    assert "it lies before the start" in client.post(end, {"ended_on": "1 April 2026"}).text
    assert client.post(end, {"ended_on": "1 June 2026"})["Location"] == list_page
    assert "No longer used" in client.get(list_page).text
    ended = Address.objects.known().get()
    assert client.get(page("address_end", world.sam.pk, ended.pk)).status_code == 404  # it has ended already
    withdraw = page("address_withdraw", world.sam.pk, ended.pk)
    assert "Say why" in client.post(withdraw, {}).text
    client.post(withdraw, {"reason": "Another Sam"})
    assert not Address.objects.known().exists()


def test_nan_matters_in_sams_words(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.alex)
    asked = {
        "name": "Nan Whitlock", "relation": "relative", "relation_words": "my nan", "matters": "on",
        "in_their_words": "She always picks up.", "phone": "01632 960018", "has_parental_responsibility": "no",
    }  # fmt: skip
    client.post(page("member_add", world.sam.pk), asked)
    shown = client.get(page("network", world.sam.pk)).text
    assert "Sam has named one person who matters" in shown
    assert "She always picks up." in shown and "01632" in shown
    reviewing = User.objects.create_user("iro", display_name="Ira")
    RoleGrant.objects.create(user=reviewing, role=Role.REVIEWING_OFFICER, started_on=years_ago(1))
    Allocation.objects.create(person=world.sam, worker=reviewing, role="reviewing_officer", started_on=TODAY)
    shown = sign_in(reviewing).get(page("network", world.sam.pk)).text
    assert "my nan" in shown and "01632" not in shown  # names and bonds, not how to reach people
    assert sign_in(reviewing).get(page("reach", world.sam.pk)).status_code == 404


def test_bea_corrects_a_care_history_and_the_old_one_can_be_read(world: World, sign_in: SignIn) -> None:
    client, list_page = sign_in(world.bea), page("care", world.sam.pk)
    assert "Sam left care on" in client.get(list_page).text
    period = CarePeriod.objects.get(person=world.sam)
    correct = page("care-period_correct", world.sam.pk, period.pk)
    asked = {
        "kind": "looked_after", "started_on": str(period.started_on), "ended_on": str(TODAY),
        "ended_reason": "E17", "care_order_at_end": "yes",
    }  # fmt: skip
    refused = client.post(correct, asked)
    assert refused.status_code == 422 and "Say why" in refused.text
    client.post(correct, asked | {"reason": "Court papers"})
    now = client.get(list_page).text
    assert "turned 18 and stayed with the same carers" in now and "A care order was in force at the end" in now
    before = client.get(page("care_withdrawn", world.sam.pk)).text
    assert "Believed until" in before and "turned 18" not in before


def test_overlapping_periods_are_refused_with_the_days_of_the_other(world: World, sign_in: SignIn) -> None:
    asked = {"kind": "looked_after", "started_on": str(years_ago(2)), "care_order_at_end": "no"}
    answer = sign_in(world.di).post(page("care-period_add", world.kit.pk), asked)
    assert answer.status_code == 422
    assert "covers some of them. Correct or end that one first" in answer.text


def test_what_was_asked_for_at_21_is_corrected_from_yes_to_no(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.bea)
    client.post(
        page("support-request_add", world.jo.pk), {"asked_on": str(TODAY), "wants": "yes", "words": "Help, please"}
    )
    asked = SupportRequest.objects.get()
    assert asked.wants is True
    form = client.get(page("support-request_correct", world.jo.pk, asked.pk)).text
    assert 'value="yes" checked' in form.replace("\n", " ")
    client.post(
        page("support-request_correct", world.jo.pk, asked.pk),
        {"asked_on": str(TODAY), "wants": "no", "reason": "Misheard"},
    )
    assert SupportRequest.objects.known().get().wants is False
    assert client.get(page("support-request_end", world.jo.pk, asked.pk)).status_code == 404  # a request has no end


def test_a_person_known_from_one_part_of_a_return_has_no_history(world: World, sign_in: SignIn) -> None:
    CarePeriod.objects.filter(person=world.sam).delete()
    assert "Sam’s care history is missing" in sign_in(world.bea).get(page("care", world.sam.pk)).text


def test_bea_gives_sam_another_adviser_and_the_count_is_told(world: World, sign_in: SignIn) -> None:
    client, list_page = sign_in(world.bea), page("allocations", world.sam.pk)
    assert "Alex Merrin is Sam’s personal adviser" in client.get(list_page).text
    add = page("allocation_add", world.sam.pk)
    asked = {"role": "personal_adviser", "worker": world.bea.pk, "team": world.team.pk, "started_on": str(TODAY)}
    assert "Choose the worker" in client.post(add, asked | {"worker": ""}).text
    assert "Give a day after" in client.post(add, asked | {"started_on": str(years_ago(9))}).text
    assert client.post(add, asked)["Location"] == list_page
    assert "Bea Holt is Sam’s adviser, the latest of two" in client.get(list_page).text
    row = Allocation.objects.known().get(person=world.sam, ended_on=None)
    end = page("allocation_end", world.sam.pk, row.pk)
    assert client.post(end, {"ended_on": str(TODAY)})["Location"] == list_page
    # Nobody in her team works for Sam now, so Bea no longer reaches the record; the head of service does.
    assert client.get(list_page).status_code == 404
    assert "Sam has no personal adviser" in sign_in(world.head).get(list_page).text


def test_a_worker_known_by_name_only_is_shown_as_one_to_settle(world: World, sign_in: SignIn) -> None:
    Allocation.objects.filter(person=world.sam).update(worker=None, worker_name="A. Merrin")
    assert "Known by name only" in sign_in(world.bea).get(page("allocations", world.sam.pk)).text


def test_two_editors_see_what_the_other_wrote(world: World, sign_in: SignIn) -> None:
    client, edit = sign_in(world.alex), page("identity", world.sam.pk)
    asked = {
        "version": "1", "first_name": "Sam", "last_name": "Whitlock", "child_id": "S1", "sex": "",
        "interpreter_needed": "no", "disability": "unknown", "pronouns": "he/him",
    }  # fmt: skip
    actions.change_person(
        world.sam, expected_version=1, pronouns="they/them", upn="A123456789012", by=world.bea, today=TODAY
    )
    answer = client.post(edit, asked)
    assert answer.status_code == 409
    assert "Bea Holt changed “Pronouns” to they/them. You had: he/him." in answer.text
    assert 'value="A123456789012"' in answer.text
    assert YoungPerson.objects.get(pk=world.sam.pk).interpreter_needed == "unknown"
    again = asked | {"version": "2", "pronouns": "they/them", "upn": "A123456789012"}
    assert client.post(edit, again)["Location"] == reverse("workspace:record", args=[world.sam.pk])
    sam = YoungPerson.objects.get(pk=world.sam.pk)
    assert (sam.pronouns, sam.upn, sam.interpreter_needed, sam.version) == ("they/them", "A123456789012", "no", 3)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"upn": "123"}, "Check the pupil number"),
        ({"child_id": "J1"}, "another record has it"),
        ({"died_on": "1 January 2199"}, "Check the date of death: it lies in the future"),
        ({"died_on": "1 January 1999"}, "Check the date of death: it lies before the date of birth"),
        ({"what_matters_on": "1 May 2026"}, "Write down what they said"),
        ({"first_name": "", "last_name": "", "child_id": ""}, "Give a name or the child number"),
    ],
)
def test_an_identity_that_cannot_be_is_refused(world: World, sign_in: SignIn, asked: dict[str, str], said: str) -> None:
    whole = {"version": "1", "first_name": "Sam", "last_name": "Whitlock", "child_id": "S1", "interpreter_needed": "no"}
    answer = sign_in(world.alex).post(page("identity", world.sam.pk), whole | {"disability": "no"} | asked)
    assert answer.status_code == 422 and answer.text.count(said) == 2
    assert YoungPerson.objects.get(pk=world.sam.pk).version == 1


def test_special_categories_are_neither_shown_nor_wiped_without_the_permission(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    YoungPerson.objects.filter(pk=world.sam.pk).update(religion="Quaker", ethnicity="WBRI")
    assert "Quaker" in sign_in(world.alex).get(page("identity", world.sam.pk)).text
    may = User.may
    monkeypatch.setattr(
        User, "may", lambda self, permission, *, on: permission != "see_special" and may(self, permission, on=on)
    )
    client = sign_in(world.alex)
    assert "Quaker" not in client.get(page("identity", world.sam.pk)).text
    whole = {
        "version": "1",
        "first_name": "Samuel",
        "last_name": "Whitlock",
        "child_id": "S1",
        "interpreter_needed": "no",
    }
    client.post(page("identity", world.sam.pk), whole | {"religion": "None"})
    sam = YoungPerson.objects.get(pk=world.sam.pk)
    assert (sam.first_name, sam.religion, sam.ethnicity) == ("Samuel", "Quaker", "WBRI")


def test_a_disputed_birthday_stands_beside_the_one_gone_by(world: World, sign_in: SignIn) -> None:
    client, birth = sign_in(world.alex), page("birth", world.jo.pk)
    asked = {"born_on-day": "1", "born_on-month": "2", "born_on-year": "2007", "basis": "disputed", "in_force": "no"}
    assert client.post(birth, asked)["Location"] == birth
    shown = client.get(birth).text
    assert "In dispute" in shown and "Goes by this one" in shown and "Not gone by" in shown
    assert YoungPerson.objects.get(pk=world.jo.pk).born_on == world.jo.born_on
    client.post(birth, asked | {"in_force": "yes", "basis": "assessed"})
    assert "Yohannes was born on 1\u00a0February\u00a02007" in client.get(birth).text
    assert "lies in the future" in client.post(birth, asked | {"born_on-year": "2199"}).text
    assert DateOfBirth.objects.known().filter(person=world.jo).count() == 3


def test_a_manager_starts_a_record_with_a_worker(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.bea)
    asked = {
        "first_name": "Ria", "last_name": "Ames", "born_on": "1 May 2009", "birth_basis": "stated", "sex": "F",
        "role": "social_worker", "worker": world.alex.pk, "team": world.team.pk,
    }  # fmt: skip
    assert (
        "Give a name or the child number" in client.post(page("new"), asked | {"first_name": "", "last_name": ""}).text
    )
    client.post(page("new"), asked)
    ria = YoungPerson.objects.get(first_name="Ria")
    row = Allocation.objects.get(person=ria)
    assert (row.worker, row.team, row.role, row.started_on) == (world.alex, world.team, "social_worker", TODAY)


def test_an_adviser_who_starts_a_record_works_on_it(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.alex)
    assert 'name="worker"' not in client.get(page("new")).text
    client.post(
        page("new"),
        {"child_id": "N1", "birth_basis": "stated", "sex": "U", "role": "personal_adviser", "team": world.team.pk,
         "worker": world.cy.pk},
    )  # fmt: skip
    row = Allocation.objects.get(person__child_id="N1")
    assert row.worker == world.alex  # whatever else was sent
    assert client.get(page("care", row.person_id)).status_code == 200
    taken = client.post(
        page("new"),
        {"child_id": "N1", "birth_basis": "stated", "sex": "U", "role": "personal_adviser", "team": world.team.pk},
    )
    assert taken.status_code == 422 and "another record has it" in taken.text


JPEG = b"\xff\xd8\xff\xe0" + b"0" * 64


def test_a_photograph_is_served_only_to_those_who_reach_the_record(world: World, sign_in: SignIn) -> None:
    client, file = sign_in(world.alex), page("photo_file", world.sam.pk)
    upload = SimpleUploadedFile("sam.html", JPEG, content_type="text/html")
    client.post(page("photo", world.sam.pk), {"photo": upload})
    answer = client.get(file)
    assert (answer.content, answer["Content-Type"]) == (JPEG, "image/jpeg")
    assert answer["X-Content-Type-Options"] == "nosniff" and "no-store" in answer["Cache-Control"]
    assert sign_in(world.cy).get(file).status_code == 404
    client.post(page("photo", world.sam.pk), {"remove": "yes"})
    assert client.get(file).status_code == 302


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg onload='alert(1)'/>", "Choose a JPEG or PNG picture"),
        (JPEG + b"0" * 5 * 1024 * 1024, "Choose a smaller picture"),
        (b"", "Choose another file: this one is empty"),
    ],
)
def test_a_file_that_is_no_picture_is_refused(world: World, sign_in: SignIn, content: bytes, said: str) -> None:
    answer = sign_in(world.alex).post(
        page("photo", world.sam.pk), {"photo": SimpleUploadedFile("sam.jpg", content, content_type="image/jpeg")}
    )
    assert answer.status_code == 422 and said in answer.text
    assert YoungPerson.objects.get(pk=world.sam.pk).photo.name == ""


def test_who_looked_is_named_and_paged(world: World, sign_in: SignIn) -> None:
    client, looks = sign_in(world.alex), page("looks", world.sam.pk)
    for _ in range(55):
        client.get(page("network", world.sam.pk))
    actions.change_person(world.sam, expected_version=1, religion="Quaker", by=world.bea, today=TODAY)
    first = client.get(looks).text
    assert "One person has looked at Sam’s record" in first
    assert "Bea Holt" in first and "religion" in first and "Quaker" not in first
    older = first.split("?before=")[1].split('"')[0]
    second = client.get(looks, {"before": older}).text
    assert "The people around them" in second and "?before=" not in second
    assert client.get(looks, {"before": "; drop"}).status_code == 200


def test_a_person_never_seen_before_has_an_empty_name_that_says_so(world: World, sign_in: SignIn) -> None:
    actions.change_person(
        world.sam, expected_version=1, first_name="", last_name="", preferred_name="", by=NARRATOR, today=TODAY
    )
    assert "Child S1" in sign_in(world.alex).get(page("care", world.sam.pk)).text
