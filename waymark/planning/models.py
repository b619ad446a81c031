"""Dates of pathway plans, as a caseload list reported them; the plans themselves come with the planning pages."""

from django.db import models

from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models import Fact
from waymark.people.models.facthood import FACT, listed, sourced
from waymark.planning.rules import PlanEvent


class PlanDate(Fact):
    """A plan was started or reviewed on a day, or its review is due then."""

    event = models.CharField(max_length=10, choices=PlanEvent.choices())
    on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["person", "event"], name="plan_date_by_person")]
        constraints = [sourced("plan_date"), listed("plan_date_event_known", "event", PlanEvent)]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = FACT | same(Sensitivity.CARE, "event", "on")
