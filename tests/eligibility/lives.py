"""Invented lives for property tests: any shape of history, sane or not."""

from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from waymark.core.dates import LeapDay, Period
from waymark.eligibility.rules import (
    Accommodation,
    CareFacts,
    CareStay,
    Conventions,
    Flag,
    Held,
    HeldStay,
    OtherStay,
    Status,
    SupportRequest,
)

# A life is a large thing to draw and test machines are shared, so slowness by itself is no failure.
UNHURRIED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
UNHURRIED_FEW = settings(UNHURRIED, max_examples=20)

# Inside 1901-2099 every fourth year is a leap year, so a shift of 28 years keeps every leap day and every weekday.
BORN = st.one_of(
    st.dates(date(1990, 1, 1), date(2012, 12, 31)),
    st.sampled_from([date(1992, 2, 29), date(2004, 2, 29), date(2008, 2, 29), date(2008, 2, 28), date(2008, 3, 1)]),
)


def days_of(born: date) -> st.SearchStrategy[date]:
    """Days of a life to 27, with the birthdays that matter and their neighbours drawn often."""
    edges = [
        born + timedelta(days=round(age * 365.25) + shift) for age in (14, 16, 18, 21, 25) for shift in (-1, 0, 1, 91)
    ]
    return st.one_of(
        st.sampled_from(edges),
        st.integers(14 * 365, 19 * 365).map(lambda n: born + timedelta(days=n)),
        st.integers(-400, 27 * 365).map(lambda n: born + timedelta(days=n)),
    )


@st.composite
def periods(draw: st.DrawFn, born: date) -> Period:
    start = draw(days_of(born))
    end = draw(
        st.one_of(
            st.none(),
            st.sampled_from([1, 2, 17, 18, 28, 89, 90, 91, 92]).map(lambda n: start + timedelta(days=n)),
            st.integers(0, 900).map(lambda n: start + timedelta(days=n)),
            days_of(born).filter(lambda day: day >= start),
        )
    )
    return Period(start, end)


def some(strategy: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    return st.one_of(st.just(()), st.lists(strategy, max_size=most).map(tuple))


@st.composite
def lives(draw: st.DrawFn, *, alternatives: bool = True) -> CareFacts:
    born = draw(BORN)
    spans = periods(born)
    complete = draw(st.integers(0, 5)) > 0
    return CareFacts(
        date_of_birth=born,
        looked_after=draw(st.lists(spans.map(CareStay), max_size=4).map(tuple)),
        short_breaks=draw(some(spans, 4)),
        with_parent=draw(some(spans)),
        held=draw(some(st.builds(HeldStay, spans, st.sampled_from(Held), st.booleans()), 2)),
        other_accommodation=draw(some(st.builds(OtherStay, spans, st.sampled_from(Accommodation)), 2)),
        special_guardianship=draw(some(spans, 2)),
        child_arrangements=draw(some(spans, 1)),
        section_17=draw(some(spans, 1)) if alternatives else (),
        adopted_on=draw(st.one_of(st.none(), st.none(), days_of(born))),
        requests=draw(some(st.builds(SupportRequest, days_of(born), st.booleans()))),
        programmes=draw(some(spans, 2)),
        died_on=draw(st.one_of(st.none(), st.none(), st.none(), days_of(born))),
        short_breaks_under_care_order=draw(st.integers(0, 9)) == 0,
        other_births=(born + timedelta(days=200),) if alternatives and draw(st.integers(0, 9)) == 0 else (),
        history_complete=complete,
        reported=None if complete else draw(st.one_of(st.none(), st.sampled_from(Status))),
        raised=draw(st.one_of(st.just(frozenset()), st.frozensets(st.sampled_from(Flag), max_size=1))),
    )


CONVENTIONS = st.builds(
    Conventions,
    leap_day=st.sampled_from(LeapDay),
    inclusive_counting=st.booleans(),
    end_on_16th_birthday_counts=st.booleans(),
)
