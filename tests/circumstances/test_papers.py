"""The page of somebody's papers, and what it asks."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from tests.world import TODAY, World
from waymark.audit.models import Event
from waymark.circumstances.models import LeaveToRemain
from waymark.circumstances.rules import LeaveKind
from waymark.core.wording import full_date
from waymark.people.actions import add_fact
from waymark.people.rules.events import told

pytestmark = pytest.mark.django_db


def url(world: World, name: str = "papers", *more: object) -> str:
    return reverse(f"circumstances:{name}", args=[world.jo.pk, *more])


def test_nothing_known_is_told_as_such(world: World, sign_in) -> None:
    page = unescape(sign_in(world.alex).get(url(world)).content.decode())
    assert "<h1>Nothing is kept about leave to remain</h1>" in page


def test_leave_is_added_and_told_with_the_day_to_apply_by(world: World, sign_in) -> None:
    client = sign_in(world.alex)
    given = {"kind": "refugee", "started_on": "1 March 2022", "expires_on": full_date(TODAY + timedelta(days=30))}
    response = client.post(url(world, "leave_add"), given | {"note": "Hope Law advises"})
    assert response.status_code == 302
    page = unescape(client.get(url(world)).content.decode())
    assert f"<h1>Leave ends on {full_date(TODAY + timedelta(days=30))}</h1>" in page
    assert "Apply for the next now. The day for it was" in page
    assert "Hope Law advises" in page
    kept = Event.objects.latest("pk")
    assert kept.name == "circumstances.leavetoremain_added"
    assert told(kept.name, ["kind"])[0] == "Added leave to remain"


def test_a_wrong_order_and_a_day_ahead_are_refused_with_every_word_kept(world: World, sign_in) -> None:
    client = sign_in(world.alex)
    backwards = {"kind": "uasc", "started_on": "1 March 2026", "expires_on": "1 February 2026", "note": "Blue folder"}
    page = unescape(client.post(url(world, "leave_add"), backwards).content.decode())
    assert "Check the end: it lies before the start" in page
    assert "Blue folder" in page
    ahead = {"kind": "uasc", "applied_on": full_date(TODAY + timedelta(days=1))}
    assert "Check this day: it lies in the future" in unescape(
        client.post(url(world, "leave_add"), ahead).content.decode()
    )
    assert not LeaveToRemain.objects.exists()


def test_a_correction_keeps_what_stood_there_and_an_end_moves_it_down(world: World, sign_in) -> None:
    client = sign_in(world.alex)
    kept = add_fact(LeaveToRemain(person=world.jo, kind=LeaveKind.UASC, note="First"), by=world.alex, today=TODAY)
    changed = {"kind": "uasc", "note": "Second", "reason": "Misread"}
    assert client.post(url(world, "leave_correct", kept.pk), changed).status_code == 302
    assert {row.note: row.known for row in LeaveToRemain.objects.all()} == {"First": False, "Second": True}
    now = LeaveToRemain.objects.known().get()
    assert client.post(url(world, "leave_end", now.pk), {"ended_on": full_date(TODAY)}).status_code == 302
    page = unescape(client.get(url(world)).content.decode())
    assert f"no longer in force since {full_date(TODAY)}" in page


def test_a_row_of_somebody_else_is_not_found_under_this_person(world: World, sign_in) -> None:
    theirs = add_fact(LeaveToRemain(person=world.sam, kind=LeaveKind.UASC), by=world.alex, today=TODAY)
    for step in ("correct", "end", "withdraw"):
        assert sign_in(world.alex).get(url(world, f"leave_{step}", theirs.pk)).status_code == 404


def test_a_record_without_permission_to_see_risk_shows_no_papers(world: World, sign_in) -> None:
    assert sign_in(world.analyst).get(url(world)).status_code == 404
    assert sign_in(world.cy).get(url(world)).status_code == 404
