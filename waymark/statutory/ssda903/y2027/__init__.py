"""The return of 2026–27: deprivation of liberty orders."""

from waymark.statutory.ssda903.y2026 import DEFINITION as BEFORE

DEFINITION = BEFORE.following(2027, tables=("dolo",))
