"""Somebody reached a young person or tried to, how often somebody is to be visited, and what a return said."""

from django.db import models
from django.db.models import Q

from waymark.accounts.models import User
from waymark.contact.rules import ByRole, Channel, InTouch, Made, Place, StartedBy
from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models import Fact
from waymark.people.models.facthood import DATED, FACT, in_order, listed, sourced


class ContactMade(Fact):
    """Somebody reached the young person on a day, or tried to.

    `worker` is who it was, `worker_name` where only a name is known. Rows of one visit to several people share
    `visit_key`. `client_key` was made where the form was filled in: the same one again is the same contact sent again.
    `replaces` is the row that this one corrected. A text field says nothing of anybody but this person.
    """

    happened_on = models.DateField()
    happened_at = models.TimeField(null=True, blank=True)
    made = models.CharField(max_length=7, choices=Made.choices(), default=Made.MADE.value)
    channel = models.CharField(max_length=12, choices=Channel.choices(), default=Channel.UNKNOWN.value)
    by_role = models.CharField(max_length=13, choices=ByRole.choices(), default=ByRole.UNKNOWN.value)
    worker = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    worker_name = models.CharField(max_length=120, blank=True)
    started_by = models.CharField(max_length=12, choices=StartedBy.choices(), default=StartedBy.UNKNOWN.value)
    place = models.CharField(max_length=13, choices=Place.choices(), default=Place.UNKNOWN.value)
    place_words = models.CharField(max_length=200, blank=True)
    present = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    their_words = models.TextField(blank=True)
    saw_where_sleeps = models.BooleanField(null=True, blank=True)
    worried = models.BooleanField(default=False)
    worried_note = models.TextField(blank=True)
    next_try_on = models.DateField(null=True, blank=True)
    visit_key = models.UUIDField(null=True, blank=True)
    client_key = models.UUIDField(null=True, blank=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            # Whole, so that when people were last reached, by whom and how is read from the index alone.
            models.Index(
                fields=["person", "withdrawn_at", "made", "happened_on", "channel", "by_role", "worried"],
                name="contact_last_days",
            ),
            models.Index(
                fields=["worker", "-happened_on"], name="contact_by_worker", condition=Q(worker__isnull=False)
            ),
            models.Index(fields=["visit_key"], name="contact_by_visit", condition=Q(visit_key__isnull=False)),
            models.Index(fields=["replaces"], name="contact_corrected", condition=Q(replaces__isnull=False)),
        ]
        constraints = [
            sourced("contact"),
            listed("contact_made_known", "made", Made),
            listed("contact_channel_known", "channel", Channel),
            listed("contact_by_role_known", "by_role", ByRole),
            listed("contact_started_by_known", "started_by", StartedBy),
            listed("contact_place_known", "place", Place),
            models.UniqueConstraint(
                name="contact_arrives_once", fields=["person", "client_key"], condition=Q(client_key__isnull=False)
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            FACT
            | same(Sensitivity.PLAIN, "visit_key", "client_key", "replaces")
            | same(Sensitivity.CARE, "happened_on", "happened_at", "made", "channel", "by_role", "worker")
            | same(Sensitivity.CARE, "worker_name", "started_by", "note", "their_words", "saw_where_sleeps")
            | same(Sensitivity.CARE, "next_try_on")
            | same(Sensitivity.CONTACT, "place", "place_words")
            | same(Sensitivity.THIRD_PARTY, "present")
            | same(Sensitivity.RISK, "worried", "worried_note")
        )

    @property
    def shown_worker(self) -> str:
        """The name of whoever it was, or nothing where only their role is known. Reads `worker`: select_related it."""
        return str(self.worker) if self.worker is not None else self.worker_name


class VisitRhythm(Fact):
    """How often somebody is to be reached, where that is more often than usual: every so many days, and why.

    `ended_on` is the first day on which it no longer holds.
    """

    every_days = models.PositiveSmallIntegerField()
    reason = models.TextField()
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            sourced("visit_rhythm"),
            in_order("visit_rhythm"),
            models.CheckConstraint(name="visit_rhythm_some_days", condition=Q(every_days__gte=1, every_days__lte=366)),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = FACT | DATED | same(Sensitivity.CARE, "every_days", "reason")


class InTouchReport(Fact):
    """What the return of a year said about being in touch around the birthday, `observed_on`."""

    year = models.PositiveSmallIntegerField()
    observed_on = models.DateField()
    code = models.CharField(max_length=4, choices=InTouch.choices())

    class Meta:
        constraints = [sourced("in_touch"), listed("in_touch_code_known", "code", InTouch)]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = FACT | same(Sensitivity.PLAIN, "year") | same(Sensitivity.CARE, "observed_on", "code")
