"""Dates of pathway plans as files reported them, what is going on in somebody's life, and handovers between advisers."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from waymark.accounts.models import User
from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models import Fact, YoungPerson
from waymark.people.models.facthood import FACT, listed, sourced
from waymark.planning.rules import Agreement, PlanEvent, Stage, stage_of


class PlanDate(Fact):
    """A plan was started or reviewed on a day, or its review is due then."""

    event = models.CharField(max_length=10, choices=PlanEvent.choices())
    on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["person", "event"], name="plan_date_by_person")]
        constraints = [sourced("plan_date"), listed("plan_date_event_known", "event", PlanEvent)]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = FACT | same(Sensitivity.CARE, "event", "on")


class WhatIsGoingOn(Fact):
    """A short paragraph by a worker: how the young person's life is now. The latest known row counts; older ones stay."""

    text = models.TextField()
    written_on = models.DateField()
    written_by_name = models.CharField(max_length=150)
    read_with_them_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-written_on"], name="going_on_by_person")]
        constraints = [
            sourced("going_on"),
            models.CheckConstraint(name="going_on_says_something", condition=~Q(text="")),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = FACT | same(Sensitivity.CARE, "text", "written_on", "read_with_them_on", "written_by_name")


class Handover(models.Model):
    """One page from one personal adviser to the next. Written together, so it carries a `version`.

    `snapshot` is empty until the page is settled with the young person; then it holds the open promises, what was due and
    who was around them on that day, as text, and nothing on the page changes any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(YoungPerson, models.PROTECT, related_name="+")
    about_me = models.TextField(blank=True)
    what_works = models.TextField(blank=True)
    what_to_avoid = models.TextField(blank=True)
    going_on = models.TextField(blank=True)
    written_by_name = models.CharField(max_length=150)
    written_by_id = models.UUIDField(null=True, blank=True)
    started_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    agreement = models.CharField(max_length=12, choices=Agreement.choices(), blank=True)
    not_agreed_reason = models.TextField(blank=True)
    settled_on = models.DateField(null=True, blank=True)
    snapshot = models.JSONField(default=dict, blank=True)
    acknowledged_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_on = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager["Handover"]] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["acknowledged_by", "person", "acknowledged_on"], name="handover_taken_over")]
        constraints = [
            listed("handover_agreement_known", "agreement", Agreement, blank=True),
            models.UniqueConstraint(
                name="handover_one_at_a_time", fields=["person"], condition=Q(acknowledged_on__isnull=True)
            ),
            models.CheckConstraint(
                name="handover_settled_says_how",
                condition=Q(settled_on__isnull=True, agreement="") | (Q(settled_on__isnull=False) & ~Q(agreement="")),
            ),
            models.CheckConstraint(
                name="handover_not_agreed_says_why",
                condition=~Q(agreement=Agreement.NOT_AGREED.value) | ~Q(not_agreed_reason=""),
            ),
            models.CheckConstraint(
                name="handover_taken_over_after_settled",
                condition=Q(acknowledged_on__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_on__isnull=False, acknowledged_by__isnull=False, settled_on__isnull=False),
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            same(Sensitivity.PLAIN, "id", "person", "version", "written_by_id", "acknowledged_by")
            | same(Sensitivity.IDENTITY, "written_by_name")
            | same(Sensitivity.CARE, "about_me", "what_works", "what_to_avoid", "going_on", "snapshot", "agreement")
            | same(Sensitivity.CARE, "not_agreed_reason", "started_on", "settled_on", "acknowledged_on")
        )

    @property
    def stage(self) -> Stage:
        return stage_of(self.settled_on, self.acknowledged_on)
