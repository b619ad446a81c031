"""Who works here, how they may sign in, and what they have begun to write."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q, QuerySet

from waymark.accounts.models import Cover, Draft, DutyTurn, RoleGrant, Team, TeamAttachment, User, open_on
from waymark.accounts.rules import Permission, Role
from waymark.core.sealed import InvalidToken, unseal


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


def demo_sign_ins() -> list[User]:
    """The invented staff who may be signed in as, one a role; nobody in production."""
    if settings.PRODUCTION:
        return []
    return list(
        User.objects.filter(is_active=True, email__endswith="@demo.invalid").order_by("date_joined", "username")
    )


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One account as the staff list shows it: `roles` are (role, team name or nothing), open on the day asked about."""

    user: User
    roles: tuple[tuple[Role, str], ...]
    second_factor: bool


def directory(
    on: date, *, text: str = "", role: Role | None = None, closed: bool = False, limit: int = 200
) -> tuple[list[StaffLine], int]:
    """Accounts by name, and how many match in all: `text` is part of a name, sign-in name or e-mail. Four queries."""
    rows = User.objects.filter(is_active=not closed)
    if role is not None:
        rows = rows.filter(pk__in=RoleGrant.objects.filter(open_on(on), role=role).values("user"))
    for word in text.split():
        rows = rows.filter(Q(display_name__icontains=word) | Q(username__icontains=word) | Q(email__icontains=word))
    users = list(rows.order_by("display_name", "username")[:limit])
    ids = [user.pk for user in users]
    held: dict[UUID, list[tuple[Role, str]]] = defaultdict(list)
    grants = RoleGrant.objects.filter(open_on(on), user__in=ids).order_by("role", "team__name")
    for user_id, name, team in grants.values_list("user_id", "role", "team__name"):
        held[user_id].append((Role(name), team or ""))
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    proven = set(Authenticator.objects.filter(user__in=ids, type__in=kinds).values_list("user_id", flat=True))
    return [StaffLine(user, tuple(held[user.pk]), user.pk in proven) for user in users], rows.count()


def roles_ever(user: User) -> list[RoleGrant]:
    """Every role they have, had or will have, latest first."""
    return list(RoleGrant.objects.filter(user=user).select_related("team").order_by("-started_on", "role"))


def members_of(team_ids: Iterable[UUID], *, on: date) -> dict[UUID, list[tuple[User, Role]]]:
    """Who has a role in each team on a day, by name."""
    found: dict[UUID, list[tuple[User, Role]]] = defaultdict(list)
    grants = RoleGrant.objects.filter(open_on(on), team__in=set(team_ids), user__is_active=True)
    for grant in grants.select_related("user").order_by("user__display_name"):
        found[grant.team_id].append((grant.user, Role(grant.role)))  # type: ignore[index]
    return found


def covers_from(day: date) -> list[Cover]:
    """Cover that is running on a day or still to come, the soonest first."""
    return list(Cover.objects.filter(ended_on__gt=day).select_related("away", "covering").order_by("started_on"))


def covers_by(user: User, *, on: date) -> list[Cover]:
    """For whom they stand in on a day, the one who comes back first first; `away` is read too."""
    rows = Cover.objects.filter(open_on(on), covering=user).select_related("away")
    return list(rows.order_by("ended_on", "away__display_name"))


def covers_on(day: date, *, teams: Collection[UUID] | None = None) -> list[Cover]:
    """Who is away on a day and who stands in, in these teams or everywhere, the one back first first."""
    rows = Cover.objects.filter(open_on(day))
    if teams is not None:
        colleagues = RoleGrant.objects.filter(open_on(day), team__in=teams).values("user")
        rows = rows.filter(away__in=colleagues)
    return list(rows.select_related("away", "covering").order_by("ended_on", "away__display_name"))


def duty_from(day: date) -> list[DutyTurn]:
    """Duty turns running on a day or still to come, the soonest first."""
    return list(DutyTurn.objects.filter(ended_on__gt=day).select_related("user", "team").order_by("started_on"))


def attachments_from(day: date) -> list[TeamAttachment]:
    """Attachments running on a day or still to come."""
    rows = TeamAttachment.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    return list(rows.select_related("user", "team").order_by("team__name", "user__display_name"))


def teams_led(user: User, *, on: date) -> QuerySet[Team]:
    """The open teams whose cover and duty this person arranges: every team, or those they manage."""
    standing = user.standing(on=on)
    teams = open_teams(on)
    if standing.everyone or standing.may(Permission.MANAGE_USERS):
        return teams
    led = RoleGrant.objects.filter(open_on(on), user=user, role=Role.TEAM_MANAGER).values("team")
    return teams.filter(pk__in=led)


def staff_of(teams: QuerySet[Team], *, on: date) -> QuerySet[User]:
    """Active users with a role in any of these teams on a day, by name. Asks for the teams first: there are few."""
    granted = RoleGrant.objects.filter(open_on(on), team__in=list(teams.values_list("pk", flat=True))).values("user")
    return User.objects.filter(is_active=True, pk__in=granted).order_by("display_name")


def with_role_in(role: Role, team_ids: Iterable[UUID], *, on: date) -> QuerySet[User]:
    """Active users with a role in any of these teams on a day, by name."""
    granted = RoleGrant.objects.filter(open_on(on), role=role, team__in=set(team_ids)).values("user")
    return User.objects.filter(is_active=True, pk__in=granted).order_by("display_name")


@dataclass(frozen=True, slots=True)
class DraftKept:
    """What a user has typed into one form and not saved: `fields` as the browser sent them, by name."""

    about: str
    client_key: UUID
    fields: dict[str, str | list[str]]
    begun_at: datetime
    updated_at: datetime


def drafts_of(user: User) -> list[DraftKept]:
    """All that this user has begun, latest first. Left out: those whose field key the council no longer has."""
    return list(_opened(Draft.objects.filter(user=user)))


def draft_of(user: User, about: str, *, client_key: UUID | None = None) -> DraftKept | None:
    """The latest draft of this user about something, or the one with that key; None when there is none."""
    drafts = Draft.objects.filter(user=user, about=about)
    if client_key is not None:
        drafts = drafts.filter(client_key=client_key)
    return next(_opened(drafts), None)


def draft_is_done(user: User, client_key: UUID) -> bool:
    """Whether the form with this key was saved, or its draft thrown away, within the last day."""
    return Draft.objects.filter(user=user, client_key=client_key, sealed="").exists()


def _opened(drafts: QuerySet[Draft]) -> Iterator[DraftKept]:
    for draft in drafts.exclude(sealed="").order_by("-updated_at", "pk"):
        try:
            fields = json.loads(unseal(draft.sealed))
        except InvalidToken:
            continue
        yield DraftKept(draft.about, draft.client_key, fields, draft.begun_at, draft.updated_at)
