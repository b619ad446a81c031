"""iCalendar both ways: what another calendar's file says, and what a diary tells the world."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from waymark.diary.rules.calendars import (
    BUSY,
    LeftOut,
    NotACalendar,
    Reading,
    Told,
    TooMuch,
    district_of,
    read_calendar,
    told_about,
    written,
)

FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)


def calendar(*events: str) -> bytes:
    parts = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Another//EN\n{parts}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def read(*events: str, titles: bool = True) -> Reading:
    return read_calendar(calendar(*events), first=FIRST, last=LAST, titles=titles)


ONCE = "UID:once\nDTSTART;TZID=Europe/London:20261105T100000\nDTEND;TZID=Europe/London:20261105T113000\nSUMMARY:Team day\nLOCATION:Town hall"
WEEKLY = """UID:series
DTSTART;TZID=Europe/London:20261020T090000
DTEND;TZID=Europe/London:20261020T100000
RRULE:FREQ=WEEKLY;COUNT=5
EXDATE;TZID=Europe/London:20261103T090000
SUMMARY:Supervision"""
MOVED = """UID:series
RECURRENCE-ID;TZID=Europe/London:20261027T090000
DTSTART;TZID=Europe/London:20261027T110000
DTEND;TZID=Europe/London:20261027T120000
SUMMARY:Supervision, later"""


def test_one_entry_is_read_whole() -> None:
    (entry,) = read(ONCE).entries
    assert (entry.uid, entry.occurrence, entry.title, entry.place) == ("once", "", "Team day", "Town hall")
    assert (entry.starts_at, entry.ends_at - entry.starts_at) == (
        datetime(2026, 11, 5, 10, tzinfo=UTC),
        timedelta(minutes=90),
    )


def test_a_series_is_written_out_without_what_was_taken_out_and_with_what_was_moved() -> None:
    entries = read(WEEKLY, MOVED).entries
    assert [entry.starts_at.astimezone(UTC).isoformat() for entry in entries] == [
        "2026-10-20T08:00:00+00:00",  # summer time still
        "2026-10-27T11:00:00+00:00",
        "2026-11-10T09:00:00+00:00",
        "2026-11-17T09:00:00+00:00",
    ]
    assert [entry.occurrence for entry in entries][1] == "20261027T090000Z"  # known by when it was to be
    assert len({entry.key for entry in entries}) == 4


def test_a_moved_single_entry_keeps_its_key() -> None:
    moved = ONCE.replace("20261105", "20261112")
    assert read(ONCE).entries[0].key == read(moved).entries[0].key


def test_a_series_without_end_stops_at_the_last_day() -> None:
    entries = read(WEEKLY.replace(";COUNT=5", "")).entries
    assert entries[-1].starts_at.date() == date(2026, 12, 29)


def test_all_day_is_the_english_day() -> None:
    (entry,) = read("UID:leave\nDTSTART;VALUE=DATE:20261005\nSUMMARY:Leave").entries
    assert entry.starts_at.isoformat() == "2026-10-05T00:00:00+01:00"
    assert entry.ends_at - entry.starts_at == timedelta(days=1)


def test_a_time_without_a_zone_is_english() -> None:
    (entry,) = read("UID:float\nDTSTART:20261005T090000\nDTEND:20261005T100000\nSUMMARY:X").entries
    assert entry.starts_at.astimezone(UTC).hour == 8


def test_outlooks_names_of_zones_are_known() -> None:
    (entry,) = read("UID:o\nDTSTART;TZID=GMT Standard Time:20261005T090000\nDURATION:PT1H\nSUMMARY:X").entries
    assert entry.starts_at.astimezone(UTC).hour == 8


def test_titles_stay_at_home_unless_chosen() -> None:
    (entry,) = read(ONCE, titles=False).entries
    assert (entry.title, entry.place) == (BUSY, "")


@pytest.mark.parametrize("kind", ["PRIVATE", "CONFIDENTIAL"])
def test_a_private_title_stays_at_home_even_then(kind: str) -> None:
    (entry,) = read(f"{ONCE}\nCLASS:{kind}").entries
    assert (entry.title, entry.place) == (BUSY, "")


def test_what_was_cancelled_says_so() -> None:
    assert read(f"{ONCE}\nSTATUS:CANCELLED").entries[0].cancelled


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (f"{ONCE}\nTRANSP:TRANSPARENT", LeftOut.FREE),
        (ONCE.replace("UID:once", "UID:1@waymark.invalid"), LeftOut.OURS),
        ("UID:x\nSUMMARY:No start", LeftOut.TIMELESS),
        (f"{ONCE}\nRRULE:FREQ=SECONDLY", LeftOut.OFTEN),
        (f"{ONCE}\nRRULE:FREQ=HOURLY;COUNT=9", LeftOut.OFTEN),
        (f"{ONCE}\nRRULE:FREQ=DAILY;BYMINUTE=0,1,2", LeftOut.OFTEN),
        # Without these a file of a few lines keeps a server busy for minutes, the first one for ever.
        (f"{ONCE}\nRRULE:FREQ=DAILY;INTERVAL=0", LeftOut.ODD),
        (f"{ONCE}\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", LeftOut.ODD),
        (f"{ONCE}\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", LeftOut.ODD),
        (f"{ONCE}\nRRULE:FREQ=MONTHLY;BYDAY=6MO", LeftOut.ODD),
        (f"{ONCE}\nRRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6", LeftOut.ODD),
        ("UID:x\nDTSTART:00010101T100000Z\nRRULE:FREQ=DAILY", LeftOut.ODD),
        (ONCE.replace("DTEND;TZID=Europe/London:20261105", "DTEND;TZID=Europe/London:20261220"), LeftOut.LONG),
    ],
)
def test_what_is_left_out_is_counted_with_why(event: str, why: LeftOut) -> None:
    reading = read(event)
    assert reading.entries == ()
    assert reading.left_out == {why: 1}


@pytest.mark.parametrize(
    ("start", "rule", "times"),
    [
        ("16041203", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=3", 1),  # a birthday whose year nobody told the phone
        ("20260105", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1", 3),
        ("20260105", "FREQ=MONTHLY;BYDAY=-1FR", 3),
        ("20260131", "FREQ=MONTHLY;BYMONTHDAY=31", 2),
        ("20200106", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU", 14),
    ],
)
def test_how_calendars_really_repeat_is_read(start: str, rule: str, times: int) -> None:
    reading = read(f"UID:x\nDTSTART;VALUE=DATE:{start}\nRRULE:{rule}\nSUMMARY:Often")
    assert (len(reading.entries), reading.left_out) == (times, {})


def test_signs_no_database_takes_are_left_out_of_words() -> None:
    entry = read(ONCE.replace("Team day", "Team\0day").replace("UID:once", "UID:on\0ce")).entries[0]
    assert "\0" not in entry.title + entry.uid


def test_a_file_of_another_kind_is_refused() -> None:
    with pytest.raises(NotACalendar):
        read_calendar(b"PK\x03\x04 a workbook", first=FIRST, last=LAST, titles=True)
    with pytest.raises(NotACalendar):
        read_calendar(b"BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n", first=FIRST, last=LAST, titles=True)


def test_a_file_too_large_is_refused() -> None:
    with pytest.raises(TooMuch):
        read_calendar(b"x" * 2_000_001, first=FIRST, last=LAST, titles=True)
    daily = [ONCE.replace("UID:once", f"UID:{n}") + "\nRRULE:FREQ=DAILY" for n in range(501)]
    with pytest.raises(TooMuch):
        read(*daily)


def test_a_young_person_is_initials_and_a_district() -> None:
    assert told_about("Visit", "Sam Whitlock", "Flat 2, 12 High St, la1 4xx", "") == ("Visit: SW, LA1", "LA1")
    assert told_about("Call", "Sam Whitlock", "by the river", "") == ("Call: SW", "")
    assert told_about("Meeting", "", "Town hall", "Team day") == ("Team day", "Town hall")


@pytest.mark.parametrize(
    ("place", "district"),
    [("NE1 4LP", "NE1"), ("12 Row, SW1A 1AA", "SW1A"), ("Preston", ""), ("LA1", ""), ("M1 1AE, side door", "M1")],
)
def test_district(place: str, district: str) -> None:
    assert district_of(place) == district


def test_what_is_written_can_be_read_and_is_the_same_twice() -> None:
    at = datetime(2026, 11, 5, 10, tzinfo=UTC)
    told = Told("u@waymark.invalid", 3, at, at + timedelta(hours=1), "Visit: SW, LA1", "LA1", True, at)
    made = written([told], name="Waymark diary")
    assert made == written([told], name="Waymark diary")
    (event,) = Calendar.from_ical(made).events
    assert (str(event["SUMMARY"]), event["SEQUENCE"], str(event["STATUS"])) == ("Visit: SW, LA1", 3, "CANCELLED")
    assert event.start == at
