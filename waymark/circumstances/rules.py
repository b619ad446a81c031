"""What is going on in a young person's life that law or safety depends on. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

from waymark.core.vocab import Vocabulary


class LeaveKind(Vocabulary):
    """Permission to be in the United Kingdom, as its papers name it. Unknown is never none."""

    REFUGEE = "refugee", "Refugee status"
    HUMANITARIAN = "humanitarian", "Humanitarian protection"
    UASC = "uasc", "Leave as an unaccompanied child (until 17½)"
    DISCRETIONARY = "discretionary", "Discretionary leave or leave on family or private life"
    SETTLED = "settled", "Settled status or indefinite leave to remain"
    PRE_SETTLED = "pre_settled", "Pre-settled status"
    WAITING = "waiting", "Asked for asylum, waiting for an answer"
    NONE = "none", "No leave: refused or run out"
    OTHER = "other", "Another kind of leave"
    UNKNOWN = "unknown", "Not known which"


# Once granted it has no end, so no earlier leave matters any more: Immigration Act 1971 s.33(2A), Appendix EU.
WITHOUT_END = frozenset({LeaveKind.SETTLED.value})


class Leave(Protocol):
    """What choosing between leaves reads; the model has these fields, a test may bring its own."""

    kind: str
    expires_on: date | None


AnyLeave = TypeVar("AnyLeave", bound=Leave)


def that_counts(leaves: Sequence[AnyLeave], *, on: date) -> AnyLeave | None:
    """Of several in force on a day, the one to watch: settled status, else the one that ends next, else one with no end
    known, else the one that ran out last; the first of equals."""

    def order(leave: AnyLeave) -> tuple[int, int]:
        if leave.kind in WITHOUT_END:
            return 0, 0
        if leave.expires_on is None:
            return 2, 0
        return (1, leave.expires_on.toordinal()) if leave.expires_on >= on else (3, -leave.expires_on.toordinal())

    return min(leaves, key=order, default=None)
