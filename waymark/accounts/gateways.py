"""Where the sign-in library asks us: nobody signs up, its outcomes reach the audit trail, and password links go out."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest

from waymark.accounts.models import User
from waymark.audit import actions as audit
from waymark.audit.rules import NamedActor
from waymark.core.sealed import seal, unseal

NO_MAIL_GOES_OUT = ("console.", "dummy.", "filebased.")


def send_password_link(user: User, link: str) -> bool:
    """Send the link by e-mail; False when none goes out here or the mail server refuses, so that the page shows it."""
    if not user.email or any(kind in settings.EMAIL_BACKEND for kind in NO_MAIL_GOES_OUT):
        return False
    text = (
        f"Hello {user},\n\n{settings.COUNCIL['name']} has made you an account in Waymark. "
        f"Open this page to set your password:\n\n{link}\n\nIt works once, for three days. "
        f"You sign in as {user.username}.\n"
    )
    try:
        send_mail("Set your password for Waymark", text, None, [user.email])
    except OSError:  # smtplib's errors are OSErrors too
        return False
    return True


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "Check the name and the password: they do not belong together",
        "email_password_mismatch": "Check the e-mail address and the password: they do not belong together",
        "too_many_login_attempts": "Wait five minutes, then try again: there were too many tries",
        "rate_limited": "Wait a minute, then try again",
        "incorrect_password": "Check the password: it is not yours",
        "enter_current_password": "Enter the password you have now",
        "account_inactive": "This account is closed. Ask your administrator to open it",
    }

    def format_email_subject(self, subject: str) -> str:
        """As it is written: a site's name in brackets would say nothing more."""
        return subject

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by an administrator."""
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A failed sign-in is worth an audit line; the name that was tried is not a fact about anyone."""
        super().authentication_failed(request, **credentials)
        audit.record("accounts.sign_in_failed", by=NamedActor("nobody"), subject=None)

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            audit.record("accounts.signed_out", by=request.user, subject=request.user)
        super().logout(request)

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        """Called at every change of a password or second step, whether or not mail goes out: the trail keeps which."""
        audit.record("accounts.own_sign_in_changed", by=user, subject=user, detail={"what": template_prefix})
        super().send_notification_mail(template_prefix, user, *args, **kwargs)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        response = super().post_login(request, user, **kwargs)
        audit.record("accounts.signed_in", by=user, subject=user)
        return response


class MfaAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Check the code: it may have changed while you typed",
        "cannot_delete_authenticator": "Add another second step first: yours cannot be taken off without one",
        "cannot_generate_recovery_codes": "Set up a code from your phone or a passkey first",
    }

    def get_totp_issuer(self) -> str:
        return f"Waymark, {settings.COUNCIL['name']}"

    def encrypt(self, text: str) -> str:
        """Secrets of one-time codes are kept encrypted."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
