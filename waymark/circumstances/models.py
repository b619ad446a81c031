"""What is going on in a young person's life that law or safety depends on."""

from django.db import models
from django.db.models import F, Q

from waymark.circumstances.rules import LeaveKind
from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models import Fact
from waymark.people.models.facthood import FACT, in_order, listed, sourced


class LeaveToRemain(Fact):
    """Permission to be in the United Kingdom, as its papers say.

    `expires_on` is the day it ends, empty where it has no end or nobody knows it. `applied_on` is when the next leave was applied for:
    then this one lasts until that is answered (Immigration Act 1971 s.3C). `ended_on` is the first day it was no longer
    in force, whatever the papers say.
    """

    kind = models.CharField(max_length=13, choices=LeaveKind.choices())
    started_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    applied_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "expires_on"], name="leave_of_person")]
        constraints = [
            sourced("leave"),
            in_order("leave"),
            listed("leave_kind_known", "kind", LeaveKind),
            models.CheckConstraint(
                name="leave_expires_after_start",
                condition=Q(expires_on__isnull=True) | Q(started_on__isnull=True) | Q(expires_on__gte=F("started_on")),
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = FACT | same(
            Sensitivity.RISK, "kind", "started_on", "expires_on", "applied_on", "ended_on", "note"
        )
