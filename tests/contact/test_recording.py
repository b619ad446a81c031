"""Recording a contact: once however often it is sent, all of it or nothing, and without its text in the audit trail."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection
from django.utils import timezone

from tests.world import TODAY, World, make_world, years_ago
from waymark.audit.models import Event
from waymark.contact import facts
from waymark.contact.actions import (
    correct_contact,
    open_lost,
    record_contact,
    record_visit_for_several,
    recording,
    withdraw_contact,
)
from waymark.contact.actions.recording import (
    ContactInTheFuture,
    NextTryBeforeThisOne,
    OneOfSeveral,
    PromiseDueBeforeItWasMade,
)
from waymark.contact.models import ContactMade, Promise
from waymark.contact.rules import ByRole, Channel, Made, PromiseMade, StartedBy
from waymark.core.wording import local
from waymark.diary.actions import plan_visit
from waymark.diary.rules.words import VisitState
from waymark.people.actions.facts import AlreadyWithdrawn, BeforeBirth, ReasonMissing

NOW = timezone.now()
SECRET = "Saw bruises on both arms"


def kept(world: World, **other: Any) -> ContactMade:
    values: dict[str, Any] = {
        "person": world.sam,
        "happened_on": TODAY,
        "made": Made.MADE,
        "channel": Channel.FACE_TO_FACE,
        "by_role": ByRole.ADVISER,
        "by": world.alex,
        "worker": world.alex,
        "today": TODAY,
        "now": NOW,
    } | other
    return record_contact(**values)


@pytest.mark.django_db
def test_the_same_key_again_is_the_same_contact(world: World) -> None:
    key = uuid4()
    promise = PromiseMade("Look at the cooker", TODAY + timedelta(days=7))
    first = kept(world, client_key=key, note="First", promises=[promise])
    again = kept(world, client_key=key, note="Second", promises=[promise])
    assert again.pk == first.pk and again.note == "First"
    assert ContactMade.objects.count() == 1 and Promise.objects.count() == 1
    assert Event.objects.filter(name="contact.contact_recorded").count() == 1
    other = kept(world, client_key=uuid4())
    assert other.pk != first.pk


@pytest.mark.django_db
def test_a_key_answers_with_its_row_also_after_a_correction(world: World) -> None:
    key = uuid4()
    first = kept(world, client_key=key)
    correct_contact(first, reason="A call", channel=Channel.CALL, by=world.alex, today=TODAY, now=NOW)
    assert kept(world, client_key=key).pk == first.pk
    assert ContactMade.objects.count() == 2  # the one that was kept, and its correction


@pytest.mark.django_db
def test_two_that_arrive_at_once_are_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second finds nothing when it looks, and is refused by the table when it writes."""
    key = uuid4()
    first = kept(world, client_key=key)
    looks = iter([None, first])
    monkeypatch.setattr(recording, "_sent_before", lambda person, client_key: next(looks))
    promise = PromiseMade("Look at the cooker", TODAY)
    assert kept(world, client_key=key, promises=[promise]).pk == first.pk
    assert not Promise.objects.exists()


@pytest.mark.django_db
def test_another_refusal_of_the_table_is_no_repetition(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "_sent_before", lambda person, client_key: None)
    with pytest.raises(IntegrityError):
        kept(world, client_key=uuid4(), made="perhaps")


@pytest.mark.django_db(transaction=True)
def test_many_threads_send_the_same_contact(transactional_db: None) -> None:
    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("a database in memory locks whole tables between threads")
    world, key, made, troubles = make_world(), uuid4(), [], []
    start = Barrier(4)

    def send() -> None:
        start.wait()
        try:
            made.append(kept(world, client_key=key, promises=[PromiseMade("Ring", TODAY)]).pk)
        except DatabaseError as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not troubles and len(set(made)) == 1 and len(made) == 4
    assert ContactMade.objects.count() == 1 and Promise.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("refused", "values"),
    [
        (ContactInTheFuture, lambda w: {"happened_on": TODAY + timedelta(days=1)}),
        (ContactInTheFuture, lambda w: {"happened_at": (local(NOW) + timedelta(minutes=5)).time()}),
        (BeforeBirth, lambda w: {"happened_on": years_ago(19, 100)}),
        (NextTryBeforeThisOne, lambda w: {"made": Made.TRIED, "next_try_on": TODAY - timedelta(days=1)}),
        (PromiseDueBeforeItWasMade, lambda w: {"promises": [PromiseMade("Ring", TODAY - timedelta(days=1))]}),
    ],
)
def test_what_cannot_have_been_is_refused_whole(
    world: World, refused: type[Exception], values: Callable[[World], dict[str, Any]]
) -> None:
    if "happened_at" in values(world) and local(NOW).hour == 23 and local(NOW).minute >= 54:
        pytest.skip("five minutes on it is tomorrow")
    with pytest.raises(refused):
        kept(world, **values(world))
    assert not ContactMade.objects.exists() and not Event.objects.filter(name="contact.contact_recorded").exists()


@pytest.mark.django_db
def test_a_promise_stands_on_the_list_of_whoever_was_there(world: World) -> None:
    due = TODAY + timedelta(days=7)
    kept(world, promises=[PromiseMade("Look at the cooker", due)])
    (promise,) = facts.promises_of([world.alex.pk], on=TODAY)
    assert (promise.what, promise.by_when, promise.owner, promise.made_on) == (
        "Look at the cooker",
        due,
        world.alex,
        TODAY,
    )
    assert facts.promises_of([world.bea.pk], on=TODAY) == []


@pytest.mark.django_db
def test_the_trail_keeps_that_it_changed_and_no_word_of_it(world: World) -> None:
    kept(
        world, note=SECRET, their_words=SECRET, worried=True, worried_note=SECRET, promises=[PromiseMade(SECRET, TODAY)]
    )
    with connection.cursor() as cursor:
        for table in ("audit_event", "audit_eventvalue"):
            cursor.execute(f"SELECT * FROM {table}")
            assert SECRET not in str(cursor.fetchall())
            assert "bruises" not in str(cursor.fetchall())
    event = Event.objects.get(name="contact.contact_recorded")
    assert {"note", "their_words", "worried_note", "made"} <= event.digests.keys()


@pytest.mark.django_db
def test_a_planned_visit_was_kept_or_did_not_take_place(world: World) -> None:
    start = NOW - timedelta(hours=1)
    planned = {"worker": world.alex, "person": world.sam, "starts_at": start, "ends_at": NOW, "by": world.alex}
    visit, missed, other = (plan_visit(today=TODAY, **planned) for _ in range(3))
    kept(world, visit_id=visit.pk)
    kept(world, visit_id=missed.pk, made=Made.TRIED)
    kept(world, visit_id=other.pk, person=world.jo)  # not a visit to Jo
    states = []
    for one in (visit, missed, other):
        one.refresh_from_db()
        states.append(one.state)
    assert states == [VisitState.KEPT, VisitState.MISSED, VisitState.PLANNED]
    kept(world, visit_id=missed.pk)  # it was closed before, and stays as it was
    missed.refresh_from_db()
    assert missed.state == VisitState.MISSED
    kept(world, visit_id=UUID(int=1))  # no such visit: the contact is kept all the same
    assert ContactMade.objects.count() == 5


@pytest.mark.django_db
def test_one_visit_to_several_gives_each_their_own_text(world: World) -> None:
    contact = kept(world, note="Sam’s", place_words="14 Canal Court", started_by=StartedBy.WORKER)
    each = [OneOfSeveral(world.jo, note="Jo’s", promises=[PromiseMade("Ring", TODAY)])]
    (jos,) = record_visit_for_several(contact=contact, each=each, by=world.alex, today=TODAY, now=NOW)
    contact.refresh_from_db()
    assert (jos.note, contact.note) == ("Jo’s", "Sam’s")
    assert jos.visit_key == contact.visit_key is not None
    assert (jos.place_words, jos.happened_on, jos.worker) == ("14 Canal Court", TODAY, world.alex)
    assert Promise.objects.get().person == world.jo
    (again,) = record_visit_for_several(contact=contact, each=each, by=world.alex, today=TODAY, now=NOW)
    assert again.pk == jos.pk
    assert facts.on_visit(contact) == {world.jo.pk}


@pytest.mark.django_db
def test_several_are_kept_together_or_not_at_all(world: World) -> None:
    contact = kept(world)
    bad = OneOfSeveral(world.kit, promises=[PromiseMade("Ring", TODAY - timedelta(days=1))])
    with pytest.raises(PromiseDueBeforeItWasMade):
        record_visit_for_several(
            contact=contact, each=[OneOfSeveral(world.jo), bad], by=world.alex, today=TODAY, now=NOW
        )
    assert not ContactMade.objects.exclude(pk=contact.pk).exists()


@pytest.mark.django_db
def test_a_correction_leaves_the_old_row_and_takes_the_promises_along(world: World) -> None:
    contact = kept(world, note="Monday", promises=[PromiseMade("Ring", TODAY)], client_key=uuid4())
    new = correct_contact(contact, reason="Wrong day", note="Tuesday", by=world.bea, today=TODAY, now=NOW)
    contact.refresh_from_db()
    assert not contact.known and contact.note == "Monday"
    assert (new.note, new.channel, new.replaces_id) == ("Tuesday", contact.channel, contact.pk)
    assert Promise.objects.get().contact == new
    assert facts.as_it_stands(contact) == new
    with pytest.raises(AlreadyWithdrawn):
        correct_contact(contact, reason="Again", note="Wednesday", by=world.alex, today=TODAY, now=NOW)
    with pytest.raises(ReasonMissing):
        correct_contact(new, reason=" ", note="Wednesday", by=world.alex, today=TODAY, now=NOW)
    with pytest.raises(TypeError):
        correct_contact(new, reason="x", person=world.jo, by=world.alex, today=TODAY, now=NOW)
    same = correct_contact(new, reason="Nothing new", note="Tuesday", by=world.alex, today=TODAY, now=NOW)
    assert same.pk == new.pk and ContactMade.objects.count() == 2


@pytest.mark.django_db
def test_a_contact_taken_back_counts_no_more(world: World) -> None:
    contact = kept(world)
    assert facts.touches([world.sam.pk], up_to=TODAY)[world.sam.pk].reached_on == TODAY
    withdraw_contact(contact, reason="It was Jo", by=world.alex, today=TODAY)
    assert facts.touches([world.sam.pk], up_to=TODAY)[world.sam.pk].reached_on is None
    assert facts.as_it_stands(contact) is None
    with pytest.raises(AlreadyWithdrawn):
        withdraw_contact(contact, reason="Again", by=world.alex, today=TODAY)


@pytest.mark.django_db
def test_a_try_that_was_none_ends_the_search(world: World) -> None:
    """They were reached after all: the correction does what recording it so would have done."""
    open_lost(person=world.sam, started_on=TODAY - timedelta(days=9), reason="Moved out", by=world.alex, today=TODAY)
    tried = kept(world, made=Made.TRIED, channel=Channel.CALL)
    correct_contact(tried, reason="Sam rang back", note="Fine", by=world.alex, today=TODAY, now=NOW)
    assert facts.touches([world.sam.pk], up_to=TODAY)[world.sam.pk].lost_from is not None
    now = facts.as_it_stands(tried)
    assert now is not None
    correct_contact(now, reason="Sam answered", made=Made.MADE, by=world.alex, today=TODAY, now=NOW)
    assert facts.touches([world.sam.pk], up_to=TODAY)[world.sam.pk].lost_from is None


@pytest.mark.django_db
@pytest.mark.parametrize("meanwhile", [False, True], ids=["nobody since", "reached since"])
def test_a_contact_that_never_was_ends_no_search(world: World, meanwhile: bool) -> None:
    """Such as a text that somebody else wrote on their phone: they are still lost, unless somebody reached them since."""
    days = timedelta(days=9)
    open_lost(person=world.sam, started_on=TODAY - days, reason="Moved out", by=world.alex, today=TODAY)
    wrong = kept(world, happened_on=TODAY - timedelta(days=2), channel=Channel.TEXT)
    assert facts.touches([world.sam.pk], up_to=TODAY)[world.sam.pk].lost_from is None
    if meanwhile:
        kept(world, happened_on=TODAY - timedelta(days=1))
    withdraw_contact(wrong, reason="Not Sam", by=world.alex, today=TODAY)
    lost_from = facts.touches([world.sam.pk], up_to=TODAY)[world.sam.pk].lost_from
    assert lost_from == (None if meanwhile else TODAY - days)
    assert Event.objects.filter(name="contact.lost_after_all").exists() is not meanwhile
