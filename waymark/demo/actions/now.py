"""Writes how things stand today: lost contact, no contact wanted, rhythms, a few words on life, texts."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from waymark.audit.rules import Actor
from waymark.contact.models import Effort, LostContact, LostSeen, NoContactChoice, VisitRhythm
from waymark.core.rows import insert_rows
from waymark.core.wording import LONDON
from waymark.demo.actions.workers import Workers
from waymark.demo.rules.dice import Dice
from waymark.demo.rules.happenings import InventedLife
from waymark.people.actions.reported import insert_facts
from waymark.people.rules.words import Source
from waymark.planning.models import WhatIsGoingOn
from waymark.texts.models import Text
from waymark.texts.rules import e164


def write_now(
    lives: Sequence[InventedLife], workers: Workers, *, dice: Mapping[UUID, Dice], by: Actor, at: datetime
) -> None:
    """Facts of these lives that hold on the day of `at`."""
    _lost(lives, workers, dice=dice, by=by, at=at)
    today = at.astimezone(LONDON).date()

    def named(life: InventedLife) -> str:
        return workers.on(life.id, "adviser", today).name or "The duty team"

    choices = [
        (
            life.id,
            dice[life.id].identifier(),
            c.started_on,
            c.how_said,
            c.their_words,
            c.try_again_on,
            c.try_again_how,
            named(life),
        )
        for life in lives
        for c in life.chose_none
    ]
    names: tuple[str, ...] = (
        "id",
        "started_on",
        "how_said",
        "their_words",
        "try_again_on",
        "try_again_how",
        "worker_name",
    )
    insert_facts(NoContactChoice, names, choices, source=Source.DEMO, by=by, at=at)
    rhythms = [
        (life.id, dice[life.id].identifier(), rhythm.every_days, rhythm.reason, rhythm.started_on)
        for life in lives
        for rhythm in life.rhythms
    ]
    insert_facts(VisitRhythm, ("id", "every_days", "reason", "started_on"), rhythms, source=Source.DEMO, by=by, at=at)
    written = [
        (life.id, dice[life.id].identifier(), w.text, w.written_on, w.read_with_them_on, named(life))
        for life in lives
        for w in life.going_on
    ]
    names = ("id", "text", "written_on", "read_with_them_on", "written_by_name")
    insert_facts(WhatIsGoingOn, names, written, source=Source.DEMO, by=by, at=at)
    _texts(lives, workers, dice=dice, by=by, at=at)


def _lost(
    lives: Sequence[InventedLife], workers: Workers, *, dice: Mapping[UUID, Dice], by: Actor, at: datetime
) -> None:
    episodes: list[tuple[Any, ...]] = []
    efforts: list[tuple[Any, ...]] = []
    seen: list[tuple[Any, ...]] = []
    for life in lives:
        for lost in life.lost:
            episode, name = dice[life.id].identifier(), workers.on(life.id, "adviser", lost.started_on).name or "Duty"
            episodes.append((episode, life.id, lost.started_on, lost.reason, name))
            efforts += [
                (life.id, dice[life.id].identifier(), episode, e.step, e.made_on, e.outcome, e.asked, e.note, name)
                for e in lost.efforts
            ]
            seen += [(dice[life.id].identifier(), episode, who, day, "Their manager") for who, day in lost.seen]
    names: tuple[str, ...] = ("id", "person_id", "started_on", "reason", "opened_by_name")
    insert_rows(LostContact, names, episodes, same={"opened_at": at})
    names = ("id", "episode_id", "step", "made_on", "outcome", "asked", "note", "worker_name")
    insert_facts(Effort, names, efforts, source=Source.DEMO, by=by, at=at)
    names = ("id", "episode_id", "who", "seen_on", "seen_by_name")
    insert_rows(LostSeen, names, seen, same={"note": "Seen. Go on with the steps; tell me on Friday."})


def _texts(
    lives: Sequence[InventedLife], workers: Workers, *, dice: Mapping[UUID, Dice], by: Actor, at: datetime
) -> None:
    """Ours first, so that theirs can name the one that answered it."""
    sent: list[tuple[Any, ...]] = []
    received: list[tuple[Any, ...]] = []
    for life in lives:
        if not life.texts:
            continue
        number = e164(
            next(r.value for r in life.reach if r.kind == "mobile" and r.safe_to_use != "no" and not r.ended_on)
        )
        answer: UUID | None = None
        for text in reversed(life.texts):
            text_id = dice[life.id].identifier()
            moment = _moment(text.happened_on, text, at)
            worker = workers.on(life.id, "adviser", text.happened_on)
            if text.direction == "out":
                answer = text_id
                sent.append((life.id, text_id, "out", text.body, number, moment, worker.id, worker.name))
            else:
                answered_by = answer if text.answered else None
                received.append((life.id, text_id, "in", text.body, number, moment, answered_by))
    names: tuple[str, ...] = ("id", "direction", "body", "number", "happened_at", "worker_id", "worker_name")
    insert_facts(Text, names, sent, source=Source.DEMO, by=by, at=at)
    names = ("id", "direction", "body", "number", "happened_at", "answered_by_id")
    insert_facts(Text, names, received, source=Source.DEMO, by=by, at=at)


def _moment(day: date, text: Any, at: datetime) -> datetime:
    """When it was, never after the moment the council is made."""
    return min(datetime.combine(day, text.happened_at, LONDON), at)
