"""A council's colour is kept when it can be read and darkened when it cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.core.colour import NotAColour, channels, contrast, darker, luminance, readable

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_a_dark_colour_is_kept() -> None:
    assert readable("#0f4c46", on="#f1f5f3") == "#0f4c46"


def test_a_pale_colour_is_darkened() -> None:
    shade = readable("#ffd23f", on="#f1f5f3")
    assert shade != "#ffd23f"
    assert contrast(shade, "#f1f5f3") >= 4.5


@given(colours)
def test_every_colour_becomes_readable(colour: str) -> None:
    assert contrast(readable(colour, on="#f1f5f3"), "#f1f5f3") >= 4.5


@given(colours, st.floats(0, 1))
def test_darker_is_never_lighter(colour: str, share: float) -> None:
    assert luminance(darker(colour, share)) <= luminance(colour)


@pytest.mark.parametrize("text", ["", "green", "#fff", "#12345g", "#0f4c46; } body { display: none", "0f4c46"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(NotAColour):
        channels(text)
