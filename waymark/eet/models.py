"""What young people did on a day, as a return or a caseload list reported it."""

from django.db import models

from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.eet.rules import Activity
from waymark.people.models import Fact
from waymark.people.models.facthood import FACT, listed, sourced


class ActivityReport(Fact):
    """Education, employment or training, or why not, on a day. `year` is the return's, null for a caseload list."""

    year = models.PositiveSmallIntegerField(null=True, blank=True)
    observed_on = models.DateField()
    code = models.CharField(max_length=2, choices=Activity.choices())

    class Meta:
        indexes = [models.Index(fields=["person", "-observed_on"], name="activity_by_person")]
        constraints = [sourced("activity_report"), listed("activity_report_code_known", "code", Activity)]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = FACT | same(Sensitivity.PLAIN, "year") | same(Sensitivity.CARE, "observed_on", "code")
