"""Texts to and from young people: who waits for an answer, and what was said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from waymark.accounts.models import User
from waymark.notices.facts import states_of
from waymark.notices.models import Notice
from waymark.notices.rules import State
from waymark.people.facts import network_of, reach_of, search
from waymark.people.models import ContactPoint, YoungPerson
from waymark.people.rules.words import ContactKind, YesNo
from waymark.texts.models import Text, UnknownText
from waymark.texts.rules import Direction, Owner, UnknownState, asks_to_stop, e164, same_number

PHONES = (ContactKind.MOBILE, ContactKind.PHONE)
CANDIDATES = 20  # people who share a number: more than these are several in any case


@dataclass(frozen=True, slots=True)
class Thread:
    """Somebody who waits for an answer. `body` and `received_at` are of their last text, `since` of the first unanswered."""

    person: YoungPerson
    body: str
    received_at: datetime
    since: datetime
    number: int

    @property
    def asks_to_stop(self) -> bool:
        return asks_to_stop(self.body)


def waiting(user: User, *, on: date) -> list[Thread]:
    """People within this user's reach whose texts nobody has answered, the longest waiting first; one query."""
    threads: dict[UUID, Thread] = {}
    for text in _unanswered(user, on=on).select_related("person").order_by("happened_at", "recorded_at"):
        first = threads.get(text.person_id)
        threads[text.person_id] = Thread(
            text.person,
            text.body,
            text.happened_at,
            first.since if first else text.happened_at,
            first.number + 1 if first else 1,
        )
    return list(threads.values())  # in the order of each one's first text


def waiting_count(user: User, *, on: date) -> int:
    """How many people within this user's reach wait for an answer; one query."""
    return _unanswered(user, on=on).order_by().values("person_id").distinct().count()


def _unanswered(user: User, *, on: date) -> QuerySet[Text]:
    rows: QuerySet[Text] = Text.objects.unanswered().filter(person__merged_into=None)
    if user.standing(on=on).everyone:  # a list of everybody takes longer to make than to look each sender up
        return rows
    return rows.filter(person__in=YoungPerson.objects.visible_to(user, on=on).values("pk"))


@dataclass(frozen=True, slots=True)
class Said:
    """One text of a thread; `notice` is what became of one of ours in the outbox."""

    text: Text
    notice: Notice | None

    @property
    def theirs(self) -> bool:
        return self.text.direction == Direction.IN

    @property
    def state(self) -> State | None:
        return State(self.notice.state) if self.notice else None

    @property
    def unanswered(self) -> bool:
        return self.theirs and self.text.answered_by_id is None and self.text.settled_at is None

    @property
    def asks_to_stop(self) -> bool:
        return self.theirs and asks_to_stop(self.text.body)


def texts_of(person_id: UUID) -> list[Said]:
    """Every text to and from one person, the latest first; two queries."""
    rows = list(Text.objects.known().filter(person=person_id).order_by("-happened_at", "-recorded_at"))
    notices = states_of(text.notice_key for text in rows if text.notice_key)
    return [Said(text, notices.get(text.notice_key)) for text in rows]


def text_by_key(person_id: UUID, client_key: UUID) -> Text | None:
    """The text that a form with this key has already sent."""
    return Text.objects.filter(pk=client_key, person=person_id).first()


@dataclass(frozen=True, slots=True)
class Number:
    """A number a text may be sent to. One that is kept as unsafe is never among them."""

    e164: str
    safe: bool
    note: str


def numbers_of(person_id: UUID, *, on: date) -> list[Number]:
    """Where one person may be texted, the best first: safe ones, then the preferred, then the latest."""
    found: dict[str, ContactPoint] = {}
    unsafe = set()
    for point in reach_of([person_id], on=on)[person_id].points:
        number = e164(point.value) if point.kind in PHONES else ""
        if number and point.safe_to_use == YesNo.NO:
            unsafe.add(number)
        elif number:
            found.setdefault(number, point)
    best = sorted(
        ((number, point) for number, point in found.items() if number not in unsafe),
        key=lambda pair: (pair[1].safe_to_use != YesNo.YES, pair[1].kind != ContactKind.MOBILE),
    )
    return [Number(number, point.safe_to_use == YesNo.YES, point.safe_note) for number, point in best]


def why_not_sent(notice: Notice, *, on: date) -> str:
    """Why a text to a young person must not go any more, "" where it may: in the hours that a message waits, somebody
    may learn that another has the phone.
    """
    person_id = Text.objects.filter(notice_key=notice.key).values_list("person_id", flat=True).first()
    if person_id is None or notice.to in {known.e164 for known in numbers_of(person_id, on=on)}:
        return ""
    return "This number is no longer theirs, or is not safe to use"


def owners_of(number: str, *, on: date) -> list[Owner]:
    """Who has a number on a day, from everyone; people who have died are left out: it may be somebody else's now.

    Shared with somebody around them counts however long ago that was: whoever they were with may still have the phone.
    """
    people = YoungPerson.objects.current().filter(died_on=None)
    ids = list(search(number, among=people).people.values_list("pk", flat=True)[:CANDIDATES])
    around = network_of(ids) if ids else {}
    shared = {pk for pk, members in around.items() if any(same_number(member.phone, number) for member in members)}
    return [
        Owner(person_id, YesNo(point.safe_to_use), person_id in shared)
        for person_id, reach in reach_of(ids, on=on).items()
        for point in reach.points
        if point.kind in PHONES and same_number(point.value, number)
    ]


def received_already(provider_id: str) -> bool:
    known: dict[str, Any] = {"provider_id": provider_id}
    return Text.objects.filter(**known).exists() or UnknownText.objects.filter(**known).exists()


def unknown_texts(*, limit: int) -> list[UnknownText]:
    """Texts that wait to be sorted, the oldest first."""
    return list(UnknownText.objects.filter(state=UnknownState.OPEN).order_by("received_at", "pk")[:limit])


def unknown_count() -> int:
    return UnknownText.objects.filter(state=UnknownState.OPEN).count()


def unknown_text(unknown_id: UUID) -> UnknownText | None:
    """One that still waits to be sorted."""
    return UnknownText.objects.filter(pk=unknown_id, state=UnknownState.OPEN).first()


def people_with_number(user: User, number: str, *, on: date) -> list[YoungPerson]:
    """Whom this user reaches among those who have the number."""
    ids: Iterable[UUID] = {owner.person_id for owner in owners_of(number, on=on)}
    return list(YoungPerson.objects.visible_to(user, on=on).filter(pk__in=ids).order_by("sort_name"))
