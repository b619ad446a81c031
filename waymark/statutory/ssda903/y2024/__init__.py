"""The return of 2023–24: social workers' episodes, and three rules."""

from waymark.statutory.ssda903.checks.episodes import too_young_for
from waymark.statutory.ssda903.checks.membership import ceased_after_birthday
from waymark.statutory.ssda903.checks.oc3 import foyer_under_18
from waymark.statutory.ssda903.y2023 import DEFINITION as BEFORE

DEFINITION = BEFORE.following(
    2024,
    tables=("sw_episodes",),
    # Semi-independent living (H5) became lawful only from 16.
    checks=(foyer_under_18, ceased_after_birthday, too_young_for("H5", 16)),
)
