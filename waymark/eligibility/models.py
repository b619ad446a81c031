"""Decisions on status made by hand, statuses as reported, and the derived table that lists filter and sort by."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.eligibility.rules import Basis, Status
from waymark.people.models import Fact, YoungPerson
from waymark.people.models.facthood import FACT, listed, sourced

FOREVER = date.max  # stands for "never" where a date must sort after all others
# What a list filters and counts by stands in its index too, so that counting reads no row.
COUNTED_BY = ("starts_on", "ends_on", "born_on", "contested", "decided", "history_missing", "adviser_missing")


class StatusDecision(models.Model):
    """A status decided by hand for a period, beside what was computed when it was proposed.

    Proposed by one person and signed by another. It is withdrawn, never changed or deleted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(YoungPerson, models.PROTECT, related_name="+")
    status = models.CharField(max_length=15, choices=Status.choices())
    basis = models.CharField(max_length=16, choices=Basis.choices(), blank=True)
    reason = models.TextField()
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True, blank=True)
    computed_status = models.CharField(max_length=15, choices=Status.choices())
    computed_basis = models.CharField(max_length=16, choices=Basis.choices(), blank=True)
    computed_flags = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    proposed_on = models.DateField()
    proposed_by_id = models.UUIDField(null=True, blank=True)
    proposed_by_name = models.CharField(max_length=150)
    signed_on = models.DateField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by_id = models.UUIDField(null=True, blank=True)
    signed_by_name = models.CharField(max_length=150, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_name = models.CharField(max_length=150, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            listed("decision_status_known", "status", Status),
            listed("decision_basis_known", "basis", Basis),
            listed("decision_computed_status_known", "computed_status", Status),
            listed("decision_computed_basis_known", "computed_basis", Basis),
            models.CheckConstraint(name="decision_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="decision_in_order",
                condition=Q(in_force_to__isnull=True) | Q(in_force_to__gt=F("in_force_from")),
            ),
            models.CheckConstraint(
                name="decision_signed_whole",
                condition=Q(signed_on__isnull=True, signed_at__isnull=True, signed_by_name="")
                | Q(signed_on__isnull=False, signed_at__isnull=False) & ~Q(signed_by_name=""),
            ),
            models.CheckConstraint(
                name="decision_signed_by_another",
                condition=Q(signed_by_id__isnull=True)
                | Q(proposed_by_id__isnull=True)
                | ~Q(signed_by_id=F("proposed_by_id")),
            ),
            models.CheckConstraint(
                name="decision_withdrawn_says_why", condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason="")
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            same(Sensitivity.PLAIN, "id", "person", "recorded_at", "proposed_on", "proposed_by_id", "proposed_by_name")
            | same(Sensitivity.PLAIN, "signed_on", "signed_at", "signed_by_id", "signed_by_name")
            | same(Sensitivity.PLAIN, "withdrawn_at", "withdrawn_by_name")
            | same(Sensitivity.CARE, "status", "basis", "reason", "in_force_from", "in_force_to", "withdrawn_reason")
            | same(Sensitivity.CARE, "computed_status", "computed_basis", "computed_flags")
        )

    @property
    def shown_status(self) -> str:
        return Status.label_of(self.status)

    @property
    def shown_basis(self) -> str:
        return Basis.label_of(self.basis)

    @property
    def shown_computed(self) -> str:
        return Status.label_of(self.computed_status)

    @property
    def signed(self) -> bool:
        return self.signed_on is not None

    @property
    def withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class ReportedStatus(Fact):
    """A status that a return or a caseload list implies; used only while no care history is known."""

    status = models.CharField(max_length=15, choices=Status.choices())
    reported_on = models.DateField()

    class Meta:
        constraints = [sourced("reported_status"), listed("reported_status_known", "status", Status)]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = FACT | same(Sensitivity.CARE, "status", "reported_on")


class DerivedStatusPeriodQuerySet(models.QuerySet["DerivedStatusPeriod"]):
    """Phrases for asking about derived periods."""

    def on(self, day: date) -> Self:
        """The one row of each person that holds on a day.

        A row never changes status before it ends, so asking that of `changes_on` too loses nothing, and lets an index
        that begins with it start at the day asked about.
        """
        return self.filter(starts_on__lte=day, ends_on__gt=day, changes_on__gt=day)


class DerivedStatusPeriod(models.Model):
    """A person's status over a stretch of days, for filtering and sorting everyone; nothing reads it to decide.

    `status` and `basis` are those that duties follow, the computed ones stand beside them. `changes_on` is when they
    change next; `ends_on` may come before it, where only the flags or the adviser change. Both are FOREVER where it never comes.
    `flags` are codes with spaces between; `contested` says that they wait for a decision, so not while a signed one is
    in force. `adviser_missing` says that a personal adviser is owed on these days and none is allocated.
    """

    person = models.ForeignKey(YoungPerson, models.PROTECT, related_name="+", db_index=False)
    status = models.CharField(max_length=15, choices=Status.choices())
    basis = models.CharField(max_length=16, choices=Basis.choices(), blank=True)
    computed_status = models.CharField(max_length=15, choices=Status.choices())
    computed_basis = models.CharField(max_length=16, choices=Basis.choices(), blank=True)
    decided = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField()
    changes_on = models.DateField()
    flags = models.CharField(max_length=80, blank=True)
    contested = models.BooleanField(default=False)
    history_missing = models.BooleanField(default=False)
    adviser_missing = models.BooleanField(default=False)
    sort_name = models.CharField(max_length=220)
    born_on = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager["DerivedStatusPeriod"]] = DerivedStatusPeriodQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", *COUNTED_BY, "changes_on", "status"], name="status_of_person"),
            models.Index(fields=["changes_on", "sort_name", "person", *COUNTED_BY, "status"], name="status_by_change"),
            models.Index(
                fields=["status", "changes_on", "sort_name", "person", *COUNTED_BY], name="status_one_by_change"
            ),
            models.Index(fields=["sort_name", "person", "starts_on"], name="status_by_name"),
            *(
                models.Index(
                    fields=["changes_on", "sort_name", "person", *COUNTED_BY, "status"],
                    name=f"status_{flag}",
                    condition=Q(**{flag: True}),
                )
                for flag in ("contested", "history_missing", "adviser_missing")
            ),
        ]
        constraints = [
            listed("derived_status_known", "status", Status),
            listed("derived_basis_known", "basis", Basis),
            listed("derived_computed_status_known", "computed_status", Status),
            listed("derived_computed_basis_known", "computed_basis", Basis),
            models.CheckConstraint(name="derived_status_in_order", condition=Q(ends_on__gt=F("starts_on"))),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.DERIVED
        sensitivity = (
            same(Sensitivity.PLAIN, "id", "person")
            | same(Sensitivity.IDENTITY, "sort_name", "born_on")
            | same(Sensitivity.CARE, "status", "basis", "computed_status", "computed_basis", "decided")
            | same(Sensitivity.CARE, "starts_on", "ends_on", "changes_on", "flags", "contested", "history_missing")
            | same(Sensitivity.CARE, "adviser_missing")
        )
