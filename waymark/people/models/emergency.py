"""Records opened in an emergency."""

import uuid

from django.db import models
from django.db.models import F, Q

from waymark.accounts.models import User
from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models.person import YoungPerson


class EmergencyAccess(models.Model):
    """A user opened a record that is not theirs, said why, and a manager checks it afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(YoungPerson, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.TextField()
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    check_note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "ends_at"], name="people_emergency_user")]
        constraints = [
            models.CheckConstraint(name="emergency_in_order", condition=Q(ends_at__gt=F("started_at"))),
            models.CheckConstraint(name="emergency_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="emergency_checked_by_someone",
                condition=Q(checked_by__isnull=True, checked_at__isnull=True)
                | Q(checked_by__isnull=False, checked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="emergency_checked_by_another", condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("user"))
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.AUDIT
        sensitivity = same(
            Sensitivity.PLAIN, "id", "person", "user", "started_at", "ends_at", "checked_by", "checked_at"
        ) | same(Sensitivity.CARE, "reason", "check_note")
