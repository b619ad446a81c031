"""The page and the command of the two keeping-in-touch figures."""

import json
import re
from datetime import date, timedelta
from html import unescape
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.workspace.people import crowd
from tests.world import NARRATOR, TODAY, World, allocate, years_ago, young_person
from waymark.audit.models import Look
from waymark.contact.facts.in_touch import missing, read
from waymark.contact.models import ContactMade
from waymark.contact.rules import ByRole, Made
from waymark.contact.rules.in_touch import Band, By, figures
from waymark.core.dates import add_months
from waymark.people import actions as people
from waymark.people.models import Allocation, YoungPerson
from waymark.policy.actions import change_setting

pytestmark = pytest.mark.django_db
PAGE = reverse("contact:in_touch")


def contact(person: YoungPerson, on: date, made: Made = Made.MADE, by_role: ByRole = ByRole.ADVISER) -> ContactMade:
    return ContactMade.objects.create(person=person, happened_on=on, made=made, by_role=by_role)


def words(response) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\xa0", " "))


def reached(world: World, *, on: date = TODAY, by: By = By.ADVISER) -> set[str]:
    given = read(None, on=on, today=TODAY)
    gone = {
        str(one.person)
        for band in Band
        for one in missing(None, given, band=band, by=by, today=TODAY, first=0, most=99)[0]
    }
    names = {person.pk: str(person) for person in YoungPerson.objects.all()}
    return {names[one.person_id] for one in given.people} - gone


def test_a_contact_counts_from_the_day_two_months_before_and_not_a_day_longer(world: World) -> None:
    contact(world.sam, add_months(TODAY, -2))
    assert "Sam Whitlock" in reached(world)
    assert "Sam Whitlock" not in reached(world, on=TODAY + timedelta(days=2))
    ContactMade.objects.all().delete()
    contact(world.sam, add_months(TODAY, -2) - timedelta(days=1))
    assert "Sam Whitlock" not in reached(world)


def test_the_council_says_how_many_months(world: World) -> None:
    contact(world.sam, add_months(TODAY, -3))
    assert "Sam Whitlock" not in reached(world)
    change_setting(
        key="contact_months", text="3", in_force_from=TODAY, reason="As the plan says", by=world.head, today=TODAY
    )
    assert "Sam Whitlock" in reached(world)


def test_a_contact_after_the_day_asked_about_and_one_taken_back_do_not_count(world: World) -> None:
    kept = contact(world.sam, TODAY)
    assert "Sam Whitlock" not in reached(world, on=TODAY - timedelta(days=1))
    people.withdraw_fact(kept, by=world.alex, today=TODAY, reason="Wrong person")
    assert "Sam Whitlock" not in reached(world)


def test_a_social_worker_counts_for_any_worker_only(world: World) -> None:
    contact(world.kit, TODAY, by_role=ByRole.SOCIAL_WORKER)
    assert "Kit Amos" not in reached(world)
    assert "Kit Amos" in reached(world, by=By.ANYONE)


def test_at_21_somebody_counts_while_an_adviser_is_allocated(world: World) -> None:
    assert world.jo.pk in {one.person_id for one in read(None, on=TODAY, today=TODAY).people}
    Allocation.objects.filter(person=world.jo).update(ended_on=TODAY)
    people.facts_changed([world.jo.pk], by=NARRATOR, today=TODAY)
    assert world.jo.pk not in {one.person_id for one in read(None, on=TODAY, today=TODAY).people}


def test_somebody_who_died_counts_until_that_day(world: World) -> None:
    people.change_person(world.sam, expected_version=world.sam.version, died_on=TODAY, by=world.bea, today=TODAY)
    assert world.sam.pk not in {one.person_id for one in read(None, on=TODAY, today=TODAY).people}
    before = TODAY - timedelta(days=1)
    assert world.sam.pk in {one.person_id for one in read(None, on=before, today=TODAY).people}


# Written apart from the code it checks, from the tables alone.
COUNT = """
SELECT count(*), count(*) FILTER (WHERE EXISTS (
    SELECT 1 FROM contact_contactmade c
    WHERE c.person_id = s.person_id AND c.withdrawn_at IS NULL AND c.made = 'made'
      AND c.happened_on BETWEEN %(since)s AND %(on)s AND (%(anyone)s = 1 OR c.by_role = 'adviser')))
FROM eligibility_derivedstatusperiod s
WHERE s.starts_on <= %(on)s AND s.ends_on > %(on)s AND s.born_on <= %(oldest)s AND s.born_on > %(youngest)s
  AND (s.born_on > %(at_21)s AND s.status IN ('eligible', 'relevant', 'former_relevant')
    OR s.born_on <= %(at_21)s AND s.status = 'former_relevant' AND (s.basis IN ('s23CZB', 's23CA') OR EXISTS (
      SELECT 1 FROM people_allocation a WHERE a.person_id = s.person_id AND a.withdrawn_at IS NULL
        AND a.role = 'personal_adviser' AND a.started_on <= %(on)s AND (a.ended_on IS NULL OR a.ended_on > %(on)s))))
"""
BANDS = {Band.FIRST: (17, 19), Band.MIDDLE: (19, 22), Band.LAST: (21, 99)}


def test_the_figures_are_what_plain_sql_counts(world: World) -> None:
    for number in range(40):
        age = 16 + number % 8
        person = young_person("P", f"No{number}", child_id=f"P{number}", age=age, in_care_from=11, to=min(age, 18))
        if number % 3:
            allocate(person, world.alex, world.team)
        if number % 4:
            contact(person, TODAY - timedelta(days=number * 3), Made.values()[number % 3], ByRole.values()[number % 4])
            contact(person, TODAY - timedelta(days=number * 2), Made.MADE, ByRole.values()[number % 3])
    given = read(None, on=TODAY, today=TODAY)
    found = figures(given.people, given.contacts)
    seen = set()
    for band, (youngest, before) in BANDS.items():
        for by in By:
            asked = {
                "on": TODAY,
                "since": add_months(TODAY, -2),
                "anyone": int(by is By.ANYONE),
                "oldest": years_ago(youngest),
                "youngest": years_ago(before),
                "at_21": years_ago(21),
            }
            with connection.cursor() as cursor:
                cursor.execute(COUNT, asked)
                counted = cursor.fetchone()
            assert (found[band][by].of, found[band][by].reached) == counted
            seen.add(counted)
    assert len(seen) > 4, "the crowd is too much alike to prove anything"


def test_the_page_says_both_figures_and_opens_the_list_of_those_not_in_one(world: World, sign_in) -> None:
    contact(world.sam, TODAY)
    contact(world.kit, TODAY, by_role=ByRole.SOCIAL_WORKER)
    contact(world.kit, TODAY - timedelta(days=1), made=Made.TRIED)
    client = sign_in(world.head)
    page = words(client.get(PAGE))
    assert "Advisers reached 1 of 3 in two months; with other workers it is 2" in page
    assert "1 of 2. 1 not in it" in page
    opened = client.get(PAGE, {"band": "17-18", "by": "adviser"})
    assert "Aged 17 to 18: the 1 whom no personal adviser is known to have reached" in words(opened)
    assert reverse("workspace:record", args=[world.kit.pk]) in opened.content.decode()
    assert reverse("workspace:record", args=[world.sam.pk]) not in opened.content.decode()
    assert Look.objects.filter(what="Who was not reached").count() == 1


def test_a_manager_counts_those_within_reach(world: World, sign_in) -> None:
    assert "of 2 in two months" in words(sign_in(world.bea).get(PAGE))
    assert "of 1 in two months" in words(sign_in(world.di).get(PAGE))
    opened = sign_in(world.bea).get(PAGE, {"band": "17-18", "by": "anyone"}).content.decode()
    assert reverse("workspace:record", args=[world.kit.pk]) not in opened


def test_a_day_ahead_is_refused_and_a_past_one_is_answered(world: World, sign_in) -> None:
    client = sign_in(world.head)
    assert "Give today or an earlier day" in words(client.get(PAGE, {"on": (TODAY + timedelta(days=1)).isoformat()}))
    contact(world.sam, TODAY)
    past = words(client.get(PAGE, {"on": (TODAY - timedelta(days=1)).isoformat()}))
    assert "Advisers reached 0 of 3" in past


def test_a_long_list_goes_on_and_no_page_costs_more(world: World, sign_in) -> None:
    client = sign_in(world.head)
    asked = {"band": "19-21", "by": "anyone"}
    costs = []
    for more in (1, 90):
        crowd(more, world.alex, world.team, prefix=f"Crowd{more}")
        client.get(PAGE, asked)
        with CaptureQueriesContext(connection) as caught:
            page = client.get(PAGE, asked).content.decode()
        costs.append(len(caught))
    assert costs[0] == costs[1]
    assert "first=50" in page
    assert "The next" in page
    second = client.get(PAGE, asked | {"first": "50"}).content.decode()
    assert "Before these" in second
    assert "The next" not in second


def test_the_command_prints_what_the_page_shows(world: World) -> None:
    contact(world.sam, TODAY)
    call_command("in_touch", "--json", stdout=(out := StringIO()))
    answer = json.loads(out.getvalue())
    assert answer["since"] == add_months(TODAY, -2).isoformat()
    first = next(row for row in answer["figures"] if (row["band"], row["by"]) == ("17-18", "adviser"))
    assert (first["of"], first["reached"], first["share"]) == (2, 1, 50.0)
    call_command("in_touch", "--as", "di", stdout=(out := StringIO()))
    assert "17 to 18     Personal adviser only" in out.getvalue()
    assert "0 of 1; 0 not known, 0 tried, nobody tried 1" in out.getvalue()


@pytest.mark.parametrize(
    ("day", "says"), [("soon", "is not a day"), ("2999-01-01", "lies ahead"), ("0001-01-01", "Give a day from 1900")]
)
def test_the_command_says_why_it_cannot_answer(world: World, day: str, says: str) -> None:
    with pytest.raises(CommandError, match=says) as refused:
        call_command("in_touch", "--on", day)
    assert refused.value.returncode == 2


def test_whoever_may_not_see_the_service_sees_no_figures(world: World, sign_in) -> None:
    assert sign_in(world.alex).get(PAGE).status_code == 404
    with pytest.raises(CommandError, match="may not do this"):
        call_command("in_touch", "--as", "alex")
