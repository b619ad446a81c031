"""Why an account, a role or a cover could not be kept as asked."""

from typing import ClassVar


class Refused(ValueError):
    """The message says what to do; `field` is the form field it belongs to, or nothing."""

    field: ClassVar[str] = ""
    says: ClassVar[str] = ""

    def __init__(self, says: str = "") -> None:
        super().__init__(says or self.says)


class SignInNameTaken(Refused):
    field = "username"
    says = "Choose another name to sign in with: someone has this one"


class EmailTaken(Refused):
    field = "email"
    says = "Give another e-mail address: an account has this one already"


class OwnAccount(Refused):
    says = "Ask another administrator: nobody changes their own roles or closes their own account"


class LastAdministrator(Refused):
    says = "Give someone else the administrator role first: without one nobody could let people in"


class RoleNeedsTeam(Refused):
    field = "team"
    says = "Choose the team they lead: a team manager reaches the young people of one team"


class RoleHeldAlready(Refused):
    field = "role"
    says = "They have this role already, in the same team"


class EndsBeforeStart(Refused):
    field = "ended_on"
    says = "Give an end after the start: the end is the first day on which it is no longer so"


class TeamClosed(Refused):
    field = "team"
    says = "Choose a team that is open on that day"


class TeamNameTaken(Refused):
    field = "name"
    says = "Give another name: a team is called this already"


class TeamInUse(Refused):
    field = "closed_on"


class CoversThemselves(Refused):
    field = "covering"
    says = "Choose someone else: nobody covers for themselves"


class NotYourTeam(Refused):
    says = "Ask an administrator: you arrange this for people of your own teams only"


class CoverOverlaps(Refused):
    field = "covering"
    says = "They cover for this colleague on some of these days already: end that first"


class AccountClosed(Refused):
    says = "Open the account again first: it is closed"


class NotADraft(Refused):
    says = "Open the form again: what was sent is not a draft of any form"


class DraftTooLong(Refused):
    says = "Save what you have written: it is too long to be kept as a draft"
