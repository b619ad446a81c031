"""Texts to and from young people, and texts whose sender nobody knows for sure yet."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from waymark.accounts.models import User
from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models import Fact, YoungPerson
from waymark.people.models.facthood import FACT, FactQuerySet, listed, sourced
from waymark.texts.rules import Direction, UnknownState, WhyUnknown


class TextQuerySet(FactQuerySet):
    """Phrases for asking about texts."""

    def unanswered(self) -> "TextQuerySet":
        """Theirs, not taken back, that nobody has answered and nobody has said needs no answer."""
        return self.known().filter(direction=Direction.IN, answered_by=None, settled_at=None)


class Text(Fact):
    """One text message. `number` is theirs, as +447700900123; `happened_at` is when it was sent or received.

    What became of one of ours stands in the outbox, under `notice_key`. One of theirs is answered by one of ours, or
    settled by somebody who says how they answered otherwise. `contact_id` is the contact it counts as.
    """

    direction = models.CharField(max_length=3, choices=Direction.choices())
    body = models.TextField()
    number = models.CharField(max_length=20)
    happened_at = models.DateTimeField()
    worker = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    worker_name = models.CharField(max_length=150, blank=True)
    notice_key = models.CharField(max_length=120, blank=True)
    provider_id = models.CharField(max_length=120, null=True, blank=True, unique=True)
    answered_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="answers")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by_name = models.CharField(max_length=150, blank=True)
    settled_note = models.TextField(blank=True)
    contact_id = models.UUIDField(null=True, blank=True)

    objects: ClassVar[models.Manager] = TextQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-happened_at"], name="texts_by_person"),
            models.Index(
                fields=["person", "happened_at"],
                name="texts_unanswered",
                condition=Q(direction="in", answered_by=None, settled_at=None, withdrawn_at=None),
            ),
        ]
        constraints = [
            sourced("text"),
            listed("text_direction_known", "direction", Direction),
            models.CheckConstraint(name="text_settled_says_how", condition=Q(settled_at=None) | ~Q(settled_note="")),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            FACT
            | same(Sensitivity.PLAIN, "direction", "happened_at", "notice_key", "provider_id", "answered_by")
            | same(Sensitivity.PLAIN, "settled_at", "contact_id", "worker")
            | same(Sensitivity.IDENTITY, "settled_by_name", "worker_name")
            | same(Sensitivity.CONTACT, "number")
            | same(Sensitivity.CARE, "body", "settled_note")
        )


class UnknownText(models.Model):
    """A text that was received and not filed: nobody's number, several people's, or one that is not safe to trust."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=20)
    body = models.TextField()
    received_at = models.DateTimeField()
    provider_id = models.CharField(max_length=120, unique=True)
    why = models.CharField(max_length=7, choices=WhyUnknown.choices())
    state = models.CharField(max_length=8, choices=UnknownState.choices(), default=UnknownState.OPEN.value)
    person = models.ForeignKey(YoungPerson, models.PROTECT, null=True, blank=True, related_name="+")
    sorted_at = models.DateTimeField(null=True, blank=True)
    sorted_by_id = models.UUIDField(null=True, blank=True)
    sorted_by_name = models.CharField(max_length=150, blank=True)
    sorted_note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "received_at"], name="texts_unknown_by_state")]
        constraints = [
            listed("unknown_text_why_known", "why", WhyUnknown),
            listed("unknown_text_state_known", "state", UnknownState),
            models.CheckConstraint(
                name="unknown_text_filed_with_somebody",
                condition=~Q(state=UnknownState.FILED.value) | Q(person__isnull=False),
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            same(Sensitivity.PLAIN, "id", "received_at", "provider_id", "why", "state", "person", "sorted_at")
            | same(Sensitivity.PLAIN, "sorted_by_id")
            | same(Sensitivity.IDENTITY, "sorted_by_name")
            | same(Sensitivity.CONTACT, "number")
            | same(Sensitivity.CARE, "body", "sorted_note")
        )
