"""Who works here and how they may sign in."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from waymark.accounts.models import RoleGrant, Team, User, open_on
from waymark.accounts.rules import Role


def has_second_factor(user: User) -> bool:
    """Whether they have set up one-time codes or a passkey (recovery codes alone do not count)."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=user, type__in=kinds).exists()


def staff_on(on: date) -> QuerySet[User]:
    """Active users with any role but young person, by name."""
    granted = RoleGrant.objects.filter(open_on(on)).exclude(role=Role.YOUNG_PERSON).values("user")
    return User.objects.filter(is_active=True, pk__in=granted).order_by("display_name")


def names_of(user_ids: Iterable[UUID]) -> dict[UUID, str]:
    return {u.pk: str(u) for u in User.objects.filter(pk__in=set(user_ids))}


def open_teams(on: date) -> QuerySet[Team]:
    return Team.objects.exclude(closed_on__lte=on).order_by("name")


def managers_of(team_ids: Iterable[UUID], *, on: date) -> QuerySet[User]:
    """The managers of these teams on a day."""
    grants = RoleGrant.objects.filter(open_on(on), role=Role.TEAM_MANAGER, team__in=set(team_ids)).values("user")
    return User.objects.filter(is_active=True, pk__in=grants)


def roles_held(user: User, *, on: date) -> list[RoleGrant]:
    return list(RoleGrant.objects.filter(open_on(on), user=user).select_related("team").order_by("role"))
