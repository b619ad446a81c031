import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection

from waymark.accounts.models import Team
from waymark.audit import actions, facts
from waymark.audit.models import Event, EventValue, Look, LookedAt, ValueKey
from waymark.audit.rules import NamedActor
from waymark.core.privacy import Sensitivity

pytestmark = pytest.mark.django_db
ALEX = NamedActor("Alex Merrin", UUID(int=7))


def test_a_change_is_chained_and_its_values_are_encrypted_under_their_class() -> None:
    team = Team.objects.create(name="North")
    person = uuid4()
    actions.record(
        "accounts.team_renamed", by=ALEX, subject=team, person_id=person, changes={"name": ("North", "Secret place")}
    )
    event, value = Event.objects.get(), EventValue.objects.get()
    assert (event.actor_name, event.subject_id, event.person_id) == ("Alex Merrin", str(team.pk), person)
    assert "Secret place" not in json.dumps([event.digests, event.detail]) + value.ciphertext
    assert value.sensitivity == Sensitivity.PLAIN
    assert facts.values_of([event.sequence], classes={Sensitivity.PLAIN}) == {
        event.sequence: {"name": ("North", "Secret place")}
    }
    assert facts.values_of([event.sequence], classes={Sensitivity.RISK}) == {}


def test_the_chain_holds_and_shows_where_it_was_touched() -> None:
    for number in range(5):
        actions.record("a.b", by=ALEX, subject=None, detail={"n": number})
    assert facts.chain_break() is None
    second = Event.objects.order_by("sequence")[1]
    Event.objects.filter(pk=second.pk).update(actor_name="Somebody else")
    broken = facts.chain_break()
    assert broken is not None and broken.sequence == second.sequence


def test_erasing_a_person_makes_their_values_unreadable_and_the_chain_still_holds() -> None:
    person = uuid4()
    actions.record("a.b", by=ALEX, subject=None, person_id=person, changes={"words": ("", "mine")})
    sequence = Event.objects.get().sequence
    assert facts.values_of([sequence], classes=set(Sensitivity))[sequence]["words"] == ("", "mine")
    actions.erase_values(person_id=person, by=ALEX, reason="asked for")
    assert sequence not in facts.values_of([sequence], classes=set(Sensitivity))
    assert ValueKey.objects.get(person_id=person).wrapped == ""
    assert facts.chain_break() is None
    actions.record("a.b", by=ALEX, subject=None, person_id=person, changes={"words": ("", "again")})
    assert (
        facts.values_of(
            list(Event.objects.filter(person_id=person).values_list("sequence", flat=True)), classes=set(Sensitivity)
        )
        == {}
    )


def test_a_reason_is_kept_as_an_erasable_value() -> None:
    actions.record("a.b", by=ALEX, subject=None, reason="she asked me to")
    event = Event.objects.get()
    assert "asked" not in json.dumps([event.digests, event.detail])
    assert facts.values_of([event.sequence], classes=set(Sensitivity))[event.sequence]["reason"][1] == "she asked me to"


def test_many_changes_take_a_fixed_number_of_queries(django_assert_max_num_queries: object) -> None:
    people = [uuid4() for _ in range(60)]
    entries = [actions.Entry("a.b", None, p, {"x": (1, 2)}) for p in people]
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        actions.record_many(entries, by=ALEX)
    assert Event.objects.count() == 60 and facts.chain_break() is None


def test_nothing_to_record_is_nothing() -> None:
    assert actions.record_many([], by=ALEX) == []


def test_a_list_is_one_look_with_its_people() -> None:
    people = [uuid4() for _ in range(3)]
    actions.looked(by=ALEX, person_ids=[*people, people[0]], what="Register", path="/people/")
    assert Look.objects.count() == 1 and LookedAt.objects.count() == 3
    found, after = facts.looks_at(people[1])
    assert [(f.actor_name, f.what) for f in found] == [("Alex Merrin", "Register")] and after is None
    assert facts.people_who_looked(people[1]) == [("Alex Merrin", 1)]
    assert facts.looks_by(ALEX.actor_id).count() == 1  # type: ignore[arg-type]


def test_looks_come_newest_first_a_page_at_a_time() -> None:
    person = uuid4()
    for number in range(5):
        actions.looked(by=ALEX, person_ids=[person], what=f"Look {number}")
    first, after = facts.looks_at(person, limit=3)
    rest, end = facts.looks_at(person, before=after, limit=3)
    assert [f.what for f in first + rest] == [f"Look {n}" for n in (4, 3, 2, 1, 0)] and end is None


def test_a_sealed_look_that_is_changed_shows() -> None:
    person = uuid4()
    actions.looked(by=ALEX, person_ids=[person], what="Record", reason="duty", marked=True)
    assert actions.seal_looks() == 1 and actions.seal_looks() == 0
    actions.looked(by=ALEX, person_ids=[person], what="Record")
    actions.seal_looks()
    assert facts.broken_seal() is None
    LookedAt.objects.filter(look__reason="duty").update(person_id=uuid4())
    assert facts.broken_seal() is not None


def test_when_the_database_refuses_the_look_goes_to_the_journal_and_comes_back(
    settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    person = uuid4()

    def refuse(**_: object) -> None:
        raise DatabaseError("attempt to write a readonly database")

    with monkeypatch.context() as patch:
        patch.setattr(Look.objects, "create", refuse)
        actions.looked(by=ALEX, person_ids=[person], what="Record", reason="call", marked=True)
    assert Look.objects.count() == 0 and (tmp_path / "looks.jsonl").exists()
    assert actions.bring_in_journal() == 1 and actions.bring_in_journal() == 0
    found, _ = facts.looks_at(person)
    assert [(f.actor_id, f.reason, f.marked) for f in found] == [(ALEX.actor_id, "call", True)]


def test_when_neither_can_be_written_the_record_stays_shut(
    settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR = tmp_path / "gone"  # type: ignore[attr-defined]

    def refuse(**_: object) -> None:
        raise DatabaseError("read-only")

    monkeypatch.setattr(Look.objects, "create", refuse)
    with pytest.raises(actions.LookNotKept):
        actions.looked(by=ALEX, person_ids=[uuid4()], what="Record")


def test_the_commands_say_what_they_found(capsys: pytest.CaptureFixture[str]) -> None:
    actions.record("a.b", by=ALEX, subject=None)
    actions.looked(by=ALEX, person_ids=[uuid4()], what="Record")
    call_command("seal_looks")
    call_command("verify_audit", "--json")
    sealed, answer = capsys.readouterr().out.splitlines()
    assert sealed.startswith("1 looks sealed") and json.loads(answer) == {"chain_breaks_at": None, "broken_seal": None}
    Event.objects.update(name="c.d")
    call_command("verify_audit")
    assert "The chain breaks at event" in capsys.readouterr().out


def test_the_chain_is_locked_while_it_grows() -> None:
    """Two writers must queue: on PostgreSQL by a row lock, on SQLite because a writer locks the whole database."""
    if connection.vendor == "sqlite":
        assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    else:
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            actions.record("a.b", by=ALEX, subject=None)
        assert any("FOR UPDATE" in q["sql"] for q in queries)


def test_rows_of_one_event_are_linked_like_any_other() -> None:
    subject = Team.objects.create(name="North")
    people = [uuid4() for _ in range(3)]
    actions.record("a.before", by=ALEX, subject=None)
    assert actions.record_rows("a.b", ((p, {"rows": {"oc3": 1}}) for p in people), by=ALEX, subject=subject) == 3
    actions.record("a.after", by=ALEX, subject=None)
    added = Event.objects.filter(name="a.b").order_by("sequence")
    assert [event.person_id for event in added] == people
    assert {(event.subject_id, event.actor_name, event.detail["rows"]["oc3"]) for event in added} == {
        (str(subject.pk), "Alex Merrin", 1)
    }
    assert facts.chain_break() is None
    added.filter(person_id=people[1]).update(detail={"rows": {"oc3": 2}})
    broken = facts.chain_break()
    assert broken is not None and broken.sequence == added[1].sequence


def test_no_rows_leave_the_chain_as_it_was() -> None:
    actions.record("a.b", by=ALEX, subject=None)
    assert actions.record_rows("a.b", (), by=ALEX, subject=Event.objects.get()) == 0
    assert facts.chain_break() is None
