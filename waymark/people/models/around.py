"""The people around a young person: those who work for them and those who matter to them."""

from django.db import models
from django.db.models import Q

from waymark.accounts.models import Team, User
from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models.facthood import DATED, FACT, Fact, in_order, listed, sourced
from waymark.people.rules.words import ONE_AT_A_TIME, AllocationRole, Relation, YesNo


class NetworkMember(Fact):
    """Somebody in the young person's life."""

    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=12, choices=Relation.choices(), default=Relation.OTHER.value)
    relation_words = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    matters = models.BooleanField(default=False)
    in_their_words = models.TextField(blank=True)
    has_parental_responsibility = models.CharField(max_length=7, choices=YesNo.choices(), default=YesNo.UNKNOWN.value)
    ask_first = models.TextField(blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            sourced("network"),
            in_order("network"),
            listed("network_relation_known", "relation", Relation),
            listed("network_pr_known", "has_parental_responsibility", YesNo),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            FACT
            | same(Sensitivity.THIRD_PARTY, "name", "relation", "relation_words", "organisation", "phone", "email")
            | same(Sensitivity.THIRD_PARTY, "has_parental_responsibility", "ask_first", "started_on", "ended_on")
            | same(Sensitivity.CARE, "matters", "in_their_words")
        )


class Allocation(Fact):
    """A worker is there for a young person from a day on. `worker` is null while only a name is known."""

    worker = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    worker_name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=20, choices=AllocationRole.choices())
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [
            # Whole, so that whom a worker or a team reaches is read from the index alone.
            models.Index(
                fields=["worker", "ended_on", "started_on", "withdrawn_at", "role", "person"],
                name="people_alloc_worker",
            ),
            models.Index(fields=["team", "ended_on", "started_on", "withdrawn_at", "person"], name="people_alloc_team"),
        ]
        constraints = [
            sourced("allocation"),
            in_order("allocation"),
            listed("allocation_role_known", "role", AllocationRole),
            models.CheckConstraint(
                name="allocation_names_a_worker",
                condition=Q(worker__isnull=False) | Q(team__isnull=False) | ~Q(worker_name=""),
            ),
            models.UniqueConstraint(
                name="allocation_one_at_a_time",
                fields=["person", "role"],
                condition=Q(
                    ended_on__isnull=True, withdrawn_at__isnull=True, role__in=[role.value for role in ONE_AT_A_TIME]
                ),
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = FACT | DATED | same(Sensitivity.CARE, "worker", "worker_name", "role", "team", "reason")

    @property
    def shown_worker(self) -> str:
        """The worker's name, or the team's where no worker is named. Reads `worker` and `team`: select_related them."""
        return str(self.worker) if self.worker else self.worker_name or f"{self.team} (no worker named)"
