"""A head of service makes a limit shorter from a day on; until that day everything stays as it was."""

from datetime import datetime, time, timedelta

import pytest

from tests.journeys.story import Somebody, Stage, Way, at_a_desk_or_without_script
from tests.world import TODAY, World
from waymark.contact.actions import record_contact
from waymark.contact.rules import ByRole, Channel, Made, StartedBy
from waymark.core.wording import LONDON, full_date
from waymark.duties.facts import duties_of
from waymark.duties.rules import State

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NAME = "Weeks between contacts at 18 to 20"
WHY = "Four weeks, as the members asked"


@at_a_desk_or_without_script
def test_a_limit_holds_from_its_day_on_and_not_before(stage: Stage, way: Way) -> None:
    given_sam_was_reached_five_weeks_ago(stage.world)
    head = stage.enter(stage.world.head, way)
    then_keep_in_touch_is_overdue_for(head, nobody=True)
    when_she_sets(head, "14", TODAY)
    then_she_is_told_that_it_can_only_be_shorter(head)
    when_she_sets(head, "4", TODAY + timedelta(days=1))
    then_today_stays_as_it_was(head, stage.world)
    when_she_sets(head, "4", TODAY)
    then_sam_is_late_today_and_was_not_yesterday(head, stage.world)


def given_sam_was_reached_five_weeks_ago(world: World) -> None:
    day = TODAY - timedelta(days=35)
    record_contact(
        person=world.sam,
        happened_on=day,
        made=Made.MADE,
        channel=Channel.CALL,
        by_role=ByRole.ADVISER,
        by=world.alex,
        worker=world.alex,
        today=day,
        now=datetime.combine(day, time(12), LONDON),
        started_by=StartedBy.WORKER,
        note="We spoke",
    )


def then_keep_in_touch_is_overdue_for(head: Somebody, *, nobody: bool) -> None:
    head.goes_to("/duties/D14/")
    assert head.heading == f"Keep in touch: overdue for {'none' if nobody else '1'} of 1 person"


def when_she_sets(head: Somebody, weeks: str, day: object) -> None:
    head.goes_to("/duties/D14/")
    head.follows(NAME)
    head.types("New value", weeks)
    head.types("From which day", full_date(day))  # type: ignore[arg-type]
    head.types("Why", WHY)
    head.presses("Keep this decision")


def then_she_is_told_that_it_can_only_be_shorter(head: Somebody) -> None:
    assert head.page.locator(".govuk-error-summary").count() == 1
    head.reads("13")
    head.finds_in("Why", WHY)


def then_today_stays_as_it_was(head: Somebody, world: World) -> None:
    then_keep_in_touch_is_overdue_for(head, nobody=True)
    head.reads("still to come", WHY, "Hana Said", "8 weeks between contacts")


def then_sam_is_late_today_and_was_not_yesterday(head: Somebody, world: World) -> None:
    then_keep_in_touch_is_overdue_for(head, nobody=False)
    head.reads("4 weeks between contacts")
    assert _state_on(world, days_ago=0) == State.OVERDUE
    assert _state_on(world, days_ago=1) == State.NOT_YET


def _state_on(world: World, *, days_ago: int) -> State:
    duties = duties_of([world.sam.pk], on=TODAY - timedelta(days=days_ago))[world.sam.pk]
    return next(State(duty.state) for duty in duties if duty.duty == "D14")
