"""What is due for one person: the page, exceptions from local duties, and why something was missed."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError
from django.urls import reverse

from tests.world import NARRATOR, TODAY, World, allocate, young_person
from waymark.audit.models import Event
from waymark.contact.models import ContactMade
from waymark.contact.rules import ByRole, Made
from waymark.core.dates import add_months
from waymark.core.wording import full_date
from waymark.duties.actions.exceptions import (
    EndedAlready,
    EndsTooEarly,
    ExceptedAlready,
    ExceptsAStatutoryDuty,
    LastsTooLong,
    ReasonMissing,
    StartsInThePast,
    end_exception,
    except_duty,
)
from waymark.duties.actions.reasons import NotMissed, say_why_missed
from waymark.duties.facts import duties_of, people_with
from waymark.duties.facts.answers import exceptions_of, reasons_of
from waymark.duties.models import DutyException, MissedReason
from waymark.duties.rules import CLOCKS, Duty, DutyId, State
from waymark.people import actions as people
from waymark.people.models import YoungPerson
from waymark.people.rules.words import AllocationRole

pytestmark = pytest.mark.django_db
LOCAL = DutyId.D34  # an adviser beside the social worker from 17: local practice
DAY, MONTH = timedelta(days=1), timedelta(days=30)


def url(person: YoungPerson, name: str = "person", *more: object) -> str:
    return reverse(f"duties:{name}", args=[person.pk, *more])


def words(response) -> str:
    text = unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\xa0", " ")
    return re.sub(r"\s+", " ", text)


def of(person: YoungPerson, duty: DutyId, on: date = TODAY) -> Duty:
    return next(one for one in duties_of([person.pk], on=on)[person.pk] if one.duty is duty)


@pytest.fixture
def ash(world: World) -> YoungPerson:
    """17 and in care, with a social worker and no personal adviser, so the local duty to find one is overdue."""
    person = young_person("Ash", "Reed", child_id="A1", age=17, in_care_from=9, to=None)
    allocate(person, world.alex, world.team, AllocationRole.SOCIAL_WORKER)
    return person


def rest(world: World, person: YoungPerson, **changed: Any) -> DutyException:
    given: dict[str, Any] = {
        "person": person,
        "duty": LOCAL,
        "reason": "Her social worker stays to Easter",
        "from_on": TODAY,
        "until_on": TODAY + MONTH,
        "by": world.bea,
        "today": TODAY,
    }
    return except_duty(**(given | changed))


def reached(person: YoungPerson, days_ago: int) -> None:
    ContactMade.objects.create(
        person=person, happened_on=TODAY - timedelta(days=days_ago), made=Made.MADE, by_role=ByRole.ADVISER
    )
    people.facts_changed([person.pk], by=NARRATOR, today=TODAY)


def test_the_clock_used_here_is_local_and_overdue(ash: YoungPerson) -> None:
    assert CLOCKS[LOCAL].may_except
    assert of(ash, LOCAL).state is State.OVERDUE


def test_a_local_duty_rests_for_its_days_and_no_longer(world: World, ash: YoungPerson) -> None:
    row = rest(world, ash, from_on=TODAY + DAY)
    days = (TODAY, row.from_on, row.until_on - DAY, row.until_on)
    states = [of(ash, LOCAL, day).state for day in days]
    assert states == [State.OVERDUE, State.EXCEPTED, State.EXCEPTED, State.OVERDUE]
    assert "Her social worker stays to Easter" in of(ash, LOCAL, row.from_on).reason
    assert ash.pk in set(people_with(LOCAL, on=row.from_on, state=State.EXCEPTED)), "the derived table knows it too"
    assert Event.objects.latest("pk").name == "duties.excepted"


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"duty": DutyId.D14}, ExceptsAStatutoryDuty),
        ({"duty": DutyId.D16}, ExceptsAStatutoryDuty),
        ({"reason": "  "}, ReasonMissing),
        ({"from_on": TODAY - DAY}, StartsInThePast),
        ({"until_on": TODAY}, EndsTooEarly),
        ({"until_on": add_months(TODAY, 6) + DAY}, LastsTooLong),
    ],
)
def test_what_is_refused(world: World, ash: YoungPerson, changed: dict[str, Any], refused: type[Exception]) -> None:
    with pytest.raises(refused):
        rest(world, ash, **changed)
    assert not DutyException.objects.exists()


def test_six_months_to_the_day_is_allowed_and_other_days_may_follow(world: World, ash: YoungPerson) -> None:
    first = rest(world, ash, until_on=add_months(TODAY, 6))
    with pytest.raises(ExceptedAlready):
        rest(world, ash, from_on=first.until_on - DAY, until_on=first.until_on + MONTH)
    assert rest(world, ash, from_on=first.until_on, until_on=first.until_on + MONTH).known


def test_ending_early_leaves_the_days_before_as_they_were(world: World, ash: YoungPerson) -> None:
    week_ago = TODAY - timedelta(days=7)
    row = rest(world, ash, from_on=week_ago, until_on=TODAY + MONTH, today=week_ago)
    end_exception(row, reason="The social worker left", by=world.bea, today=TODAY)
    assert of(ash, LOCAL, TODAY - DAY).state is State.EXCEPTED
    assert of(ash, LOCAL).state is State.OVERDUE
    withdrawn = DutyException.objects.get(pk=row.pk)
    assert (withdrawn.withdrawn_by_name, withdrawn.withdrawn_reason) == ("Bea Holt", "The social worker left")
    with pytest.raises(EndedAlready):
        end_exception(row, reason="Again", by=world.bea, today=TODAY)


def test_one_that_began_today_leaves_nothing_behind_when_ended(world: World, ash: YoungPerson) -> None:
    row = rest(world, ash)
    with pytest.raises(ReasonMissing):
        end_exception(row, reason=" ", by=world.bea, today=TODAY)
    end_exception(row, reason="A mistake", by=world.bea, today=TODAY)
    assert not DutyException.objects.known().exists()
    assert len(exceptions_of(ash.pk)) == 1


def test_the_database_keeps_no_exception_without_a_reason(world: World, ash: YoungPerson) -> None:
    with pytest.raises(IntegrityError, match="duty_exception_says_why"):
        DutyException.objects.create(
            person=ash, duty="D34", from_on=TODAY, until_on=TODAY + MONTH, by_name="Bea Holt", reason=""
        )


def test_why_it_was_missed_stays_with_the_day_it_was_due(world: World) -> None:
    reached(world.sam, 80)
    late = of(world.sam, DutyId.D14)
    assert late.state is State.OVERDUE
    asked: dict[str, Any] = {"person": world.sam, "duty": DutyId.D14, "due_on": late.due_on, "by": world.alex}
    say_why_missed(**asked, today=TODAY, reason="He was in hospital in Leeds")
    reached(world.sam, 0)
    say_why_missed(**asked, today=TODAY, reason="He was in hospital in Leeds, and I was off sick")
    assert [row.reason for row in reasons_of(world.sam.pk)] == ["He was in hospital in Leeds, and I was off sick"]
    assert MissedReason.objects.count() == 2, "what was said before stays readable"


def test_what_was_not_missed_needs_no_reason(world: World) -> None:
    reached(world.sam, 80)
    due_on = of(world.sam, DutyId.D14).due_on
    assert due_on is not None
    asked: dict[str, Any] = {"person": world.sam, "duty": DutyId.D14, "by": world.alex, "today": TODAY}
    for day in (TODAY, due_on - DAY):
        with pytest.raises(NotMissed):
            say_why_missed(**asked, due_on=day, reason="Why")
    with pytest.raises(ReasonMissing):
        say_why_missed(**asked, due_on=due_on, reason=" ")
    reached(world.sam, (TODAY - due_on).days)  # recorded late, but made on the day
    with pytest.raises(NotMissed):
        say_why_missed(**asked, due_on=due_on, reason="Why")


def test_the_page_says_what_is_overdue_with_why_and_source(world: World, sign_in) -> None:
    reached(world.sam, 80)
    page = words(sign_in(world.alex).get(url(world.sam)))
    assert re.search(r"\d overdue", page)
    assert "Keep in touch" in page
    assert "Source: Children Act 1989 s.23C(2)." in page
    assert "Alex Merrin, personal adviser" in page
    assert "Say why it was missed" in page
    assert "Let it rest" not in page, "no adviser excepts anybody, and this duty is nobody's to waive"


def test_an_adviser_says_why_and_it_is_shown(world: World, sign_in) -> None:
    reached(world.sam, 80)
    client, address = sign_in(world.alex), url(world.sam, "missed", "D14")
    due_on = of(world.sam, DutyId.D14).due_on
    assert due_on is not None
    assert f'name="due_on" value="{due_on.isoformat()}"' in client.get(address).content.decode()
    refused = client.post(address, {"due_on": due_on.isoformat(), "reason": ""})
    assert refused.status_code == 422
    assert f'name="due_on" value="{due_on.isoformat()}"' in refused.content.decode()
    page = words(client.post(address, {"due_on": due_on.isoformat(), "reason": "Phone lost"}, follow=True))
    assert "Why it was missed: Phone lost" in page
    assert f"due {full_date(due_on)}".replace("\xa0", " ") in page
    wrong = client.post(address, {"due_on": TODAY.isoformat(), "reason": "Phone lost"})
    assert "this was not missed on that day" in words(wrong)


def test_what_is_not_overdue_says_so(world: World, sign_in) -> None:
    reached(world.sam, 1)
    assert "“Keep in touch” is not overdue for Sam" in words(sign_in(world.alex).get(url(world.sam, "missed", "D14")))


def test_a_manager_lets_a_local_duty_rest_and_ends_it(world: World, ash: YoungPerson, sign_in) -> None:
    client, address = sign_in(world.bea), url(ash, "except", "D34")
    given = {"from_on": full_date(TODAY), "until_on": full_date(TODAY + MONTH), "reason": "Her social worker stays"}
    wrong = client.post(address, given | {"until_on": full_date(TODAY + 9 * MONTH)})
    assert wrong.status_code == 422
    assert "an exception lasts 6 months at most" in words(wrong)
    assert "Her social worker stays" in words(wrong), "no word typed is lost"
    page = words(client.post(address, given, follow=True))
    assert "“Adviser beside the social worker” rests until" in page
    assert "Her social worker stays" in page
    row = DutyException.objects.get()
    page = words(client.post(url(ash, "exception_end", "D34", row.pk), {"reason": "She left"}, follow=True))
    assert "is owed again from today" in page
    again = client.post(url(ash, "exception_end", "D34", row.pk), {"reason": "She left"})
    assert "somebody else has ended this exception meanwhile" in words(again)


def test_a_statutory_duty_has_no_form_to_waive_it(world: World, sign_in) -> None:
    client, address = sign_in(world.bea), url(world.sam, "except", "D14")
    page = client.get(address)
    assert "“Keep in touch” cannot be waived" in words(page)
    assert 'name="until_on"' not in page.content.decode()
    given = {"from_on": full_date(TODAY), "until_on": full_date(TODAY + MONTH), "reason": "He said so"}
    assert "nobody can waive it" in words(client.post(address, given))
    assert not DutyException.objects.exists()


def test_an_adviser_excepts_nobody_and_a_row_of_another_person_is_not_found(
    world: World, ash: YoungPerson, sign_in
) -> None:
    row = rest(world, ash)
    assert sign_in(world.alex).get(url(ash, "except", "D34")).status_code == 404
    assert sign_in(world.bea).get(url(world.sam, "exception_end", "D34", row.pk)).status_code == 404
    assert sign_in(world.bea).get(url(ash, "exception_end", "D14", row.pk)).status_code == 404
    assert sign_in(world.bea).get(url(ash, "except", "D99")).status_code == 404


def test_somebody_nothing_is_owed_to_is_told_so(world: World, sign_in) -> None:
    child = young_person("Bo", "Lane", child_id="B1", age=8, in_care_from=7, to=7)
    assert "Nothing is due for Bo" in words(sign_in(world.head).get(url(child)))
