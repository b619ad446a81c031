"""The code lists of a young person's record."""

from waymark.core.vocab import Vocabulary


class Source(Vocabulary):
    """Where a fact came from. What a return said and what a person said may differ; both are kept."""

    RETURN = "return", "SSDA903 return"
    CASELOAD = "caseload", "Caseload spreadsheet"
    STAFF = "staff", "Entered by staff"
    YOUNG_PERSON = "young_person", "Said by the young person"
    DEMO = "demo", "Invented for the demo"


class YesNo(Vocabulary):
    """Unknown is never no."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not known"


class Sex(Vocabulary):
    """As the return codes it from 2025."""

    FEMALE = "F", "Female"
    MALE = "M", "Male"
    UNKNOWN = "U", "Not known"


class BirthBasis(Vocabulary):
    """Why a date of birth is believed."""

    STATED = "stated", "Said by the young person"
    DOCUMENT = "document", "Seen on a document"
    REPORTED = "reported", "Reported in a return or caseload list"
    ASSESSED = "assessed", "Decided in an age assessment"
    DISPUTED = "disputed", "In dispute"


class AddressKind(Vocabulary):
    HOME = "home", "Where they live"
    TERM_TIME = "term_time", "Where they live in term time"
    POST = "post", "For post only"
    OTHER = "other", "Somewhere they stay"


class ContactKind(Vocabulary):
    MOBILE = "mobile", "Mobile phone"
    PHONE = "phone", "Other phone"
    EMAIL = "email", "E-mail"
    OTHER = "other", "Another way"


class Relation(Vocabulary):
    PARENT = "parent", "Parent"
    SIBLING = "sibling", "Brother or sister"
    RELATIVE = "relative", "Other relative"
    CARER = "carer", "Carer"
    FORMER_CARER = "former_carer", "Former carer"
    PARTNER = "partner", "Partner"
    FRIEND = "friend", "Friend"
    PROFESSIONAL = "professional", "Professional"
    OTHER = "other", "Someone else"


class CareKind(Vocabulary):
    # Care Planning, Placement and Case Review (England) Regulations 2010 reg.48: a series of short breaks
    # is counted apart from being looked after.
    LOOKED_AFTER = "looked_after", "Looked after"
    SHORT_BREAKS = "short_breaks", "Looked after in a series of short breaks"


class WithWhom(Vocabulary):
    # Care Leavers (England) Regulations 2010 reg.3(6): the people with whom living at home counts.
    PARENT = "parent", "A parent"
    PR_HOLDER = "pr_holder", "Someone else with parental responsibility"
    CAO_HOLDER = "cao_holder", "Someone named in a child arrangements order just before care"


class AwayKind(Vocabulary):
    DETAINED = "detained", "In custody"
    HOSPITAL = "hospital", "In hospital"


class OtherPlaceKind(Vocabulary):
    """Accommodation that is not being looked after; the first four can lead to qualifying: Children Act 1989 s.24(2)."""

    VOLUNTARY = "voluntary", "Accommodated by a voluntary organisation"
    PRIVATE_HOME = "private_home", "Accommodated in a private children's home"
    HEALTH_EDUCATION = "health_education", "Accommodated by a health body or in education, or in a care home"
    PRIVATE_FOSTERING = "private_fostering", "Privately fostered"
    SECTION_17 = "section_17", "Accommodated under section 17"


class OrderKind(Vocabulary):
    SPECIAL_GUARDIANSHIP = "special_guardianship", "Special guardianship order"
    CHILD_ARRANGEMENTS = "child_arrangements", "Child arrangements order"
    ADOPTION = "adoption", "Adoption order"


class MissingKind(Vocabulary):
    MISSING = "M", "Missing"
    AWAY = "A", "Away without authorisation"


class AllocationRole(Vocabulary):
    PERSONAL_ADVISER = "personal_adviser", "Personal adviser"
    SOCIAL_WORKER = "social_worker", "Social worker"
    REVIEWING_OFFICER = "reviewing_officer", "Independent reviewing officer"
    EET_LEAD = "eet_lead", "Education and employment lead"
    HEALTH_LEAD = "health_lead", "Health lead"
    HOUSING_LEAD = "housing_lead", "Housing lead"
    TRANSITION_LEAD = "transition_lead", "Transition lead"
    NURSE = "nurse", "Nurse for care leavers"
    ADVOCATE = "advocate", "Advocate"
    VIRTUAL_SCHOOL = "virtual_school", "Virtual school"


# Nobody has two personal advisers or two social workers at once; the other roles may be shared.
ONE_AT_A_TIME = (AllocationRole.PERSONAL_ADVISER, AllocationRole.SOCIAL_WORKER)
