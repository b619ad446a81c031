"""What an administrator or a manager types about accounts, roles, teams and cover."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet

from waymark.accounts.models import Team, TeamKind, User
from waymark.accounts.rules import ROLES, Role
from waymark.core.forms import DateBox, DateField, Form, PlainWords

# A code of its own, or a field's general words for something invalid would take the place of these.
SIGN_IN_NAME = RegexValidator(
    r"^[\w.@+-]+\Z", "Use letters, digits and . - _ + @ only, such as alex.merrin", code="sign_in_name"
)
FIRST_DAY_BACK = "The first day on which it is no longer so"


class DirectoryForm(Form):
    """The search over the staff list."""

    text = forms.CharField(label="Name or e-mail", required=False, max_length=100)
    role = forms.ChoiceField(label="Role", required=False, choices=[("", "Any role"), *Role.choices()])
    closed = forms.BooleanField(label="Show closed accounts", required=False)


class UserForm(Form):
    """Who someone is, for their account."""

    display_name = forms.CharField(label="Full name", max_length=120, help_text="As colleagues know them")
    username = forms.CharField(
        label="Name to sign in with", max_length=150, validators=[SIGN_IN_NAME], help_text="Such as alex.merrin"
    )
    email = forms.EmailField(label="Work e-mail address")
    job_title = forms.CharField(label="Job title", max_length=120, required=False)
    phone = forms.CharField(label="Work telephone", max_length=30, required=False)


class RoleForm(Form):
    """A role from a day on, in a team or across the service."""

    role = forms.ChoiceField(label="Role", choices=[(role.value, role.label) for role in Role])
    team = forms.ModelChoiceField(
        label="Team", queryset=Team.objects.none(), required=False, empty_label="No team: across the service"
    )
    started_on = DateField(label="From", widget=DateBox)
    ended_on = DateField(label="Until", widget=DateBox, required=False, help_text="Leave empty when it has no end")

    def __init__(self, *args: Any, teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a role"),
            *(
                (role.value, f"{role.label}: {ROLES[role].meaning[0].lower()}{ROLES[role].meaning[1:]}")
                for role in Role
            ),
        ]


class EndForm(Form):
    """The day from which something dated is no longer so."""

    ended_on = DateField(label="Ends on", widget=DateBox, help_text=FIRST_DAY_BACK)


class TeamForm(Form):
    name = forms.CharField(label="Name of the team", max_length=120)
    kind = forms.ChoiceField(label="What kind of team", choices=TeamKind.choices(), widget=forms.RadioSelect)


class ChangeTeamForm(TeamForm):
    closed_on = DateField(
        label="Closed from", widget=DateBox, required=False, help_text="Leave empty while the team works"
    )


class CoverForm(Form):
    """While one colleague is away another reaches their young people."""

    away = forms.ModelChoiceField(label="Who is away", queryset=User.objects.none(), empty_label="Choose a colleague")
    covering = forms.ModelChoiceField(
        label="Who covers", queryset=User.objects.none(), empty_label="Choose a colleague"
    )
    started_on = DateField(label="From", widget=DateBox)
    ended_on = DateField(label="Back on", widget=DateBox, help_text=FIRST_DAY_BACK)

    def __init__(self, *args: Any, away: QuerySet[User], covering: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["away"].queryset = away  # type: ignore[attr-defined]
        self.fields["covering"].queryset = covering  # type: ignore[attr-defined]


class DutyForm(Form):
    """A turn on a team's duty desk."""

    user = forms.ModelChoiceField(
        label="Who is on duty", queryset=User.objects.none(), empty_label="Choose a colleague"
    )
    team = forms.ModelChoiceField(label="For which team", queryset=Team.objects.none(), empty_label="Choose a team")
    started_on = DateField(label="From", widget=DateBox)
    ended_on = DateField(label="Until", widget=DateBox, help_text=FIRST_DAY_BACK)

    def __init__(self, *args: Any, users: QuerySet[User], teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = users  # type: ignore[attr-defined]
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]


class AttachmentForm(DutyForm):
    """An adviser who also works with another team's young people."""

    ended_on = DateField(label="Until", widget=DateBox, required=False, help_text="Leave empty when it has no end")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].label = "Who is attached"
        self.fields["team"].label = "To which team"


# The sign-in library's forms, with messages that say what to do; named in settings ACCOUNT_FORMS and MFA_FORMS.
CODE = {"code": {"required": "Type the code from your phone, or a recovery code"}}
NEW_PASSWORD = {
    "password1": {"required": "Choose a password of at least 12 characters"},
    "password2": {"required": "Type the same password again"},
}


class LoginForm(PlainWords, account.LoginForm):
    say = {
        "login": {"required": "Enter your name for signing in, or your e-mail address"},
        "password": {"required": "Enter your password"},
    }


class ResetPasswordForm(PlainWords, account.ResetPasswordForm):
    say = {"email": {"required": "Enter your work e-mail address"}}


class ResetPasswordKeyForm(PlainWords, account.ResetPasswordKeyForm):
    say = NEW_PASSWORD


class ChangePasswordForm(PlainWords, account.ChangePasswordForm):
    say = {"oldpassword": {"required": "Enter the password you have now"}} | NEW_PASSWORD


class ReauthenticateForm(PlainWords, account.ReauthenticateForm):
    say = {"password": {"required": "Enter your password"}}


class CodeForm(PlainWords, mfa.AuthenticateForm):
    say = CODE


class CodeAgainForm(PlainWords, mfa.ReauthenticateForm):
    say = CODE


class FirstCodeForm(PlainWords, totp.ActivateTOTPForm):
    say = {"code": {"required": "Type the six figures that the app shows now"}}


class PasskeyNameForm(PlainWords, webauthn.EditWebAuthnForm):
    say = {"name": {"required": "Give the passkey a name, such as “work phone”"}}
