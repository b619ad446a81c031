"""The invented council's rules, without a database: exact ages, the same council from the same seed, possible lives."""

import ast
import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import waymark.demo
from waymark.core.dates import add_months, birthday
from waymark.demo.rules import names, places, selves, staff, words
from waymark.demo.rules.allocating import needs
from waymark.demo.rules.council import BANDS, DOUBLE, Council, Seat
from waymark.demo.rules.courses import COURSES
from waymark.demo.rules.dice import Dice
from waymark.demo.rules.happenings import InventedLife
from waymark.demo.rules.profile import LANCASHIRE_2024, largest_remainder

ON = date(2026, 11, 22)
COUNCIL = Council(people=600, seed=11, on=ON, profile=LANCASHIRE_2024)


@pytest.fixture(scope="module")
def lives() -> list[InventedLife]:
    return list(COUNCIL.lives(COUNCIL.seats()))


def age(born: date, on: date) -> int:
    """Written apart from the code under test: someone born on 29 February is a year older on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


# -- ages -----------------------------------------------------------------------------------------------------------


def test_the_profile_is_the_papers() -> None:
    ages = LANCASHIRE_2024.ages_of(1543)
    assert sum(n for a, n in ages.items() if a < 18) == 418
    assert sum(n for a, n in ages.items() if 18 <= a < 21) == 679
    assert sum(n for a, n in ages.items() if a >= 21) == 446
    assert sum(ages.values()) == LANCASHIRE_2024.people == 1543


@given(st.integers(0, 100_000), st.dictionaries(st.integers(), st.integers(1, 1000), min_size=1, max_size=12))
def test_shares_add_up_and_are_never_more_than_one_off(number: int, weights: dict[int, int]) -> None:
    shares = largest_remainder(number, weights)
    assert sum(shares.values()) == number
    total = sum(weights.values())
    assert all(abs(shares[key] - number * weight / total) < 1 for key, weight in weights.items())


@given(st.integers(16, 25), st.dates(date(2016, 1, 1), date(2099, 12, 31)), st.integers())
def test_a_birth_makes_someone_exactly_that_old(years: int, on: date, seed: int) -> None:
    assert age(selves.born_for(Dice(f"{seed}"), years, on), on) == years


@pytest.mark.parametrize("people", [1, 2, 25, 600, 1543, 2001])
def test_any_number_of_people_has_the_profiles_ages(people: int) -> None:
    seats = Council(people=people, seed=3, on=ON, profile=LANCASHIRE_2024).seats()
    assert Counter(seat.age for seat in seats) == +Counter(LANCASHIRE_2024.ages_of(people))
    assert [seat.number for seat in seats] == list(range(people))


def test_lives_have_the_ages_of_their_seats(lives: list[InventedLife]) -> None:
    assert [age(life.born_on, ON) for life in lives] == [seat.age for seat in COUNCIL.seats()]


def test_the_courses_of_each_band_are_as_many_as_the_profile_has_people() -> None:
    for column, band in enumerate(BANDS):
        ages = LANCASHIRE_2024.ages_of(1543)
        people = sum(number for years, number in ages.items() if years in band and years < 25)
        assert sum(course.weights[column] for course in COURSES.values()) == people


# -- the same council again -----------------------------------------------------------------------------------------


def test_the_same_seed_tells_the_same_lives(lives: list[InventedLife]) -> None:
    assert list(COUNCIL.lives(COUNCIL.seats())) == lives


def test_a_life_does_not_depend_on_those_told_before_it(lives: list[InventedLife]) -> None:
    seat = COUNCIL.seats()[321]
    assert seat.course != DOUBLE
    assert COUNCIL.life(seat) == lives[321]


def test_another_seed_is_another_council(lives: list[InventedLife]) -> None:
    other = Council(people=600, seed=12, on=ON, profile=LANCASHIRE_2024)
    others = list(other.lives(other.seats()))
    assert not {life.id for life in lives} & {life.id for life in others}
    assert [life.identity["first_name"] for life in lives] != [life.identity["first_name"] for life in others]


def test_ids_and_child_numbers_are_ones_own(lives: list[InventedLife]) -> None:
    assert len({life.id for life in lives}) == 600
    numbers = {selves.child_number(number, 7) for number in range(77_150)}
    assert len(numbers) == 77_150
    assert all(re.fullmatch(r"\d{6}", number) for number in numbers)


# -- nobody real ----------------------------------------------------------------------------------------------------


def test_telephones_addresses_and_mail_belong_to_nobody(lives: list[InventedLife]) -> None:
    phones = [reach.value for life in lives for reach in life.reach if reach.kind == "mobile"]
    phones += [known.phone for life in lives for known in life.network if known.phone]
    assert len(phones) > 600
    # Ofcom keeps these ranges for drama.
    assert all(re.fullmatch(r"07700 900\d{3}|01632 960\d{3}", phone) for phone in phones)
    mails = [reach.value for life in lives for reach in life.reach if reach.kind == "email"]
    assert mails and all(re.fullmatch(r"[a-z'.-]+\.?\d+@post\.example", mail) for mail in mails)
    postcodes = {address.postcode for life in lives for address in life.addresses}
    postcodes |= {placed.placement_postcode for life in lives for placed in life.placed}
    assert all(re.fullmatch(r"ZZ\d\d \d[A-Z]{2}", postcode) for postcode in postcodes)


def test_pupil_numbers_are_well_formed_and_of_no_authority() -> None:
    for number in range(500):
        upn = selves.pupil_number(number, 5)
        assert re.fullmatch(r"[A-HJ-NP-RT-Z]999\d{9}", upn)
        remainder = sum(int(digit) * weight for weight, digit in zip(range(2, 14), upn[1:], strict=True)) % 23
        assert upn[0] == "ABCDEFGHJKLMNPQRTUVWXYZ"[remainder]


def test_many_voices_say_what_matters() -> None:
    assert len(set(words.WHAT_MATTERS)) == len(words.WHAT_MATTERS) >= 60


def test_some_names_are_long_some_one_word_and_some_right_to_left() -> None:
    many = [
        names.name_of(Dice(f"{n}"), names.ARRIVED["sudanese"][0], girl=n % 2 == 0, arrived=True) for n in range(3000)
    ]
    assert any(not name.last for name in many)
    assert any(len(name.first) + len(name.last) > 45 for name in many)
    assert any("\u0600" <= name.preferred[:1] <= "\u06ff" for name in many)
    assert {"they/them", "he/him", "she/her", ""} <= {name.pronouns for name in many}


# -- possible lives --------------------------------------------------------------------------------------------------


def test_nothing_has_happened_yet_that_lies_ahead(lives: list[InventedLife]) -> None:
    for life in lives:
        until = life.died_on or ON
        assert life.born_on < until <= ON
        for happened in dates_of(life):
            assert happened <= until, (life.course, life.number)


def dates_of(life: InventedLife) -> list[date]:
    """Every date told of a life but the one on which the next review of a plan is due."""
    found = [plan.on for plan in life.plans if plan.event != "review_due"]
    found += [contact.happened_on for contact in life.contacts]
    found += [review.held_on for review in life.reviews]
    # The answer for a return says of a birthday after death that they have died; nothing else comes later.
    found += [told.observed_on for told in life.in_touch if told.code != "DIED"]
    found += [seen.observed_on for seen in [*life.homes, *life.activities]]
    for dated in (
        life.care,
        life.legal,
        life.placed,
        life.at_home,
        life.away,
        life.elsewhere,
        life.study,
        life.missing,
    ):
        for row in dated:
            found += [day for day in (row.started_on, row.ended_on) if day is not None]
    found += [asked.asked_on for asked in life.asked] + [order.made_on for order in life.orders]
    return found


def test_periods_end_after_they_start(lives: list[InventedLife]) -> None:
    for life in lives:
        for dated in (life.care, life.legal, life.placed, life.at_home, life.away, life.elsewhere, life.study):
            for row in dated:
                assert row.ended_on is None or row.ended_on > row.started_on, (life.course, row)


def test_legal_statuses_and_placements_fill_the_time_in_care_without_gap(lives: list[InventedLife]) -> None:
    for life in lives:
        for care in life.care:
            for parts in (life.legal, life.placed):
                inside = [
                    part
                    for part in parts
                    if part.started_on >= care.started_on and (care.ended_on is None or part.started_on < care.ended_on)
                ]
                assert inside[0].started_on == care.started_on, life.course
                assert inside[-1].ended_on == care.ended_on, life.course
                assert all(one.ended_on == next_one.started_on for one, next_one in pairwise(inside)), life.course


def test_supported_accommodation_is_coded_as_on_the_day(lives: list[InventedLife]) -> None:
    seen = set()
    for life in lives:
        at_16 = birthday(life.born_on, 16)
        for placed in life.placed:
            seen.add(placed.place)
            if placed.place in ("K3", "H5", "P2"):
                assert placed.started_on >= at_16
                assert (placed.place == "K3") == (placed.started_on >= date(2023, 10, 28))
    assert {"U1", "U3", "U4", "U6", "K1", "K2", "K3", "H5", "P1", "R5", "S1", "T1", "T4"} <= seen


def test_homes_are_possible_at_that_age(lives: list[InventedLife]) -> None:
    for life in lives:
        for home in life.homes:
            if home.observed_on < birthday(life.born_on, 18):
                assert home.kind not in "TZW"
            if home.kind in "SX":
                assert home.suitability == "unsuitable"


def test_the_answer_for_a_return_is_of_its_year(lives: list[InventedLife]) -> None:
    """A return's year ends on 31 March; the birthday lies in it, and homes and activities of the year go with it."""
    for life in lives:
        for told in life.in_touch:
            assert date(told.year - 1, 4, 1) <= told.observed_on <= date(told.year, 3, 31)
            if told.code in ("DIED", "RHOM"):
                assert not [seen for seen in [*life.homes, *life.activities] if seen.year == told.year]
            if told.code == "YES":
                assert [seen for seen in life.homes if seen.year == told.year], life.course
                assert [seen for seen in life.activities if seen.year == told.year], life.course


def test_whoever_is_25_is_on_a_programme() -> None:
    for number in range(40):
        life = COUNCIL.life(Seat(number, 25, "settled_since_childhood", from_21="study"))
        assert [spell for spell in life.study if spell.ended_on is None]


def test_a_double_shares_a_birth_with_somebody_and_is_spelt_otherwise(lives: list[InventedLife]) -> None:
    full = Council(people=1543, seed=2, on=ON, profile=LANCASHIRE_2024)
    doubles = [seat for seat in full.seats() if seat.course == DOUBLE]
    assert len(doubles) == 6
    told = {seat.number: life for seat, life in zip(full.seats(), full.lives(full.seats()), strict=True)}
    for seat in doubles:
        assert seat.twin_of is not None
        one, other = told[seat.number], told[seat.twin_of]
        assert one.born_on == other.born_on
        assert one.identity["first_name"] != other.identity["first_name"]
        assert one.identity["child_id"] is None
        assert not one.care


def test_nobody_has_two_workers_of_a_kind_at_once(lives: list[InventedLife]) -> None:
    for life in lives:
        for role in ("personal_adviser", "social_worker"):
            held = [need for need in needs(Dice(f"{life.number}"), life, on=ON) if need.role == role]
            assert sum(need.ended_on is None for need in held) <= 1
            for one, other in pairwise(sorted(held, key=lambda need: need.started_on)):
                assert one.ended_on is not None
                assert one.started_on <= one.ended_on <= other.started_on


def test_those_in_care_have_a_social_worker_and_most_leavers_an_adviser(lives: list[InventedLife]) -> None:
    in_care = [life for life in lives if any(care.ended_on is None for care in life.care)]
    for life in in_care:
        assert any(need.role == "social_worker" and need.ended_on is None for need in needs(Dice("1"), life, on=ON))
    adults = [life for life in lives if birthday(life.born_on, 18) <= ON and life.died_on is None]
    advised = [life for life in adults if any(n.role == "personal_adviser" for n in needs(Dice("1"), life, on=ON))]
    assert len(advised) > 0.9 * len(adults)


def test_contact_is_mostly_within_eight_weeks_at_18_to_20(lives: list[InventedLife]) -> None:
    open_lives = [life for life in lives if 18 <= age(life.born_on, ON) < 21 and life.contacts and life.died_on is None]
    recent = [
        life
        for life in open_lives
        if any(c.made == "made" and ON - c.happened_on <= timedelta(56) for c in life.contacts)
    ]
    assert 0.85 < len(recent) / len(open_lives) < 0.98


def test_six_months_at_home_are_six_months(lives: list[InventedLife]) -> None:
    stayed = [COUNCIL.life(Seat(9000 + n, 18, "went_home_for_good")) for n in range(30)]
    for life in stayed:
        assert add_months(life.at_home[0].started_on, 6) < birthday(life.born_on, 18)
        assert life.at_home[0].started_on == life.care[-1].ended_on


# -- staff ------------------------------------------------------------------------------------------------------------


def test_every_role_has_one_sign_in() -> None:
    from waymark.accounts.rules import Role

    assert set(staff.SIGN_INS) == set(Role)
    plans = staff.teams(people=1543, seed=1)
    everyone = [plan.manager for plan in plans] + [worker for plan in plans for worker in plan.workers]
    everyone += list(staff.specialists())
    assert Counter(colleague.sign_in for colleague in everyone if colleague.sign_in) == Counter(Role)
    assert plans[0].manager.name == "Bea Holt"
    assert plans[0].workers[0].name == "Alex Merrin"


def test_an_adviser_has_about_24_young_people() -> None:
    plans = [plan for plan in staff.teams(people=1543, seed=1) if not plan.children]
    assert [plan.name for plan in plans] == ["North leaving care", "Central leaving care", "East leaving care"]
    assert 20 < 1543 * 0.86 / sum(len(plan.workers) for plan in plans) < 27


def test_a_large_council_has_teams_as_large_as_a_small_one() -> None:
    plans = staff.teams(people=77_150, seed=1)
    assert len(plans) == 250
    assert max(len(plan.workers) for plan in plans) < 40
    everyone = [worker.name for plan in plans for worker in plan.workers]
    assert len(everyone) == len(set(everyone))


def test_every_town_is_in_one_area() -> None:
    assert {staff.area_of(town) for town in places.TOWNS} == set(staff.AREAS)


# -- it makes events, never measures ----------------------------------------------------------------------------------


def test_the_generator_imports_no_measure() -> None:
    root = Path(waymark.demo.__file__).parent
    files = list(root.rglob("*.py"))
    assert len(files) > 15
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            module = node.module if isinstance(node, ast.ImportFrom) else ""
            imported = [module or ""] + ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [])
            for name in imported:
                assert not name.startswith(
                    ("waymark.eligibility.rules", "waymark.eligibility.facts", "waymark.statutory")
                )


def test_nobody_lost_at_a_birthday_was_met_around_it(lives: list[InventedLife]) -> None:
    lost = [(life, told) for life in lives for told in life.in_touch if told.code in ("NO", "REFU")]
    assert lost
    for life, told in lost:
        around = [c for c in life.contacts if -90 <= (c.happened_on - told.observed_on).days <= 31]
        assert all(contact.made == "tried" for contact in around)
