"""Every way in which support from 21 changes."""

from waymark.after21.actions.leaving import agree_step_down, propose_step_down, send_back, take_back, undo_step_down
from waymark.after21.actions.letters import give_letter, write_letter
from waymark.after21.actions.offering import record_conversation, record_offer
from waymark.after21.actions.returning import StillUnder21, answer_instead, ask_to_return, move_review, take_request
from waymark.after21.actions.studying import course_ended, course_goes_on

__all__ = [
    "StillUnder21",
    "agree_step_down",
    "answer_instead",
    "ask_to_return",
    "course_ended",
    "course_goes_on",
    "give_letter",
    "move_review",
    "propose_step_down",
    "record_conversation",
    "record_offer",
    "send_back",
    "take_back",
    "take_request",
    "undo_step_down",
    "write_letter",
]
