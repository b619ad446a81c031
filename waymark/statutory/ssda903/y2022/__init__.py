"""The return of 2021–22: apprenticeships told apart from other training and employment."""

from waymark.statutory.ssda903.y2019 import DEFINITION as BEFORE

DEFINITION = BEFORE.following(2022, add={"ACTIV": ("F4", "P4", "F5", "P5")}, drop={"ACTIV": ("F3", "P3")})
