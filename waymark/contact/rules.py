"""What counts as contact with a young person, and what the return says of it. Pure."""

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


class InTouch(Vocabulary):
    """IN_TOUCH of the yearly return (SSDA903, OC3)."""

    YES = "YES", "In touch"
    NO = "NO", "Not in touch"
    DIED = "DIED", "Died after leaving care"
    REFUSES = "REFU", "Refuses contact"
    NOT_REQUIRED = "NREQ", "No longer requires services"
    RETURNED_HOME = "RHOM", "Returned home for a continuous period of 6 months or more"
