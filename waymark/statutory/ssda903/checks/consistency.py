"""Checks of one table against another."""

from collections import Counter
from collections.abc import Iterator

from waymark.statutory.ssda903.checks.check import Area, Finding, Found, check
from waymark.statutory.ssda903.codes import FEMALE, MALE, SHORT_BREAKS
from waymark.statutory.ssda903.tables import TABLES
from waymark.statutory.ssda903.typed import Case, Return


@check("INT06", "Every care leaver is in Header", "header", "oc3")
def in_header(case: Case) -> Iterator[Finding]:
    """DfE internal check 06."""
    for leaver in case.this.oc3 or ():
        if leaver.child not in case.this.header_of:
            message = f"Child {leaver.child} is in OC3 and not in Header. Add a Header row, or correct the child id."
            yield Found(leaver.row, "CHILD", message)


@check("INT15", "Date of birth is the same in OC3 and Header", "header", "oc3")
def same_birth_date(case: Case) -> Iterator[Finding]:
    """DfE internal check 15."""
    for leaver in case.this.oc3 or ():
        header = case.this.header_of.get(leaver.child)
        if header is None or header.born is None or leaver.born is None or header.born == leaver.born:
            continue
        message = (
            f"DOB is {leaver.born:%d/%m/%Y} here and {header.born:%d/%m/%Y} in Header (row {header.row.number}). "
            "Correct the one that is wrong."
        )
        yield Found(leaver.row, "DOB", message)


@check("INT34", "Every care leaver is in OC3 once", "oc3")
def once_in_oc3(case: Case) -> Iterator[Finding]:
    """DfE internal check 34."""
    times = Counter(leaver.child for leaver in case.this.oc3 or ())
    for leaver in case.this.oc3 or ():
        if times[leaver.child] > 1:
            message = f"Child {leaver.child} is in OC3 {times[leaver.child]} times. Keep one row."
            yield Found(leaver.row, "CHILD", message)


@check("EPI", "Every child has episodes or is a care leaver", "header", "episodes", "oc3")
def has_episodes(case: Case) -> Iterator[Finding]:
    """DfE check EPI."""
    for header in case.this.header or ():
        if header.child not in case.this.episodes_of and header.child not in case.this.oc3_of:
            message = (
                f"Child {header.child} is in Header, but in neither Episodes nor OC3. "
                "Add the child's episodes, or take the row out of Header."
            )
            yield Found(header.row, "CHILD", message, Area.CARE_HISTORY)


@check("134", "No care leaver has adoption data", "oc3", "ad1")
def no_adoption_data(case: Case) -> Iterator[Finding]:
    """DfE rule 134."""
    for adoption in case.this.ad1 or ():
        leaver = case.this.oc3_of.get(adoption.child)
        if adoption.items and leaver is not None and leaver.given:
            message = (
                f"Child {adoption.child} is a care leaver (OC3 row {leaver.row.number}) and has adoption data: "
                f"{', '.join(adoption.items)}. Take out the one that is wrong."
            )
            yield Found(adoption.row, adoption.items[0], message)


def _continuously_looked_after(this: Return, child: str) -> bool:
    """Looked after all year, as far as the year's own episodes say.

    The DfE's test: in care in the year, and no episode that starts care after the first day, ends it before the last,
    or is a short break.
    """
    in_care = False
    for each in this.episodes_of.get(child, ()):
        touches = each.touches(this.start, this.end)
        in_care = in_care or touches
        starts = each.rne == "S" and each.decom is not None and this.start < each.decom <= this.end
        ends = each.rec != "X1" and each.dec is not None and this.start <= each.dec < this.end
        if starts or ends or (touches and each.ls in SHORT_BREAKS):
            return False
    return in_care


@check("187", "Nobody looked after all year has adoption or care-leaver data", "episodes", "oc3", "ad1")
def looked_after_all_year(case: Case) -> Iterator[Finding]:
    """DfE rule 187."""
    for leaver in case.this.oc3 or ():
        if leaver.given and _continuously_looked_after(case.this, leaver.child):
            message = (
                "The episodes say the child was looked after all year, so there is no care-leaver data to give. "
                "Take the row out of OC3, or correct the episodes."
            )
            yield Found(leaver.row, "IN_TOUCH", message, Area.CARE_HISTORY)
    for adoption in case.this.ad1 or ():
        if adoption.items and _continuously_looked_after(case.this, adoption.child):
            message = (
                "The episodes say the child was looked after all year, so there is no adoption data to give. "
                "Take the row out of AD1, or correct the episodes."
            )
            yield Found(adoption.row, adoption.items[0], message, Area.CARE_HISTORY)


@check("215", "No care leaver has data for children looked after 12 months", "oc2", "oc3")
def no_health_data(case: Case) -> Iterator[Finding]:
    """DfE rule 215."""
    for health in case.this.oc2 or ():
        leaver = case.this.oc3_of.get(health.child)
        if health.items and leaver is not None and leaver.given:
            message = (
                f"Child {health.child} is a care leaver (OC3 row {leaver.row.number}), but {', '.join(health.items)} "
                f"{'is' if len(health.items) == 1 else 'are'} filled in. Take the OC2 row or the OC3 row out."
            )
            yield Found(health.row, health.items[0], message)


@check("1012", "Nothing else is given for a child without episodes in the year", "episodes")
def nothing_without_episodes(case: Case) -> Iterator[Finding]:
    """DfE rule 1012, over the six tables it names; those not given hold nothing to find."""
    this = case.this
    for key in ("placed_for_adoption", "missing", "reviews", "ad1", "previous_permanence", "oc2"):
        typed = getattr(this, key, None)
        rows = this.others.get(key, []) if typed is None else [each.row for each in typed]
        for row in rows:
            child = row.child
            if child in this.episodes_of:
                continue
            who = "is a care leaver without" if child in this.oc3_of else "has no"
            message = (
                f"Child {child} {who} episodes this year, so nothing may be given in {TABLES[key].title}. "
                "Take this row out, or add the episodes."
            )
            yield Found(row, "CHILD", message, Area.CARE_HISTORY)


@check("1014", "No care leaver has data on unaccompanied asylum", "uasc", "episodes", "oc3")
def no_asylum_data(case: Case) -> Iterator[Finding]:
    """DfE rule 1014: unless the child was looked after in the year."""
    this = case.this
    for row in this.uasc or ():
        leaver = this.oc3_of.get(row.child)
        if leaver is None or not leaver.given or _in_care_this_year(this, row.child):
            continue
        message = (
            f"Child {row.child} is a care leaver (OC3 row {leaver.row.number}) without episodes this year, so nothing "
            "may be given in UASC. Take this row out."
        )
        yield Found(row.row, "DUC", message)


def _in_care_this_year(this: Return, child: str, without: frozenset[str] = frozenset()) -> bool:
    return any(each.touches(this.start, this.end) for each in this.episodes_of.get(child, ()) if each.ls not in without)


@check(
    "165", "Mother status is given for girls looked after in the year, and for nobody else", "header", "episodes", "oc3"
)
def mother_status(case: Case) -> Iterator[Finding]:
    """DfE rule 165."""
    this = case.this
    for header in this.header or ():
        message = ""
        if header.mother and header.mother not in ("0", "1"):
            message = f"MOTHER is “{header.mother}”. Enter 1 for a mother, 0 if not."
        elif header.mother and header.sex in MALE:
            message = f"MOTHER is “{header.mother}”, but SEX is “{header.sex}”. Leave MOTHER blank, or correct SEX."
        elif header.sex in FEMALE:
            in_care = _in_care_this_year(this, header.child, SHORT_BREAKS)
            leaver = this.oc3_of.get(header.child)
            if in_care and not header.mother:
                message = "MOTHER is blank for a girl looked after in the year. Enter 1 for a mother, 0 if not."
            elif header.mother and not in_care and leaver is not None and leaver.given:
                message = (
                    f"MOTHER is “{header.mother}”, but the care leaver was not looked after this year. "
                    "Leave MOTHER blank."
                )
        if message:
            yield Found(header.row, "MOTHER", message)


@check("628", "No motherhood details for a care leaver not looked after in the year", "header", "episodes", "oc3")
def no_motherhood_details(case: Case) -> Iterator[Finding]:
    """DfE rule 628."""
    this = case.this
    for header in this.header or ():
        leaver = this.oc3_of.get(header.child)
        if header.mother and leaver is not None and leaver.given and header.child not in this.episodes_of:
            message = f"MOTHER is “{header.mother}”, but the care leaver has no episode this year. Leave MOTHER blank."
            yield Found(header.row, "MOTHER", message)


CONSISTENCY_CHECKS = (
    in_header,
    same_birth_date,
    once_in_oc3,
    has_episodes,
    no_adoption_data,
    looked_after_all_year,
    no_health_data,
    nothing_without_episodes,
    no_asylum_data,
    mother_status,
    no_motherhood_details,
)
