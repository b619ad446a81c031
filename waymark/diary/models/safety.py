"""Somebody has gone out and says when they will be back."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from waymark.accounts.models import User
from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.diary.models.visit import Visit
from waymark.diary.rules.words import WatchState
from waymark.people.models import YoungPerson
from waymark.people.models.facthood import listed


class HomeSafeQuerySet(models.QuerySet["HomeSafe"]):
    """Phrases for asking who is out."""

    def out(self) -> Self:
        return self.filter(state=WatchState.OUT)


class HomeSafe(models.Model):
    """A check that a worker is back by `expected_at`. It runs from the start of the visit, or from when they went out.

    `worker_told_at` and `manager_told_at` are when each level of the alarm was raised for the time now expected; a later
    time starts anew. `closed_how` says, in words, how somebody was found safe or why they did not go.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worker = models.ForeignKey(User, models.PROTECT, related_name="+")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="checks")
    person = models.ForeignKey(YoungPerson, models.PROTECT, null=True, blank=True, related_name="+")
    where = models.CharField(max_length=300, blank=True)
    out_from = models.DateTimeField()
    expected_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=WatchState.choices(), default=WatchState.OUT.value)
    worker_told_at = models.DateTimeField(null=True, blank=True)
    manager_told_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    closed_how = models.TextField(blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["HomeSafe"]] = HomeSafeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["expected_at"], name="diary_out", condition=Q(state=WatchState.OUT.value)),
            models.Index(fields=["worker", "expected_at"], name="diary_safe_worker"),
        ]
        constraints = [
            listed("home_safe_state_known", "state", WatchState),
            models.CheckConstraint(name="home_safe_in_order", condition=Q(expected_at__gt=models.F("out_from"))),
            models.CheckConstraint(
                name="home_safe_closed_by_someone",
                condition=Q(state=WatchState.OUT.value, closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(state=WatchState.OUT.value),
            ),
            models.CheckConstraint(
                name="home_safe_found_says_how",
                condition=~Q(state=WatchState.FOUND.value) | ~Q(closed_how=""),
            ),
            models.UniqueConstraint(
                name="home_safe_one_a_visit", fields=["visit", "worker"], condition=Q(state=WatchState.OUT.value)
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.ACCOUNT
        sensitivity = (
            same(Sensitivity.PLAIN, "id", "worker", "visit", "person", "out_from", "expected_at", "state", "asked_at")
            | same(Sensitivity.PLAIN, "worker_told_at", "manager_told_at", "closed_at", "closed_by")
            | same(Sensitivity.CONTACT, "where")
            | same(Sensitivity.RISK, "closed_how")
        )
