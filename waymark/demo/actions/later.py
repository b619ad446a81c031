"""Writes what was said, offered and agreed from 21, with who did it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from waymark.after21.models import (
    Conversation,
    Offer,
    ReturnAnswer,
    ReturnRequest,
    StepDown,
    StepDownCheck,
    StepDownDecision,
)
from waymark.audit.rules import Actor
from waymark.demo.actions.workers import Workers
from waymark.demo.rules.dice import Dice
from waymark.demo.rules.happenings import InventedLife
from waymark.people.actions.reported import insert_facts
from waymark.people.models import Fact
from waymark.people.rules.words import Source

CHECKS = ("home", "money", "health", "safety", "missing", "relationships", "turn_to")


class _Rows:
    """Rows of each table, with its columns; filled life by life, written at the end in an order that links allow."""

    def __init__(self) -> None:
        self.tables: dict[type[Fact], tuple[tuple[str, ...], list[tuple[Any, ...]]]] = {}

    def add(self, model: type[Fact], person_id: UUID, **values: Any) -> None:
        names, rows = self.tables.setdefault(model, (tuple(values), []))
        assert names == tuple(values)
        rows.append((person_id, *values.values()))


def write_from_21(
    lives: Sequence[InventedLife], workers: Workers, *, dice: Mapping[UUID, Dice], by: Actor, at: datetime
) -> None:
    rows = _Rows()
    for life in lives:
        _told(rows, life, workers, dice[life.id])
    for model in (Conversation, StepDown, StepDownDecision, StepDownCheck, Offer, ReturnRequest, ReturnAnswer):
        if model in rows.tables:
            names, values = rows.tables[model]
            insert_facts(model, names, values, source=Source.DEMO, by=by, at=at)


def _told(rows: _Rows, life: InventedLife, workers: Workers, dice: Dice) -> None:
    for talked in life.talked:
        rows.add(
            Conversation,
            life.id,
            id=dice.identifier(),
            held_on=talked.held_on,
            how=talked.how,
            wish=talked.wish,
            their_words=talked.their_words,
            explained=talked.explained,
            programme=talked.programme,
            worker_id=workers.on(life.id, "adviser", talked.held_on).id,
        )
    for offered in life.offered:
        rows.add(
            Offer,
            life.id,
            id=dice.identifier(),
            offered_on=offered.offered_on,
            how=offered.how,
            reached=offered.reached,
            started_by=offered.started_by,
            answer=offered.answer,
            their_words=offered.their_words,
            primary=offered.primary,
            secondary=offered.secondary,
            worker_id=workers.on(life.id, "adviser", offered.offered_on).id,
        )
    _step_downs(rows, life, workers, dice)
    _returns(rows, life, workers, dice)


def _step_downs(rows: _Rows, life: InventedLife, workers: Workers, dice: Dice) -> None:
    for step in life.stepped_down:
        adviser = workers.on(life.id, "adviser", step.proposed_on)
        step_id, decision_id = dice.identifier(), dice.identifier()
        rows.add(
            StepDown,
            life.id,
            id=step_id,
            proposed_on=step.proposed_on,
            said_on=step.said_on,
            said_how=step.said_how,
            their_words=step.their_words,
            why=step.why,
            worker_id=adviser.id,
        )
        if step.decided_on is None:
            continue
        rows.add(
            StepDownDecision,
            life.id,
            id=decision_id,
            step_down_id=step_id,
            decided_on=step.decided_on,
            outcome="agreed",
        )
        for part in CHECKS:
            planned = part == "money" and dice.happens(0.2)
            rows.add(
                StepDownCheck,
                life.id,
                id=dice.identifier(),
                decision_id=decision_id,
                part=part,
                finding="planned" if planned else "fine",
                note="Small arrears, a payment plan is kept." if planned else "",
            )


def _returns(rows: _Rows, life: InventedLife, workers: Workers, dice: Dice) -> None:
    for back in life.came_back:
        adviser = workers.on(life.id, "adviser", back.asked_on)
        request_id = dice.identifier()
        rows.add(
            ReturnRequest,
            life.id,
            id=request_id,
            asked_on=back.asked_on,
            how=back.how,
            their_words=back.their_words,
            primary=back.primary,
            answer_by=back.answer_by,
            given_to_id=adviser.id,
            given_as="last_adviser" if adviser.id else "duty",
            team_id=adviser.team_id,
        )
        if back.answered_on is not None:
            rows.add(
                ReturnAnswer,
                life.id,
                id=dice.identifier(),
                request_id=request_id,
                answered_on=back.answered_on,
                taken="allocated",
                worker_id=adviser.id,
                review_on=back.review_on,
            )
