"""Episodes of several years join into one care history. Pure."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importing.files import EPISODES, episode
from waymark.statutory.importing.rules.spells import CareHistory, care_history
from waymark.statutory.reading.result import Layout, Row
from waymark.statutory.reading.values import DateCells
from waymark.statutory.ssda903.tables import TABLES

LAYOUT = Layout(TABLES["episodes"], "e.csv", tuple(EPISODES.split(",")))


def row(*args: str) -> Row:
    return Row(LAYOUT, 2, tuple(episode("1", *args).split(",")))


def joined(*reported: tuple[int, Row]) -> CareHistory:
    return care_history(reported, DateCells())


def days(history: CareHistory) -> list[tuple[date, date | None]]:
    return [(stay.started_on, stay.ended_on) for stay in history.stays]


def test_changes_of_placement_are_one_period_of_care() -> None:
    history = joined(
        (2025, row("01/06/2024", "S", "C1", "U6", "01/09/2024", "X1")),
        (2025, row("01/09/2024", "P", "C1", "K2", "01/02/2025", "X1")),
        (2025, row("01/02/2025", "L", "C2", "K2", "05/03/2025", "E4A")),
    )
    assert days(history) == [(date(2024, 6, 1), date(2025, 3, 5))]
    assert history.stays[0].reason == "E4A"
    assert history.stays[0].legal == "C2"
    assert [(s.started_on, s.ended_on, s.code) for s in history.legal] == [
        (date(2024, 6, 1), date(2025, 2, 1), "C1"),
        (date(2025, 2, 1), date(2025, 3, 5), "C2"),
    ]
    # RNE L changes the legal status only, so the children's home is one placement.
    assert [(p.started_on, p.ended_on, p.place) for p in history.placements] == [
        (date(2024, 6, 1), date(2024, 9, 1), "U6"),
        (date(2024, 9, 1), date(2025, 3, 5), "K2"),
    ]
    assert not history.doubts


def test_an_episode_open_one_year_and_closed_the_next_counts_once_in_any_order() -> None:
    open_then = (2025, row("01/06/2024"))
    closed_now = (2026, row("01/06/2024", "S", "C2", "U4", "10/10/2025", "E8"))
    assert joined(open_then, closed_now) == joined(closed_now, open_then)
    assert days(joined(open_then, closed_now)) == [(date(2024, 6, 1), date(2025, 10, 10))]


def test_s_begins_a_new_period_even_on_the_day_the_last_one_ended() -> None:
    history = joined(
        (2026, row("01/06/2025", "S", "V2", "U4", "01/08/2025", "E4A")),
        (2026, row("01/08/2025", "S", "V2", "U4")),
    )
    assert days(history) == [(date(2025, 6, 1), date(2025, 8, 1)), (date(2025, 8, 1), None)]


def test_a_gap_parts_two_periods() -> None:
    history = joined(
        (2025, row("01/06/2024", "S", "V2", "U4", "01/08/2024", "X1")),
        (2026, row("01/08/2025", "P", "V2", "U4")),
    )
    assert days(history) == [(date(2024, 6, 1), date(2024, 8, 1)), (date(2025, 8, 1), None)]


@pytest.mark.parametrize("legal", ["V3", "V4"])
def test_short_breaks_are_kept_apart(legal: str) -> None:
    history = joined(
        (2026, row("01/06/2025", "S", legal, "U4", "01/07/2025", "X1")),
        (2026, row("01/07/2025", "B", "V2", "U4")),
    )
    assert [(s.short_breaks, s.ended_on) for s in history.stays] == [(True, date(2025, 7, 1)), (False, None)]


def test_an_open_episode_ends_when_the_next_begins_and_that_is_said() -> None:
    history = joined((2025, row("01/06/2024")), (2026, row("01/09/2025", "P")))
    assert days(history) == [(date(2024, 6, 1), None)]
    assert [p.ended_on for p in history.placements] == [date(2025, 9, 1), None]
    assert "was never closed" in history.doubts[0]


def test_what_cannot_be_is_not_used_and_said() -> None:
    history = joined((2026, row("01/09/2025", "S", "C2", "U4", "01/08/2025", "E8")))
    assert not history.stays
    assert "ends before it starts" in history.doubts[0]
    history = joined((2026, row("01/09/2025", "S", "C2", "U4", "1/8/25", "E8")))
    assert not history.stays
    assert "cannot be read" in history.doubts[0]
    assert joined((2026, row("31/02/2025"))) == CareHistory()


def test_continuing_into_nothing_is_said() -> None:
    history = joined((2026, row("01/09/2025", "S", "C2", "U4", "01/12/2025", "X1")))
    assert days(history) == [(date(2025, 9, 1), date(2025, 12, 1))]
    assert history.stays[0].reason == ""
    assert "no file has it" in history.doubts[0]


def test_an_episode_of_no_days_ends_the_period_with_its_reason() -> None:
    history = joined(
        (2026, row("01/06/2025", "S", "C2", "U4", "01/09/2025", "X1")),
        (2026, row("01/09/2025", "P", "C2", "K2", "01/09/2025", "E3")),
    )
    assert [(s.ended_on, s.reason) for s in history.stays] == [(date(2025, 9, 1), "E3")]
    assert len(history.placements) == 1


@pytest.mark.parametrize(("ceased", "orders"), [("E45", 1), ("E12", 1), ("E41", 1), ("E43", 1), ("E4A", 0)])
def test_orders_come_from_why_care_ended(ceased: str, orders: int) -> None:
    history = joined((2026, row("01/06/2025", "S", "C2", "U3", "01/09/2025", ceased)))
    assert [order.reason for order in history.orders] == [ceased] * orders


def test_death_and_custody() -> None:
    history = joined(
        (2026, row("01/06/2025", "S", "C2", "R5", "01/09/2025", "X1")),
        (2026, row("01/09/2025", "L", "J1", "R5", "02/09/2025", "E2")),
    )
    assert history.died_on == date(2025, 9, 2)
    assert [(h.started_on, h.ended_on, h.care_order) for h in history.held] == [
        (date(2025, 6, 1), date(2025, 9, 1), True),
        (date(2025, 9, 1), date(2025, 9, 2), False),
    ]


def test_custody_over_two_episodes_is_one_spell() -> None:
    history = joined(
        (2026, row("01/06/2025", "S", "C2", "R5", "01/09/2025", "X1")),
        (2026, row("01/09/2025", "P", "C2", "R5")),
    )
    assert [(h.started_on, h.ended_on) for h in history.held] == [(date(2025, 6, 1), None)]


def test_codes_on_no_list_give_no_fact() -> None:
    history = joined((2026, row("01/06/2025", "S", "ZZ", "ZZ", "01/09/2025", "ZZ")))
    assert days(history) == [(date(2025, 6, 1), date(2025, 9, 1))]
    assert history.stays[0].legal == ""
    assert not history.legal
    assert not history.placements


DAYS = st.dates(date(2023, 4, 1), date(2026, 3, 31))


@given(st.lists(st.tuples(DAYS, st.integers(0, 200), st.sampled_from("SLPTBU"), st.sampled_from(["C2", "V2", "V4"]))))
def test_whatever_is_reported_periods_are_in_order_and_every_reported_day_is_in_one(
    episodes: list[tuple[date, int, str, str]],
) -> None:
    rows = []
    for start, nights, why, legal in episodes:
        end = date.fromordinal(start.toordinal() + nights)
        rows.append((2026, row(f"{start:%d/%m/%Y}", why, legal, "U4", f"{end:%d/%m/%Y}", "X1")))
    history = joined(*rows)
    starts = [stay.started_on for stay in history.stays]
    assert starts == sorted(starts)
    assert all(stay.ended_on and stay.ended_on > stay.started_on for stay in history.stays)
    kept = {(start, why): nights for start, nights, why, _ in reversed(episodes)}
    for (start, _), nights in kept.items():
        for ordinal in range(start.toordinal(), start.toordinal() + nights):
            day = date.fromordinal(ordinal)
            assert any(s.started_on <= day and (s.ended_on is None or day < s.ended_on) for s in history.stays)
