"""The pictures of the guide are there, small enough to load on a phone, and the guide shows each."""

import re
from pathlib import Path

from tests.journeys.pictures import MOST_BYTES, SIZES, file_names

GUIDES = Path(__file__).parents[2] / "docs" / "guides"


def test_the_guide_shows_every_picture_that_is_taken_and_no_other() -> None:
    shown = re.findall(r"!\[[^]]+\]\(([^)]+)\)", (GUIDES / "personal-adviser.md").read_text())
    assert sorted(shown) == sorted(file_names())


def test_every_picture_is_there_at_its_width_and_small() -> None:
    for name in file_names():
        content = (GUIDES / name).read_bytes()
        width, height = (int.from_bytes(content[n : n + 4]) for n in (16, 20))  # the header of a PNG
        most_wide, most_high = SIZES[name.removesuffix(".png").rpartition("-")[2]]
        assert width == most_wide, name
        assert height <= most_high, name
        assert len(content) < MOST_BYTES, name
