"""What was talked about at 21, and what has been offered every year since."""

from django.db import models
from django.db.models import F, Q

from waymark.accounts.models import User
from waymark.after21.rules.words import Answer, Reason, StartedBy, Way, Wish
from waymark.contact.models import ContactMade
from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models import Fact
from waymark.people.models.facthood import FACT, listed, sourced


class Conversation(Fact):
    """The talk before the 21st birthday about what comes after it. Children Act 1989 s.23C(6), s.23CZB.

    `programme` is theirs where they are in education or training; `explained` says how the right to come back until 25
    was put to them, and stands empty where it was not.
    """

    held_on = models.DateField()
    how = models.CharField(max_length=12, choices=Way.choices())
    wish = models.CharField(max_length=12, choices=Wish.choices())
    their_words = models.TextField(blank=True)
    explained = models.TextField(blank=True)
    programme = models.CharField(max_length=200, blank=True)
    worker = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.ForeignKey(ContactMade, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "-held_on"], name="after21_conversation_by")]
        constraints = [
            sourced("conversation"),
            listed("conversation_how_known", "how", Way),
            listed("conversation_wish_known", "wish", Wish),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            FACT
            | same(Sensitivity.PLAIN, "worker", "contact")
            | same(Sensitivity.CARE, "held_on", "how", "wish", "their_words", "explained", "programme")
        )


class Offer(Fact):
    """A yearly offer of support that was made or tried, or a contact that they began; with why and what they said."""

    offered_on = models.DateField()
    how = models.CharField(max_length=12, choices=Way.choices())
    reached = models.BooleanField()
    started_by = models.CharField(max_length=12, choices=StartedBy.choices(), default=StartedBy.US.value)
    answer = models.CharField(max_length=10, choices=Answer.choices(), default=Answer.NONE.value)
    their_words = models.TextField(blank=True)
    primary = models.CharField(max_length=10, choices=Reason.choices(), blank=True)
    secondary = models.CharField(max_length=10, choices=Reason.choices(), blank=True)
    worker = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.ForeignKey(ContactMade, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["person", "-offered_on"], name="after21_offer_by"),
            models.Index(fields=["offered_on"], name="after21_offer_on"),
        ]
        constraints = [
            sourced("offer"),
            listed("offer_how_known", "how", Way),
            listed("offer_started_by_known", "started_by", StartedBy),
            listed("offer_answer_known", "answer", Answer),
            listed("offer_primary_known", "primary", Reason, blank=True),
            listed("offer_secondary_known", "secondary", Reason, blank=True),
            # Who was not reached has said nothing, and silence is no answer.
            models.CheckConstraint(
                name="offer_answered_when_reached", condition=Q(reached=True) | Q(answer=Answer.NONE.value)
            ),
            models.CheckConstraint(
                name="offer_two_reasons", condition=Q(secondary="") | (~Q(primary="") & ~Q(primary=F("secondary")))
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            FACT
            | same(Sensitivity.PLAIN, "worker", "contact")
            | same(Sensitivity.CARE, "offered_on", "how", "reached", "started_by", "answer", "their_words")
            | same(Sensitivity.CARE, "primary", "secondary")
        )
