"""Recording, correcting and reading contacts on pages; no word that was typed is ever lost."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.world import TODAY, World
from waymark.accounts.models import User
from waymark.contact.actions import record_contact
from waymark.contact.models import ContactMade, Promise
from waymark.contact.rules import ByRole, Channel, Made

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def filled(**other: object) -> dict[str, object]:
    """A form about a visit as Alex fills it in."""
    return {
        "made": "made",
        "how": "face_to_face",
        "happened_on": "today",
        "happened_at": "",
        "place": "home",
        "place_words": "14 Canal Court",
        "present": "",
        "started_by": "worker",
        "by_role": "adviser",
        "worker_name": "",
        "note": "The flat is warm, two rings of the cooker are dead.",
        "their_words": "First place that’s mine. Quiet though.",
        "next_try_on": "",
        "client_key": str(uuid4()),
    } | other


def kept(world: World, **other: object) -> ContactMade:
    values = {
        "person": world.sam,
        "happened_on": TODAY - timedelta(days=3),
        "made": Made.MADE,
        "channel": Channel.CALL,
        "by_role": ByRole.ADVISER,
        "by": world.alex,
        "worker": world.alex,
        "today": TODAY,
        "now": timezone.now(),
        "note": "Talked about college",
    } | other
    return record_contact(**values)  # type: ignore[arg-type]


def test_a_visit_is_recorded_with_its_promises(world: World, sign_in: SignIn) -> None:
    client, url = sign_in(world.alex), reverse("contact:record", args=[world.sam.pk])
    page = client.get(url).content.decode()
    assert "Record a contact with Sam" in page and "In Sam’s own words" in page
    by = TODAY + timedelta(days=7)
    sent = filled(
        promise_what_1="Look at the cooker", promise_when_1=f"{by.day}/{by.month}/{by.year}", saw_where_sleeps="on"
    )
    response = client.post(url, sent)
    assert response["Location"] == reverse("workspace:record", args=[world.sam.pk])
    contact = ContactMade.objects.get(person=world.sam)
    assert (contact.made, contact.channel, contact.happened_on) == ("made", "face_to_face", TODAY)
    assert (contact.worker, contact.by_role, contact.saw_where_sleeps) == (world.alex, "adviser", True)
    promise = Promise.objects.get(contact=contact)
    assert (promise.what, promise.by_when, promise.owner) == ("Look at the cooker", by, world.alex)
