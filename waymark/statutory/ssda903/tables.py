"""The tables of the SSDA903 return and what each of their columns holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a column holds, and so how a cell of it is read."""

    IDENTIFIER = "identifier"  # names one person, place or worker: never a formula, never changed
    DATE = "date"  # dd/mm/yyyy
    PARTIAL_DATE = "partial date"  # dd/mm/yyyy whose day or month may be zz
    CODE = "code"  # from the code list of the same name
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """One file of the return.

    `columns` are in the order of the DfE's own header; a file is known by the set of them, never by its name.
    `natural_key` names the columns that tell one row from another: two rows alike in them are one row given twice.
    """

    key: str
    title: str
    kinds: Mapping[str, Kind] = field(repr=False)
    natural_key: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.kinds)


_ID, _DATE, _CODE, _TEXT = Kind.IDENTIFIER, Kind.DATE, Kind.CODE, Kind.TEXT
_WHO = {"CHILD": _ID, "DOB": _DATE}

HEADER = Table(
    "header",
    "Header",
    {
        "CHILD": _ID,
        "SEX": _CODE,
        "DOB": _DATE,
        "ETHNIC": _CODE,
        "UPN": _ID,
        "MOTHER": _CODE,
        "MC_DOB": _DATE,
    },
    ("CHILD",),
)
EPISODES = Table(
    "episodes",
    "Episodes",
    {
        "CHILD": _ID,
        "DECOM": _DATE,
        "RNE": _CODE,
        "LS": _CODE,
        "CIN": _CODE,
        "PLACE": _CODE,
        "PLACE_PROVIDER": _CODE,
        "DEC": _DATE,
        "REC": _CODE,
        "REASON_PLACE_CHANGE": _CODE,
        "HOME_POST": _TEXT,
        "PL_POST": _TEXT,
        "URN": _ID,
    },
    # Two episodes of a child may begin on one day (one of them ends the day it began); they differ in why they began.
    ("CHILD", "DECOM", "RNE"),
)
REVIEWS = Table("reviews", "Reviews", _WHO | {"REVIEW": _DATE, "REVIEW_CODE": _CODE}, ("CHILD", "REVIEW"))
UASC = Table("uasc", "UASC", {"CHILD": _ID, "SEX": _CODE, "DOB": _DATE, "DUC": _DATE}, ("CHILD",))
OC2 = Table(
    "oc2",
    "OC2",
    _WHO
    | {"SDQ_SCORE": Kind.NUMBER, "SDQ_REASON": _CODE}
    | dict.fromkeys(
        (
            "CONVICTED",
            "HEALTH_CHECK",
            "IMMUNISATIONS",
            "TEETH_CHECK",
            "HEALTH_ASSESSMENT",
            "SUBSTANCE_MISUSE",
            "INTERVENTION_RECEIVED",
            "INTERVENTION_OFFERED",
        ),
        _CODE,
    ),
    ("CHILD",),
)
OC3 = Table("oc3", "OC3", _WHO | {"IN_TOUCH": _CODE, "ACTIV": _CODE, "ACCOM": _CODE}, ("CHILD",))
AD1 = Table(
    "ad1",
    "AD1",
    _WHO
    | {
        "DATE_INT": _DATE,
        "DATE_MATCH": _DATE,
        "FOSTER_CARE": _CODE,
        "NB_ADOPTR": _CODE,
        "SEX_ADOPTR": _CODE,
        "LS_ADOPTR": _CODE,
    },
    ("CHILD",),
)
PLACED_FOR_ADOPTION = Table(
    "placed_for_adoption",
    "Placed for adoption",
    _WHO | {"DATE_PLACED": _DATE, "DATE_PLACED_CEASED": _DATE, "REASON_PLACED_CEASED": _CODE},
    ("CHILD", "DATE_PLACED"),
)
PREVIOUS_PERMANENCE = Table(
    "previous_permanence",
    "Previous permanence",
    _WHO | {"PREV_PERM": _CODE, "LA_PERM": _TEXT, "DATE_PERM": Kind.PARTIAL_DATE},
    ("CHILD",),
)
MISSING = Table(
    "missing", "Missing", _WHO | {"MISSING": _CODE, "MIS_START": _DATE, "MIS_END": _DATE}, ("CHILD", "MIS_START")
)
SW_EPISODES = Table(
    "sw_episodes",
    "Social worker episodes",
    _WHO | {"SW_ID": _ID, "SW_DECOM": _DATE, "SW_DEC": _DATE, "SW_REASON": _CODE},
    ("CHILD", "SW_ID", "SW_DECOM"),
)
DOLO = Table(
    "dolo",
    "Deprivation of liberty orders",
    _WHO | {"DOLO_START": _DATE, "DOLO_END": _DATE},
    ("CHILD", "DOLO_START"),
)

TABLES: Mapping[str, Table] = {
    table.key: table
    for table in (
        HEADER,
        EPISODES,
        REVIEWS,
        UASC,
        OC2,
        OC3,
        AD1,
        PLACED_FOR_ADOPTION,
        PREVIOUS_PERMANENCE,
        MISSING,
        SW_EPISODES,
        DOLO,
    )
}
"""Every table the return has had since 2017; a year's definition says which of them that year has."""
