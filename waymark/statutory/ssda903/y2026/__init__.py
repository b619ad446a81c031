"""The return of 2025–26: other placements told apart, and who died stays reported so."""

from waymark.statutory.ssda903.checks.oc3 import died_before
from waymark.statutory.ssda903.y2025 import DEFINITION as BEFORE

DEFINITION = BEFORE.following(
    2026,
    add={"PLACE": ("Z11", "Z12", "Z13", "Z14")},
    drop={"PLACE": ("Z1",)},
    checks=(died_before,),
)
