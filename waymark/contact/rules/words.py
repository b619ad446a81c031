"""The code lists of contact: whether somebody was reached, how, by whom, where, and what the return says of it."""

from waymark.core.vocab import Vocabulary


class Made(Vocabulary):
    """Reached, or only tried: the difference between being in touch and not. Unknown is never no."""

    MADE = "made", "Reached"
    TRIED = "tried", "Tried, not reached"
    UNKNOWN = "unknown", "Not known whether reached"


class ByRole(Vocabulary):
    ADVISER = "adviser", "Personal adviser"
    SOCIAL_WORKER = "social_worker", "Social worker"
    OTHER = "other", "Someone else"
    UNKNOWN = "unknown", "Not known who"


class Channel(Vocabulary):
    """How. A video call is not face to face: nobody sees the room that somebody sleeps in."""

    FACE_TO_FACE = "face_to_face", "Face to face"
    VIDEO = "video", "Video call"
    CALL = "call", "Call"
    TEXT = "text", "Text"
    APP = "app", "App"
    LETTER = "letter", "Letter"
    EMAIL = "email", "E-mail"
    UNKNOWN = "unknown", "Not known how"


class StartedBy(Vocabulary):
    WORKER = "worker", "The worker"
    YOUNG_PERSON = "young_person", "The young person"
    OTHER = "other", "Someone else"
    UNKNOWN = "unknown", "Not known who started it"


class Place(Vocabulary):
    HOME = "home", "Where they live"
    OFFICE = "office", "At our office"
    HUB = "hub", "At the hub"
    STUDY_OR_WORK = "study_or_work", "Where they study or work"
    CUSTODY = "custody", "In custody"
    HOSPITAL = "hospital", "In hospital"
    OUT = "out", "Out and about"
    OTHER = "other", "Somewhere else"
    UNKNOWN = "unknown", "Not known where"


class PromiseState(Vocabulary):
    """A broken promise is one we could not keep, and said why; a dropped one is no longer wanted."""

    OPEN = "open", "Open"
    KEPT = "kept", "Kept"
    BROKEN = "broken", "Not kept"
    DROPPED = "dropped", "No longer needed"


class Whose(Vocabulary):
    """Who promised."""

    WORKER = "worker", "A worker"
    YOUNG_PERSON = "young_person", "The young person"
    OTHER = "other", "Someone else"


class InTouch(Vocabulary):
    """IN_TOUCH of the yearly return (SSDA903, OC3)."""

    YES = "YES", "In touch"
    NO = "NO", "Not in touch"
    DIED = "DIED", "Died after leaving care"
    REFUSES = "REFU", "Refuses contact"
    NOT_REQUIRED = "NREQ", "No longer requires services"
    RETURNED_HOME = "RHOM", "Returned home for a continuous period of 6 months or more"
