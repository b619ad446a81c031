"""`waymark duties`: what everyone is owed on a day, for people and for scripts."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.world import TODAY
from waymark.audit.models import Event, Look
from waymark.duties.facts import duties_of
from waymark.duties.rules import State

pytestmark = pytest.mark.django_db


def listed(**asked):
    out = StringIO()
    call_command("duties", **asked, stdout=out)
    return out.getvalue()


def as_json(**asked):
    return json.loads(listed(json=True, **asked))


def test_one_row_a_person_and_duty_with_all_that_scripts_read(world):
    rows = as_json(on=TODAY.isoformat())

    assert {tuple(row) for row in rows} == {("person", "child_id", "duty", "due_on", "state", "reason", "source")}
    assert len({(row["person"], row["duty"]) for row in rows}) == len(rows)
    assert {row["child_id"] for row in rows} == {"S1", "J1", "K1"}
    assert {row["state"] for row in rows} <= set(State.values())
    told = {(row["person"], row["duty"], row["due_on"], row["state"]) for row in rows}
    live = duties_of([world.sam.pk, world.jo.pk, world.kit.pk], on=TODAY)
    assert told == {
        (str(duty.person_id), duty.duty.value, duty.due_on and duty.due_on.isoformat(), duty.state.value)
        for duties in live.values()
        for duty in duties
    }


def test_one_person_and_one_duty_on_another_day(world):
    rows = as_json(on=(TODAY + timedelta(days=30)).isoformat(), person="S1", duty="d14")
    assert [(row["child_id"], row["duty"], row["state"]) for row in rows] == [("S1", "D14", "overdue")]
    assert rows[0]["source"] == "Children Act 1989 s.23C(2)"
    assert "\xa0" not in rows[0]["reason"]


def test_a_waiting_duty_is_nobodys(world):
    assert as_json(duty="D02") == []


def test_as_text_for_people(world):
    lines = listed(person="S1").splitlines()
    assert lines[0].split()[:2] == ["S1", "D14"]
    assert lines[-1] == f"2 duties of 1 people on {TODAY:%Y-%m-%d}."


def test_whoever_takes_it_sees_only_whom_they_reach_and_it_is_kept(world):
    assert {row["child_id"] for row in as_json(as_user="alex")} == {"S1", "J1"}

    look = Look.objects.get()
    assert (look.actor_id, look.what) == (world.alex.pk, f"Duties on {TODAY:%Y-%m-%d}")
    assert Event.objects.get(name="duties.exported").detail == {"on": TODAY.isoformat(), "people": 2, "rows": 3}


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ({"on": "2026-13-01"}, "is no date"),
        ({"on": "0001-01-01"}, "Give a day from 1900"),
        ({"on": "9999-12-31"}, "to 2199, not 9999-12-31"),
        ({"duty": "D38"}, "Give one from D01 to D37"),
        ({"person": "X9"}, "Nobody within reach has the 903 id"),
        ({"person": "K1", "as_user": "alex"}, "Nobody within reach"),
        ({"as_user": "admin"}, "may not do this"),
    ],
)
def test_what_is_not_there_ends_with_2_and_the_reason(world, asked, answer):
    with pytest.raises(CommandError, match=answer) as refused:
        listed(**asked)
    assert refused.value.returncode == 2
