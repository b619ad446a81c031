"""Coming back: what somebody from 21 asked for, whose list it is on, and how it was answered."""

from django.db import models
from django.db.models import F, Q

from waymark.accounts.models import Team, User
from waymark.after21.rules.words import GivenTo, Reason, StartedBy, Taken, Way
from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models import Fact
from waymark.people.models.facthood import FACT, listed, sourced


class ReturnRequest(Fact):
    """They want support again. Children Act 1989 s.23CZB(1)-(3). `answer_by` is the council's own clock.

    `given_to` and `team` say whose list it is on, and `given_as` why that one. `started_by` is THEM where they asked, US
    where they said yes to an offer.
    """

    asked_on = models.DateField()
    how = models.CharField(max_length=12, choices=Way.choices())
    started_by = models.CharField(max_length=12, choices=StartedBy.choices(), default=StartedBy.THEM.value)
    their_words = models.TextField(blank=True)
    primary = models.CharField(max_length=10, choices=Reason.choices(), blank=True)
    secondary = models.CharField(max_length=10, choices=Reason.choices(), blank=True)
    answer_by = models.DateField()
    given_to = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    given_as = models.CharField(max_length=12, choices=GivenTo.choices())
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "-asked_on"], name="after21_return_by")]
        constraints = [
            sourced("return_request"),
            listed("return_how_known", "how", Way),
            listed("return_started_by_known", "started_by", StartedBy),
            listed("return_primary_known", "primary", Reason, blank=True),
            listed("return_secondary_known", "secondary", Reason, blank=True),
            listed("return_given_as_known", "given_as", GivenTo),
            models.CheckConstraint(
                name="return_two_reasons", condition=Q(secondary="") | (~Q(primary="") & ~Q(primary=F("secondary")))
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            FACT
            | same(Sensitivity.PLAIN, "answer_by", "given_to", "given_as", "team")
            | same(Sensitivity.CARE, "asked_on", "how", "started_by", "their_words", "primary", "secondary")
        )


class ReturnAnswer(Fact):
    """What was done about a request to come back.

    `review_on` is there where the worker is given for a time: on that day somebody looks again; nothing ends by itself.
    """

    request = models.ForeignKey(ReturnRequest, models.PROTECT, related_name="+")
    answered_on = models.DateField()
    taken = models.CharField(max_length=10, choices=Taken.choices())
    worker = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    review_on = models.DateField(null=True, blank=True)
    what = models.TextField(blank=True)
    their_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            sourced("return_answer"),
            listed("return_taken_known", "taken", Taken),
            models.UniqueConstraint(
                name="return_answered_once", fields=["request"], condition=Q(withdrawn_at__isnull=True)
            ),
            models.CheckConstraint(
                name="return_instead_in_their_words",
                condition=Q(taken=Taken.ALLOCATED.value) | (~Q(what="") & ~Q(their_words="")),
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            FACT
            | same(Sensitivity.PLAIN, "request", "worker")
            | same(Sensitivity.CARE, "answered_on", "taken", "review_on", "what", "their_words")
        )
