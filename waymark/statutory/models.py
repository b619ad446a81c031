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
from waymark.statutory.returning.rules.standing import Basis


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


class RowDecision(models.Model):
    """Staff decided whether a young person is in a year's return. A new decision withdraws the one before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    person = models.ForeignKey(YoungPerson, models.PROTECT, related_name="+")
    belongs = models.BooleanField()
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by_id = models.UUIDField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=150)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="row_decision_once", fields=["year", "person"], condition=Q(withdrawn_at__isnull=True)
            )
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            same(Sensitivity.PLAIN, "id", "year", "person", "decided_at", "decided_by_id", "withdrawn_at")
            | same(Sensitivity.IDENTITY, "decided_by_name")
            | same(Sensitivity.CARE, "belongs", "reason")
        )


class Submission(models.Model):
    """A year's return as it was handed in: never changed; a correction is another one with the next number.

    `counts` is table → rows. `problems` is rule → how many rows still broke it; `reason` says why it was handed in so.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    counts = models.JSONField()
    problems = models.JSONField()
    reason = models.TextField(blank=True)
    frozen_at = models.DateTimeField()
    frozen_by_id = models.UUIDField(null=True)
    frozen_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="submission_number_once"),
            models.CheckConstraint(
                name="submission_first_corrects_none",
                condition=Q(number=1, corrects__isnull=True) | Q(number__gt=1, corrects__isnull=False),
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.SUBMISSION
        sensitivity = same(
            Sensitivity.PLAIN,
            *("id", "year", "number", "corrects", "counts", "problems", "frozen_at", "frozen_by_id"),
        ) | same(Sensitivity.IDENTITY, "frozen_by_name", "reason")


class SubmissionFile(models.Model):
    """One file of a submission, byte for byte."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    of = models.ForeignKey(Submission, models.PROTECT, related_name="files", db_index=False)
    name = models.CharField(max_length=60)
    content = models.BinaryField()
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "name"], name="submission_file_once")]

    class Privacy(privacy.Privacy):
        retention = Retention.SUBMISSION
        sensitivity = same(Sensitivity.PLAIN, "id", "of", "name", "size", "sha256") | same(Sensitivity.CARE, "content")


class DerivedReturn(models.Model):
    """A year's return as last worked out, so that its pages need not work it out again.

    `fingerprint` is the end of the audit trail and the settings it was worked out from: while they are the same, so
    is the answer. `working_since` says that a newer answer is on its way, `percent` and `stage` how far it is.
    """

    year = models.PositiveSmallIntegerField(primary_key=True)
    fingerprint = models.CharField(max_length=120, blank=True)
    worked_out_at = models.DateTimeField(null=True)
    figures = models.JSONField(default=dict)
    working_since = models.DateTimeField(null=True)
    working_on = models.CharField(max_length=120, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=60, blank=True)

    class Privacy(privacy.Privacy):
        retention = Retention.DERIVED
        sensitivity = same(
            Sensitivity.PLAIN,
            *("year", "fingerprint", "worked_out_at", "figures", "working_since", "working_on", "percent", "stage"),
        )


class DerivedLeaver(models.Model):
    """One young person's place in a year's return as last worked out; `problems` is how many rules their rows break."""

    id = models.BigAutoField(primary_key=True)
    year = models.PositiveSmallIntegerField()
    child = models.CharField(max_length=20)
    person_id = models.UUIDField()
    basis = models.CharField(max_length=20, choices=Basis.choices())
    sentence = models.TextField(blank=True)
    doubt = models.TextField(blank=True)
    turned = models.PositiveSmallIntegerField(null=True)
    in_touch = models.CharField(max_length=40, blank=True)
    activ = models.CharField(max_length=40, blank=True)
    accom = models.CharField(max_length=40, blank=True)
    corrected = models.BooleanField(default=False)
    problems = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["year", "basis", "child", "id"], name="derived_leaver_basis"),
            models.Index(fields=["year", "child", "id"], name="derived_leaver_child"),
            models.Index(fields=["year", "person_id"], name="derived_leaver_person"),
        ]
        constraints = [listed("derived_leaver_basis_known", "basis", Basis)]

    class Privacy(privacy.Privacy):
        retention = Retention.DERIVED
        sensitivity = same(Sensitivity.PLAIN, "id", "year", "person_id", "corrected", "problems") | same(
            Sensitivity.CARE, "child", "basis", "sentence", "doubt", "turned", "in_touch", "activ", "accom"
        )


class DerivedProblem(models.Model):
    """One thing the checks found in a year's return as last worked out."""

    id = models.BigAutoField(primary_key=True)
    year = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=12)
    child = models.CharField(max_length=40, blank=True)
    person_id = models.UUIDField(null=True)
    table = models.CharField(max_length=30, blank=True)
    column = models.CharField(max_length=60, blank=True)
    row = models.PositiveIntegerField(null=True)
    area = models.CharField(max_length=12)
    message = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["year", "rule", "child", "id"], name="derived_problem_rule"),
            models.Index(fields=["year", "person_id"], name="derived_problem_person"),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.DERIVED
        sensitivity = same(
            Sensitivity.PLAIN, "id", "year", "rule", "person_id", "table", "column", "row", "area"
        ) | same(Sensitivity.CARE, "child", "message")
