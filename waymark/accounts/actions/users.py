"""Accounts and roles."""

from collections.abc import Mapping
from datetime import date

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from waymark.accounts.actions.refusals import (
    AccountClosed,
    EmailTaken,
    EndsBeforeStart,
    LastAdministrator,
    OwnAccount,
    RoleHeldAlready,
    RoleNeedsTeam,
    SignInNameTaken,
    TeamClosed,
)
from waymark.accounts.models import RoleGrant, Team, User, open_on
from waymark.accounts.rules import Role
from waymark.audit import actions as audit
from waymark.audit.rules import Actor

DETAILS = ("username", "display_name", "email", "job_title", "phone")


@transaction.atomic
def add_user(
    *, username: str, display_name: str, email: str, job_title: str = "", phone: str = "", by: Actor, today: date
) -> User:
    """An account without a password and without a role: see `make_password_link` and `give_role`.

    Raises SignInNameTaken or EmailTaken.
    """
    _refuse_taken(username=username, email=email)
    user = User(username=username, display_name=display_name, email=email, job_title=job_title, phone=phone)
    user.set_unusable_password()
    user.save()
    audit.record(
        "accounts.user_added", by=by, subject=user, changes={name: ("", getattr(user, name)) for name in DETAILS}
    )
    return user


@transaction.atomic
def change_user(*, user: User, details: Mapping[str, str], by: Actor, today: date) -> User:
    """Change any of `DETAILS`; nothing is written where nothing differs. Raises SignInNameTaken or EmailTaken."""
    changes = {
        name: (getattr(user, name), details[name])
        for name in DETAILS
        if name in details and details[name] != getattr(user, name)
    }
    if not changes:
        return user
    after = {name: value for name, (_, value) in changes.items()}
    _refuse_taken(username=after.get("username", ""), email=after.get("email", ""), but=user)
    for name, value in after.items():
        setattr(user, name, value)
    user.save(update_fields=list(after))
    audit.record("accounts.user_changed", by=by, subject=user, changes=changes)
    return user


def _refuse_taken(*, username: str, email: str, but: User | None = None) -> None:
    others = User.objects.exclude(pk=but.pk) if but else User.objects.all()
    if username and others.filter(username__iexact=username).exists():
        raise SignInNameTaken
    # An address of another account would let a reset link for one person open the account of the other.
    if email and others.filter(email__iexact=email).exists():
        raise EmailTaken


@transaction.atomic
def make_password_link(*, user: User, by: Actor, today: date) -> str:
    """The path of a page where this person sets a password, once: it dies when they have set one or signed in.

    How long it lives is Django's PASSWORD_RESET_TIMEOUT, three days. Raises AccountClosed.
    """
    if not user.is_active:
        raise AccountClosed
    audit.record("accounts.password_link_made", by=by, subject=user)
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=parts)


@transaction.atomic
def give_role(
    *, user: User, role: Role, team: Team | None, started_on: date, ended_on: date | None = None, by: Actor, today: date
) -> RoleGrant:
    """From `started_on` until the day before `ended_on` (None: until further notice) they have the role.

    Raises OwnAccount, AccountClosed, RoleNeedsTeam, TeamClosed, EndsBeforeStart or RoleHeldAlready.
    """
    if by.actor_id == user.pk:
        raise OwnAccount  # an administrator opens no record: nobody may give themselves the role that does
    if not user.is_active:
        raise AccountClosed
    if role is Role.TEAM_MANAGER and team is None:
        raise RoleNeedsTeam
    if team is not None and team.closed_on is not None and team.closed_on <= started_on:
        raise TeamClosed
    if ended_on is not None and ended_on <= started_on:
        raise EndsBeforeStart
    held = RoleGrant.objects.filter(user=user, role=role, team=team).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=started_on)
    )
    if ended_on is not None:
        held = held.filter(started_on__lt=ended_on)
    if held.exists():
        raise RoleHeldAlready
    grant = RoleGrant.objects.create(user=user, role=role, team=team, started_on=started_on, ended_on=ended_on)
    audit.record(
        "accounts.role_given",
        by=by,
        subject=grant,
        changes={"started_on": (None, started_on), "ended_on": (None, ended_on)},
        detail={"user": str(user.pk), "role": role.value, "team": str(team.pk) if team else ""},
    )
    return grant


@transaction.atomic
def end_role(*, grant: RoleGrant, ended_on: date, by: Actor, today: date) -> RoleGrant:
    """They no longer have the role from `ended_on` on.

    Raises OwnAccount, EndsBeforeStart or LastAdministrator.
    """
    if by.actor_id == grant.user_id:
        raise OwnAccount
    if ended_on <= grant.started_on:
        raise EndsBeforeStart
    if grant.role == Role.ADMINISTRATOR:
        _refuse_last_administrator(but=grant.user, on=ended_on)
    before = grant.ended_on
    grant.ended_on = ended_on
    grant.save(update_fields=["ended_on"])
    audit.record(
        "accounts.role_ended",
        by=by,
        subject=grant,
        changes={"ended_on": (before, ended_on)},
        detail={"user": str(grant.user_id), "role": grant.role},
    )
    return grant


def _refuse_last_administrator(*, but: User, on: date) -> None:
    others = RoleGrant.objects.filter(open_on(on), role=Role.ADMINISTRATOR, user__is_active=True).exclude(user=but)
    if not others.exists():
        raise LastAdministrator


@transaction.atomic
def deactivate(*, user: User, by: Actor, today: date) -> User:
    """They cannot sign in from now on, and are signed out wherever they are. What they did stays theirs.

    Raises OwnAccount or LastAdministrator.
    """
    if by.actor_id == user.pk:
        raise OwnAccount
    if RoleGrant.objects.filter(open_on(today), user=user, role=Role.ADMINISTRATOR).exists():
        _refuse_last_administrator(but=user, on=today)
    user.is_active = False
    user.save(update_fields=["is_active"])
    for session in UserSession.objects.filter(user=user):
        session.end()
    audit.record("accounts.user_deactivated", by=by, subject=user, changes={"is_active": (True, False)})
    return user


@transaction.atomic
def reactivate(*, user: User, by: Actor, today: date) -> User:
    """They may sign in again, with the roles that are still open. Raises OwnAccount."""
    if by.actor_id == user.pk:
        raise OwnAccount
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record("accounts.user_reactivated", by=by, subject=user, changes={"is_active": (False, True)})
    return user


@transaction.atomic
def reset_second_factor(*, user: User, by: Actor, today: date) -> int:
    """Forget their one-time codes, passkeys and recovery codes, after a lost phone; how many there were.

    At the next sign-in they set up new ones. Raises OwnAccount: one's own are kept on one's own security page.
    """
    if by.actor_id == user.pk:
        raise OwnAccount("Change your own second factor on your sign-in page, where you prove that it is you")
    forgotten, _ = Authenticator.objects.filter(user=user).delete()
    audit.record("accounts.second_factor_reset", by=by, subject=user, detail={"forgotten": forgotten})
    return forgotten
