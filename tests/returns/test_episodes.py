"""Care histories become episodes as the return counts them."""

from datetime import date

import pytest

from waymark.core.dates import Period
from waymark.statutory.returning.rules.episodes import Legal, Placed, Stay, cells, episodes, in_year

YEAR = Period(date(2025, 4, 1), date(2026, 4, 1))
FOSTER = Placed(date(2024, 1, 1), date(2025, 6, 1), "U4", "PR4", "CREQB", "AB1 2CD", "EF3 4GH", "SC1")


def the_only(found: list) -> object:
    (one,) = found
    return one


def test_a_stay_without_change_is_one_episode() -> None:
    stay = Stay(date(2024, 1, 1), date(2025, 6, 1), "E5")
    found = episodes([stay], [Legal(stay.started_on, stay.ended_on, "C2")], [FOSTER])
    episode = the_only(found)
    assert (episode.decom, episode.dec, episode.rne, episode.rec) == (date(2024, 1, 1), date(2025, 6, 1), "S", "E5")
    assert (episode.legal, episode.placed, episode.reason_change) == ("C2", FOSTER, "")


@pytest.mark.parametrize(
    ("legal", "moves_to", "rne"),
    [
        (["C2", "C2"], FOSTER._replace(place="U6", urn="SC2"), "P"),
        (["C2", "C2"], FOSTER._replace(place="U6"), "T"),
        (["C1", "C2"], FOSTER._replace(place="U6", urn="SC2"), "B"),
        (["C1", "C2"], FOSTER._replace(place="U6"), "U"),
        (["C2", "C2"], FOSTER._replace(place="K1", urn="", placement_postcode="EF3 4GH"), "P"),
    ],
)
def test_a_move_says_what_changed(legal: list[str], moves_to: Placed, rne: str) -> None:
    moved = date(2025, 6, 1)
    spells = [Legal(date(2024, 1, 1), moved, legal[0]), Legal(moved, None, legal[1])]
    places = [FOSTER, moves_to._replace(started_on=moved, ended_on=None, reason_change="")]
    first, second = episodes([Stay(date(2024, 1, 1), None)], spells, places)
    assert (first.dec, first.rec, first.reason_change) == (moved, "X1", "CREQB")
    assert (second.decom, second.rne, second.dec, second.rec) == (moved, rne, None, "")


def test_the_same_postcode_is_the_same_carer_where_there_is_no_number() -> None:
    here = FOSTER._replace(urn="")
    there = here._replace(started_on=date(2025, 6, 1), ended_on=None, place="U6")
    assert episodes([Stay(date(2024, 1, 1), None)], [], [here, there])[1].rne == "T"
    nowhere = there._replace(placement_postcode="")
    assert episodes([Stay(date(2024, 1, 1), None)], [], [here._replace(placement_postcode=""), nowhere])[1].rne == "P"


def test_a_legal_change_alone_is_l_and_keeps_the_placement() -> None:
    changed = date(2024, 9, 1)
    spells = [Legal(date(2024, 1, 1), changed, "C1"), Legal(changed, None, "C2")]
    first, second = episodes([Stay(date(2024, 1, 1), date(2025, 6, 1), "E5")], spells, [FOSTER])
    assert (first.rec, first.reason_change, second.rne, second.placed) == ("X1", "", "L", FOSTER)


def test_two_stays_start_twice_and_one_of_no_days_is_none() -> None:
    stays = [
        Stay(date(2025, 1, 1), date(2025, 1, 1), "E8"),
        Stay(date(2024, 1, 1), date(2024, 3, 1), "E4A"),
        Stay(date(2025, 2, 1), None),
    ]
    assert [(each.decom, each.rne) for each in episodes(stays, [], [])] == [
        (date(2024, 1, 1), "S"),
        (date(2025, 2, 1), "S"),
    ]


def test_the_year_knows_what_touches_it() -> None:
    def of(start: date, end: date | None) -> object:
        episode = the_only(episodes([Stay(start, end, "E5" if end else "")], [], []))
        return in_year(episode, YEAR)

    assert of(date(2024, 1, 1), date(2025, 3, 31)) is None
    assert of(date(2024, 1, 1), date(2025, 4, 1)).rec == "E5"  # the day it ended is a day of the year
    assert of(date(2026, 4, 1), None) is None
    later = of(date(2026, 3, 31), date(2026, 4, 1))
    assert (later.dec, later.rec) == (None, "")  # on 31 March it was open
    assert of(date(2026, 3, 1), date(2026, 3, 31)).dec == date(2026, 3, 31)


def test_cells_leave_blank_what_nobody_knows() -> None:
    episode = the_only(episodes([Stay(date(2025, 5, 1), None)], [], []))
    row = cells("X1", episode)
    assert row["CHILD"] == "X1"
    assert [row[name] for name in ("LS", "CIN", "PLACE", "URN", "REC")] == [""] * 5
    assert cells("X1", episode, "N1")["CIN"] == "N1"
