"""The words of a diary. Pure."""

from waymark.core.vocab import Vocabulary


class VisitKind(Vocabulary):
    VISIT = "visit", "Visit"
    CALL = "call", "Call"
    MEETING = "meeting", "Meeting"
    OTHER = "other", "Something else"


class VisitState(Vocabulary):
    """What became of something planned. One that is over and still `planned` waits to be recorded."""

    PLANNED = "planned", "Planned"
    KEPT = "kept", "Took place"
    MISSED = "missed", "Did not take place"
    CANCELLED = "cancelled", "Cancelled"


class VisitSource(Vocabulary):
    WAYMARK = "waymark", "Planned here"
    CALENDAR = "calendar", "Brought in from another calendar"


class WatchState(Vocabulary):
    """Whether somebody who went out has come back."""

    OUT = "out", "Out"
    HOME = "home", "Said they are home safe"
    FOUND = "found", "Found safe by somebody else"
    CALLED_OFF = "called_off", "Did not go"
