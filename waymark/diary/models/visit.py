"""Something planned: who goes, to whom, when and where."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from waymark.accounts.models import User
from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.core.wording import LONDON
from waymark.diary.rules.words import VisitKind, VisitSource, VisitState
from waymark.people.models import YoungPerson
from waymark.people.models.facthood import listed


class VisitQuerySet(models.QuerySet["Visit"]):
    """Phrases for asking about a diary."""

    def standing(self) -> Self:
        """Without what was cancelled."""
        return self.exclude(state=VisitState.CANCELLED)

    def between(self, start: datetime, end: datetime) -> Self:
        """Those that share a moment with [start, end). Nothing here lasts longer than a month."""
        return self.filter(starts_at__lt=end, ends_at__gt=start, starts_at__gt=start - timedelta(days=LONGEST_DAYS))

    def on_day(self, day: date) -> Self:
        """Those of one day on an English wall clock."""
        start = datetime.combine(day, time(), LONDON)
        return self.between(start, datetime.combine(day + timedelta(days=1), time(), LONDON))


LONGEST_DAYS = 31


class Visit(models.Model):
    """One entry of a diary. A visit to a young person names them; a meeting or a day of training names nobody.

    `version` rises with every edit, so that two people editing do not overwrite each other. `uid`, `occurrence` and
    `sequence` are iCalendar's: what another calendar knows the entry by, which of a series it is (empty for one that
    is not repeated), and how often it was changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worker = models.ForeignKey(User, models.PROTECT, related_name="+")
    person = models.ForeignKey(YoungPerson, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=8, choices=VisitKind.choices(), default=VisitKind.VISIT.value)
    title = models.CharField(max_length=160, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    with_workers = models.ManyToManyField(User, through="Companion", related_name="+")
    state = models.CharField(max_length=10, choices=VisitState.choices(), default=VisitState.PLANNED.value)
    state_reason = models.TextField(blank=True)
    source = models.CharField(max_length=8, choices=VisitSource.choices(), default=VisitSource.WAYMARK.value)
    uid = models.CharField(max_length=255)
    occurrence = models.CharField(max_length=40, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    planned_by_id = models.UUIDField(null=True)
    planned_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["Visit"]] = VisitQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["worker", "starts_at"], name="diary_visit_worker"),
            models.Index(fields=["person", "starts_at"], name="diary_visit_person"),
        ]
        constraints = [
            listed("visit_kind_known", "kind", VisitKind),
            listed("visit_state_known", "state", VisitState),
            listed("visit_source_known", "source", VisitSource),
            models.CheckConstraint(name="visit_in_order", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(name="visit_is_about_something", condition=Q(person__isnull=False) | ~Q(title="")),
            models.UniqueConstraint(name="visit_once_in_a_diary", fields=["worker", "uid", "occurrence"]),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            same(Sensitivity.PLAIN, "id", "worker", "person", "with_workers", "source", "uid", "occurrence")
            | same(Sensitivity.PLAIN, "sequence", "version", "planned_by_id", "planned_at", "changed_at")
            | same(Sensitivity.CARE, "kind", "title", "note", "state", "state_reason", "starts_at", "ends_at")
            | same(Sensitivity.CONTACT, "place")
        )

    @property
    def about(self) -> str:
        """Whom or what it is about, for a staff page. Reads `person`: select_related it."""
        return self.person.shown_name if self.person else self.title


class Companion(models.Model):
    """A colleague who goes along on a visit; it stands in their diary too."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="companions")
    worker = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="companion_once", fields=["visit", "worker"])]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = same(Sensitivity.PLAIN, "id", "visit", "worker")
