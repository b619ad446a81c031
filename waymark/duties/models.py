"""Exceptions to duties, reasons for missed ones, and the derived table of what is due."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models import Fact, YoungPerson
from waymark.people.models.facthood import FACT, listed, sourced
from waymark.people.rules.words import AllocationRole

# What lists of duties count and show stands in their index too, so that counting reads no row.
COUNTED_BY = ("ends_on", "starts_on", "due_on", "amber_on", "weight", "duty", "owner", "person")


class DutyException(Fact):
    """A local duty that does not run for one person for some days, `[from_on, until_on)`, and why; a statutory one never is.

    It can be taken back, with a reason; it is never changed or deleted.
    """

    duty = models.CharField(max_length=3)
    reason = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField()
    by_name = models.CharField(max_length=150)
    withdrawn_by_name = models.CharField(max_length=150, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "duty", "from_on"], name="duty_exception_of_person")]
        constraints = [
            sourced("duty_exception"),
            models.CheckConstraint(name="duty_exception_in_order", condition=Q(until_on__gt=F("from_on"))),
            models.CheckConstraint(name="duty_exception_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="duty_exception_withdrawn_says_why",
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            FACT
            | same(Sensitivity.PLAIN, "duty", "by_name", "withdrawn_by_name")
            | same(Sensitivity.CARE, "reason", "from_on", "until_on", "withdrawn_reason")
        )


class MissedReason(Fact):
    """Why a duty was not met by the day it was due, `due_on`, in the words of whoever answers for it."""

    duty = models.CharField(max_length=3)
    due_on = models.DateField()
    reason = models.TextField()
    given_on = models.DateField()
    by_name = models.CharField(max_length=150)

    class Meta:
        indexes = [models.Index(fields=["person", "duty", "due_on"], name="missed_reason_of_person")]
        constraints = [
            sourced("missed_reason"),
            models.CheckConstraint(name="missed_reason_says_why", condition=~Q(reason="")),
            models.CheckConstraint(name="missed_reason_after_due", condition=Q(given_on__gt=F("due_on"))),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            FACT | same(Sensitivity.PLAIN, "duty", "by_name") | same(Sensitivity.CARE, "due_on", "reason", "given_on")
        )


class DerivedDutyQuerySet(models.QuerySet["DerivedDuty"]):
    """Phrases for asking about derived duties."""

    def on(self, day: date) -> Self:
        """The rows whose stretch of days holds that day."""
        return self.filter(starts_on__lte=day, ends_on__gt=day)

    def open(self) -> Self:
        """Those still owed: neither done nor excepted."""
        return self.filter(done=False, excepted=False)


class DerivedDuty(models.Model):
    """One duty of one person over the days `[starts_on, ends_on)`, for lists and counts; nothing reads it to decide.

    `due_on` is empty for an excepted duty and for a continuous one that is met; a day after it within the stretch is overdue, from
    `amber_on` on it is due. `owner` is the role on whose list it stands; `worker_id` and `team_id` say who holds that
    role on these days, empty where nobody does. A greater `weight` comes first.
    """

    person = models.ForeignKey(YoungPerson, models.PROTECT, related_name="+", db_index=False)
    duty = models.CharField(max_length=3)
    owner = models.CharField(max_length=20, choices=AllocationRole.choices())
    starts_on = models.DateField()
    ends_on = models.DateField()
    amber_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done = models.BooleanField(default=False)
    excepted = models.BooleanField(default=False)
    weight = models.IntegerField(default=0)
    sort_name = models.CharField(max_length=220)
    worker_id = models.UUIDField(null=True, blank=True)
    team_id = models.UUIDField(null=True, blank=True)

    objects: ClassVar[models.Manager["DerivedDuty"]] = DerivedDutyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "starts_on", "ends_on"], name="duty_of_person"),
            models.Index(fields=["duty", "ends_on", "starts_on", "due_on", "done", "person"], name="duty_of_kind"),
            *(
                models.Index(
                    fields=[*first, *COUNTED_BY], name=f"duty_open_{name}", condition=Q(done=False, excepted=False)
                )
                for name, first in (("all", []), ("worker", ["worker_id"]), ("team", ["team_id"]))
            ),
        ]
        constraints = [
            listed("derived_duty_owner_known", "owner", AllocationRole),
            models.CheckConstraint(name="derived_duty_in_order", condition=Q(ends_on__gt=F("starts_on"))),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.DERIVED
        sensitivity = (
            same(Sensitivity.PLAIN, "id", "person", "duty", "owner", "worker_id", "team_id")
            | same(Sensitivity.IDENTITY, "sort_name")
            | same(Sensitivity.CARE, "starts_on", "ends_on", "amber_on", "due_on", "done", "excepted", "weight")
        )
