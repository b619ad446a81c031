"""How often somebody is reached: more often by anyone who works with them, less often by a manager."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.contact.reading import Page
from tests.world import TODAY, World
from waymark.accounts.models import User
from waymark.contact.actions import end_rhythm, set_rhythm
from waymark.contact.actions.rhythms import RhythmEndsBeforeItStarts, RhythmOutOfRange
from waymark.contact.facts import rhythms_before, rhythms_of
from waymark.contact.models import VisitRhythm
from waymark.people.actions.facts import ReasonMissing

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def test_a_new_rhythm_takes_the_place_of_the_old(world: World) -> None:
    same = {"person": world.sam, "reason": "Crisis", "by": world.alex}
    set_rhythm(every_days=14, today=TODAY - timedelta(days=10), **same)  # type: ignore[arg-type]
    set_rhythm(every_days=7, today=TODAY, **same)  # type: ignore[arg-type]
    assert rhythms_of([world.sam.pk], on=TODAY)[world.sam.pk].every_days == 7
    assert rhythms_of([world.sam.pk], on=YESTERDAY)[world.sam.pk].every_days == 14  # yesterday's figures do not change
    assert [row.every_days for row in rhythms_before(world.sam.pk, on=TODAY)] == [14]
    set_rhythm(every_days=1, today=TODAY, **same)  # type: ignore[arg-type]
    assert rhythms_of([world.sam.pk], on=TODAY)[world.sam.pk].every_days == 1  # one set today never held for a day
    assert VisitRhythm.objects.known().filter(every_days=7).count() == 0
    end_rhythm(rhythms_of([world.sam.pk], on=TODAY)[world.sam.pk], reason="Calm", by=world.bea, today=TOMORROW)
    assert rhythms_of([world.sam.pk], on=TOMORROW) == {}


@pytest.mark.parametrize(
    ("refused", "values"),
    [
        (ReasonMissing, {"reason": " "}),
        (RhythmOutOfRange, {"every_days": 0}),
        (RhythmOutOfRange, {"every_days": 367}),
        (RhythmEndsBeforeItStarts, {"until": TODAY}),
    ],
)
def test_a_rhythm_that_makes_no_sense_is_refused(
    world: World, refused: type[Exception], values: dict[str, object]
) -> None:
    with pytest.raises(refused):
        set_rhythm(**({"person": world.sam, "every_days": 7, "reason": "x", "by": world.alex, "today": TODAY} | values))  # type: ignore[arg-type]
    assert not VisitRhythm.objects.exists()


def test_an_adviser_tightens_and_only_a_manager_lets_go(world: World, sign_in: SignIn) -> None:
    alex, bea, url = sign_in(world.alex), sign_in(world.bea), reverse("contact:rhythm", args=[world.sam.pk])
    assert Page(alex.post(url, {"every_days": "7", "until": "soon", "reason": ""})).fields["until"] == "soon"
    assert alex.post(url, {"every_days": "7", "until": "tomorrow", "reason": "Crisis at home"}).status_code == 302
    assert Page(alex.get(url)).heading.startswith("Sam is to be reached every week, until ")
    refused = alex.post(url, {"every_days": "28", "until": "", "reason": "Calm again"})
    assert refused.status_code == 422 and "Ask a manager" in Page(refused).words
    assert alex.post(url, {"end": "yes", "end-reason": "Calm"}).status_code == 422  # a form that no page gave him
    assert "End this rhythm" not in Page(alex.get(url)).words
    assert rhythms_of([world.sam.pk], on=TODAY)[world.sam.pk].every_days == 7
    assert bea.post(url, {"end": "yes", "end-reason": ""}).status_code == 422
    assert bea.post(url, {"end": "yes", "end-reason": "Calm again"}).status_code == 302
    assert rhythms_of([world.sam.pk], on=TODAY) == {}
    assert "as often as the council’s clock says" in Page(bea.get(url)).heading
