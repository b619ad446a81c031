"""What is going on in a young person's life that law or safety depends on. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from waymark.core.dates import add_months
from waymark.core.vocab import Vocabulary
from waymark.core.wording import counted, full_date

ASSESS_FIRST = "Support does not stop by itself: a human rights assessment comes first."


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


class Dated(Leave, Protocol):
    """A leave with the day on which the next one was applied for."""

    applied_on: date | None


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


class Sight(Vocabulary):
    """How a page shows where someone stands with their leave; never how anything is decided."""

    LATE = "late", "Ran out"
    SOON = "soon", "Ends soon"
    OK = "ok", "In force"
    UNKNOWN = "unknown", "Not known"


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where someone stands with their leave: a heading, what follows from it, and how urgent it is."""

    headline: str
    then: str
    sight: Sight


def outlook(leave: Dated | None, *, on: date, months: int) -> Outlook:
    """`months` is how long before the end the council wants the next application made.

    An application made while leave is in force keeps it going until it is answered: Immigration Act 1971 s.3C. Support
    never stops by itself when leave ends: a human rights assessment comes first (Nationality, Immigration and Asylum
    Act 2002 Sch 3).
    """
    if leave is None:
        return Outlook(
            "Nothing is kept about leave to remain", "Ask only where it may matter, and say why.", Sight.UNKNOWN
        )
    if leave.kind in WITHOUT_END:
        return Outlook("Settled, with no end", "No application is due.", Sight.OK)
    if leave.kind == LeaveKind.WAITING:
        return Outlook(
            "Waiting for an answer on asylum", "Plan for a yes, for a no, and for waiting longer.", Sight.SOON
        )
    if leave.kind == LeaveKind.NONE:
        return Outlook("No leave to remain", f"{ASSESS_FIRST} Get legal advice.", Sight.LATE)
    ends = leave.expires_on
    if ends is None:
        return Outlook("Nobody knows when leave ends", "See the papers, and enter the day.", Sight.UNKNOWN)
    if leave.applied_on and leave.applied_on <= min(on, ends):
        applied = f"The next was applied for on {full_date(leave.applied_on)}"
        if ends < on:
            return Outlook("Leave goes on until the application is answered", f"{applied}.", Sight.SOON)
        return Outlook(f"Leave ends on {full_date(ends)}", f"{applied}: it goes on until that is answered.", Sight.OK)
    if ends < on:
        late = (
            f" The next was applied for on {full_date(leave.applied_on)}, after it ended." if leave.applied_on else ""
        )
        return Outlook(f"Leave ran out on {full_date(ends)}", f"{ASSESS_FIRST} Get legal advice.{late}", Sight.LATE)
    apply_by = add_months(ends, -months)
    if apply_by < on:
        then = f"Apply for the next now. The day for it was {full_date(apply_by)}, {counted(months, 'month')} before."
        return Outlook(f"Leave ends on {full_date(ends)}", then, Sight.SOON)
    return Outlook(
        f"Leave ends on {full_date(ends)}",
        f"Apply for the next by {full_date(apply_by)}, {counted(months, 'month')} before.",
        Sight.SOON if apply_by == on else Sight.OK,
    )


def title(leave: Dated) -> str:
    """One leave in a few words."""
    return LeaveKind.label_of(leave.kind)
