"""Support from 21: the conversation, stepping down, the yearly offer and coming back."""

from waymark.after21.models.leaving import GoodbyeLetter, LetterGiven, StepDown, StepDownCheck, StepDownDecision
from waymark.after21.models.offering import Conversation, Offer
from waymark.after21.models.returning import ReturnAnswer, ReturnRequest

__all__ = [
    "Conversation",
    "GoodbyeLetter",
    "LetterGiven",
    "Offer",
    "ReturnAnswer",
    "ReturnRequest",
    "StepDown",
    "StepDownCheck",
    "StepDownDecision",
]
