import pytest

from waymark.core.csv import as_words


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_nothing_is_worked_out(cell: str) -> None:
    assert as_words(cell) == f"'{cell}"


@pytest.mark.parametrize(("cell", "shown"), [("Sam", "Sam"), ("", ""), (None, ""), (7, "7"), ("a=b", "a=b")])
def test_words_stay_as_they_are(cell: object, shown: str) -> None:
    assert as_words(cell) == shown
