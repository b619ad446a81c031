"""Where young people lived on a day, as a return or a caseload list reported it."""

from django.db import models
from django.db.models import Q

from waymark.accommodation.rules import NEVER_SUITABLE, HomeKind, Suitability
from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models import Fact
from waymark.people.models.facthood import FACT, listed, sourced


class HomeReport(Fact):
    """The kind of home and whether it was suitable, on a day. `year` is the return's, null for a caseload list."""

    year = models.PositiveSmallIntegerField(null=True, blank=True)
    observed_on = models.DateField()
    kind = models.CharField(max_length=1, choices=HomeKind.choices())
    suitability = models.CharField(max_length=10, choices=Suitability.choices(), default=Suitability.UNKNOWN.value)

    class Meta:
        indexes = [models.Index(fields=["person", "-observed_on"], name="home_report_by_person")]
        constraints = [
            sourced("home_report"),
            listed("home_report_kind_known", "kind", HomeKind),
            listed("home_report_suitability_known", "suitability", Suitability),
            models.CheckConstraint(
                name="home_report_never_suitable",
                condition=~Q(kind__in=sorted(NEVER_SUITABLE), suitability=Suitability.SUITABLE.value),
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            FACT | same(Sensitivity.PLAIN, "year") | same(Sensitivity.CARE, "observed_on", "kind", "suitability")
        )
