"""The sign-in pages: ours in words and look, all the way through."""

import re
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.look.markup import Markup
from tests.world import World
from waymark.accounts.models import User
from waymark.accounts.urls import OPEN, SIGNED_IN
from waymark.demo.rules.staff import PASSWORD as DEMO_PASSWORD

THIS = Path(__file__).read_text()
pytestmark = pytest.mark.django_db

PASSWORD = "a long password"
NOT_OURS = ("Two-Factor", "Authenticator", "invalid", "This field is required", "Enter a valid", "{%", "{{")


def heading(response: HttpResponse) -> str:
    """The h1 of a page, which must be sound HTML in our own words."""
    assert response.status_code == 200
    page = response.content.decode()
    assert Markup(page).problems == []
    text = re.sub(r"<[^>]*>", "", re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL))
    assert [words for words in NOT_OURS if words in text] == []
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert found
    return found[1]


def errors(response: HttpResponse) -> list[str]:
    page = response.content.decode()
    summary = re.search(r'govuk-error-summary__list">(.*?)</ul>', page, re.DOTALL)
    return (
        [re.sub(r"<.*?>", "", item).strip() for item in re.findall(r"<li>(.*?)</li>", summary[1], re.DOTALL)]
        if summary
        else []
    )


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def alex(client: Client, world: World, settings: Settings) -> Client:
    """Alex, signed in by password, who has just shown again that it is him."""
    settings.MFA_REQUIRED = False
    client.post(reverse("account_login"), {"login": "alex", "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": reverse("mfa_index")})
    return client


@pytest.fixture
def with_code(alex: Client) -> Client:
    """Alex, who has set up a code from his phone."""
    page = alex.get(reverse("mfa_activate_totp")).content.decode()
    found = re.search(r'class="secret">([\w\s]+)<', page)
    assert found
    secret = re.sub(r"\s", "", found[1])
    assert alex.post(reverse("mfa_activate_totp"), {"code": code_for(secret)}).status_code == 302
    return alex


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("account_login", "Sign in"),
        ("account_reset_password", "Forgotten password"),
        ("account_reset_password_done", "Look in your e-mail"),
        ("account_reset_password_from_key_done", "Your password is changed"),
        ("account_inactive", "This account is closed"),
    ],
)
def test_pages_before_sign_in(client: Client, name: str, expected: str) -> None:
    assert heading(client.get(reverse(name))) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mfa_index", "How you sign in"),
        ("account_change_password", "Change your password"),
        ("account_logout", "Sign out"),
        ("account_reauthenticate", "Show that it is you"),
        ("mfa_activate_totp", "Set up a code from your phone"),
        ("mfa_list_webauthn", "Your passkeys"),
        ("mfa_add_webauthn", "Add a passkey"),
        ("usersessions_list", "Where you are signed in"),
    ],
)
def test_pages_of_ones_own_account(alex: Client, name: str, expected: str) -> None:
    assert heading(alex.get(reverse(name))) == expected


def test_nothing_typed(client: Client) -> None:
    response = client.post(reverse("account_login"), {})
    assert heading(response) == "Sign in"
    assert errors(response) == ["Enter your name for signing in, or your e-mail address", "Enter your password"]
    assert "<title>Error: Sign in" in response.content.decode()


@pytest.mark.parametrize("name", ["alex", "alex@council.invalid", "nobody"])
def test_a_wrong_password_says_the_same_whoever_it_was(client: Client, world: World, name: str) -> None:
    response = client.post(reverse("account_login"), {"login": name, "password": "wrong"})
    assert heading(response) == "Sign in"
    assert "do not belong together" in errors(response)[0]


def test_a_new_password_by_e_mail(client: Client, world: World) -> None:
    assert client.post(reverse("account_reset_password"), {"email": "alex@council.invalid"}).status_code == 302
    message = mail.outbox[0]
    assert message.subject == "Choose a new password for Waymark"
    assert "Your name for signing in is alex." in message.body
    link = re.search(r"https?://[^/]+(/\S+)", message.body)
    assert link
    page = client.get(client.get(link[1])["Location"])
    assert heading(page) == "Choose a new password"
    here = page.request["PATH_INFO"]  # type: ignore[attr-defined]
    assert errors(client.post(here, {"password1": "", "password2": ""})) == [
        "Choose a password of at least 12 characters",
        "Type the same password again",
    ]
    fresh = "three green herons"
    assert client.post(here, {"password1": fresh, "password2": fresh}).status_code == 302
    assert client.post(reverse("account_login"), {"login": "alex", "password": fresh}).status_code == 302


def test_an_unknown_address_gets_an_answer_too(client: Client, world: World) -> None:
    client.post(reverse("account_reset_password"), {"email": "who@council.invalid"})
    assert mail.outbox[0].subject == "No Waymark account has this address"
    assert "who@council.invalid" in mail.outbox[0].body


def test_an_old_link_says_how_to_get_a_new_one(client: Client, world: World) -> None:
    url = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "x-y"})
    assert heading(client.get(url)) == "This link no longer works"


def test_a_code_from_the_phone(with_code: Client) -> None:
    client = with_code
    codes = client.get(reverse("mfa_view_recovery_codes"))
    assert heading(codes) == "Your recovery codes"
    listed = re.search(r'<ul class="codes".*?</ul>', codes.content.decode(), re.DOTALL)
    assert listed
    assert listed[0].count("<li>") == 10
    assert heading(client.get(reverse("mfa_generate_recovery_codes"))) == "Make new recovery codes"
    assert heading(client.get(reverse("mfa_deactivate_totp"))) == "Take off the code from your phone?"
    assert heading(client.get(reverse("mfa_reauthenticate"))) == "Show that it is you"
    assert client.get(reverse("mfa_download_recovery_codes")).content.decode().startswith("Waymark recovery codes")
    assert "10\u00a0codes left" in client.get(reverse("mfa_index")).content.decode()

    visitor = Client()
    assert visitor.post(reverse("account_login"), {"login": "alex", "password": PASSWORD})["Location"] == reverse(
        "mfa_authenticate"
    )
    assert heading(visitor.get(reverse("mfa_authenticate"))) == "One more step"
    wrong = visitor.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert heading(wrong) == "One more step"
    assert errors(wrong) == ["Check the code: it may have changed while you typed"]
    assert errors(visitor.post(reverse("mfa_authenticate"), {"code": ""})) == [
        "Type the code from your phone, or a recovery code"
    ]


def test_an_empty_first_code(alex: Client) -> None:
    response = alex.post(reverse("mfa_activate_totp"), {"code": ""})
    assert heading(response) == "Set up a code from your phone"
    assert errors(response) == ["Type the six figures that the app shows now"]


def test_a_passkey_can_be_named_and_removed(alex: Client, world: World) -> None:
    key = Authenticator.objects.create(
        user=world.alex,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Work phone", "passwordless": False, "credential": {}},
    )
    listed = alex.get(reverse("mfa_list_webauthn"))
    assert heading(listed) == "Your passkeys"
    assert "Work phone" in listed.content.decode()
    edit = reverse("mfa_edit_webauthn", kwargs={"pk": key.pk})
    assert heading(alex.get(edit)) == "Rename a passkey"
    assert errors(alex.post(edit, {"name": ""})) == ["Give the passkey a name, such as “work phone”"]
    remove = reverse("mfa_remove_webauthn", kwargs={"pk": key.pk})
    assert heading(alex.get(remove)) == "Remove “Work phone”?"


def test_too_many_tries(client: Client, world: World, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client.post(reverse("account_login"), {"login": "alex", "password": "x"})
    response = client.post(reverse("account_login"), {"login": "alex", "password": "x"})
    assert response.status_code == 429
    assert "Too many tries" in response.content.decode()


def test_signing_out_is_a_button_not_a_link(alex: Client) -> None:
    assert heading(alex.get(reverse("account_logout"))) == "Sign out"
    assert alex.post(reverse("account_logout")).status_code == 302
    assert "_auth_user_id" not in alex.session


def test_the_invented_staff_can_be_tried(client: Client, world: World, settings: Settings) -> None:
    """Outside production each row signs in by itself; the password is the one the invented council is made with."""
    assert "Try it as" not in client.get(reverse("account_login")).content.decode()
    demo_only = User.objects.create_user("bea-demo", "bea@demo.invalid", DEMO_PASSWORD, display_name="Bea Demo")
    page = client.get(reverse("account_login"))
    assert heading(page) == "Sign in"
    row = re.search(
        r'name="login" value="(.*?)"><input type="hidden" name="password" value="(.*?)"', page.content.decode()
    )
    assert row
    assert client.post(reverse("account_login"), {"login": row[1], "password": row[2]}).status_code == 302
    assert client.session["_auth_user_id"] == str(demo_only.pk)
    settings.PRODUCTION = True
    assert "Bea Demo" not in Client().get(reverse("account_login")).content.decode()


def test_every_open_page_of_the_library_is_ours() -> None:
    """A page of the library that we left open but did not write would be in its words, not ours."""
    no_page = {"mfa_login_webauthn", "mfa_download_recovery_codes"}
    tested = {
        *re.findall(r'reverse\(\s*"(\w+)"', THIS),
        *re.findall(r'\("(account_\w+|mfa_\w+|usersessions_list)", "', THIS),
    }
    assert (OPEN | SIGNED_IN) - no_page - tested - {"mfa_reauthenticate_webauthn"} == set()


def test_a_form_gone_stale_is_told_in_our_words(world: World) -> None:
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "alex", "password": "x"})
    assert response.status_code == 403
    assert "out of date" in response.content.decode()
    assert Markup(response.content.decode()).problems == []
