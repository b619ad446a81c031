"""Names, numbers, likely duplicates and facts in words: pure, so no database."""

from datetime import date
from itertools import pairwise
from types import SimpleNamespace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.people.rules import codes, telling
from waymark.people.rules.duplicates import Known, likely_duplicates
from waymark.people.rules.events import told
from waymark.people.rules.names import (
    first_after,
    folded,
    names_alike,
    number_or_address,
    phone_digits,
    search_words,
    similarity,
    sort_name,
    words_of,
)
from waymark.people.rules.photos import JPEG, PNG, kind_named, kind_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("O’Brien-Núñez", "obrien-nunez"),
        ("Łukasz", "lukasz"),
        ("D'Arcy", "darcy"),
        ("ØSTERGÅRD", "ostergard"),
        ("", ""),
    ],
)
def test_names_are_folded(text: str, expected: str) -> None:
    assert folded(text) == expected


def test_words_of_names_come_once_and_in_order() -> None:
    assert words_of("Mary-Jane", "O’Neill mary") == ["mary", "jane", "oneill"]


@pytest.mark.parametrize(
    ("first", "last", "preferred", "child_id", "expected"),
    [
        ("Sam", "Whitlock", "", None, "whitlock, sam"),
        ("Samuel", "Whitlock", "Sam", None, "whitlock, samuel"),
        ("", "", "Sam", None, "sam"),
        ("", "Whitlock", "", "123", "whitlock"),
        ("", "", "", "A12", "a12"),
        ("", "", "", None, ""),
    ],
)
def test_sort_names(first: str, last: str, preferred: str, child_id: str | None, expected: str) -> None:
    assert sort_name(first, last, preferred, child_id) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("07700 900123", "07700900123"),
        ("+44 7700 900123", "07700900123"),
        ("+44 (0)7700 900123", "07700900123"),
        ("0044 7700 900123", "07700900123"),
        ("+1 202 555 0123", "12025550123"),
        ("12345", ""),
        ("1" * 16, ""),
        ("Sam", ""),
    ],
)
def test_telephone_numbers_are_compared_as_dialled(text: str, expected: str) -> None:
    assert phone_digits(text) == expected


def test_an_address_of_email_is_compared_whole() -> None:
    assert number_or_address(" Sam@Example.ORG ") == "sam@example.org"


def test_what_someone_is_found_by() -> None:
    words = search_words(names=["Sam", "Whitlock", ""], reach=["07700 900123", "carrier pigeon", "sam@example.org"])
    assert words == {"sam": True, "whitlock": True, "07700900123": False, "sam@example.org": False}


@pytest.mark.parametrize(("prefix", "after"), [("sam", "san"), ("saz", "sb"), ("zz", None), ("a9", "aa"), ("0", "1")])
def test_the_end_of_a_prefix(prefix: str, after: str | None) -> None:
    assert first_after(prefix) == after


@given(st.text("abyz089", min_size=1, max_size=4), st.text("abyz089", max_size=4))
def test_a_range_holds_every_word_with_the_prefix_and_no_other(prefix: str, word: str) -> None:
    end = first_after(prefix)
    inside = prefix <= word and (end is None or word < end)
    assert inside == word.startswith(prefix)


def test_likeness_is_shared_trigrams_of_all() -> None:
    assert similarity("sam", "sam") == 1
    assert similarity("sam", "kit") == 0
    assert similarity("jonathon", "jonathan") == 0.5


@given(st.text("abc", min_size=1, max_size=6), st.text("abc", min_size=1, max_size=6))
def test_likeness_goes_both_ways_and_stays_between_none_and_all(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) == similarity(other, one) <= 1


def test_names_are_alike_when_every_word_of_the_shorter_is() -> None:
    assert names_alike(["sam", "whitlock"], ["samuel", "sam", "whitlok"], least=0.45)
    assert not names_alike(["sam", "whitlock"], ["kit", "whitlock"], least=0.45)
    assert names_alike(["sam", "whitlock"], ["samuel", "whitlock"], least=0.45)
    assert not names_alike(["jo"], ["joanna"], least=0.45)  # two letters begin too many names
    assert not names_alike([], ["sam"], least=0.45)


BORN = date(2008, 3, 1)


def known(n: int, words: str = "", *, child_id: str = "", upn: str = "", born: date | None = BORN) -> Known:
    return Known(UUID(int=n), child_id, upn, born, frozenset(words.split()))


def reasons(*people: Known) -> list[tuple[int, int, int]]:
    return [(d.one.int, d.other.int, len(d.reasons)) for d in likely_duplicates(people)]


def test_one_birthday_and_a_name_spelt_alike_is_a_likely_duplicate() -> None:
    assert reasons(known(1, "jonathon smith"), known(2, "jonathan smith")) == [(1, 2, 1)]


def test_twins_are_no_duplicate() -> None:
    assert reasons(known(1, "ella whitlock"), known(2, "evan whitlock")) == []


def test_namesakes_with_other_birthdays_are_none() -> None:
    assert reasons(known(1, "sam whitlock"), known(2, "sam whitlock", born=date(2007, 3, 1))) == []


def test_an_unknown_birthday_says_nothing() -> None:
    assert reasons(known(1, "sam whitlock", born=None), known(2, "sam whitlock", born=None)) == []


def test_a_child_number_written_otherwise_is_a_reason() -> None:
    assert reasons(known(1, child_id="00123"), known(2, child_id="123", born=None)) == [(1, 2, 1)]
    assert reasons(known(1, child_id=""), known(2, child_id="")) == []


def test_pairs_with_more_reasons_come_first() -> None:
    upn = "A123456789012"
    people = (
        known(1, "a b", upn=upn),
        known(2, "c d", upn=upn),
        known(3, "eve low", upn="X"),
        known(4, "eve low", upn="x"),
    )
    assert reasons(*people) == [(3, 4, 2), (1, 2, 1)]


def test_pictures_are_told_by_how_they_begin() -> None:
    assert kind_of(b"\xff\xd8\xff\xe0rest") is JPEG
    assert kind_of(b"\x89PNG\r\n\x1a\nrest") is PNG
    assert kind_of(b"<svg onload=alert(1)>") is None
    assert kind_of(b"") is None
    assert (kind_named("photos/1.png"), kind_named("photos/1.jpg")) == (PNG, JPEG)


def fact(**values: object) -> SimpleNamespace:
    return SimpleNamespace(**{"started_on": date(2020, 1, 1), "ended_on": None} | values)


def test_a_care_period_in_words() -> None:
    said = telling.care_period(
        fact(kind="looked_after", authority_code="E1", ended_reason="E17", care_order_at_end="yes", ended_on=BORN)
    )
    assert said.title == "Looked after by authority E1"
    assert said.more == "Care ended: turned 18 and stayed with the same carers. A care order was in force at the end."
    assert (said.since, said.until, said.open) == (date(2020, 1, 1), BORN, False)


def test_an_open_period_says_so() -> None:
    assert telling.legal_status(fact(code="C2")) == telling.Told(
        "Looked after under a full care order", date(2020, 1, 1), None, True, "Code C2"
    )


def test_a_code_that_is_not_listed_is_shown_as_it_stands() -> None:
    assert telling.placement(fact(place="Q9", provider="")).title == "Q9"
    assert telling.placement(fact(place="U6", provider="PR1")).title == "Foster care"


def test_single_days_and_words_of_their_own() -> None:
    asked = telling.support_request(SimpleNamespace(asked_on=BORN, wants=False, words="I'm fine"))
    assert (asked.title, asked.more, asked.open) == ("Said no support is wanted now", "“I'm fine”", False)
    assert telling.support_request(SimpleNamespace(asked_on=BORN, wants=True, words="")).more == ""
    assert telling.review(SimpleNamespace(held_on=BORN, participation="PN1")).more == "The young person came and spoke."
    assert telling.review(SimpleNamespace(held_on=BORN, participation="")).more == ""


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (telling.home_spell(fact(with_whom="parent")), "Lived with a parent"),
        (telling.away_spell(fact(kind="detained", under_care_order=False, expected_end_on=None)), "In custody"),
        (telling.other_accommodation(fact(kind="section_17")), "Accommodated under section 17"),
        (telling.family_order(SimpleNamespace(kind="adoption", made_on=BORN, ended_on=None)), "Adoption order"),
        (telling.study_spell(fact(programme="")), "A programme of education or training"),
        (telling.missing(fact(kind="M")), "Missing"),
        (telling.unaccompanied(fact()), "Seeking asylum without a parent"),
    ],
)
def test_each_kind_has_a_title(said: telling.Told, title: str) -> None:
    assert said.title == title


def test_lists_to_pick_from_may_start_with_an_empty_answer() -> None:
    assert codes.choices({"U6": "foster care"}) == [("U6", "Foster care (U6)")]
    assert codes.choices({"U6": "foster care"}, empty="Not known")[0] == ("", "Not known")


def test_our_words_cover_every_code_a_return_may_hold() -> None:
    from waymark.statutory.ssda903 import codes as returned

    assert codes.LEGAL_STATUS.keys() == returned.LS.keys()
    assert codes.PLACE.keys() == returned.PLACE.keys()
    assert codes.PROVIDER.keys() == returned.PLACE_PROVIDER.keys()
    assert codes.ENDED.keys() == returned.REC.keys() - {"X1"}  # X1 says that care goes on
    assert codes.PARTICIPATION.keys() == returned.REVIEW_CODE.keys()
    assert codes.ETHNICITY.keys() == returned.ETHNIC.keys()


@pytest.mark.parametrize(
    ("event", "fields", "expected"),
    [
        ("people.person_changed", ["upn", "reason"], ("Changed who they are", "upn")),
        ("people.careperiod_corrected", ["started_on"], ("Corrected a period of being looked after", "started on")),
        ("people.pigeon_fed", [], ("Pigeon fed", "")),
        ("eligibility.decision_signed", ["status"], ("Decision signed", "status")),
    ],
)
def test_events_are_told_in_words_without_values(event: str, fields: list[str], expected: tuple[str, str]) -> None:
    assert told(event, fields) == expected


def test_sorting_is_stable_for_likely_pairs() -> None:
    found = likely_duplicates([known(n, "sam low") for n in (3, 1, 2)])
    assert all(a.one <= b.one for a, b in pairwise(found))
