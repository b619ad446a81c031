"""The return of 2016–17, the earliest that is read; later years restate what changed."""

from waymark.statutory.ssda903.checks.codes import CODE_CHECKS
from waymark.statutory.ssda903.checks.consistency import CONSISTENCY_CHECKS
from waymark.statutory.ssda903.checks.episodes import EPISODE_CHECKS, too_young_for
from waymark.statutory.ssda903.checks.membership import MEMBERSHIP_CHECKS
from waymark.statutory.ssda903.checks.oc3 import OC3_CHECKS
from waymark.statutory.ssda903.codes import MEANINGS
from waymark.statutory.ssda903.definition import Definition

# Codes that came later, left out of the first year's lists.
_LATER = {
    "SEX": {"M", "F", "U"},
    "PLACE": {"K3", "Z11", "Z12", "Z13", "Z14"},
    "ACTIV": {"F4", "P4", "F5", "P5"},
    "REC": {"E45", "E46", "E47", "E48"},
}

DEFINITION = Definition(
    year=2017,
    codes={column: frozenset(meanings) - _LATER.get(column, set()) for column, meanings in MEANINGS.items()},
    tables=(
        "header",
        "episodes",
        "reviews",
        "uasc",
        "oc2",
        "oc3",
        "ad1",
        "placed_for_adoption",
        "previous_permanence",
        "missing",
    ),
    checks={
        each.rule: each
        for each in (
            *CODE_CHECKS,
            *OC3_CHECKS,
            *MEMBERSHIP_CHECKS,
            *CONSISTENCY_CHECKS,
            *EPISODE_CHECKS,
            too_young_for("H5", 14),
        )
    },
)
