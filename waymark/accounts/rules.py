"""Roles, what each may do and whose records each reaches. Pure; deny by default."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from waymark.core.vocab import Vocabulary


class Role(Vocabulary):
    PERSONAL_ADVISER = "personal_adviser", "Personal adviser"
    SOCIAL_WORKER = "social_worker", "Social worker"
    REVIEWING_OFFICER = "reviewing_officer", "Independent reviewing officer"
    TEAM_MANAGER = "team_manager", "Team manager"
    HEAD_OF_SERVICE = "head_of_service", "Head of service"
    DIRECTOR = "director", "Director"
    EET_ADVISER = "eet_adviser", "Education and employment adviser"
    HOUSING_ADVISER = "housing_adviser", "Housing adviser"
    VIRTUAL_SCHOOL = "virtual_school", "Virtual school"
    HEALTH = "health", "Health worker"
    ADVOCATE = "advocate", "Advocate"
    PARTICIPATION = "participation", "Participation worker"
    HUB_DUTY = "hub_duty", "Hub duty worker"
    COMMISSIONER = "commissioner", "Commissioner"
    FINANCE = "finance", "Finance officer"
    ANALYST = "analyst", "Analyst"
    ADMINISTRATOR = "administrator", "Administrator"
    ELECTED_MEMBER = "elected_member", "Elected member"
    PARTNER = "partner", "Partner"
    YOUNG_PERSON = "young_person", "Young person"


class Permission(Vocabulary):
    """What a page or command needs. A role has only what the table below gives it."""

    SIGN_IN = "sign_in", "Sign in and see one's own start page"
    SEE_REGISTER = "see_register", "See the register of young people within reach"
    SEE_RECORD = "see_record", "Open a young person's record within reach"
    SEE_SPECIAL = "see_special", "See health, ethnicity, religion and gender identity"
    SEE_CONTACT_DETAILS = "see_contact_details", "See where someone lives and how to reach them"
    EDIT_PERSON = "edit_person", "Correct who someone is and how to reach them"
    EDIT_CARE_HISTORY = "edit_care_history", "Correct a care history"
    EDIT_NETWORK = "edit_network", "Keep the people around a young person"
    ALLOCATE = "allocate", "Give a young person a worker"
    MERGE_PEOPLE = "merge_people", "Join two records of one person, and part them again"
    SEE_LOOKS = "see_looks", "See who has looked at a record"
    BREAK_GLASS = "break_glass", "Open a record that is not theirs in an emergency, giving a reason"
    CHECK_EMERGENCY_ACCESS = "check_emergency_access", "Check records opened in an emergency"
    PROPOSE_STATUS = "propose_status", "Propose a legal status by hand"
    SIGN_STATUS = "sign_status", "Sign a legal status decision"
    IMPORT_FILES = "import_files", "Bring in returns and caseload spreadsheets"
    SEE_RETURN = "see_return", "See the yearly return, its checks and the rows in it"
    EDIT_RETURN_FACTS = "edit_return_facts", "Correct what a return says of contact, home and activity"
    TAKE_RETURN = "take_return", "Take the files of a return away"
    FREEZE_RETURN = "freeze_return", "Freeze a return as handed in"
    SEE_SETTINGS = "see_settings", "See the council's settings and the law behind them"
    CHANGE_SETTINGS = "change_settings", "Change the council's settings"
    MANAGE_USERS = "manage_users", "Make accounts and give roles"
    ARRANGE_COVER = "arrange_cover", "Say who covers for whom and who is on duty"
    SEE_AUDIT = "see_audit", "See the audit trail"
    SEE_DAY = "see_day", "See what is due for the young people within reach"
    SEE_SERVICE_DAY = "see_service_day", "See what is due in a team or the whole service"
    EXPLAIN_DUTY = "explain_duty", "Say why a duty was missed"
    EXCEPT_DUTY = "except_duty", "Except someone from a local duty, giving a reason"
    SEE_CONTACTS = "see_contacts", "Read contacts, texts and promises"
    RECORD_CONTACT = "record_contact", "Record contacts, send texts and keep promises"
    OVERSEE_CONTACT = "oversee_contact", "Oversee lost contact and how often someone is visited"
    SORT_TEXTS = "sort_texts", "Say who a text from an unknown number is from"
    KEEP_DIARY = "keep_diary", "Plan visits and say when home safe"
    WATCH_SAFETY = "watch_safety", "Be called when a colleague is not home safe"
    ARRANGE_AFTER_21 = "arrange_after_21", "Talk about support after 21 and record what was wanted"
    CHECK_STEP_DOWN = "check_step_down", "Check that stepping down is safe, and agree it"
    SEE_CAMPAIGN = "see_campaign", "See the yearly offer to everyone from 21"
    SEE_RISK = "see_risk", "See immigration, offending and risk"
    HAND_OVER = "hand_over", "Write and take over a handover between workers"
    MOVE_CASELOAD = "move_caseload", "Move a whole caseload to other workers"
    EXPORT_LISTS = "export_lists", "Take a list away as a spreadsheet"


class Reach(Vocabulary):
    """Whose records a role reaches, before any permission is asked."""

    NONE = "none", "Nobody's"
    SELF = "self", "Their own"
    OWN = "own", "Those allocated to them, covered for a colleague, on their duty or in a team they are attached to"
    TEAM = "team", "Everyone in their teams, and their own"
    ALL = "all", "Everyone's"


@dataclass(frozen=True, slots=True)
class RoleTerms:
    """What one role may do, whose records it reaches, and one sentence for the page that gives roles out."""

    reach: Reach
    permissions: frozenset[Permission]
    meaning: str


P = Permission
_ANYONE = frozenset({P.SIGN_IN})
_READER = _ANYONE | {P.SEE_REGISTER, P.SEE_RECORD}
_WORKER = _READER | {
    *(P.SEE_SPECIAL, P.SEE_CONTACT_DETAILS, P.EDIT_PERSON, P.EDIT_NETWORK, P.SEE_LOOKS, P.BREAK_GLASS),
    *(P.PROPOSE_STATUS, P.SEE_SETTINGS, P.SEE_DAY, P.EXPLAIN_DUTY, P.SEE_CONTACTS, P.RECORD_CONTACT, P.KEEP_DIARY),
    *(P.ARRANGE_AFTER_21, P.SEE_RISK, P.HAND_OVER, P.EXPORT_LISTS),
}
_MANAGER = _WORKER | {
    *(P.EDIT_CARE_HISTORY, P.ALLOCATE, P.MERGE_PEOPLE, P.CHECK_EMERGENCY_ACCESS, P.SIGN_STATUS),
    *(P.SEE_RETURN, P.EDIT_RETURN_FACTS, P.ARRANGE_COVER, P.SEE_SERVICE_DAY, P.EXCEPT_DUTY, P.OVERSEE_CONTACT),
    *(P.SORT_TEXTS, P.WATCH_SAFETY, P.CHECK_STEP_DOWN, P.SEE_CAMPAIGN, P.MOVE_CASELOAD),
}
_SPECIALIST = _READER | {P.SEE_CONTACT_DETAILS}
_VISITOR = _SPECIALIST | {P.SEE_CONTACTS, P.RECORD_CONTACT, P.KEEP_DIARY}

ROLES: dict[Role, RoleTerms] = {
    Role.PERSONAL_ADVISER: RoleTerms(Reach.OWN, _WORKER, "Supports 20 to 30 young people."),
    Role.SOCIAL_WORKER: RoleTerms(Reach.OWN, _WORKER | {P.EDIT_CARE_HISTORY}, "Holds the case until 18."),
    Role.REVIEWING_OFFICER: RoleTerms(
        Reach.OWN, _READER | {P.SEE_LOOKS, P.SEE_DAY, P.SEE_CONTACTS}, "Chairs reviews and watches the plan."
    ),
    Role.TEAM_MANAGER: RoleTerms(Reach.TEAM, _MANAGER, "Leads a team, signs decisions, arranges cover."),
    Role.HEAD_OF_SERVICE: RoleTerms(
        Reach.ALL,
        _MANAGER | {P.TAKE_RETURN, P.FREEZE_RETURN, P.CHANGE_SETTINGS, P.SEE_AUDIT},
        "Answers for the whole service.",
    ),
    Role.DIRECTOR: RoleTerms(
        Reach.ALL,
        _READER
        | {P.SEE_LOOKS, P.SEE_SETTINGS, P.SEE_RETURN, P.SIGN_STATUS, P.SEE_DAY, P.SEE_SERVICE_DAY, P.SEE_CONTACTS}
        | {P.SEE_CAMPAIGN},
        "Director of children's services.",
    ),
    Role.EET_ADVISER: RoleTerms(Reach.OWN, _VISITOR, "Education, employment and training."),
    Role.HOUSING_ADVISER: RoleTerms(Reach.OWN, _VISITOR, "Homes and housing applications."),
    Role.VIRTUAL_SCHOOL: RoleTerms(Reach.OWN, _READER, "Education of children in care."),
    Role.HEALTH: RoleTerms(Reach.OWN, _SPECIALIST | {P.SEE_SPECIAL}, "Nurse for care leavers."),
    Role.ADVOCATE: RoleTerms(Reach.OWN, _READER, "Speaks for a young person who asked."),
    Role.PARTICIPATION: RoleTerms(Reach.OWN, _READER, "Forum, events and ambassadors."),
    Role.HUB_DUTY: RoleTerms(Reach.OWN, _VISITOR | {P.BREAK_GLASS, P.SEE_DAY, P.SORT_TEXTS}, "Whoever comes in today."),
    Role.COMMISSIONER: RoleTerms(Reach.NONE, _ANYONE, "Buys homes and services; sees totals."),
    Role.FINANCE: RoleTerms(Reach.NONE, _ANYONE, "Pays; sees payments, not records."),
    Role.ANALYST: RoleTerms(
        Reach.NONE,
        _ANYONE | {P.IMPORT_FILES, P.SEE_RETURN, P.EDIT_RETURN_FACTS, P.TAKE_RETURN, P.FREEZE_RETURN, P.SEE_SETTINGS},
        "Brings files in, checks and hands in the return, by child number, never by name.",
    ),
    Role.ADMINISTRATOR: RoleTerms(
        Reach.NONE,
        _ANYONE | {P.MANAGE_USERS, P.ARRANGE_COVER, P.SEE_SETTINGS, P.CHANGE_SETTINGS, P.SEE_AUDIT, P.IMPORT_FILES},
        "Runs the system; opens no record.",
    ),
    Role.ELECTED_MEMBER: RoleTerms(Reach.NONE, _ANYONE, "Corporate parent; sees totals."),
    Role.PARTNER: RoleTerms(Reach.NONE, _ANYONE, "Another organisation, asked for one thing."),
    Role.YOUNG_PERSON: RoleTerms(Reach.SELF, _ANYONE, "The young person themselves."),
}


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """All that these roles may do together; nothing for no role."""
    found: set[Permission] = set()
    for role in roles:
        found |= ROLES[role].permissions
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Standing:
    """What one user may do and whom they reach on one day.

    `workers` are the users whose allocations count as theirs (themselves and those they cover for); `teams` are teams
    whose young people they reach: managed, on duty for, or attached to.
    """

    permissions: frozenset[Permission] = frozenset()
    everyone: bool = False
    workers: frozenset[UUID] = frozenset()
    teams: frozenset[UUID] = frozenset()
    own_record: bool = False
    roles: frozenset[Role] = field(default_factory=frozenset)

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions


def standing(
    *,
    user_id: UUID,
    grants: Iterable[tuple[Role, UUID | None]],
    covers_for: Iterable[UUID] = (),
    duty_teams: Iterable[UUID] = (),
    attached_teams: Iterable[UUID] = (),
) -> Standing:
    """Join role grants (role, team or None), cover, duty turns and attachments into one answer."""
    grants = list(grants)
    reaches = {ROLES[role].reach for role, _ in grants}
    own = bool(reaches & {Reach.OWN, Reach.TEAM})
    managed = {team for role, team in grants if ROLES[role].reach is Reach.TEAM and team is not None}
    return Standing(
        permissions=permissions_of(role for role, _ in grants),
        everyone=Reach.ALL in reaches,
        workers=frozenset({user_id, *covers_for}) if own else frozenset(),
        teams=frozenset(managed | ({*duty_teams, *attached_teams} if own else set())),
        own_record=Reach.SELF in reaches,
        roles=frozenset(role for role, _ in grants),
    )
