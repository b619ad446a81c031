"""The leaving-care statuses, the section of law each rests on, and the matters the law leaves to a person."""

from typing import NamedTuple

from waymark.core.vocab import Vocabulary


class Status(Vocabulary):
    LOOKED_AFTER = "looked_after", "Looked after"
    ELIGIBLE = "eligible", "Eligible child"
    RELEVANT = "relevant", "Relevant child"
    FORMER_RELEVANT = "former_relevant", "Former relevant child"
    QUALIFYING = "qualifying", "Qualifying person"
    PAST_QUALIFYING = "past_qualifying", "Past qualifying person"
    CLOSED = "closed", "Closed"
    NONE = "none", "No leaving-care status"


class Basis(Vocabulary):
    S22 = "s22", "Children Act 1989 s.22(1)"
    NOT_YET_ELIGIBLE = "not_yet_eligible", "Children Act 1989 s.22(1); not yet Schedule 2 paragraph 19B(2)"
    SHORT_BREAKS = "short_breaks", "Care Planning, Placement and Case Review (England) Regulations 2010 regs. 40(2), 48"
    SCH2_PARA19B = "sch2_para19B", "Children Act 1989 Schedule 2 paragraph 19B(2)"
    S23A = "s23A(2)", "Children Act 1989 s.23A(2)"
    REG3 = "reg3", "Children Act 1989 s.23A(3); Care Leavers (England) Regulations 2010 reg. 3"
    S23C_1A = "s23C(1)(a)", "Children Act 1989 s.23C(1)(a)"
    S23C_1B = "s23C(1)(b)", "Children Act 1989 s.23C(1)(b)"
    ANNUAL_OFFER = "annual_offer", "Children Act 1989 s.23CZB and guidance: offered every year until asked for"
    S23CZB = "s23CZB", "Children Act 1989 s.23CZB"
    S23CA = "s23CA", "Children Act 1989 s.23CA and s.23C(7)"
    S24_1A = "s24(1A)", "Children Act 1989 s.24(1A)"
    S24_1B = "s24(1B)", "Children Act 1989 s.24(1B)"
    S24B = "s24B", "Children Act 1989 s.24B"
    AGE_25 = "age_25", "Children Act 1989 s.23CZB, ended at 25"
    UNSTATED = "", "No section of law"


class Flag(Vocabulary):
    """A matter on which the answer can be disputed; the label is the sentence a manager decides on."""

    B16 = (
        "B16",
        (
            "Care ended on the 16th birthday itself. The usual reading needs one night more; the words of the Act can be "
            "read the other way. Decide which reading stands."
        ),
    )
    B18 = (
        "B18",
        (
            "The 13th week was completed just as the person turned 18. It is read in the young person's favour where the "
            "nights allow it. Decide whether that stands."
        ),
    )
    B91 = (
        "B91",
        (
            "The nights in care meet 13 weeks on one way of counting and miss it on the other (whether the last day of a "
            "period counts). Check the dates and decide."
        ),
    )
    PRE16 = (
        "PRE16",
        (
            "Care ended before the 16th birthday, so the law gives no leaving-care status. The council may still help by "
            "discretion: decide, and record who approved it."
        ),
    )
    JSB = (
        "JSB",
        (
            "The status turns on how short breaks are treated: the regulations keep them out of eligible and relevant, and "
            "say nothing about qualifying. Decide."
        ),
    )
    J4 = (
        "J4",
        (
            "The short breaks went over 17 days at a time or 75 days in 12 months, or run under a care order, so they may "
            "have stopped being short breaks. Decide from when their nights count."
        ),
    )
    JFAM = (
        "JFAM",
        (
            "Six months with a parent or someone with parental responsibility decides this, and the dates or the person "
            "can be disputed. Decide when it began, whether it broke off, and who has parental responsibility."
        ),
    )
    JSGO = (
        "JSGO",
        (
            "An order (special guardianship, child arrangements or adoption) was made at 16 or 17, or not straight from "
            "care. The Act makes no exception for it, many councils do. Decide."
        ),
    )
    JDET = (
        "JDET",
        (
            "In custody or hospital on the 16th birthday, but not looked after for 13 weeks right up to it. Decide whether "
            "the gap still counts as immediately before, and whether it was a remand, whose nights count."
        ),
    )
    J17 = (
        "J17",
        (
            "Accommodated under section 17. That is not being looked after; check whether section 20 should have "
            "been used, which would change the status."
        ),
    )
    J1 = (
        "J1",
        (
            "The age is disputed, and another date of birth in use would give a different status. A disputed age is "
            "treated as a child's until it is assessed."
        ),
    )
    J2 = (
        "J2",
        "Born on 29 February: the answer for this day depends on whether the birthday falls on 28 February or 1 March.",
    )
    DQ = (
        "DQ",
        (
            "The care history is missing or incomplete, so the status is shown as it was reported. Find the missing "
            "periods and add them."
        ),
    )


class Standing(NamedTuple):
    """A status with the basis it rests on: what is true of someone on one day."""

    status: Status
    basis: Basis


NO_STATUS = Standing(Status.NONE, Basis.UNSTATED)
IN_CARE = Standing(Status.LOOKED_AFTER, Basis.S22)
IN_CARE_NOT_YET = Standing(Status.LOOKED_AFTER, Basis.NOT_YET_ELIGIBLE)
IN_SHORT_BREAK = Standing(Status.LOOKED_AFTER, Basis.SHORT_BREAKS)
ELIGIBLE = Standing(Status.ELIGIBLE, Basis.SCH2_PARA19B)
RELEVANT = Standing(Status.RELEVANT, Basis.S23A)
RELEVANT_REG3 = Standing(Status.RELEVANT, Basis.REG3)
FORMER_RELEVANT_A = Standing(Status.FORMER_RELEVANT, Basis.S23C_1A)
FORMER_RELEVANT_B = Standing(Status.FORMER_RELEVANT, Basis.S23C_1B)
FORMER_RELEVANT_REPORTED = Standing(Status.FORMER_RELEVANT, Basis.UNSTATED)
OFFERED_YEARLY = Standing(Status.FORMER_RELEVANT, Basis.ANNUAL_OFFER)
ASKED_FOR_SUPPORT = Standing(Status.FORMER_RELEVANT, Basis.S23CZB)
IN_EDUCATION = Standing(Status.FORMER_RELEVANT, Basis.S23CA)
QUALIFYING_BY_ORDER = Standing(Status.QUALIFYING, Basis.S24_1A)
QUALIFYING = Standing(Status.QUALIFYING, Basis.S24_1B)
PAST_QUALIFYING = Standing(Status.PAST_QUALIFYING, Basis.S24B)
CLOSED_AT_25 = Standing(Status.CLOSED, Basis.AGE_25)
CLOSED_BY_DEATH = Standing(Status.CLOSED, Basis.UNSTATED)

# The more the authority owes, the further left. The first of two standings here is the more protective of them.
PROTECTION: tuple[Standing, ...] = (
    ELIGIBLE,
    RELEVANT,
    RELEVANT_REG3,
    IN_CARE,
    IN_CARE_NOT_YET,
    IN_SHORT_BREAK,
    FORMER_RELEVANT_B,
    FORMER_RELEVANT_A,
    FORMER_RELEVANT_REPORTED,
    IN_EDUCATION,
    ASKED_FOR_SUPPORT,
    OFFERED_YEARLY,
    QUALIFYING_BY_ORDER,
    QUALIFYING,
    PAST_QUALIFYING,
    CLOSED_AT_25,
    CLOSED_BY_DEATH,
    NO_STATUS,
)
_RANK: dict[tuple[str, str], int] = {(s.status, s.basis): n for n, s in enumerate(PROTECTION)}
_STATUS_RANK: dict[str, int] = {
    status: min(n for n, s in enumerate(PROTECTION) if s.status is status) for status in Status
}


def protection_rank(standing: Standing) -> int:
    """0 for the standing under which the authority owes most; a basis that is not known ranks as its status's best."""
    return _RANK.get((standing.status, standing.basis), _STATUS_RANK[standing.status])


def more_protective(one: Standing, other: Standing) -> Standing:
    """The standing under which the authority owes the person more; `one` where they owe the same."""
    return other if protection_rank(other) < protection_rank(one) else one
