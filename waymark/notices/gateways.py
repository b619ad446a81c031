"""Who carries messages out: GOV.UK Notify, a mail server, or a folder where nothing may leave the machine."""

import hashlib
import json
import smtplib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from waymark.notices.rules import Kind

SECONDS_TO_ANSWER = 20


class Refused(Exception):
    """It will never go: the number, the address or the message is not accepted. The text says why."""


class NotNow(Exception):
    """It did not go, and may later."""


class Unanswered(Exception):
    """It was handed over and no answer came: it may have gone."""


@dataclass(frozen=True, slots=True)
class Message:
    """What goes out. `key` is ours and the same however often it is tried."""

    kind: Kind
    to: str
    subject: str
    body: str
    key: str


class Gateway(Protocol):
    """One way out. `remembers` is whether `find` can say later what became of a key."""

    remembers: bool

    def send(self, message: Message) -> str:
        """The provider's own reference. Raises Refused, NotNow or Unanswered."""

    def find(self, message: Message) -> str | None:
        """The reference under which this key went out before; None if it never did. Raises NotNow."""


class Notify:
    """GOV.UK Notify, whose template for each kind holds nothing but ((subject)) and ((body))."""

    remembers = True

    def __init__(self, client: NotificationsAPIClient, templates: dict[Kind, str]) -> None:
        self.client = client
        self.templates = templates

    def send(self, message: Message) -> str:
        words = {"body": message.body}
        reference, template = reference_of(message.key), self.templates[message.kind]
        try:
            if message.kind is Kind.SMS:
                answer = self.client.send_sms_notification(message.to, template, words, reference)
            else:
                words["subject"] = message.subject
                answer = self.client.send_email_notification(message.to, template, words, reference)
        except APIError as error:
            raise _meaning(error) from error
        return str(answer["id"])

    def find(self, message: Message) -> str | None:
        try:
            answer: dict[str, Any] = self.client.get_all_notifications(reference=reference_of(message.key))
        except APIError as error:
            raise NotNow(str(error.message)) from error
        return next((str(row["id"]) for row in answer["notifications"]), None)


def _meaning(error: APIError) -> Exception:
    """What an answer of Notify says about the message. An error within Notify may come after it was accepted."""
    if error.status_code == 400:
        return Refused(_words(error))
    if error.status_code in {403, 404, 429}:  # a key or template to put right, or too many at once
        return NotNow(_words(error))
    return Unanswered(_words(error))


def _words(error: APIError) -> str:
    said = error.message
    return "; ".join(str(row.get("message", row)) for row in said) if isinstance(said, list) else str(said)


def reference_of(key: str) -> str:
    """Our key as providers are told it: says nothing about anyone."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


class Mail:
    """The mail server of the council. It cannot be asked what became of a message."""

    remembers = False

    def send(self, message: Message) -> str:
        reference = f"<{reference_of(message.key)}@waymark.invalid>"
        mail = EmailMessage(
            message.subject,
            message.body,
            None,
            [message.to],
            headers={"Message-ID": reference, "Auto-Submitted": "yes"},
        )
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            raise Refused("The mail server does not accept this address") from error
        except smtplib.SMTPResponseException as error:
            refused = 500 <= error.smtp_code < 600 and not isinstance(error, smtplib.SMTPAuthenticationError)
            said = (
                error.smtp_error.decode(errors="replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
            )
            raise (Refused if refused else NotNow)(f"The mail server answered {error.smtp_code}: {said}") from error
        except ConnectionRefusedError as error:
            raise NotNow("The mail server does not answer") from error
        except OSError as error:  # also smtplib's own: cut off somewhere on the way
            raise Unanswered("The mail server stopped answering") from error
        return reference

    def find(self, message: Message) -> str | None:
        return None


class Folder:
    """Messages as files, for a demo or a test machine: nothing leaves it. One file a key."""

    remembers = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: Message) -> str:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._path(message)
        text = {"kind": message.kind, "to": message.to, "subject": message.subject, "body": message.body}
        path.touch(mode=0o600)
        path.write_text(json.dumps(text, ensure_ascii=False, indent=1))
        return path.stem

    def find(self, message: Message) -> str | None:
        path = self._path(message)
        return path.stem if path.exists() else None

    def _path(self, message: Message) -> Path:
        return self.folder / f"{reference_of(message.key)}.json"


class NotSetUp:
    """A live service that nobody has told how to send this kind: messages wait until somebody has."""

    remembers = False

    def send(self, message: Message) -> str:
        raise NotNow(f"Nobody has set up how a {message.kind.label.lower()} is sent from here")

    def find(self, message: Message) -> str | None:
        return None


def gateway_for(kind: Kind) -> Gateway:
    """The way out that the settings name for this kind."""
    templates = {Kind.SMS: settings.NOTIFY_SMS_TEMPLATE, Kind.EMAIL: settings.NOTIFY_EMAIL_TEMPLATE}
    if settings.NOTIFY_KEY and templates[kind]:
        return Notify(NotificationsAPIClient(settings.NOTIFY_KEY, timeout=SECONDS_TO_ANSWER), templates)
    if not settings.PRODUCTION:
        return Folder(Path(settings.DATA_DIR) / "sent")
    return Mail() if kind is Kind.EMAIL else NotSetUp()
