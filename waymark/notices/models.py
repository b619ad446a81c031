"""The outbox: messages that wait to go out, and what became of them."""

import uuid

from django.db import models

from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.notices.rules import Kind, State


def _listed(name: str, field: str, values: list[str]) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=models.Q(**{f"{field}__in": values}))


class Notice(models.Model):
    """One message to one number or address. The same `key` is never sent twice.

    `person_id` is whom it is about; the outbox knows no young people, so it is no foreign key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=5, choices=Kind.choices())
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    key = models.CharField(max_length=120, unique=True)
    person_id = models.UUIDField(null=True, blank=True)
    asked_by_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=7, choices=State.choices(), default=State.WAITING.value)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    provider_reference = models.CharField(max_length=120, blank=True)
    failure = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "next_try_at"], name="notices_by_state")]
        constraints = [
            _listed("notice_kind_known", "kind", Kind.values()),
            _listed("notice_state_known", "state", State.values()),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            same(Sensitivity.PLAIN, "id", "kind", "key", "person_id", "asked_by_id", "state", "tries", "made_at")
            | same(Sensitivity.PLAIN, "next_try_at", "claimed_at", "sent_at", "provider_reference", "failure")
            | same(Sensitivity.CONTACT, "to")
            | same(Sensitivity.CARE, "subject", "body")
        )
