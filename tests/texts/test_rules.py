"""Whom a text is from, whether it may ask to stop, and how long it is; without a database."""

from uuid import UUID

import pytest

from waymark.people.rules.words import YesNo
from waymark.texts.rules import Owner, WhyUnknown, asks_to_stop, e164, parts, same_number, sender_of

SAM, JO = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    "text", ["07700 900123", "+44 7700 900123", "447700900123", "(07700) 900-123", "0044 7700 900123"]
)
def test_a_number_is_one_however_it_is_written(text: str) -> None:
    assert e164(text) == "+447700900123"


@pytest.mark.parametrize("text", ["+33 6 39 98 12 34", "33639981234", "0033639981234"])
def test_a_number_of_another_country_is_one_without_its_plus_too(text: str) -> None:
    assert e164(text) == "+33639981234"


@pytest.mark.parametrize("text", ["", "NHS", "12", "sam@mail.invalid"])
def test_what_is_no_number_gives_none(text: str) -> None:
    assert e164(text) == ""


def test_two_ways_to_write_a_number_are_the_same_and_two_empty_ones_are_not() -> None:
    assert same_number("07700 900123", "+447700900123")
    assert not same_number("07700 900123", "07700 900124")
    assert not same_number("", "")


@pytest.mark.parametrize(
    ("owners", "whose"),
    [
        ([], WhyUnknown.NOBODY),
        ([Owner(SAM, YesNo.YES)], SAM),
        ([Owner(SAM, YesNo.UNKNOWN), Owner(SAM, YesNo.YES)], SAM),
        ([Owner(SAM, YesNo.YES), Owner(JO, YesNo.YES)], WhyUnknown.SEVERAL),
        ([Owner(SAM, YesNo.NO)], WhyUnknown.UNSAFE),
        ([Owner(SAM, YesNo.YES, shared=True)], WhyUnknown.SEVERAL),
        ([Owner(SAM, YesNo.YES), Owner(SAM, YesNo.NO)], WhyUnknown.UNSAFE),
    ],
)
def test_a_text_is_filed_only_where_it_is_sure_whose_it_is(owners: list[Owner], whose: object) -> None:
    assert sender_of(owners) == whose


@pytest.mark.parametrize(
    "body",
    [
        "STOP",
        " stop. ",
        "Unsubscribe",
        "Please leave me alone",
        "don’t text me again",
        "stop messaging me!",
        "No more texts pls",
    ],
)
def test_words_that_may_ask_for_no_more_texts_are_seen(body: str) -> None:
    assert asks_to_stop(body)


@pytest.mark.parametrize(
    "body", ["I’m at the bus stop", "when does it end", "the pain won’t stop", "cancel tomorrow?", ""]
)
def test_words_about_something_else_are_not(body: str) -> None:
    assert not asks_to_stop(body)


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ž" * 70, 1),
        ("ž" * 71, 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("", 1),
    ],
)
def test_how_many_messages_a_text_is(body: str, number: int) -> None:
    assert parts(body) == number
