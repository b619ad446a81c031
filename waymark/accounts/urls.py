"""Sign-in, the pages on which an administrator keeps users and teams, and what a form sends as a draft."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from allauth.urls import urlpatterns as sign_in_patterns
from django.urls import URLPattern, URLResolver, include, path

from waymark.accounts.access import closed, public, requires_sign_in
from waymark.accounts.views import cover, drafts, teams, users

# Pages of the sign-in library that are open to someone who is not signed in. Nobody can sign up.
OPEN = frozenset(
    {
        *("account_login", "account_logout", "account_inactive", "account_reauthenticate"),
        *("account_reset_password", "account_reset_password_done"),
        *("account_reset_password_from_key", "account_reset_password_from_key_done"),
        *("mfa_authenticate", "mfa_login_webauthn"),
    }
)
SIGNED_IN = frozenset(
    {
        *("account_change_password", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_index"),
        *("mfa_activate_totp", "mfa_deactivate_totp"),
        *("mfa_list_webauthn", "mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn"),
        *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"),
        "usersessions_list",
    }
)


def each_pattern(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from each_pattern(pattern.url_patterns)
        else:
            yield pattern


def guarded(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The sign-in library's own pages behind our guards; what is in neither list above answers 404 to everyone."""
    for pattern in each_pattern(patterns):
        if hasattr(pattern.callback, "access"):
            continue
        guard: Callable[..., Any] = closed
        if pattern.name in OPEN:
            guard = public
        elif pattern.name in SIGNED_IN:
            guard = requires_sign_in
        pattern.callback = guard(pattern.callback)
    return patterns


app_name = "accounts"
urlpatterns = [
    path("users/", users.users, name="users"),
    path("users/new/", users.new_user, name="new_user"),
    path("users/<uuid:user_id>/", users.user, name="user"),
    path("users/<uuid:user_id>/change/", users.change_user, name="change_user"),
    path("users/<uuid:user_id>/password-link/", users.password_link, name="password_link"),
    path("users/<uuid:user_id>/second-factor/", users.reset_second_factor, name="reset_second_factor"),
    path("users/<uuid:user_id>/close/", users.close_account, name="close_account"),
    path("users/<uuid:user_id>/open/", users.open_account, name="open_account"),
    path("users/<uuid:user_id>/roles/", users.give_role, name="give_role"),
    path("users/<uuid:user_id>/roles/<uuid:grant_id>/end/", users.end_role, name="end_role"),
    path("teams/", teams.teams, name="teams"),
    path("teams/<uuid:team_id>/", teams.change_team, name="change_team"),
    path("cover/", cover.cover, name="cover"),
    path("cover/<uuid:cover_id>/end/", cover.end_cover, name="end_cover"),
    path("duty/", cover.duty, name="duty"),
    path("duty/<uuid:turn_id>/end/", cover.end_duty_turn, name="end_duty_turn"),
    path("attachments/", cover.attachments, name="attachments"),
    path("attachments/<uuid:attachment_id>/end/", cover.end_attachment, name="end_attachment"),
    path("drafts/keep/", drafts.keep_draft, name="keep_draft"),
    path("drafts/find/", drafts.find_draft, name="find_draft"),
    path("drafts/drop/", drafts.drop_draft, name="drop_draft"),
]
sign_in = [path("accounts/", include(guarded(sign_in_patterns)))]
