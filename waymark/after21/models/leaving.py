"""Stepping down with the young person's yes and a manager's check, and the letter that goes with it."""

from django.db import models
from django.db.models import Q

from waymark.accounts.models import User
from waymark.after21.rules.words import Check, Finding, Outcome, Way
from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models import Fact
from waymark.people.models.facthood import FACT, listed, sourced


class StepDown(Fact):
    """A proposal that support ends for now, at the young person's wish: their yes, on what day and how they said it."""

    proposed_on = models.DateField()
    said_on = models.DateField()
    said_how = models.CharField(max_length=12, choices=Way.choices())
    their_words = models.TextField()
    why = models.TextField(blank=True)
    worker = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "-proposed_on"], name="after21_step_down_by")]
        constraints = [
            sourced("step_down"),
            listed("step_down_said_how_known", "said_how", Way),
            models.CheckConstraint(name="step_down_has_their_yes", condition=~Q(their_words="")),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            FACT
            | same(Sensitivity.PLAIN, "worker")
            | same(Sensitivity.CARE, "proposed_on", "said_on", "said_how", "their_words", "why")
        )


class StepDownDecision(Fact):
    """What became of a proposal. `request_id` and `allocation_id` are the rows it wrote, so that it can be undone."""

    step_down = models.ForeignKey(StepDown, models.PROTECT, related_name="+")
    decided_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices())
    reason = models.TextField(blank=True)
    worker = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    request_id = models.UUIDField(null=True, blank=True)
    allocation_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            sourced("step_down_decision"),
            listed("step_down_outcome_known", "outcome", Outcome),
            models.UniqueConstraint(
                name="step_down_decided_once", fields=["step_down"], condition=Q(withdrawn_at__isnull=True)
            ),
            models.CheckConstraint(
                name="step_down_says_why", condition=Q(outcome=Outcome.AGREED.value) | ~Q(reason="")
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            FACT
            | same(Sensitivity.PLAIN, "step_down", "worker", "request_id", "allocation_id")
            | same(Sensitivity.CARE, "decided_on", "outcome", "reason")
        )


class StepDownCheck(Fact):
    """What a manager found in one part of the safeguarding check."""

    decision = models.ForeignKey(StepDownDecision, models.PROTECT, related_name="+")
    part = models.CharField(max_length=14, choices=Check.choices())
    finding = models.CharField(max_length=8, choices=Finding.choices())
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            sourced("step_down_check"),
            listed("step_down_part_known", "part", Check),
            listed("step_down_finding_known", "finding", Finding),
            models.UniqueConstraint(name="step_down_part_once", fields=["decision", "part"]),
            models.CheckConstraint(
                name="step_down_worry_says_what", condition=Q(finding=Finding.FINE.value) | ~Q(note="")
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = FACT | same(Sensitivity.PLAIN, "decision", "part") | same(Sensitivity.RISK, "finding", "note")


class GoodbyeLetter(Fact):
    """One version of a letter to somebody whose support is stepping down; a later version leaves this one as it was."""

    written_on = models.DateField()
    words = models.TextField()
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    signed_name = models.CharField(max_length=150)

    class Meta:
        constraints = [sourced("goodbye_letter")]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            FACT
            | same(Sensitivity.PLAIN, "signed_by")
            | same(Sensitivity.CARE, "written_on", "words")
            | same(Sensitivity.IDENTITY, "signed_name")
        )


class LetterGiven(Fact):
    """A letter was given to the young person, or sent, on a day."""

    letter = models.ForeignKey(GoodbyeLetter, models.PROTECT, related_name="+")
    given_on = models.DateField()
    how = models.CharField(max_length=12, choices=Way.choices())

    class Meta:
        constraints = [sourced("letter_given"), listed("letter_given_how_known", "how", Way)]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = FACT | same(Sensitivity.PLAIN, "letter") | same(Sensitivity.CARE, "given_on", "how")
