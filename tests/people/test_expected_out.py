"""When somebody in custody or hospital is expected to come out."""

from datetime import timedelta
from html import unescape
from types import SimpleNamespace

import pytest
from django.db import IntegrityError
from django.urls import reverse

from tests.world import TODAY, World
from waymark.core.wording import full_date
from waymark.people.actions.facts import ExpectedBeforeItStarts, add_fact
from waymark.people.models import AwaySpell
from waymark.people.rules import telling
from waymark.people.rules.words import AwayKind

WEEK = timedelta(days=7)


def test_it_is_told_while_they_are_inside_and_no_longer() -> None:
    inside = SimpleNamespace(
        kind="detained", under_care_order=True, started_on=TODAY - WEEK, ended_on=None, expected_end_on=TODAY + WEEK
    )
    told = telling.away_spell(inside).more
    assert told.startswith(f"Expected out on {full_date(TODAY + WEEK)}. Under a care order")
    inside.ended_on = TODAY
    assert "Expected" not in telling.away_spell(inside).more


@pytest.mark.django_db
def test_it_stands_on_the_care_page_and_can_be_corrected(world: World, sign_in) -> None:
    client = sign_in(world.bea)
    given = {"kind": "detained", "started_on": full_date(TODAY - WEEK), "expected_end_on": full_date(TODAY + WEEK)}
    assert client.post(reverse("people:away_add", args=[world.sam.pk]), given).status_code == 302
    page = unescape(client.get(reverse("people:care", args=[world.sam.pk])).content.decode())
    assert f"Expected out on {full_date(TODAY + WEEK)}." in page
    row = AwaySpell.objects.get()
    later = given | {"expected_end_on": full_date(TODAY + 2 * WEEK), "reason": "The hearing was moved"}
    client.post(reverse("people:away_correct", args=[world.sam.pk, row.pk]), later)
    assert AwaySpell.objects.known().get().expected_end_on == TODAY + 2 * WEEK


@pytest.mark.django_db
def test_a_day_before_the_first_is_refused_in_words_and_by_the_database(world: World, sign_in) -> None:
    wrong = {"person": world.sam, "kind": AwayKind.HOSPITAL, "started_on": TODAY, "expected_end_on": TODAY - WEEK}
    with pytest.raises(ExpectedBeforeItStarts):
        add_fact(AwaySpell(**wrong), by=world.bea, today=TODAY)
    given = {"kind": "hospital", "started_on": full_date(TODAY), "expected_end_on": full_date(TODAY - WEEK)}
    page = unescape(sign_in(world.bea).post(reverse("people:away_add", args=[world.sam.pk]), given).content.decode())
    assert "Check the day they are expected out: it lies before the first day" in page
    with pytest.raises(IntegrityError, match="away_spell_expected_in_order"):
        AwaySpell.objects.create(**wrong)
