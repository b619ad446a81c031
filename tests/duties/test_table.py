"""The table of clocks: every duty stands in it with its source, and says what it waits for or works."""

import re
from pathlib import Path

import pytest

from waymark.duties.rules import CLOCKS, DutyId, Kind, State
from waymark.policy.rules import BY_KEY
from waymark.policy.rules import Kind as SettingKind

# Worked out from facts that are kept. The others wait for an area, and nobody has them before.
WORKING = {"D01", "D05", "D07", "D11", "D14", "D15", "D16", "D17", "D18", "D32", "D33", "D34"}
HOUSE = Path(__file__).parent.parent.parent


def test_every_duty_from_d01_to_d37_stands_in_the_table_once():
    assert list(CLOCKS) == [f"D{number:02}" for number in range(1, 38)] == list(DutyId)


@pytest.mark.parametrize("clock", CLOCKS.values(), ids=str)
def test_each_says_whom_what_when_and_where_from(clock):
    for words in (clock.name, clock.who, clock.starts, clock.fulfils, clock.source):
        assert words and words == words.strip() and not words.endswith(".")
    assert clock.works is (clock.id in WORKING)
    assert clock.works or clock.waits_for.endswith(".")
    assert 0 < clock.weight <= 28 and clock.amber_days > 0


def test_a_statutory_source_names_a_statute():
    for clock in CLOCKS.values():
        if clock.kind is Kind.STATUTE:
            assert re.search(r"Act \d{4}|Regulations \d{4}", clock.source), clock.id


def test_only_local_practice_may_be_excepted():
    assert {clock.id for clock in CLOCKS.values() if clock.may_except} == {
        "D25",
        "D26",
        "D30",
        "D31",
        "D34",
        "D35",
        "D36",
    }


def test_a_number_set_by_law_can_only_be_made_tighter():
    """The setting behind it goes no higher than the number in the law; a local one may be looser than usual."""
    for clock in CLOCKS.values():
        for limit in clock.limits:
            if limit.key is None:
                assert not clock.works
                continue
            known = BY_KEY[limit.key]
            assert known.kind is SettingKind.WHOLE_NUMBER and known.default == limit.number
    for key in ("first_visit_days", "visit_weeks", "home_first_visit_days", "home_visit_months", "offer_months"):
        assert BY_KEY[key].most == BY_KEY[key].default
    for key in ("education_months", "detention_visit_days"):
        assert BY_KEY[key].most == BY_KEY[key].default
        assert not BY_KEY[key].confirmed
    # To be told of it later is what would loosen this one.
    assert BY_KEY["leave_alert_months"].least == BY_KEY["leave_alert_months"].default


def test_the_law_page_has_every_row():
    page = (HOUSE / "docs" / "law" / "duties.md").read_text()
    for clock in CLOCKS.values():
        row = next(line for line in page.splitlines() if line.startswith(f"| {clock.id} "))
        assert clock.name in row
        assert ("waits" in row) is not clock.works


def test_states_are_those_that_scripts_read():
    assert State.values() == ["done", "due", "overdue", "not_yet", "excepted"]
