"""The dates of a pathway plan. Pure."""

from waymark.core.vocab import Vocabulary


class PlanEvent(Vocabulary):
    """What happens to a pathway plan on a date. Children Act 1989 s.23E; Care Leavers (England) Regulations 2010 reg.7."""

    STARTED = "started", "Pathway plan started"
    REVIEWED = "reviewed", "Pathway plan last reviewed"
    REVIEW_DUE = "review_due", "Next review of the pathway plan"
