"""Contact with young people: when somebody reached them or tried to, and what a return said."""

from django.db import models

from waymark.contact.rules import ByRole, InTouch, Made
from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models import Fact
from waymark.people.models.facthood import FACT, listed, sourced


class ContactMade(Fact):
    """Somebody reached the young person on a day, or tried to."""

    happened_on = models.DateField()
    made = models.CharField(max_length=7, choices=Made.choices(), default=Made.MADE.value)
    by_role = models.CharField(max_length=13, choices=ByRole.choices(), default=ByRole.UNKNOWN.value)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-happened_on"], name="contact_by_person")]
        constraints = [
            sourced("contact"),
            listed("contact_made_known", "made", Made),
            listed("contact_by_role_known", "by_role", ByRole),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = FACT | same(Sensitivity.CARE, "happened_on", "made", "by_role", "note")


class InTouchReport(Fact):
    """What the return of a year said about being in touch around the birthday, `observed_on`."""

    year = models.PositiveSmallIntegerField()
    observed_on = models.DateField()
    code = models.CharField(max_length=4, choices=InTouch.choices())

    class Meta:
        constraints = [sourced("in_touch"), listed("in_touch_code_known", "code", InTouch)]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = FACT | same(Sensitivity.PLAIN, "year") | same(Sensitivity.CARE, "observed_on", "code")
