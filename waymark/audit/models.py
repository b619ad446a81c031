"""The audit trail: a chain of changes, the erasable values behind it, and every look at a record."""

import uuid

from django.db import models

from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same


class Event(models.Model):
    """One change. Rows are only ever added; no foreign key to its subject, so that it outlives it."""

    sequence = models.BigAutoField(primary_key=True)
    happened_at = models.DateTimeField()
    name = models.CharField(max_length=60)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=150)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    person_id = models.UUIDField(null=True)
    digests = models.JSONField(default=dict)
    detail = models.JSONField(default=dict)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-sequence"], name="audit_event_person"),
            models.Index(fields=["actor_id", "-sequence"], name="audit_event_actor"),
            models.Index(fields=["subject_type", "subject_id"], name="audit_event_subject"),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.AUDIT
        sensitivity = same(
            Sensitivity.PLAIN,
            *("sequence", "happened_at", "name", "actor_id", "subject_type", "subject_id", "person_id"),
            *("digests", "detail", "hash"),
        ) | same(Sensitivity.IDENTITY, "actor_name")


class EventValue(models.Model):
    """What a field was and became, encrypted under the person's own key: erasing the key erases the value."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    person_id = models.UUIDField()
    field = models.CharField(max_length=60)
    sensitivity = models.CharField(max_length=20, choices=Sensitivity.choices())
    ciphertext = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["person_id"], name="audit_value_person")]
        constraints = [
            models.CheckConstraint(
                name="audit_value_sensitivity_known", condition=models.Q(sensitivity__in=Sensitivity.values())
            )
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.AUDIT
        sensitivity = same(Sensitivity.PLAIN, "id", "event", "person_id", "field", "sensitivity") | same(
            Sensitivity.SECRET, "ciphertext"
        )


class ValueKey(models.Model):
    """The key of one person's audit values, itself wrapped by the council's audit key."""

    person_id = models.UUIDField(primary_key=True)
    wrapped = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True)

    class Privacy(privacy.Privacy):
        retention = Retention.AUDIT
        sensitivity = same(Sensitivity.PLAIN, "person_id", "erased_at") | same(Sensitivity.SECRET, "wrapped")


class ChainHead(models.Model):
    """One row, locked while an event is added, so that the chain has one end."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(name="audit_one_chain", condition=models.Q(id=1))]

    class Privacy(privacy.Privacy):
        retention = Retention.AUDIT
        sensitivity = same(Sensitivity.PLAIN, "id", "hash")


class Look(models.Model):
    """Somebody looked at one record, or at a list of people (one row, with the people in `LookedAt`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    looked_at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=150)
    what = models.CharField(max_length=120)
    path = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    marked = models.BooleanField(default=False)
    seal = models.ForeignKey("LookSeal", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["actor_id", "-looked_at"], name="audit_look_actor"),
            models.Index(fields=["seal", "looked_at"], name="audit_look_seal"),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.AUDIT
        sensitivity = (
            same(Sensitivity.PLAIN, "id", "looked_at", "actor_id", "what", "path", "marked", "seal")
            | same(Sensitivity.IDENTITY, "actor_name")
            | same(Sensitivity.CARE, "reason")
        )


class LookedAt(models.Model):
    """One person who was seen in a look."""

    look = models.ForeignKey(Look, models.PROTECT, related_name="people")
    person_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["person_id", "-id"], name="audit_looked_person")]

    class Privacy(privacy.Privacy):
        retention = Retention.AUDIT
        sensitivity = same(Sensitivity.PLAIN, "id", "look", "person_id")


class LookSeal(models.Model):
    """A batch of looks, hashed onto the batch before it: a look that is later changed or taken out shows."""

    sequence = models.BigAutoField(primary_key=True)
    sealed_at = models.DateTimeField()
    looks = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    class Privacy(privacy.Privacy):
        retention = Retention.AUDIT
        sensitivity = same(Sensitivity.PLAIN, "sequence", "sealed_at", "looks", "hash")
