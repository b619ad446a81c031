"""Leaving-care status in law: pure, total, for any day of any life.

`status_on` answers for a day, `timeline` for a whole life, `explain` says why in sentences.
"""

from waymark.eligibility.rules.answers import Answer, StatusPeriod, flagged_timeline, status_on, timeline
from waymark.eligibility.rules.inputs import (
    USUAL,
    Accommodation,
    CareFacts,
    CareStay,
    Conventions,
    Held,
    HeldStay,
    OtherStay,
    SupportRequest,
)
from waymark.eligibility.rules.statuses import Basis, Flag, Standing, Status, more_protective

__all__ = [
    "USUAL",
    "Accommodation",
    "Answer",
    "Basis",
    "CareFacts",
    "CareStay",
    "Conventions",
    "Flag",
    "Held",
    "HeldStay",
    "OtherStay",
    "Standing",
    "Status",
    "StatusPeriod",
    "SupportRequest",
    "flagged_timeline",
    "more_protective",
    "status_on",
    "timeline",
]
