"""The return of 2018–19: special guardianship told apart by who the carer was."""

from waymark.statutory.ssda903.y2017 import DEFINITION as BEFORE

DEFINITION = BEFORE.following(2019, add={"REC": ("E45", "E46", "E47", "E48")}, drop={"REC": ("E43", "E44")})
