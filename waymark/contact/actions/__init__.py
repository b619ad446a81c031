"""Every way the record of contact changes."""

from waymark.contact.actions.correcting import correct_contact, withdraw_contact
from waymark.contact.actions.efforts import record_effort
from waymark.contact.actions.lost import choose_no_contact, close_lost, end_no_contact, open_lost, sign_seen
from waymark.contact.actions.promises import break_promise, drop_promise, hand_over_promises, keep_promise, make_promise
from waymark.contact.actions.recording import record_contact, record_visit_for_several
from waymark.contact.actions.reported import replace_contact_reported, replace_in_touch_reports
from waymark.contact.actions.rhythms import end_rhythm, set_rhythm

__all__ = [
    "break_promise",
    "choose_no_contact",
    "close_lost",
    "correct_contact",
    "drop_promise",
    "end_no_contact",
    "end_rhythm",
    "hand_over_promises",
    "keep_promise",
    "make_promise",
    "open_lost",
    "record_contact",
    "record_effort",
    "record_visit_for_several",
    "replace_contact_reported",
    "replace_in_touch_reports",
    "set_rhythm",
    "sign_seen",
    "withdraw_contact",
]
