"""What is owed to young people and when: the table of clocks, and the engine that reads it. Pure."""

from waymark.duties.rules.engine import duties_on, spans
from waymark.duties.rules.inputs import (
    ALWAYS_USUAL,
    FOREVER,
    USUAL,
    DatedLimits,
    Excepted,
    Facts,
    Holding,
    Limits,
    StatusDays,
    limits_of,
)
from waymark.duties.rules.kinds import OF_RISK, Area, Clock, Duty, DutyId, Kind, Limit, Stage, State, Unit, told
from waymark.duties.rules.table import CLOCKS

__all__ = [
    "ALWAYS_USUAL",
    "CLOCKS",
    "FOREVER",
    "OF_RISK",
    "USUAL",
    "Area",
    "Clock",
    "DatedLimits",
    "Duty",
    "DutyId",
    "Excepted",
    "Facts",
    "Holding",
    "Kind",
    "Limit",
    "Limits",
    "Stage",
    "State",
    "StatusDays",
    "Unit",
    "duties_on",
    "limits_of",
    "spans",
    "told",
]
