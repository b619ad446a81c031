"""The outbox: never lost, never sent twice, and told when it did not go."""

import json
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from notifications_python_client.errors import HTTPError

from tests.world import World
from waymark.accounts.models import User
from waymark.audit.models import Event
from waymark.audit.rules import NamedActor
from waymark.notices import actions, facts, gateways
from waymark.notices.gateways import Folder, Gateway, Mail, Message, Notify, NotNow, NotSetUp, Refused, Unanswered
from waymark.notices.models import Notice
from waymark.notices.rules import MOST_TRIES, PAUSES, Kind, State, masked, pause_after

NARRATOR = NamedActor("The narrator")
NOW = timezone.now()
SignIn = Callable[[User], Client]


class Wire:
    """A provider that answers as it is told and keeps what it was handed; the same contract as the others (below)."""

    def __init__(self, *answers: Exception | None, remembers: bool = True, accepted: bool = True) -> None:
        self.answers = list(answers)
        self.remembers = remembers
        self.accepted = accepted
        self.handed: list[Message] = []
        self.gone: dict[str, str] = {}
        self.during: Callable[[], object] = lambda: None

    def send(self, message: Message) -> str:
        self.handed.append(message)
        self.during()
        answer = self.answers.pop(0) if self.answers else None
        if answer is None or (isinstance(answer, Unanswered) and self.accepted):
            self.gone[message.key] = f"ref-{len(self.handed)}"
        if answer is not None:
            raise answer
        return self.gone[message.key]

    def find(self, message: Message) -> str | None:
        return self.gone.get(message.key)


def posted(key: str = "text:1", kind: Kind = Kind.SMS, **more: Any) -> Notice:
    given = {"to": "+447700900123", "body": "See you at ten. Alex"} | more
    return actions.post(kind=kind, key=key, by=NARRATOR, now=NOW, **given)


def send(wire: Gateway, at: datetime = NOW) -> int:
    return actions.send_waiting(now=at, gateways=lambda kind: wire)


def state(notice: Notice) -> State:
    notice.refresh_from_db()
    return State(notice.state)


def claim_runs_out(notice: Notice) -> None:
    Notice.objects.filter(pk=notice.pk).update(claimed_at=timezone.now() - timedelta(minutes=16))


@pytest.mark.django_db
def test_a_message_goes_once_however_often_it_is_sent_for() -> None:
    notice, wire = posted(), Wire()
    assert (send(wire), send(wire)) == (1, 0)
    assert state(notice) is State.SENT
    assert (notice.provider_reference, notice.sent_at, notice.tries) == ("ref-1", NOW, 1)
    assert [m.key for m in wire.handed] == ["text:1"]


@pytest.mark.django_db
def test_the_same_key_is_the_same_message_and_says_nothing_else() -> None:
    assert posted() == posted()
    with pytest.raises(actions.KeyTaken):
        posted(body="Something else")
    assert Notice.objects.count() == Event.objects.filter(name="notices.posted").count() == 1


@pytest.mark.django_db
def test_two_processes_at_once_hand_over_one_message() -> None:
    """The second starts while the first is waiting for the provider."""
    posted()
    wire, counts = Wire(), []
    wire.during = lambda: counts.append(send(wire)) if len(wire.handed) == 1 else None
    assert send(wire) == 1
    assert (counts, len(wire.handed)) == ([0], 1)


@pytest.mark.django_db
def test_a_process_that_dies_after_it_was_accepted_leaves_a_message_that_is_looked_up_not_sent_again() -> None:
    notice, wire = posted(), Wire()

    def die() -> None:
        wire.gone["text:1"] = "ref-1"
        raise KeyboardInterrupt

    wire.during = die
    with pytest.raises(KeyboardInterrupt):
        send(wire)
    wire.during = lambda: None
    assert (state(notice), send(wire)) == (State.SENDING, 0)
    claim_runs_out(notice)
    assert send(wire) == 1
    assert (state(notice), len(wire.handed)) == (State.SENT, 1)


@pytest.mark.django_db
def test_a_process_that_dies_before_it_was_accepted_leaves_a_message_that_is_sent_again() -> None:
    notice, wire = posted(), Wire()
    wire.during = lambda: (_ for _ in ()).throw(KeyboardInterrupt)
    with pytest.raises(KeyboardInterrupt):
        send(wire)
    wire.during = lambda: None
    claim_runs_out(notice)
    assert (send(wire), state(notice)) == (0, State.WAITING)
    assert (send(wire, NOW + PAUSES[0]), state(notice)) == (1, State.SENT)


@pytest.mark.django_db
@pytest.mark.parametrize("accepted", [True, False])
def test_no_answer_is_looked_up_later_where_the_provider_remembers(accepted: bool) -> None:
    notice, wire = posted(), Wire(Unanswered("No answer"), accepted=accepted)
    assert (send(wire), state(notice), send(wire)) == (0, State.SENDING, 0)
    claim_runs_out(notice)
    assert send(wire) == int(accepted)
    assert state(notice) is (State.SENT if accepted else State.WAITING)
    assert len(wire.handed) == 1


@pytest.mark.django_db
def test_no_answer_is_for_a_person_to_decide_where_the_provider_cannot_be_asked() -> None:
    notice, wire = posted(), Wire(Unanswered("Cut off"), remembers=False)
    send(wire)
    assert (state(notice), notice.failure) == (State.UNSURE, "Cut off")
    assert send(wire, NOW + timedelta(days=2)) == 0


@pytest.mark.django_db
def test_a_cut_off_message_to_a_provider_that_cannot_be_asked_is_not_sent_again() -> None:
    notice, wire = posted(), Wire(remembers=False)
    Notice.objects.update(state=State.SENDING, claimed_at=timezone.now() - timedelta(minutes=14))
    assert (send(wire), state(notice)) == (0, State.SENDING)
    claim_runs_out(notice)
    assert (send(wire), state(notice), wire.handed) == (0, State.UNSURE, [])


@pytest.mark.django_db
def test_a_provider_that_cannot_be_asked_just_now_is_asked_again_later() -> None:
    notice, wire = posted(), Wire()
    Notice.objects.update(state=State.SENDING)
    claim_runs_out(notice)

    def not_now(message: Message) -> str | None:
        raise NotNow("Busy")

    wire.find = not_now  # type: ignore[method-assign]
    assert (send(wire), state(notice), wire.handed) == (0, State.SENDING, [])


@pytest.mark.django_db
def test_a_refused_message_fails_at_once_and_one_that_cannot_go_now_waits_longer_each_time() -> None:
    refused = posted("refused")
    send(Wire(Refused("Not a number")))
    assert (state(refused), refused.failure) == (State.FAILED, "Not a number")
    delayed, at = posted("delayed"), NOW
    wire = Wire(*[NotNow("Busy")] * MOST_TRIES)
    for number, pause in enumerate(PAUSES, start=1):
        send(wire, at)
        assert (state(delayed), delayed.tries, delayed.next_try_at) == (State.WAITING, number, at + pause)
        assert send(wire, at + pause - timedelta(seconds=1)) == 0
        assert len(wire.handed) == number
        at += pause
    send(wire, at)
    assert (state(delayed), delayed.failure) == (State.FAILED, "Busy")


@pytest.mark.django_db
def test_a_person_sends_again_says_it_went_or_gives_up_and_only_where_it_is_stuck() -> None:
    notice, wire = posted(), Wire(Refused("Not a number"))
    with pytest.raises(actions.NotStuck):
        actions.send_again(notice, by=NARRATOR, now=NOW)
    send(wire)
    actions.send_again(notice, by=NARRATOR, now=NOW)
    assert (send(wire), state(notice)) == (1, State.SENT)
    with pytest.raises(actions.NotStuck):
        actions.give_up(notice, by=NARRATOR)
    lost = posted("lost")
    send(Wire(Unanswered("Cut off"), remembers=False))
    actions.note_sent(lost, by=NARRATOR, now=NOW)
    assert state(lost) is State.SENT
    dropped = posted("dropped")
    send(Wire(Refused("No")))
    actions.give_up(dropped, by=NARRATOR)
    assert (state(dropped), facts.in_trouble(limit=9)) == (State.DROPPED, [])
    names = ["notices.found_sent", "notices.given_up", "notices.sent_again"]
    assert sorted(Event.objects.filter(name__in=names).values_list("name", flat=True)) == names


@pytest.mark.django_db
def test_it_goes_out_once_the_callers_transaction_is_kept(
    django_capture_on_commit_callbacks: Any, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        notice = posted()
        assert not (tmp_path / "sent").exists()
    assert state(notice) is State.SENT
    assert [json.loads(p.read_text())["body"] for p in (tmp_path / "sent").iterdir()] == ["See you at ten. Alex"]


@pytest.mark.django_db
def test_the_command_says_what_it_sent(settings: Any, tmp_path: Path, capsys: Any) -> None:
    settings.DATA_DIR = tmp_path
    posted()
    call_command("send_notices", "--json")
    assert json.loads(capsys.readouterr().out) == {
        "sent": 1,
        "now_waiting": 0,
        "now_sending": 0,
        "now_sent": 1,
        "now_failed": 0,
        "now_unsure": 0,
        "now_dropped": 0,
    }
    call_command("send_notices")
    assert capsys.readouterr().out == "0 sent. In the outbox: 1 sent.\n"


def test_the_pauses_end_and_a_masked_number_cannot_be_dialled() -> None:
    assert [pause_after(n) for n in (0, 1, MOST_TRIES)] == [None, PAUSES[0], None]
    assert [masked(t) for t in ("+447700900123", "jo@mail.invalid", "12")] == ["…123", "j…@mail.invalid", "…"]


SMS = Message(Kind.SMS, "+447700900123", "", "See you at ten", "text:1")
EMAIL = Message(Kind.EMAIL, "jo@mail.invalid", "Tomorrow", "See you at ten", "mail:1")


@pytest.mark.parametrize("gateway", [Wire, lambda: Folder(Path("/nonexistent"))])
def test_the_fake_and_the_folder_keep_the_same_contract(gateway: Callable[[], Any], tmp_path: Path) -> None:
    made = gateway()
    if isinstance(made, Folder):
        made = Folder(tmp_path / "sent")
    assert made.remembers
    assert made.find(SMS) is None
    reference = made.send(SMS)
    assert made.find(SMS) == reference
    assert made.find(EMAIL) is None


class NotifyClient:
    """What GOV.UK Notify's own client does, as far as it is used."""

    def __init__(self, status: int | None = None, message: Any = "Told why") -> None:
        self.status, self.message = status, message
        self.asked: list[tuple[Any, ...]] = []

    def _answer(self, *asked: Any) -> None:
        self.asked.append(asked)
        if self.status is not None:
            response = requests.Response()
            response.status_code = self.status
            response._content = json.dumps({"errors": self.message}).encode()
            raise HTTPError(response)

    def send_sms_notification(self, *asked: Any) -> dict[str, Any]:
        self._answer("sms", *asked)
        return {"id": "n-1"}

    def send_email_notification(self, *asked: Any) -> dict[str, Any]:
        self._answer("email", *asked)
        return {"id": "n-2"}

    def get_all_notifications(self, *, reference: str) -> dict[str, Any]:
        self._answer("find", reference)
        known = {gateways.reference_of("text:1"): [{"id": "n-1"}]}
        return {"notifications": known.get(reference, [])}


def notify(client: NotifyClient) -> Notify:
    return Notify(client, {Kind.SMS: "t-sms", Kind.EMAIL: "t-mail"})  # type: ignore[arg-type]


def test_notify_is_given_our_key_as_its_reference_and_can_be_asked_for_it() -> None:
    client = NotifyClient()
    gateway = notify(client)
    assert (gateway.send(SMS), gateway.send(EMAIL)) == ("n-1", "n-2")
    assert (gateway.find(SMS), gateway.find(EMAIL)) == ("n-1", None)
    reference = gateways.reference_of("text:1")
    assert client.asked[0] == ("sms", "+447700900123", "t-sms", {"body": "See you at ten"}, reference)
    assert client.asked[1][3] == {"body": "See you at ten", "subject": "Tomorrow"}
    assert "text" not in reference


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, Refused), (403, NotNow), (404, NotNow), (429, NotNow), (500, Unanswered), (503, Unanswered)],
)
def test_an_error_of_notify_says_whether_it_may_have_gone(status: int, kind: type[Exception]) -> None:
    gateway = notify(NotifyClient(status, [{"error": "ValidationError", "message": "Not a number"}]))
    with pytest.raises(kind, match="Not a number"):
        gateway.send(SMS)
    with pytest.raises(NotNow):
        gateway.find(SMS)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (smtplib.SMTPRecipientsRefused({}), Refused),
        (smtplib.SMTPDataError(550, b"No such user"), Refused),
        (smtplib.SMTPDataError(451, b"Later"), NotNow),
        (smtplib.SMTPAuthenticationError(535, b"No"), NotNow),
        (ConnectionRefusedError(), NotNow),
        (TimeoutError(), Unanswered),
        (smtplib.SMTPServerDisconnected(), Unanswered),
    ],
)
def test_an_error_of_the_mail_server_says_whether_it_may_have_gone(
    error: Exception, kind: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Any) -> None:
        raise error

    monkeypatch.setattr(gateways.EmailMessage, "send", fail)
    with pytest.raises(kind):
        Mail().send(EMAIL)


def test_mail_carries_a_name_of_its_own(mailoutbox: list[Any]) -> None:
    reference = Mail().send(EMAIL)
    assert (mailoutbox[0].to, mailoutbox[0].extra_headers["Message-ID"]) == (["jo@mail.invalid"], reference)
    assert Mail().find(EMAIL) is None


def test_the_settings_choose_the_way_out(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    assert isinstance(gateways.gateway_for(Kind.SMS), Folder)
    settings.PRODUCTION = True
    assert isinstance(gateways.gateway_for(Kind.SMS), NotSetUp)
    assert isinstance(gateways.gateway_for(Kind.EMAIL), Mail)
    with pytest.raises(NotNow, match="Nobody has set up"):
        NotSetUp().send(SMS)
    settings.NOTIFY_KEY = "key-" + "0" * 36 + "-" + "1" * 36
    settings.NOTIFY_SMS_TEMPLATE = "t"
    assert isinstance(gateways.gateway_for(Kind.SMS), Notify)
    assert isinstance(gateways.gateway_for(Kind.EMAIL), Mail)


def test_the_page_tells_what_is_stuck_without_saying_what_or_to_whom(world: World, sign_in: SignIn) -> None:
    failed, delayed = posted("failed"), posted("delayed")
    Notice.objects.filter(pk=failed.pk).update(state=State.FAILED, failure="Not a number", tries=1)
    Notice.objects.filter(pk=delayed.pk).update(failure="Busy", tries=2)
    client = sign_in(world.administrator)
    page = client.get(reverse("notices:notices")).content.decode()
    assert "One message needs a decision" in page and "…123" in page and "Not a number" in page and "Busy" in page
    assert "See you at ten" not in page and "900123" not in page
    answer = client.post(reverse("notices:decide", args=[failed.pk]), {"do": "drop"}, follow=True)
    assert "Given up" in answer.content.decode() and state(failed) is State.DROPPED
    again = client.post(reverse("notices:decide", args=[failed.pk]), {"do": "again"}, follow=True)
    assert "decided meanwhile" in again.content.decode()
    assert client.post(reverse("notices:decide", args=[delayed.pk]), {"do": "shred"}).status_code == 404
    assert sign_in(world.alex).get(reverse("notices:notices")).status_code == 404


def test_the_page_sends_again_and_keeps_as_sent(world: World, sign_in: SignIn) -> None:
    one, two = posted("one"), posted("two")
    Notice.objects.update(state=State.UNSURE)
    client = sign_in(world.head)
    client.post(reverse("notices:decide", args=[one.pk]), {"do": "sent"})
    client.post(reverse("notices:decide", args=[two.pk]), {"do": "again"})
    assert (state(one), state(two)) == (State.SENT, State.WAITING)
    assert "Every message went out" in client.get(reverse("notices:notices")).content.decode()
