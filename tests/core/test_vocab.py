"""A code list's members are their stored values and carry words for people."""

import pytest

from waymark.core.vocab import Vocabulary


class Outcome(Vocabulary):
    MET = "met", "Met in person"
    MISSED = "missed", "Did not come"


def test_a_member_equals_what_is_stored_and_has_a_label():
    assert Outcome("met") is Outcome.MET
    assert Outcome.MET == "met" and f"{Outcome.MET}" == "met"
    assert Outcome.MET.label == "Met in person"


def test_choices_values_and_labels():
    assert Outcome.choices() == [("met", "Met in person"), ("missed", "Did not come")]
    assert Outcome.values() == ["met", "missed"]
    assert Outcome.label_of("missed") == "Did not come"
    assert Outcome.label_of("older_code") == "older_code"


def test_a_value_off_the_list_is_refused():
    with pytest.raises(ValueError):
        Outcome("gone")
