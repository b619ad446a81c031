"""Two go to see Sam together, and another calendar is looked at before it is brought in."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.story import Stage, Way, on_a_phone_or_without_script
from tests.world import TODAY
from waymark.core.wording import full_date
from waymark.diary.models import Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@on_a_phone_or_without_script
def test_two_travel_together(stage: Stage, way: Way) -> None:
    tomorrow = TODAY + timedelta(days=1)
    alex = stage.enter(stage.world.alex, way)
    alex.goes_to(f"/diary/new/?person={stage.world.sam.pk}")
    alex.types("Which day?", full_date(tomorrow))
    alex.types("From", "10:00")
    alex.types("To", "11:00")
    alex.types("Where?", "Flat 2, Canal Court")
    alex.chooses("Who goes along?", "Bea Holt")
    alex.presses("Put it in the diary")
    alex.reads("Sam Whitlock")
    bea = stage.enter(stage.world.bea, way)
    bea.goes_to(f"/diary/?on={tomorrow.isoformat()}")
    bea.reads("Sam Whitlock", "Flat 2, Canal Court")
    bea.follows("Sam Whitlock")
    bea.reads("Who goes", "Alex Merrin")
    assert list(Visit.objects.get().with_workers.all()) == [stage.world.bea]


@on_a_phone_or_without_script
def test_a_calendar_file_is_looked_at_first_and_twice_changes_nothing(stage: Stage, way: Way, tmp_path: Path) -> None:
    day = TODAY + timedelta(days=3)
    file = tmp_path / "work.ics"
    file.write_bytes(
        "\r\n".join(
            [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Another//EN",
                "BEGIN:VEVENT",
                "UID:once",
                f"DTSTART;TZID=Europe/London:{day:%Y%m%d}T100000",
                f"DTEND;TZID=Europe/London:{day:%Y%m%d}T113000",
                "SUMMARY:Team day",
                "END:VEVENT",
                "END:VCALENDAR",
                "",
            ]
        ).encode()
    )
    alex = stage.enter(stage.world.alex, way)
    for again in (False, True):
        alex.goes_to("/diary/calendars/")
        alex.hands_over("Calendar file", [file])
        alex.page.get_by_label("Keep the titles and places").check()
        alex.presses("Look at it first")
        if again:
            alex.reads("1 entry is in your diary already.")
            assert alex.page.get_by_role("button", name="Bring these in").count() == 0
        else:
            alex.reads("New", "Team day", "Nothing is kept yet.")
            assert not Visit.objects.exists()
            alex.presses("Bring these in")
    assert Visit.objects.get().title == "Team day"
