"""What contact with a young person is. Pure."""

from waymark.contact.rules.touching import PromiseMade, Touch, next_try, reached, seen
from waymark.contact.rules.words import ByRole, Channel, InTouch, Made, Place, PromiseState, StartedBy, Whose

__all__ = [
    "ByRole",
    "Channel",
    "InTouch",
    "Made",
    "Place",
    "PromiseMade",
    "PromiseState",
    "StartedBy",
    "Touch",
    "Whose",
    "next_try",
    "reached",
    "seen",
]
