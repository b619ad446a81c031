"""Where care leavers live and whether it is suitable, in the words of the return. Pure."""

from waymark.core.vocab import Vocabulary


class HomeKind(Vocabulary):
    """The letter of ACCOM in the yearly return (SSDA903, OC3)."""

    PARENTS = "B", "With parents or relatives"
    RESIDENTIAL = "C", "Community home or other residential care"
    SEMI_INDEPENDENT = "D", "Semi-independent, transitional accommodation"
    SUPPORTED_LODGINGS = "E", "Supported lodgings"
    ABROAD = "G", "Gone abroad"
    DEPORTED = "H", "Deported"
    LODGINGS = "K", "Ordinary lodgings, without formal support"
    NOT_KNOWN = "R", "Residence not known"
    HOMELESS = "S", "No fixed abode or homeless"
    FOYER = "T", "Foyer or similar supported accommodation"
    INDEPENDENT = "U", "Independent living"
    EMERGENCY = "V", "Emergency accommodation"
    BED_AND_BREAKFAST = "W", "Bed and breakfast"
    CUSTODY = "X", "In custody"
    OTHER = "Y", "Other accommodation"
    FORMER_CARERS = "Z", "With former foster carers"


# The return has no code that calls these suitable: S2 and X2 only (DfE checks 133).
NEVER_SUITABLE = frozenset({HomeKind.HOMELESS, HomeKind.CUSTODY})


class Suitability(Vocabulary):
    # Care Leavers (England) Regulations 2010 reg.9 says what makes accommodation suitable.
    SUITABLE = "suitable", "Suitable"
    UNSUITABLE = "unsuitable", "Unsuitable"
    UNKNOWN = "unknown", "Not known whether suitable"


_DIGITS = {"1": Suitability.SUITABLE, "2": Suitability.UNSUITABLE}


def read_code(code: str) -> tuple[HomeKind, Suitability] | None:
    """A code of ACCOM (U1, S2 …) as kind and suitability; None for "0" and for what is no code."""
    if len(code) != 2 or code[0] not in HomeKind.values() or code[1] not in _DIGITS:
        return None
    kind, suitability = HomeKind(code[0]), _DIGITS[code[1]]
    return None if kind in NEVER_SUITABLE and suitability is Suitability.SUITABLE else (kind, suitability)


def write_code(kind: HomeKind, suitability: Suitability) -> str:
    """The code of ACCOM for a home, or nothing where it is not known whether it is suitable."""
    digit = next((digit for digit, known in _DIGITS.items() if known is suitability), "")
    return f"{kind}{digit}" if digit and read_code(f"{kind}{digit}") else ""
