"""The code lists of support from 21."""

from waymark.core.vocab import Vocabulary


class Way(Vocabulary):
    """How something was said or offered; the values are those of a contact's channel."""

    CALL = "call", "Call"
    TEXT = "text", "Text"
    FACE_TO_FACE = "face_to_face", "Visit"
    LETTER = "letter", "Letter"
    EMAIL = "email", "E-mail"
    APP = "app", "The app"
    VIDEO = "video", "Video call"


# What was written stands in front of them; a call nobody took, or a door nobody opened, told them nothing.
WRITTEN = (Way.TEXT, Way.LETTER, Way.EMAIL, Way.APP)


class Reason(Vocabulary):
    """Why somebody from 21 was in contact, as a service counts it: one primary reason, sometimes a secondary one."""

    EET = "EET", "Employment and training"
    FINANCIAL = "financial", "Financial"
    WELFARE = "welfare", "General welfare or enquiry"
    HEALTH = "health", "Health"
    HOUSING = "housing", "Housing"
    FAMILY = "family", "Family"


class Wish(Vocabulary):
    """What a young person wants from 21, as they said it. Silence is none of the answers."""

    ADVISER = "adviser", "A personal adviser, as now"
    ADVICE = "advice", "Advice now and then"
    IN_TOUCH = "in_touch", "To stay in touch"
    EDUCATION = "education", "Support while in education or training"
    NO_SUPPORT = "no_support", "No support now"
    UNDECIDED = "undecided", "They have not said yet"


class Answer(Vocabulary):
    """What they said to a yearly offer."""

    WANTS = "wants", "Wants support"
    NOT_NOW = "not_now", "Not now"
    THINKING = "thinking", "Wants to think about it"
    NO_OFFERS = "no_offers", "Would rather not be asked every year"
    NONE = "none", "No answer yet"


class StartedBy(Vocabulary):
    """Who started it. A call that the service makes every year is not a request for help."""

    US = "worker", "Us"
    THEM = "young_person", "Them"


class Check(Vocabulary):
    """What a manager looks at before somebody's support is stepped down."""

    HOME = "home", "Home"
    MONEY = "money", "Money"
    HEALTH = "health", "Health"
    SAFETY = "safety", "Safety"
    MISSING = "missing", "Going missing"
    RELATIONSHIPS = "relationships", "Relationships"
    TURN_TO = "turn_to", "Who to turn to"


class Finding(Vocabulary):
    FINE = "fine", "No worry"
    PLANNED = "planned", "A worry, and a plan for it"
    WORRY = "worry", "A worry with no plan yet"
    UNKNOWN = "unknown", "Not known"


class Outcome(Vocabulary):
    """What became of a proposal to step down."""

    AGREED = "agreed", "Agreed"
    SENT_BACK = "sent_back", "Sent back"
    WITHDRAWN = "withdrawn", "Taken back"
    UNDONE = "undone", "Agreed, and undone since"


class GivenTo(Vocabulary):
    """Why a request to come back is on somebody's list."""

    LAST_ADVISER = "last_adviser", "Their last adviser"
    DUTY = "duty", "The team's duty worker"
    MANAGER = "manager", "The team's manager"
    NOBODY = "nobody", "Nobody found"


class Taken(Vocabulary):
    """How a request to come back was answered. It is never declined."""

    ALLOCATED = "allocated", "Has a personal adviser again"
    INSTEAD = "instead", "Something else they wanted was done instead"
