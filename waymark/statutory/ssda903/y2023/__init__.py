"""The return of 2022–23: no fixed abode and custody are never suitable."""

from waymark.statutory.ssda903.y2022 import DEFINITION as BEFORE

# S1 and X1 stand in lists of 2017 and are refused from the earliest rules that could be read, those of 2022–23.
DEFINITION = BEFORE.following(2023, drop={"ACCOM": ("S1", "X1")})
