"""Every pair of colours that meet on a page can be read, on both sides of the product (WCAG 2.2 AA)."""

import re
from pathlib import Path

import pytest

import waymark
from waymark.core.colour import contrast

TOKENS = (Path(waymark.__file__).parent / "core" / "static" / "waymark" / "tokens.css").read_text()
TEXT, MARK = 4.5, 3.0

PAIRS = [
    *[(text, ground, TEXT) for text in ("ink", "ink-2", "late", "soon", "brand") for ground in ("ground", "tint")],
    *[(text, "sun", TEXT) for text in ("ink", "ink-2", "brand")],
    *[("on-brand", ground, TEXT) for ground in ("brand", "brand-dark")],
    *[("late", "late-tint", TEXT), ("soon", "soon-tint", TEXT), ("done", "ground", TEXT), ("ink", "mark", TEXT)],
    *[("yp", "yp-tint", TEXT), ("pa", "pa-tint", TEXT), ("ink-2", "yp-tint", TEXT), ("ink-2", "pa-tint", TEXT)],
    *[("line-strong", "ground", MARK), ("line-strong", "tint", MARK), ("amber", "ground", MARK)],
]


def tokens(selector: str) -> dict[str, str]:
    block = re.search(rf"^{re.escape(selector)} \{{(.*?)^\}}", TOKENS, re.DOTALL | re.MULTILINE)
    assert block, selector
    return {name: full(value) for name, value in re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block[1])}


def full(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(part * 2 for part in colour[1:])


SIDES = {"cool": tokens(":root"), "warm": tokens(":root") | tokens(".app,\n.public")}


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(("front", "back", "needed"), PAIRS)
def test_can_be_read(side: str, front: str, back: str, needed: float) -> None:
    assert contrast(SIDES[side][front], SIDES[side][back]) >= needed


def test_the_sides_differ() -> None:
    assert SIDES["cool"]["brand"] != SIDES["warm"]["brand"]
