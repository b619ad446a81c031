"""The council's decisions about its own settings, each dated: yesterday's answers do not change."""

import uuid

from django.db import models

from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same


class SettingDecision(models.Model):
    """From `in_force_from` on, the setting `key` has this value, until a later decision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=60)
    value = models.CharField(max_length=200, blank=True)
    in_force_from = models.DateField()
    reason = models.TextField()
    decided_by_id = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="policy_one_decision_a_day",
                fields=["key", "in_force_from"],
                condition=models.Q(withdrawn_at__isnull=True),
            )
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.SETTING
        sensitivity = same(
            Sensitivity.PLAIN,
            *("id", "key", "value", "in_force_from", "reason", "decided_by_id", "recorded_at", "withdrawn_at"),
        ) | same(Sensitivity.IDENTITY, "decided_by_name")
