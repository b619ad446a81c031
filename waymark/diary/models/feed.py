"""The address under which a worker's own calendar reads their diary."""

import uuid

from django.db import models
from django.db.models import Q

from waymark.accounts.models import User
from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same


class CalendarFeed(models.Model):
    """A secret address that shows one diary, without names. Only a digest of the secret is kept: nobody can read it here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="feed_one_at_a_time", fields=["user"], condition=Q(ended_at__isnull=True))
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.ACCOUNT
        sensitivity = same(Sensitivity.PLAIN, "id", "user", "made_at", "ended_at") | same(
            Sensitivity.SECRET, "token_hash"
        )
