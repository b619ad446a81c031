"""Promises: on a list until they are closed, each change only once, and told plainly when not kept."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.contact.reading import Page
from tests.world import TODAY, World, worker
from waymark.accounts.models import User
from waymark.accounts.rules import Role
from waymark.audit.models import Event
from waymark.contact import facts
from waymark.contact.actions import (
    break_promise,
    drop_promise,
    hand_over_promises,
    keep_promise,
    make_promise,
)
from waymark.contact.actions.promises import NothingPromised, PromiseChangedMeanwhile, PromiseDueInThePast
from waymark.contact.models import Promise
from waymark.contact.rules import PromiseState, Whose
from waymark.people.actions.facts import ReasonMissing

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def promised(world: World, what: str = "Look at the cooker", days: int = 7, **other: object) -> Promise:
    values = {"person": world.sam, "owner": world.alex, "by": world.alex} | other
    made = make_promise(what=what, by_when=TODAY + timedelta(days=max(days, 0)), today=TODAY, **values)  # type: ignore[arg-type]
    if days < 0:
        Promise.objects.filter(pk=made.pk).update(by_when=TODAY + timedelta(days=days))
        made.refresh_from_db()
    return made


def test_an_open_promise_stands_on_its_owners_list_the_longest_late_first(world: World) -> None:
    soon, late = promised(world, "Soon"), promised(world, "Late", days=-3, person=world.jo)
    promised(world, "Bea’s", owner=world.bea)
    promised(world, "Sam’s own", whose=Whose.YOUNG_PERSON)
    kept = promised(world, "Kept")
    keep_promise(kept, by=world.alex, today=TODAY)
    assert facts.promises_of([world.alex.pk], on=TODAY) == [late, soon]
    assert [p.what for p in facts.promises_open([world.sam.pk])[world.sam.pk]] == ["Soon", "Bea’s", "Sam’s own"]
    assert facts.promises_open([world.kit.pk]) == {}
    assert facts.promises_of([world.alex.pk], on=TODAY - timedelta(days=1)) == []  # not made by then


def test_lists_cost_the_same_for_one_and_for_many(world: World) -> None:
    ids, workers = [world.sam.pk, world.jo.pk], [world.alex.pk, world.bea.pk]

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert [str(p.person) + str(p.owner) for p in facts.promises_of(workers, on=TODAY)]
            assert [str(p.owner) for rows in facts.promises_open(ids).values() for p in rows]
        return len(found)

    promised(world)
    few = queries()
    for n in range(20):
        promised(world, f"Promise {n}", person=[world.sam, world.jo][n % 2], owner=[world.alex, world.bea][n % 2])
    assert queries() == few == 2


def test_a_promise_is_closed_once(world: World) -> None:
    promise = promised(world)
    seen_by_bea = Promise.objects.get(pk=promise.pk)
    keep_promise(promise, by=world.alex, today=TODAY)
    assert (promise.state, promise.closed_on, promise.version) == (PromiseState.KEPT, TODAY, 2)
    with pytest.raises(PromiseChangedMeanwhile):
        break_promise(seen_by_bea, reason="No money", by=world.bea, today=TODAY)
    promise.refresh_from_db()
    assert promise.state == PromiseState.KEPT and promise.closed_note == ""


def test_what_is_not_kept_says_why(world: World) -> None:
    for close, state in ((break_promise, PromiseState.BROKEN), (drop_promise, PromiseState.DROPPED)):
        promise = promised(world)
        with pytest.raises(ReasonMissing):
            close(promise, reason="  ", by=world.alex, today=TODAY)
        close(promise, reason="The landlord will not pay", by=world.alex, today=TODAY)
        assert (promise.state, promise.closed_note) == (state, "The landlord will not pay")
        assert Event.objects.filter(name=f"contact.promise_{state}").count() == 1


def test_nothing_and_the_past_cannot_be_promised(world: World) -> None:
    same = {"person": world.sam, "owner": world.alex, "by": world.alex, "today": TODAY}
    with pytest.raises(NothingPromised):
        make_promise(what=" ", by_when=TODAY, **same)  # type: ignore[arg-type]
    with pytest.raises(PromiseDueInThePast):
        make_promise(what="Ring", by_when=TODAY - timedelta(days=1), **same)  # type: ignore[arg-type]
    assert not Promise.objects.exists()


@pytest.mark.parametrize(
    "values", [{"state": "kept"}, {"state": "broken", "closed_on": TODAY}, {"state": "lost", "closed_on": TODAY}]
)
def test_the_table_refuses_half_a_closing(world: World, values: dict[str, object]) -> None:
    promise = promised(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.filter(pk=promise.pk).update(**values)


def test_open_promises_go_to_the_next_worker(world: World) -> None:
    mine, theirs = promised(world), promised(world, "Sam’s own", whose=Whose.YOUNG_PERSON)
    jos, done = promised(world, person=world.jo), promised(world, "Done")
    keep_promise(done, by=world.alex, today=TODAY)
    moved = hand_over_promises(person=world.sam, from_worker=world.alex, to_worker=world.bea, by=world.bea, today=TODAY)
    assert moved == 1
    owners = {p.pk: p.owner for p in Promise.objects.select_related("owner")}
    assert owners == {mine.pk: world.bea, theirs.pk: world.alex, jos.pk: world.alex, done.pk: world.alex}
    with pytest.raises(PromiseChangedMeanwhile):
        keep_promise(mine, by=world.alex, today=TODAY)  # as Alex saw it before


def test_the_page_puts_the_late_first_and_keeps_with_one_tap(world: World, sign_in: SignIn) -> None:
    client, url = sign_in(world.alex), reverse("contact:promises", args=[world.sam.pk])
    assert Page(client.get(url)).heading == "No promise to Sam is open"
    promised(world, "Ring the landlord")
    late = promised(world, "Look at the cooker", days=-3)
    promised(world, "Go to the open day", whose=Whose.YOUNG_PERSON)
    page = Page(client.get(url))
    assert page.heading == "Two promises to Sam are open, one late" and "3 days late" in page.words
    assert page.words.index("Look at the cooker") < page.words.index("Ring the landlord")
    assert "Promised by Sam" in page.words
    keep = reverse("contact:promise_keep", args=[world.sam.pk, late.pk])
    assert client.get(keep).status_code == 405
    assert client.post(keep, {"next": "/people/"})["Location"] == "/people/"
    assert client.post(keep, {"next": "https://evil.invalid/"})["Location"] == url
    assert "This promise was closed already" in client.get(url).content.decode()
    assert "1 kept, 0 not kept" in Page(client.get(url)).words


def test_a_promise_is_written_down(world: World, sign_in: SignIn) -> None:
    client, url = sign_in(world.alex), reverse("contact:promises", args=[world.sam.pk])
    response = client.post(url, {"whose": "worker", "what": "", "by_when": "some day"})
    page = Page(response)
    assert response.status_code == 422 and "Say what is promised" in page.words
    assert "Give a date, such as 21 May or Friday" in page.words and page.fields["by_when"] == "some day"
    past = f"{TODAY - timedelta(days=1):%d/%m/%Y}"
    assert (
        "Give today or a later day"
        in Page(client.post(url, {"whose": "worker", "what": "Ring", "by_when": past})).words
    )
    assert client.post(url, {"whose": "young_person", "what": "Ring", "by_when": "tomorrow"}).status_code == 302
    promise = Promise.objects.get()
    assert (promise.what, promise.whose, promise.by_when) == ("Ring", "young_person", TODAY + timedelta(days=1))


def test_why_it_is_not_kept_is_asked(world: World, sign_in: SignIn) -> None:
    promise, client = promised(world), sign_in(world.alex)
    url = reverse("contact:promise_close", args=[world.sam.pk, promise.pk])
    assert "Say why, so that it can be told" in Page(client.post(url, {"state": "broken", "reason": ""})).words
    assert client.post(url, {"state": "kept", "reason": "x"}).status_code == 422
    assert client.post(url, {"state": "dropped", "reason": "Sam mended it"}).status_code == 302
    assert "No longer needed" in Page(client.get(reverse("contact:promises", args=[world.sam.pk]))).words
    late = client.post(url, {"state": "broken", "reason": "Too late"})
    assert "Somebody else has closed this promise meanwhile" in Page(late).words
    assert client.get(reverse("contact:promise_close", args=[world.jo.pk, promise.pk])).status_code == 404
    other = reverse("contact:promise_keep", args=[world.jo.pk, promise.pk])
    assert client.post(other).status_code == 404


def test_who_may_only_read_makes_no_promise(world: World, sign_in: SignIn) -> None:
    """A director reads everyone's promises and makes none."""
    promise, client = promised(world), sign_in(worker("dora", "Dora Finch", Role.DIRECTOR))
    url = reverse("contact:promises", args=[world.sam.pk])
    assert "Write a promise down" not in Page(client.get(url)).words
    assert client.post(url, {"whose": "worker", "what": "Ring", "by_when": "tomorrow"}).status_code == 404
    assert client.post(reverse("contact:promise_keep", args=[world.sam.pk, promise.pk])).status_code == 404
    assert Promise.objects.get().state == PromiseState.OPEN
