"""What changed from one submission to the next."""

from waymark.statutory.returning.rules.differences import Changed, changes

HEAD = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\r\n"


def test_rows_that_came_went_and_changed() -> None:
    before = {"oc3": HEAD + "A,01/06/2007,YES,F2,U1\r\nB,02/07/2005,NO,0,0\r\n"}
    after = {"oc3": HEAD + "A,01/06/2007,YES,F4,\r\nC,03/08/2004,NO,0,0\r\n"}
    assert changes(before, after) == [
        Changed("oc3", "A", "changed", (("ACTIV", "F2", "F4"), ("ACCOM", "U1", ""))),
        Changed("oc3", "B", "removed"),
        Changed("oc3", "C", "added"),
    ]
    assert [each.words for each in changes(before, after)] == [
        "ACTIV from F2 to F4; ACCOM from U1 to blank",
        "Row taken out",
        "Row added",
    ]


def test_the_same_rows_in_another_order_are_no_change() -> None:
    one = HEAD + "A,01/06/2007,YES,F2,U1\r\nB,02/07/2005,NO,0,0\r\n"
    other = HEAD + "B,02/07/2005,NO,0,0\r\nA,01/06/2007,YES,F2,U1\r\n"
    assert changes({"oc3": one}, {"oc3": other}) == []
    assert changes({}, {"oc3": one})[0].kind == "added"
