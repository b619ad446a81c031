"""Whether a young person is in a year's return, once files, decisions and the record are set beside each other. Pure."""

from typing import NamedTuple

from waymark.core.vocab import Vocabulary
from waymark.statutory.ssda903.leavers import Membership, Standing


class Basis(Vocabulary):
    """Why a row is in the return, or why there is none."""

    REPORTED = "reported", "As in the file that was brought in"
    RECORDED = "recorded", "Worked out from the record"
    DECIDED_IN = "decided_in", "Put in by staff"
    DECIDED_OUT = "decided_out", "Left out: staff decided so"
    NOT_REPORTED = "not_reported", "Left out for now: not in the file that was brought in, though they belong"
    NO_CHILD_NUMBER = "no_child_number", "Left out for now: no child number"
    NO_BIRTH_DATE = "no_birth_date", "Left out for now: date of birth is not known"
    UNSURE = "unsure", "Left out for now: care in years not on record may or may not be enough"
    WRONG_AGE = "wrong_age", "Left out: the birthday in the year is not one the return asks about"
    NO_CARE = "no_care", "Left out: never looked after"
    DIED_IN_CARE = "died_in_care", "Left out: died in care"
    TAKEN_OVER = "taken_over", "Left out: another authority took over the care"
    ADOPTED = "adopted", "Left out: adopted"
    LOOKED_AFTER = "looked_after", "Left out: still looked after on the birthday"
    CEASED_LATER = "ceased_later", "Left out: left care in the year, on or after the birthday"
    TOO_FEW_NIGHTS = "too_few_nights", "Left out: not looked after long enough"

    @property
    def included(self) -> bool:
        return self in (Basis.REPORTED, Basis.RECORDED, Basis.DECIDED_IN)

    @property
    def waits_for_somebody(self) -> bool:
        """Left out only until somebody finds something out."""
        return self in (Basis.NOT_REPORTED, Basis.NO_CHILD_NUMBER, Basis.NO_BIRTH_DATE, Basis.UNSURE)


class Place(NamedTuple):
    """The answer: on what basis, and the sentence that says so. `doubt` is what the record says against it."""

    basis: Basis
    sentence: str
    doubt: str = ""


def place(
    belongs: Membership,
    *,
    has_number: bool,
    table_given: bool,
    reported: bool,
    answered: bool,
    decision: tuple[bool, str] | None = None,
) -> Place:
    """One young person's place in the return of a year.

    A file that was brought in for the year says who is in it (`table_given`, `reported`), answers of staff add to it
    (`answered`), and a `decision` of staff (in or out, with its reason) goes before everything. Otherwise the record
    decides.
    """
    if decision is not None:
        belongs_here, reason = decision
        if belongs_here and not has_number:
            return Place(Basis.NO_CHILD_NUMBER, "There is no child number, so the return cannot hold a row. Add it.")
        return Place(Basis.DECIDED_IN if belongs_here else Basis.DECIDED_OUT, reason)
    if reported:
        doubt = "" if belongs.included else f"The record says otherwise: {belongs.sentence}"
        missing = belongs.standing is Standing.AS_REPORTED
        sentence = f"Care history is missing. {belongs.sentence}" if missing else ""
        return Place(Basis.REPORTED, sentence, doubt)
    if not belongs.included:
        return Place(Basis(belongs.standing.value.lower()), belongs.sentence)
    if not has_number:
        return Place(Basis.NO_CHILD_NUMBER, "There is no child number, so the return cannot hold a row. Add it.")
    if table_given and not answered:
        return Place(
            Basis.NOT_REPORTED, f"{belongs.sentence} The OC3 that was brought in has no row. Answer the three items."
        )
    return Place(Basis.RECORDED, belongs.sentence)
