"""A head of service decides how an open question of law is read, and the statuses follow."""

import pytest

from tests.journeys.story import Somebody, Stage, Way, at_a_desk_or_without_script
from tests.world import young_person
from waymark.people.models import YoungPerson

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NAME = "Care that ended on the 16th birthday reached past 16"


@at_a_desk_or_without_script
def test_a_setting_is_decided_and_statuses_follow(stage: Stage, way: Way) -> None:
    ash = given_somebody_who_left_care_on_the_16th_birthday()
    head = stage.enter(stage.world.head, way)
    then_the_status_is(head, ash, "Qualifying")
    when_she_reads_what_waits_to_be_confirmed(head)
    when_she_gives_no_reason(head)
    then_she_is_told_what_is_missing(head)
    when_she_decides(head)
    then_the_decision_is_kept_with_her_name(head)
    then_the_status_is(head, ash, "Relevant")


def given_somebody_who_left_care_on_the_16th_birthday() -> YoungPerson:
    return young_person("Ash", "Rowe", child_id="A1", age=17, in_care_from=14, to=16)


def when_she_reads_what_waits_to_be_confirmed(head: Somebody) -> None:
    head.goes_to("/people/")
    head.turns_to("More")
    head.follows("Settings")
    head.reads("for the council to confirm", "To confirm", NAME, "Unconfirmed")
    head.follows(NAME)
    head.reads("The council has not confirmed this yet.", "Sch 2 para 19B(2)(b)")


def when_she_gives_no_reason(head: Somebody) -> None:
    head.picks("New value", "Yes")
    head.types("From which day", "the day before yesterday")
    head.presses("Keep this decision")


def then_she_is_told_what_is_missing(head: Somebody) -> None:
    head.is_led_from_the_error_to("From which day", "Give a date, such as 21 May 2026")
    assert head.page.get_by_role("group", name="New value").get_by_label("Yes", exact=True).is_checked()


def when_she_decides(head: Somebody) -> None:
    head.types("From which day", "1 January 2020")
    head.types("Why", "Counsel's opinion: the words of the Act are read as they stand")
    head.presses("Keep this decision")


def then_the_decision_is_kept_with_her_name(head: Somebody) -> None:
    head.reads(f"“{NAME}” is kept, from 1 January 2020.", "Everyone’s legal status is worked out anew.")
    head.reads("Decisions so far", "Hana Said", "Counsel's opinion")
    head.does_not_read("The council has not confirmed this yet.")


def then_the_status_is(head: Somebody, person: YoungPerson, status: str) -> None:
    head.goes_to(f"/people/{person.pk}/status/")
    assert head.heading.startswith(status), head.heading
    head.goes_to("/people/")
    head.reads("Ash Rowe")
    line = head.page.locator(".register li", has_text="Ash Rowe").inner_text()
    assert status.lower() in line.lower(), line
