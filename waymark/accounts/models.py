"""Who signs in, in which team, in which role, and who stands in for whom, all dated; and what they have begun to write."""

import uuid
from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import F, Q

from waymark.accounts.rules import Permission, Role, Standing, standing
from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.core.vocab import Vocabulary


def open_on(day: date, prefix: str = "") -> Q:
    """Rows of a half-open period [started_on, ended_on) that are open on a day."""
    return Q(**{f"{prefix}started_on__lte": day}) & (
        Q(**{f"{prefix}ended_on__isnull": True}) | Q(**{f"{prefix}ended_on__gt": day})
    )


def ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")))


class TeamKind(Vocabulary):
    LEAVING_CARE = "leaving_care", "Leaving care"
    CHILDREN_IN_CARE = "children_in_care", "Children in care"
    SPECIALIST = "specialist", "Specialist"
    OTHER = "other", "Other"


class User(AbstractUser):
    """Someone who signs in. What they may do comes from dated role grants, never from flags."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    display_name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    objects: ClassVar[UserManager["User"]] = UserManager()  # type: ignore[assignment]
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name", "email"]

    class Privacy(privacy.Privacy):
        retention = Retention.ACCOUNT
        sensitivity = (
            same(Sensitivity.PLAIN, "id", "is_superuser", "is_staff", "is_active", "date_joined", "last_login")
            | same(Sensitivity.PLAIN, "groups", "user_permissions", "job_title")
            | same(Sensitivity.IDENTITY, "username", "display_name")
            | same(Sensitivity.CONTACT, "email", "phone")
            | same(Sensitivity.SECRET, "password")
        )

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def actor_id(self) -> uuid.UUID:
        return self.id

    @property
    def actor_name(self) -> str:
        return str(self)

    def standing(self, *, on: date) -> Standing:
        """What they may do and whom they reach on a day. Costs four queries the first time, none after on this object."""
        kept: dict[date, Standing] = self.__dict__.setdefault("_standings", {})
        if on not in kept:
            kept[on] = self._standing(on) if self.is_active else Standing()
        return kept[on]

    def _standing(self, on: date) -> Standing:
        grants = RoleGrant.objects.filter(open_on(on), user=self).values_list("role", "team_id")
        return standing(
            user_id=self.id,
            grants=[(Role(role), team) for role, team in grants],
            covers_for=Cover.objects.filter(open_on(on), covering=self).values_list("away_id", flat=True),
            duty_teams=DutyTurn.objects.filter(open_on(on), user=self).values_list("team_id", flat=True),
            attached_teams=TeamAttachment.objects.filter(open_on(on), user=self).values_list("team_id", flat=True),
        )

    def may(self, permission: Permission, *, on: date) -> bool:
        return self.standing(on=on).may(permission)


class Team(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=TeamKind.choices(), default=TeamKind.LEAVING_CARE.value)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="team_kind_known", condition=Q(kind__in=TeamKind.values()))]

    class Privacy(privacy.Privacy):
        retention = Retention.ACCOUNT
        sensitivity = same(Sensitivity.PLAIN, "id", "name", "kind", "closed_on")

    def __str__(self) -> str:
        return self.name


class RoleGrant(models.Model):
    """A user has a role from a day on, in a team or across the service."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=Role.choices())
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="grants")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="grant_role_known", condition=Q(role__in=Role.values())),
            models.CheckConstraint(
                name="grant_manager_has_team", condition=~Q(role=Role.TEAM_MANAGER.value) | Q(team__isnull=False)
            ),
            ends_after_start("grant_ends_after_it_starts"),
            models.UniqueConstraint(
                name="grant_once_at_a_time_in_a_team",
                fields=["user", "role", "team"],
                condition=Q(ended_on__isnull=True, team__isnull=False),
            ),
            models.UniqueConstraint(
                name="grant_once_at_a_time_for_all",
                fields=["user", "role"],
                condition=Q(ended_on__isnull=True, team__isnull=True),
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.ACCOUNT
        sensitivity = same(Sensitivity.PLAIN, "id", "user", "role", "team", "started_on", "ended_on")


class Cover(models.Model):
    """While `away` is away, `covering` reaches their young people."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    away = models.ForeignKey(User, models.PROTECT, related_name="covered_by")
    covering = models.ForeignKey(User, models.PROTECT, related_name="covers")
    started_on = models.DateField()
    ended_on = models.DateField()

    class Meta:
        constraints = [
            ends_after_start("cover_ends_after_it_starts"),
            models.CheckConstraint(name="cover_by_someone_else", condition=~Q(away=F("covering"))),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.ACCOUNT
        sensitivity = same(Sensitivity.PLAIN, "id", "away", "covering", "started_on", "ended_on")


class DutyTurn(models.Model):
    """A turn on a team's duty desk: for these days they reach everyone in the team."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="duty_turns")
    team = models.ForeignKey(Team, models.PROTECT, related_name="duty_turns")
    started_on = models.DateField()
    ended_on = models.DateField()

    class Meta:
        constraints = [ends_after_start("duty_ends_after_it_starts")]

    class Privacy(privacy.Privacy):
        retention = Retention.ACCOUNT
        sensitivity = same(Sensitivity.PLAIN, "id", "user", "team", "started_on", "ended_on")


class TeamAttachment(models.Model):
    """An adviser attached to another team, such as a children-in-care team, reaches its young people too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="attachments")
    team = models.ForeignKey(Team, models.PROTECT, related_name="attachments")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [ends_after_start("attachment_ends_after_it_starts")]

    class Privacy(privacy.Privacy):
        retention = Retention.ACCOUNT
        sensitivity = same(Sensitivity.PLAIN, "id", "user", "team", "started_on", "ended_on")


class Draft(models.Model):
    """What somebody has typed into a form and not saved yet. Nobody else ever sees it.

    `about` names the form and what it is about (“contact:” and the person's id). `client_key` is the key under which
    the form will be saved: two forms about the same person are two drafts, and neither writes over the other. A draft
    that was saved or thrown away is empty for a day, so that a message about it that comes late changes nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="drafts")
    about = models.CharField(max_length=100)
    client_key = models.UUIDField()
    sealed = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="draft_once", fields=["user", "client_key"])]

    class Privacy(privacy.Privacy):
        retention = Retention.WORKING
        sensitivity = same(Sensitivity.PLAIN, "id", "user", "about", "client_key", "begun_at", "updated_at") | same(
            Sensitivity.SPECIAL, "sealed"
        )
