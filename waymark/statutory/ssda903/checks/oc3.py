"""Checks of the care leavers' own rows: each item, and the items against each other and against last year's."""

from collections.abc import Iterator

from waymark.core.dates import age_on, birthday
from waymark.statutory.ssda903.checks.check import Finding, Found, check, shown
from waymark.statutory.ssda903.typed import Case, Oc3Row


def _three(row: Oc3Row) -> tuple[tuple[str, str], ...]:
    return ("IN_TOUCH", row.in_touch), ("ACTIV", row.activ), ("ACCOM", row.accom)


@check("153", "The three items are all filled in or all blank", "oc3")
def all_or_none(case: Case) -> Iterator[Finding]:
    """DfE rule 153."""
    for leaver in case.this.oc3 or ():
        blank = [name for name, value in _three(leaver) if not value]
        if blank and leaver.given:
            given = " and ".join(f"{name} is {shown(value)}" for name, value in _three(leaver) if value)
            missing = " and ".join(blank)
            verb = "is" if len(blank) == 1 else "are"
            yield Found(leaver.row, blank[0], f"{given}, but {missing} {verb} blank. Fill in all three, or none.")


@check("344", "Nothing is asked about someone who died or returned home", "oc3")
def nothing_after_death_or_return(case: Case) -> Iterator[Finding]:
    """DfE rule 344: only "0" says that nothing is asked; a blank does not."""
    for leaver in case.this.oc3 or ():
        if leaver.in_touch not in ("DIED", "RHOM"):
            continue
        wrong = [(name, value) for name, value in _three(leaver)[1:] if value != "0"]
        if wrong:
            what = "died" if leaver.in_touch == "DIED" else "returned home for 6 months or more"
            cells = " and ".join(f"{name} is {shown(value)}" for name, value in wrong)
            message = f"IN_TOUCH says the young person {what}, but {cells}. Enter 0 for both, or correct IN_TOUCH."
            yield Found(leaver.row, wrong[0][0], message)


@check("345", "Activity and accommodation are known when in touch", "oc3")
def known_when_in_touch(case: Case) -> Iterator[Finding]:
    """DfE rule 345."""
    for leaver in case.this.oc3 or ():
        zeros = [name for name, value in _three(leaver)[1:] if value == "0"]
        if leaver.in_touch == "YES" and zeros:
            cells = " and ".join(zeros)
            verb = "is" if len(zeros) == 1 else "are"
            message = f"IN_TOUCH is “YES”, but {cells} {verb} 0. Enter what is known, or correct IN_TOUCH."
            yield Found(leaver.row, zeros[0], message)


@check("347", "Nobody under 18 lives in a foyer", "oc3")
def foyer_under_18(case: Case) -> Iterator[Finding]:
    """DfE rule 347: with accommodation T1 or T2 the young person is 18 on the first day of the year."""
    for leaver in case.this.oc3 or ():
        born = leaver.born or case.born(leaver.child)
        if leaver.accom in ("T1", "T2") and born is not None and birthday(born, 18) > case.this.start:
            age = age_on(born, case.this.start)
            message = (
                f"ACCOM is “{leaver.accom}” (foyer), but the young person was {age} on 1 April {case.this.start.year}; "
                "a foyer is for people of 18 or over. Correct ACCOM or the date of birth."
            )
            yield Found(leaver.row, "ACCOM", message)


@check("348", "Someone reported as having died stays reported so", "oc3", "oc3:last")
def died_before(case: Case) -> Iterator[Finding]:
    """DfE rule 348."""
    last = case.last.oc3_of if case.last else {}
    for leaver in case.this.oc3 or ():
        before = last.get(leaver.child)
        if before is not None and before.in_touch == "DIED" and leaver.in_touch != "DIED":
            message = (
                f"Last year's return says this young person died, this year's IN_TOUCH is {shown(leaver.in_touch)}. "
                "Correct IN_TOUCH, or last year's return."
            )
            yield Found(leaver.row, "IN_TOUCH", message)


@check("391", "The young person was of an age the return asks about", "oc3")
def of_age(case: Case) -> Iterator[Finding]:
    """DfE rule 391: 17, 18, 19, 20 or 21 at some time in the year (older where the council reports up to 25)."""
    for leaver in case.this.oc3 or ():
        born = leaver.born or case.born(leaver.child)
        if born is None or not leaver.given:
            continue
        oldest, youngest = age_on(born, case.this.end), age_on(born, case.this.start)
        if oldest < 17 or youngest > case.oldest_leaver:
            age = f"{oldest}" if oldest < 17 else f"{youngest}"
            when = f"31 March {case.this.end.year}" if oldest < 17 else f"1 April {case.this.start.year}"
            message = (
                f"Born on {born:%d/%m/%Y}, the young person was {age} on {when}; the return is for ages 17 to "
                f"{case.oldest_leaver}. Take the row out, or correct the date of birth."
            )
            yield Found(leaver.row, "DOB", message)


@check("3001", "At 17 nobody lives with a former foster carer", "header", "oc3")
def former_foster_carer_at_17(case: Case) -> Iterator[Finding]:
    """DfE rule 3001: staying put begins at 18."""
    for leaver in case.this.oc3 or ():
        born = case.born(leaver.child, leaver.born)
        if leaver.accom not in ("Z1", "Z2") or born is None:
            continue
        turned = birthday(born, 17)
        if case.this.start <= turned <= case.this.end:
            message = (
                f"ACCOM is “{leaver.accom}” (with former foster carers), but this row is about the 17th birthday on "
                f"{turned:%d/%m/%Y}, and staying put begins at 18. Correct ACCOM or the date of birth."
            )
            yield Found(leaver.row, "ACCOM", message)


OC3_CHECKS = (
    all_or_none,
    nothing_after_death_or_return,
    known_when_in_touch,
    of_age,
    former_foster_carer_at_17,
)
