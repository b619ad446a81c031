"""Contact as recorded and as reported, for many young people at once."""

from waymark.contact.facts.choices import lost_of, no_contact_of
from waymark.contact.facts.choosing import found, likely, within_reach
from waymark.contact.facts.companions import companions_of
from waymark.contact.facts.contacts import (
    as_it_stands,
    contact_by_key,
    contact_of,
    contacts_of,
    on_visit,
    recently_contacted,
)
from waymark.contact.facts.promises import promise_of, promises_of, promises_of_person, promises_open
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
from waymark.contact.facts.rhythms import rhythms_before, rhythms_of
from waymark.contact.facts.roles import role_towards
from waymark.contact.facts.touches import touches

__all__ = [
    "CONTACT",
    "IN_TOUCH",
    "InTouchSaid",
    "as_it_stands",
    "companions_of",
    "contact_by_key",
    "contact_held",
    "contact_of",
    "contacts_of",
    "found",
    "in_touch_answers",
    "in_touch_held",
    "in_touch_reports",
    "in_touch_said",
    "last_reached",
    "likely",
    "lost_of",
    "no_contact_of",
    "on_visit",
    "promise_of",
    "promises_of",
    "promises_of_person",
    "promises_open",
    "reached_between",
    "recently_contacted",
    "rhythms_before",
    "rhythms_of",
    "role_towards",
    "touches",
    "within_reach",
]
