"""Who a young person is."""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from waymark.accounts.models import User
from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models.facthood import FACT, Fact, listed, sourced
from waymark.people.rules.words import BirthBasis, Sex, YesNo


class YoungPersonQuerySet(models.QuerySet["YoungPerson"]):
    """Phrases for asking about people."""

    def current(self) -> Self:
        """Without the records that were joined to another one."""
        return self.filter(merged_into=None)

    def visible_to(self, user: User, *, on: date, emergency: bool = True) -> Self:
        """Those whose record this user reaches on a day: everyone's, their allocations', their teams', one opened in an
        emergency and not yet over (unless `emergency` is False), or their own. What they may do there is a question of
        permissions, asked apart.

        Ids come from indexed subqueries, so that a page of people costs the same however many there are.
        """
        from waymark.people.models.around import Allocation
        from waymark.people.models.emergency import EmergencyAccess

        standing = user.standing(on=on)
        if standing.everyone:
            return self
        allocations = Allocation.objects.known().open_on(on)
        arms: list[models.QuerySet[Any, Any]] = []
        if emergency:
            arms.append(EmergencyAccess.objects.filter(user=user, ends_at__gt=Now()).values("person_id"))
        if standing.workers:
            arms.append(allocations.filter(worker__in=standing.workers).values("person_id"))
        if standing.teams:
            arms.append(allocations.filter(team__in=standing.teams).values("person_id"))
        if standing.own_record:
            arms.append(YoungPerson.objects.filter(account=user).values("id"))
        if not arms:
            return self.none()
        return self.filter(id__in=arms[0].union(*arms[1:]) if len(arms) > 1 else arms[0])


class YoungPerson(models.Model):
    """A child in care, or someone who has left it. Dated facts about them are rows of their own.

    `version` rises with every edit of this row, so that two people editing do not overwrite each other. `born_on` and
    `sort_name` are copies kept by actions, for filtering and sorting.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child_id = models.CharField(max_length=20, null=True, blank=True, unique=True)
    upn = models.CharField(max_length=13, blank=True)
    first_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100, blank=True)
    preferred_name = models.CharField(max_length=100, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    sex = models.CharField(max_length=1, blank=True, choices=Sex.choices())
    gender_identity = models.CharField(max_length=60, blank=True)
    ethnicity = models.CharField(max_length=4, blank=True)
    religion = models.CharField(max_length=60, blank=True)
    first_language = models.CharField(max_length=60, blank=True)
    interpreter_needed = models.CharField(max_length=7, choices=YesNo.choices(), default=YesNo.UNKNOWN.value)
    reading_note = models.TextField(blank=True)
    disability = models.CharField(max_length=7, choices=YesNo.choices(), default=YesNo.UNKNOWN.value)
    disability_note = models.TextField(blank=True)
    visiting_safety_note = models.TextField(blank=True)
    what_matters = models.TextField(blank=True)
    what_matters_on = models.DateField(null=True, blank=True)
    photo = models.FileField(blank=True, max_length=120)
    died_on = models.DateField(null=True, blank=True)
    account = models.OneToOneField(User, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    # Nearly everyone's is empty, so an index on all would mislead the planner; the one below holds the joined ones.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    merged_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sort_name = models.CharField(max_length=220)
    born_on = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager["YoungPerson"]] = YoungPersonQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["sort_name", "id"], name="people_by_name"),
            models.Index(fields=["born_on", "id"], name="people_by_birth"),
            models.Index(fields=["upn"], name="people_by_upn"),
            models.Index(fields=["merged_into"], name="people_merged", condition=Q(merged_into__isnull=False)),
        ]
        constraints = [
            listed("person_sex_known", "sex", Sex, blank=True),
            listed("person_interpreter_known", "interpreter_needed", YesNo),
            listed("person_disability_known", "disability", YesNo),
            models.CheckConstraint(name="person_child_id_not_blank", condition=~Q(child_id="")),
            models.CheckConstraint(
                name="person_merged_says_when",
                condition=Q(merged_into__isnull=True, merged_at__isnull=True)
                | Q(merged_into__isnull=False, merged_at__isnull=False),
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            same(Sensitivity.PLAIN, "id", "account", "version", "merged_into", "merged_at", "created_at")
            | same(Sensitivity.IDENTITY, "child_id", "upn", "first_name", "last_name", "preferred_name", "pronouns")
            | same(Sensitivity.IDENTITY, "sort_name", "born_on", "photo", "sex", "first_language")
            | same(Sensitivity.IDENTITY, "interpreter_needed", "reading_note")
            | same(Sensitivity.SPECIAL, "gender_identity", "ethnicity", "religion", "disability", "disability_note")
            | same(Sensitivity.RISK, "visiting_safety_note")
            | same(Sensitivity.CARE, "what_matters", "what_matters_on", "died_on")
        )

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """What they like to be called, with their last name; the return knows no names, only a child number."""
        name = " ".join(part for part in (self.preferred_name or self.first_name, self.last_name) if part)
        return name or (f"Child {self.child_id}" if self.child_id else "Name not known")

    @property
    def called(self) -> str:
        """What they like to be called, for a sentence: “Back to Sam”."""
        return self.preferred_name or self.first_name or self.shown_name


class DateOfBirth(Fact):
    """A date of birth and why it is believed. Earlier ones stay; exactly one known row is in force."""

    born_on = models.DateField()
    basis = models.CharField(max_length=10, choices=BirthBasis.choices(), default=BirthBasis.REPORTED.value)
    decided_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    in_force = models.BooleanField(default=True)

    class Meta:
        constraints = [
            sourced("birth"),
            listed("birth_basis_known", "basis", BirthBasis),
            models.UniqueConstraint(
                name="birth_one_in_force", fields=["person"], condition=Q(in_force=True, withdrawn_at__isnull=True)
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            FACT
            | same(Sensitivity.IDENTITY, "born_on", "basis", "decided_on", "in_force")
            | same(Sensitivity.CARE, "note")
        )


class Merge(models.Model):
    """Two records of one person were joined. `moved` lists `[model label, id]` of every row that changed hands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(YoungPerson, models.PROTECT, related_name="+")
    joined = models.ForeignKey(YoungPerson, models.PROTECT, related_name="+")
    moved = models.JSONField(default=list)
    before = models.JSONField(default=dict)
    reason = models.TextField()
    merged_at = models.DateTimeField()
    merged_by_id = models.UUIDField(null=True)
    merged_by_name = models.CharField(max_length=150)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="merge_once_at_a_time", fields=["joined"], condition=Q(undone_at__isnull=True)
            ),
            models.CheckConstraint(name="merge_two_records", condition=~Q(kept=models.F("joined"))),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            same(Sensitivity.PLAIN, "id", "kept", "joined", "moved", "merged_at", "merged_by_id")
            | same(Sensitivity.PLAIN, "undone_at", "undone_by_id")
            | same(Sensitivity.IDENTITY, "before", "merged_by_name")
            | same(Sensitivity.CARE, "reason")
        )
