"""When a message is tried again, and who may see what of it. Pure."""

from datetime import timedelta

from waymark.core.vocab import Vocabulary


class Kind(Vocabulary):
    SMS = "sms", "Text message"
    EMAIL = "email", "E-mail"


class State(Vocabulary):
    """How far a message has got. `unsure` is neither sent nor failed: nobody knows, so nobody sends it again unasked."""

    WAITING = "waiting", "Waits to go out"
    SENDING = "sending", "Going out"
    SENT = "sent", "Sent"
    FAILED = "failed", "Could not be sent"
    UNSURE = "unsure", "Not known whether it went"
    DROPPED = "dropped", "Could not be sent, and given up"


# After the first try, the second and so on: one day of trying in all, because a text about tomorrow is no use later.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
)
MOST_TRIES = len(PAUSES) + 1
# Longer than any answer of a provider can take; a claim older than this belongs to a process that has died.
CLAIM_HOLDS = timedelta(minutes=15)


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after this many tries; None once it is given up."""
    return PAUSES[tries - 1] if 1 <= tries < MOST_TRIES else None


def masked(to: str) -> str:
    """Enough of a number or address to recognise it by, for somebody who may not see it: “…123”, “j…@mail.invalid”."""
    if "@" in to:
        name, _, host = to.partition("@")
        return f"{name[:1]}…@{host}"
    return f"…{to[-3:]}" if len(to) > 3 else "…"
