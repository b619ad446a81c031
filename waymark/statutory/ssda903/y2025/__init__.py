"""The return of 2024–25: sex by letter, and supported accommodation in the place of unregulated placements."""

from waymark.statutory.ssda903.checks.episodes import asylum_under_11, too_young_for
from waymark.statutory.ssda903.y2024 import DEFINITION as BEFORE

DEFINITION = BEFORE.following(
    2025,
    add={"SEX": ("M", "F", "U"), "PLACE": ("K3",)},
    drop={"SEX": ("1", "2"), "PLACE": ("H5", "P2")},
    checks=(too_young_for("K3", 16), asylum_under_11),
)
