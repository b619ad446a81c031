"""Contrast between colours, and making a council's own colour dark enough to read (pure)."""

from __future__ import annotations

import re
from typing import Final

# WCAG 2.2, success criterion 1.4.3: text needs 4.5 to 1 against what is behind it.
TEXT_CONTRAST: Final = 4.5
HEX = re.compile(r"#[0-9a-fA-F]{6}")


class NotAColour(ValueError):
    """The text is not a colour written as # and six figures, such as #0f4c46."""


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255. Raises NotAColour."""
    if not HEX.fullmatch(colour):
        raise NotAColour(colour)
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), as WCAG defines it."""
    linear = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def darker(colour: str, share: float) -> str:
    """The colour with `share` (0 to 1) of black mixed in."""
    return "#" + "".join(f"{round(part * (1 - share)):02x}" for part in channels(colour))


def readable(colour: str, *, on: str) -> str:
    """The colour itself, or the nearest darker shade of it that can be read as text on `on` (a light ground)."""
    shades = (darker(colour, step / 50) for step in range(51))
    return next(shade for shade in shades if contrast(shade, on) >= TEXT_CONTRAST)
