"""What was promised to a young person, and by them."""

import uuid

from django.db import models
from django.db.models import Q

from waymark.accounts.models import User
from waymark.contact.models.contacts import ContactMade
from waymark.contact.rules import PromiseState, Whose
from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models import YoungPerson
from waymark.people.models.facthood import listed


class Promise(models.Model):
    """Something promised by a day. It stays open, on the list of whoever owes it, until it is kept or said not to be.

    `owner` is the worker who owes it, `owner_name` where only a name is known; of what the young person promised, the
    worker who was told. `version` rises with every change, so that two people changing it do not overwrite each other.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(YoungPerson, models.PROTECT, related_name="+")
    what = models.CharField(max_length=300)
    by_when = models.DateField()
    made_on = models.DateField()
    whose = models.CharField(max_length=12, choices=Whose.choices(), default=Whose.WORKER.value)
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    owner_name = models.CharField(max_length=120, blank=True)
    contact = models.ForeignKey(ContactMade, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=7, choices=PromiseState.choices(), default=PromiseState.OPEN.value)
    closed_on = models.DateField(null=True, blank=True)
    closed_note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by_id = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "by_when"], name="promise_open_by_owner", condition=Q(state="open")),
        ]
        constraints = [
            listed("promise_whose_known", "whose", Whose),
            listed("promise_state_known", "state", PromiseState),
            models.CheckConstraint(
                name="promise_closed_says_when",
                condition=Q(state="open", closed_on__isnull=True) | (~Q(state="open") & Q(closed_on__isnull=False)),
            ),
            models.CheckConstraint(name="promise_not_kept_says_why", condition=~Q(state="broken") | ~Q(closed_note="")),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            same(Sensitivity.PLAIN, "id", "person", "contact", "version", "recorded_at", "recorded_by_id")
            | same(Sensitivity.CARE, "what", "by_when", "made_on", "whose", "owner", "owner_name")
            | same(Sensitivity.CARE, "state", "closed_on", "closed_note")
        )

    @property
    def shown_owner(self) -> str:
        """Who owes it. Reads `owner`: select_related it."""
        return str(self.owner) if self.owner is not None else self.owner_name
