"""Files, decisions of staff and the record beside each other: who is in."""

from typing import Any

import pytest

from waymark.statutory.returning.rules.standing import Basis, place
from waymark.statutory.ssda903.leavers import Membership, Standing

IN = Membership("X", Standing.INCLUDED, "100 nights.")
OUT = Membership("X", Standing.LOOKED_AFTER, "Looked after on the birthday.")
USUAL: dict[str, Any] = {"has_number": True, "table_given": False, "reported": False, "answered": False}


def test_every_standing_has_a_basis() -> None:
    for standing in Standing:
        if not standing.included:
            assert place(Membership("X", standing, "Because."), **USUAL).basis.included is False


@pytest.mark.parametrize(
    ("belongs", "changed", "basis"),
    [
        (IN, {}, Basis.RECORDED),
        (OUT, {}, Basis.LOOKED_AFTER),
        (IN, {"has_number": False}, Basis.NO_CHILD_NUMBER),
        (OUT, {"has_number": False}, Basis.LOOKED_AFTER),
        (IN, {"table_given": True}, Basis.NOT_REPORTED),
        (IN, {"table_given": True, "answered": True}, Basis.RECORDED),
        (IN, {"table_given": True, "reported": True}, Basis.REPORTED),
        (OUT, {"table_given": True, "reported": True}, Basis.REPORTED),
        (OUT, {"decision": (True, "She left on the day.")}, Basis.DECIDED_IN),
        (OUT, {"decision": (True, "She left on the day."), "has_number": False}, Basis.NO_CHILD_NUMBER),
        (IN, {"table_given": True, "reported": True, "decision": (False, "Twice.")}, Basis.DECIDED_OUT),
    ],
)
def test_who_decides(belongs: Membership, changed: dict[str, Any], basis: Basis) -> None:
    assert place(belongs, **(USUAL | changed)).basis is basis


def test_what_the_record_says_against_a_reported_row_is_said() -> None:
    reported = USUAL | {"table_given": True, "reported": True}
    assert place(OUT, **reported).doubt == "The record says otherwise: Looked after on the birthday."
    assert place(IN, **reported).doubt == ""
    unknown = Membership("X", Standing.AS_REPORTED, "Only OC3.")
    assert place(unknown, **reported)[1:] == ("Care history is missing. Only OC3.", "")


def test_a_decision_gives_its_reason() -> None:
    assert place(IN, **USUAL, decision=(False, "Moved away before care.")).sentence == "Moved away before care."


def test_only_some_wait_for_somebody() -> None:
    waiting = {basis for basis in Basis if basis.waits_for_somebody}
    assert waiting == {Basis.NOT_REPORTED, Basis.NO_CHILD_NUMBER, Basis.NO_BIRTH_DATE, Basis.UNSURE}
    assert not any(basis.included for basis in waiting)
