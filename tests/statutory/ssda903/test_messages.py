"""The sentences say what is wrong with the very values and what to do."""

import pytest

from tests.statutory.ssda903.given import Tables, episode, found, header, leaver

SCORED = {"CHILD": "1", "DOB": "31/03/2008", "SDQ_SCORE": "9"}
ASYLUM = {"CHILD": "1", "SEX": "M", "DOB": "10/06/2008", "DUC": "11/06/2026"}


@pytest.mark.parametrize(
    ("rule", "tables", "says"),
    [
        ("153", {"oc3": [leaver(ACCOM="")]}, "IN_TOUCH is “YES” and ACTIV is “F2”, but ACCOM is blank."),
        ("153", {"oc3": [leaver(ACCOM="", ACTIV="")]}, "IN_TOUCH is “YES”, but ACTIV and ACCOM are blank."),
        ("344", {"oc3": [leaver(IN_TOUCH="DIED", ACTIV="0")]}, "says the young person died, but ACCOM is “U1”. Enter 0"),
        ("344", {"oc3": [leaver(IN_TOUCH="RHOM", ACTIV="", ACCOM="0")]}, "returned home for 6 months or more, but ACTIV is blank"),
        ("345", {"oc3": [leaver(ACTIV="0")]}, "but ACTIV is 0. Enter what is known"),
        ("345", {"oc3": [leaver(ACTIV="0", ACCOM="0")]}, "but ACTIV and ACCOM are 0."),
        ("391", {"oc3": [leaver(dob="01/04/2009")]}, "was 16 on 31 March 2026; the return is for ages 17 to 21"),
        ("391", {"oc3": [leaver(dob="01/04/2003")]}, "was 22 on 1 April 2025;"),
        ("132", {"oc3": [leaver(ACTIV="F3")]}, "(Full time in training or employment (to 2021)), which the 2026 return does not use"),
        ("352", {"header": [header(dob="10/06/2007")], "episodes": [episode(decom="11/06/2025")]}, "18th birthday on 10/06/2025."),
        ("359", {"header": [header(dob="10/06/2007")], "episodes": [episode()]}, "18th birthday on 10/06/2025, with LS “C2” and PLACE “U4”"),
        ("304", {"uasc": [ASYLUM]}, "DUC is 11/06/2026, after the 18th birthday on 10/06/2026."),
        ("189", {"oc2": [SCORED]}, "SDQ_SCORE is filled in, but the child was already 17 on 1 April 2025"),
        ("189", {"oc2": [SCORED | {"SDQ_REASON": "SDQ1"}]}, "SDQ_SCORE and SDQ_REASON are filled in"),
        ("215", {"oc3": [leaver()], "oc2": [SCORED | {"TEETH_CHECK": "1"}]}, "(OC3 row 2), but TEETH_CHECK is filled in"),
        ("215", {"oc3": [leaver()], "oc2": [SCORED | {"TEETH_CHECK": "1", "CONVICTED": "0"}]}, "CONVICTED, TEETH_CHECK are filled in"),
        ("1007", {"episodes": [episode(dec="01/08/2025")], "oc3": [leaver(dob="10/06/2007")]}, "birthday, 10/06/2025 (episode from 01/05/2020 to 01/08/2025)"),
        ("1007", {"episodes": [episode()], "oc3": [leaver(dob="10/06/2007")]}, "(episode from 01/05/2020 and still open)"),
        ("1012", {"episodes": [], "oc3": [leaver()], "oc2": [SCORED]}, "Child 1 is a care leaver without episodes this year"),
        ("1012", {"episodes": [], "oc2": [SCORED]}, "Child 1 has no episodes this year"),
    ],
)  # fmt: skip
def test_a_sentence(rule: str, tables: Tables, says: str) -> None:
    [sentence] = [problem.message for problem in found(tables) if problem.rule == rule]
    assert says in sentence
