"""What was brought in: imports, their files and problems, and every row of a return as it was reported."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.core.vocab import Vocabulary
from waymark.people.models import YoungPerson
from waymark.people.models.facthood import listed


class ImportKind(Vocabulary):
    RETURN = "return", "SSDA903 return"
    CASELOAD = "caseload", "Caseload spreadsheet"


class ImportState(Vocabulary):
    """How far an import has got. Only `APPLIED` has changed anything but its own rows."""

    WAITING = "waiting", "Waiting to be read"
    READ = "read", "Read, ready to be applied"
    APPLYING = "applying", "Being applied"
    APPLIED = "applied", "Applied"
    REFUSED = "refused", "Refused"
    FAILED = "failed", "Could not be read"


class Import(models.Model):
    """Files given together, applied together or not at all.

    `counts` is table → {created, updated, unchanged, rejected, withdrawn}; `people` says how many young people would
    be or were created, changed or left. `mapping` is heading → field, for a caseload spreadsheet. How far a running
    import has got is not here: it runs in one transaction, which nobody else can look into.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=ImportKind.choices())
    state = models.CharField(max_length=10, choices=ImportState.choices(), default=ImportState.WAITING.value)
    years = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    people = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    problems_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by_id = models.UUIDField(null=True, blank=True)
    created_by_name = models.CharField(max_length=150)
    finished_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["-created_at"], name="statutory_import_latest")]
        constraints = [
            listed("import_kind_known", "kind", ImportKind),
            listed("import_state_known", "state", ImportState),
            models.CheckConstraint(
                name="import_applied_says_when",
                condition=Q(state=ImportState.APPLIED.value, applied_at__isnull=False)
                | ~Q(state=ImportState.APPLIED.value) & Q(applied_at__isnull=True),
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = same(
            Sensitivity.PLAIN,
            *("id", "kind", "state", "years", "counts", "people", "mapping", "problems_count"),
            *("created_at", "created_by_id", "finished_at", "applied_at", "outcome"),
        ) | same(Sensitivity.IDENTITY, "created_by_name")


class ImportFile(models.Model):
    """One file of an import. Its content is kept only until the import is applied or refused; its hash stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    of = models.ForeignKey(Import, models.PROTECT, related_name="files")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    kept_as = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="statutory_file_hash")]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = same(Sensitivity.PLAIN, "id", "of", "year", "name", "size", "sha256", "kept_as")


class ImportProblem(models.Model):
    """One thing wrong in a file: where, what, and what to do. In order of `number`."""

    of = models.ForeignKey(Import, models.PROTECT, related_name="problems", db_index=False)
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    file = models.CharField(max_length=200, blank=True)
    row = models.PositiveIntegerField(null=True, blank=True)
    column = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=10)
    table = models.CharField(max_length=30, blank=True)
    child = models.CharField(max_length=40, blank=True)
    message = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="import_problem_once")]

    class Privacy(privacy.Privacy):
        retention = Retention.WORKING
        sensitivity = (
            same(Sensitivity.PLAIN, "id", "of", "number", "year", "file", "row", "column", "kind", "table")
            | same(Sensitivity.IDENTITY, "child")
            | same(Sensitivity.CARE, "message")
        )


class Effect(Vocabulary):
    CREATED = "created", "New"
    CHANGED = "changed", "Changed"


class ImportPerson(models.Model):
    """A young person whom an import would add or change, or did; `words` say what, such as “episodes 2, oc3 1”."""

    of = models.ForeignKey(Import, models.PROTECT, related_name="people_in_it", db_index=False)
    child = models.CharField(max_length=60)
    person_id = models.UUIDField(null=True)
    effect = models.CharField(max_length=7, choices=Effect.choices())
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["of", "effect", "child"], name="statutory_import_people")]
        constraints = [listed("import_person_effect_known", "effect", Effect)]

    class Privacy(privacy.Privacy):
        retention = Retention.WORKING
        sensitivity = same(Sensitivity.PLAIN, "id", "of", "person_id", "effect", "words") | same(
            Sensitivity.IDENTITY, "child"
        )


class ReportedRowQuerySet(models.QuerySet["ReportedRow"]):
    def known(self) -> Self:
        """Rows that no later import of the same year has replaced."""
        return self.filter(withdrawn_at=None)


class ReportedRow(models.Model):
    """A row of a return exactly as a file had it, whatever it says: text, no code constraint.

    `columns` is column → cell, verbatim. `natural_key` tells one row of a table and year from another. A row that a
    later import of the same year replaced is withdrawn, never changed.
    """

    year = models.PositiveSmallIntegerField()
    table = models.CharField(max_length=30)
    natural_key = models.CharField(max_length=200)
    child = models.CharField(max_length=20)
    person = models.ForeignKey(YoungPerson, models.PROTECT, null=True, related_name="+")
    columns = models.JSONField()
    file = models.CharField(max_length=200)
    line = models.PositiveIntegerField()
    imported = models.ForeignKey(Import, models.PROTECT, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["ReportedRow"]] = ReportedRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="reported_row_once",
                fields=["year", "table", "natural_key"],
                condition=Q(withdrawn_at__isnull=True),
            )
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = same(
            Sensitivity.PLAIN, "id", "year", "table", "person", "file", "line", "imported", "withdrawn_at"
        ) | same(Sensitivity.CARE, "natural_key", "child", "columns")


class CaseloadMapping(models.Model):
    """Which heading of a council's own spreadsheet means what, remembered from the last time it was used."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    headings = models.CharField(max_length=64, unique=True)
    mapping = models.JSONField()
    saved_at = models.DateTimeField()

    class Privacy(privacy.Privacy):
        retention = Retention.SETTING
        sensitivity = same(Sensitivity.PLAIN, "id", "headings", "mapping", "saved_at")
