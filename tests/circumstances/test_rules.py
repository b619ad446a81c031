"""Which leave counts, and what a page says about it."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from waymark.circumstances.rules import LeaveKind, Sight, outlook, that_counts
from waymark.core.wording import full_date

TODAY = date(2026, 5, 14)


@dataclass(frozen=True)
class Paper:
    kind: str = LeaveKind.REFUGEE
    expires_on: date | None = None
    applied_on: date | None = None


def test_settled_status_makes_every_other_leave_past() -> None:
    settled, ending = Paper(LeaveKind.SETTLED), Paper(expires_on=date(2026, 6, 1))
    assert that_counts([ending, settled], on=TODAY) == settled


def test_of_several_the_one_that_ends_next_counts() -> None:
    later, next_one = Paper(expires_on=date(2027, 1, 1)), Paper(expires_on=TODAY)
    without_end, run_out = Paper(LeaveKind.WAITING), Paper(expires_on=date(2026, 5, 13))
    assert that_counts([run_out, without_end, later, next_one], on=TODAY) == next_one
    assert that_counts([run_out, without_end], on=TODAY) == without_end


def test_when_all_have_run_out_the_last_of_them_counts() -> None:
    older, latest = Paper(expires_on=date(2024, 5, 1)), Paper(expires_on=date(2026, 5, 1))
    assert that_counts([older, latest], on=TODAY) == latest
    assert that_counts([], on=TODAY) is None


@pytest.mark.parametrize(("days", "sight"), [(-1, Sight.LATE), (0, Sight.SOON), (92, Sight.SOON), (93, Sight.OK)])
def test_leave_is_watched_from_three_months_before_it_ends(days: int, sight: Sight) -> None:
    """14 August is three months after 14 May: 92 days."""
    assert outlook(Paper(expires_on=TODAY + timedelta(days=days)), on=TODAY, months=3).sight is sight


def test_a_day_to_apply_that_has_passed_is_told_as_such() -> None:
    assert outlook(Paper(expires_on=date(2026, 8, 14)), on=TODAY, months=3).then.startswith("Apply for the next by")
    assert outlook(Paper(expires_on=date(2026, 8, 13)), on=TODAY, months=3).then.startswith("Apply for the next now.")


def test_an_application_made_in_time_keeps_leave_going_and_a_late_one_does_not() -> None:
    in_time = Paper(expires_on=date(2026, 5, 1), applied_on=date(2026, 4, 20))
    late = Paper(expires_on=date(2026, 5, 1), applied_on=date(2026, 5, 2))
    assert outlook(in_time, on=TODAY, months=3).headline == "Leave goes on until the application is answered"
    said = outlook(late, on=TODAY, months=3)
    assert said.sight is Sight.LATE
    assert "human rights assessment" in said.then
    assert f"applied for on {full_date(date(2026, 5, 2))}, after it ended" in said.then


def test_an_application_that_lies_ahead_of_the_day_asked_about_does_not_count_yet() -> None:
    ahead = Paper(expires_on=date(2026, 6, 1), applied_on=date(2026, 5, 20))
    assert outlook(ahead, on=TODAY, months=3).sight is Sight.SOON
    assert outlook(ahead, on=date(2026, 5, 20), months=3).sight is Sight.OK


@pytest.mark.parametrize(
    ("paper", "headline", "sight"),
    [
        (None, "Nothing is kept about leave to remain", Sight.UNKNOWN),
        (Paper(LeaveKind.UNKNOWN), "Nobody knows when leave ends", Sight.UNKNOWN),
        (Paper(LeaveKind.SETTLED, date(2020, 1, 1)), "Settled, with no end", Sight.OK),
        (Paper(LeaveKind.WAITING), "Waiting for an answer on asylum", Sight.SOON),
        (Paper(LeaveKind.NONE), "No leave to remain", Sight.LATE),
    ],
)
def test_unknown_is_never_none(paper: Paper | None, headline: str, sight: Sight) -> None:
    said = outlook(paper, on=TODAY, months=3)
    assert (said.headline, said.sight) == (headline, sight)
