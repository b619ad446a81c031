"""Contact as recorded and as reported, for many young people at once."""

from waymark.contact.facts.choices import lost_of, no_contact_of
from waymark.contact.facts.companions import companions_of
from waymark.contact.facts.contacts import contact_by_key, contacts_of, recently_contacted
from waymark.contact.facts.promises import promises_of, promises_of_person, promises_open
from waymark.contact.facts.reported import (
    CONTACT,
    IN_TOUCH,
    InTouchSaid,
    contact_held,
    in_touch_answers,
    in_touch_held,
    in_touch_reports,
    in_touch_said,
    last_reached,
    reached_between,
)
from waymark.contact.facts.rhythms import rhythms_of
from waymark.contact.facts.roles import role_towards
from waymark.contact.facts.touches import touches

__all__ = [
    "CONTACT",
    "IN_TOUCH",
    "InTouchSaid",
    "companions_of",
    "contact_by_key",
    "contact_held",
    "contacts_of",
    "in_touch_answers",
    "in_touch_held",
    "in_touch_reports",
    "in_touch_said",
    "last_reached",
    "lost_of",
    "no_contact_of",
    "promises_of",
    "promises_of_person",
    "promises_open",
    "reached_between",
    "recently_contacted",
    "rhythms_of",
    "role_towards",
    "touches",
]
