"""Touch that was lost and what was tried to find it again; and the choice not to be in contact."""

import uuid

from django.db import models
from django.db.models import F, Q

from waymark.contact.rules.lost import HowEnded, HowSaid, Outcome, SeenBy, Step
from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models import Fact, YoungPerson
from waymark.people.models.facthood import DATED, FACT, in_order, listed, sourced


class LostContact(models.Model):
    """From a day on nobody could reach this person. It ends when somebody does, or for a reason that is given."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(YoungPerson, models.PROTECT, related_name="+")
    started_on = models.DateField()
    reason = models.TextField()
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by_id = models.UUIDField(null=True, blank=True)
    opened_by_name = models.CharField(max_length=150)
    ended_on = models.DateField(null=True, blank=True)
    how_ended = models.CharField(max_length=10, blank=True, choices=HowEnded.choices())
    ended_note = models.TextField(blank=True)
    ended_by_id = models.UUIDField(null=True, blank=True)
    ended_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "started_on", "ended_on"], name="contact_lost_by_person"),
            models.Index(fields=["started_on", "person"], name="contact_lost_open", condition=Q(ended_on=None)),
        ]
        constraints = [
            listed("lost_how_ended_known", "how_ended", HowEnded, blank=True),
            models.CheckConstraint(
                name="lost_ends_with_a_reason",
                condition=Q(ended_on__isnull=True, how_ended="") | (Q(ended_on__isnull=False) & ~Q(how_ended="")),
            ),
            models.CheckConstraint(
                name="lost_ends_after_it_starts", condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on"))
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            same(Sensitivity.PLAIN, "id", "person", "opened_at", "opened_by_id", "ended_by_id")
            | same(Sensitivity.IDENTITY, "opened_by_name", "ended_by_name")
            | same(Sensitivity.RISK, "started_on", "reason", "ended_on", "how_ended", "ended_note")
        )


class Effort(Fact):
    """One thing that was tried to find somebody. `contact_id` is the try it also counts as."""

    episode = models.ForeignKey(LostContact, models.PROTECT, related_name="efforts")
    step = models.CharField(max_length=10, choices=Step.choices())
    made_on = models.DateField()
    outcome = models.CharField(max_length=9, choices=Outcome.choices())
    asked = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    worker_name = models.CharField(max_length=150)
    contact_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            sourced("effort"),
            listed("effort_step_known", "step", Step),
            listed("effort_outcome_known", "outcome", Outcome),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            FACT
            | same(Sensitivity.PLAIN, "episode", "contact_id")
            | same(Sensitivity.RISK, "step", "made_on", "outcome", "note")
            | same(Sensitivity.THIRD_PARTY, "asked")
            | same(Sensitivity.IDENTITY, "worker_name")
        )


class LostSeen(models.Model):
    """Somebody who has to know that touch was lost has seen what was tried, and says what is to be done."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    episode = models.ForeignKey(LostContact, models.PROTECT, related_name="seen")
    who = models.CharField(max_length=15, choices=SeenBy.choices())
    seen_on = models.DateField()
    seen_by_id = models.UUIDField(null=True, blank=True)
    seen_by_name = models.CharField(max_length=150)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            listed("lost_seen_who_known", "who", SeenBy),
            models.UniqueConstraint(name="lost_seen_once_each", fields=["episode", "who"]),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            same(Sensitivity.PLAIN, "id", "episode", "who", "seen_on", "seen_by_id")
            | same(Sensitivity.IDENTITY, "seen_by_name")
            | same(Sensitivity.RISK, "note")
        )


class NoContactChoice(Fact):
    """They said, on `started_on`, that they want no contact; it is tried again on a day and in a way that was set."""

    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    how_said = models.CharField(max_length=12, choices=HowSaid.choices())
    their_words = models.TextField()
    try_again_on = models.DateField()
    try_again_how = models.TextField()
    worker_name = models.CharField(max_length=150)

    class Meta:
        indexes = [models.Index(fields=["person", "started_on", "ended_on"], name="contact_chose_none")]
        constraints = [
            sourced("no_contact"),
            in_order("no_contact"),
            listed("no_contact_how_said_known", "how_said", HowSaid),
            models.CheckConstraint(name="no_contact_tried_again", condition=Q(try_again_on__gt=F("started_on"))),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            FACT
            | DATED
            | same(Sensitivity.CARE, "how_said", "their_words", "try_again_on", "try_again_how")
            | same(Sensitivity.IDENTITY, "worker_name")
        )
