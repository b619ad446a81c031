"""Where each role lands, what is said where there is nothing, and pages that are not there."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from tests.world import worker
from waymark.accounts.rules import Role

pytestmark = pytest.mark.django_db


def words(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


@pytest.mark.parametrize(
    ("role", "start"),
    [
        (Role.HEAD_OF_SERVICE, "workspace:service_day"),
        (Role.DIRECTOR, "workspace:service_day"),
        (Role.ADVOCATE, "workspace:register"),
        (Role.ADMINISTRATOR, "accounts:users"),
        (Role.ANALYST, "statutory:imports"),
    ],
)
def test_each_role_lands_on_the_first_page_it_may_open(db, sign_in, role, start):
    assert sign_in(worker("x", "X Y", role)).get("/").url == reverse(start)


def test_whoever_leads_one_team_lands_on_its_day(world, sign_in):
    assert sign_in(world.bea).get("/").url == reverse("workspace:team_day", args=[world.team.pk])


def test_everything_a_user_may_open_is_listed_in_groups(world, sign_in):
    page = words(sign_in(world.bea).get(reverse("workspace:more")))
    assert "Watching over the service" in page
    assert "/cover/" in page
    assert "/import/" not in page


def test_a_phone_shows_five_tabs_with_recording_in_the_middle(world, sign_in):
    tabs = words(sign_in(world.alex).get("/")).split('class="tabs"')[1].split("</nav>")[0]
    assert [name for name in ("Today", "People", "Record", "Messages", "More") if name in tabs] == [
        *("Today", "People", "Record", "Messages", "More"),
    ]
    assert tabs.count("<li") == 5
    assert tabs.index("Today") < tabs.index("People") < tabs.index("Record") < tabs.index("Messages")


@pytest.mark.parametrize(
    "role", [Role.ELECTED_MEMBER, Role.FINANCE, Role.PARTNER, Role.COMMISSIONER, Role.YOUNG_PERSON]
)
def test_who_may_open_nothing_is_told_so_and_whom_to_ask(world, sign_in, role):
    page = words(sign_in(worker("x", "X Y", role)).get("/"))
    assert "There is nothing here for you to open" in page
    assert role.label in page
    assert "Ade Bello" in page


def test_a_page_that_is_not_there_and_one_that_is_not_yours_look_the_same(world, sign_in):
    cy = sign_in(world.cy)
    theirs, none = cy.get(f"/people/{world.sam.pk}/"), cy.get("/people/00000000-0000-0000-0000-000000000001/")
    assert theirs.status_code == none.status_code == 404
    assert words(theirs) == words(none)
    assert "Sam" not in words(theirs)


def test_a_page_that_is_not_there_shows_strangers_no_menu(db):
    page = Client().get("/nowhere/")
    assert page.status_code == 404
    assert "This page is not here" in words(page)
    assert "/settings/" not in words(page)


def test_a_form_without_proof_of_origin_says_what_to_do(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.alex, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.post(reverse("workspace:search"), {"text": "Sam"})
    assert page.status_code == 403
    assert "This form has gone out of date" in words(page)


def test_what_breaks_is_said_without_the_database(world, sign_in, monkeypatch):
    client = sign_in(world.alex)
    client.raise_request_exception = False
    monkeypatch.setattr("waymark.workspace.views.register.facts.page", lambda *a, **k: 1 / 0)
    page = client.get("/people/")
    assert page.status_code == 500
    assert "Something broke on our side" in words(page)
    assert "ZeroDivisionError" not in words(page)


def test_health_says_whether_the_database_answers(client, monkeypatch):
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok"})

    def refuse(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (503, {"database": "unreachable"})
