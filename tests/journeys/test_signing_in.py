"""Signing in: what a wrong password is told, and the second step a council may ask for."""

import base64
import hashlib
import hmac
import struct
import time
from typing import Any

import pytest

from tests.journeys.story import PASSWORD, Somebody, Stage, Way, at_a_desk_or_without_script

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@at_a_desk_or_without_script
def test_a_password(stage: Stage, way: Way) -> None:
    alex = stage.enter(None, way)
    given_somebody_asks_for_the_register_signed_out(alex)
    when_they_type(alex, "not this one")
    then_they_are_told_what_to_check(alex)
    when_they_type(alex, PASSWORD)
    then_the_register_is_there(alex)


@at_a_desk_or_without_script
def test_a_second_step(stage: Stage, way: Way, settings: Any) -> None:
    given_the_council_asks_for_a_second_step(settings)
    alex = stage.enter(None, way)
    given_somebody_asks_for_the_register_signed_out(alex)
    when_they_type(alex, PASSWORD)
    then_they_are_led_to_set_up_a_second_step(alex)
    secret = when_they_set_up_codes_on_their_phone(alex)
    spare = then_recovery_codes_are_shown(alex)
    when_they_sign_out(alex)
    when_they_sign_in_again(alex)
    then_a_wrong_code_is_told_so(alex)
    when_they_type_the_code(alex, code_of(secret))
    then_the_register_is_there(alex)
    when_they_sign_out(alex)
    when_they_sign_in_again(alex)
    when_they_type_the_code(alex, spare)
    then_the_register_is_there(alex)
    when_they_sign_out(alex)
    when_they_sign_in_again(alex)
    when_they_type_the_code(alex, spare)
    then_that_recovery_code_is_spent(alex)


def code_of(secret: str) -> str:
    """The code an authenticator app would show now (RFC 6238)."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def given_somebody_asks_for_the_register_signed_out(alex: Somebody) -> None:
    alex.goes_to("/people/")
    alex.reads("Sign in")


def given_the_council_asks_for_a_second_step(settings: Any) -> None:
    settings.MFA_REQUIRED = True
    settings.MFA_TOTP_TOLERANCE = 1  # the half minute may turn between reading a code and typing it


def when_they_type(alex: Somebody, password: str) -> None:
    alex.types("Your name for signing in, or your work e-mail address", "alex")
    alex.types("Password", password)
    alex.presses("Sign in")


def when_they_sign_in_again(alex: Somebody) -> None:
    alex.goes_to("/people/")
    when_they_type(alex, PASSWORD)
    alex.reads("One more step")


def when_they_set_up_codes_on_their_phone(alex: Somebody) -> str:
    alex.follows("Set it up")
    if alex.page.get_by_role("button", name="Go on").count():
        alex.types("Password", PASSWORD)
        alex.presses("Go on")
    secret = "".join(alex.page.locator(".secret").inner_text().split())
    alex.types("Code", code_of(secret))
    alex.presses("Switch it on")
    return secret


def when_they_sign_out(alex: Somebody) -> None:
    alex.goes_to("/accounts/logout/")
    alex.presses("Sign out")


def when_they_type_the_code(alex: Somebody, code: str) -> None:
    alex.types("Code", code)
    alex.presses("Sign in")


def then_they_are_told_what_to_check(alex: Somebody) -> None:
    alex.reads("Check the name and the password: they do not belong together")


def then_the_register_is_there(alex: Somebody) -> None:
    alex.reads("Sam Whitlock", "Yohannes Tesfay")
    alex.does_not_read("Kit Amos")


def then_they_are_led_to_set_up_a_second_step(alex: Somebody) -> None:
    alex.reads("A password alone is not enough.")
    alex.goes_to("/people/")
    alex.reads("A password alone is not enough.")


def then_recovery_codes_are_shown(alex: Somebody) -> str:
    alex.reads("Your recovery codes", "Each code signs you in once")
    codes = alex.page.locator(".codes li").all_inner_texts()
    assert len(set(codes)) == 10
    return codes[0]


def then_a_wrong_code_is_told_so(alex: Somebody) -> None:
    when_they_type_the_code(alex, "no code")
    alex.is_led_from_the_error_to("Code", "Check the code: it may have changed while you typed")


def then_that_recovery_code_is_spent(alex: Somebody) -> None:
    alex.reads("Check the code")
    alex.goes_to("/people/")
    alex.does_not_read("Sam Whitlock")
