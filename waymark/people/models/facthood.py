"""What every fact about a young person has in common: who said so, when it was recorded and when it was withdrawn."""

import uuid
from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from waymark.core.privacy import Sensitivity, same
from waymark.core.vocab import Vocabulary
from waymark.people.rules.words import Source

# The sensitivity of the fields every fact has.
FACT = same(Sensitivity.PLAIN, "id", "person", "recorded_at", "withdrawn_at", "recorded_by_id", "source")
DATED = same(Sensitivity.CARE, "started_on", "ended_on")


class FactQuerySet(models.QuerySet):
    """Phrases for asking about facts."""

    def known(self) -> Self:
        """Those that nobody has withdrawn."""
        return self.filter(withdrawn_at=None)

    def known_at(self, moment: datetime) -> Self:
        """Those that were believed at a moment, whatever has been learnt since."""
        return self.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=moment), recorded_at__lte=moment)

    def open_on(self, day: date) -> Self:
        """Dated ones whose half-open period holds that day; a start or end not known does not shut one out."""
        return self.filter(
            Q(started_on__isnull=True) | Q(started_on__lte=day), Q(ended_on__isnull=True) | Q(ended_on__gt=day)
        )


class Fact(models.Model):
    """One thing known about one person. A correction withdraws the row and adds another; no row is changed or deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.YoungPerson", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    recorded_by_id = models.UUIDField(null=True, blank=True)
    source = models.CharField(max_length=12, choices=Source.choices(), default=Source.STAFF.value)

    objects: ClassVar[models.Manager] = FactQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def known(self) -> bool:
        return self.withdrawn_at is None


def listed(name: str, field: str, words: type[Vocabulary], *, blank: bool = False) -> models.CheckConstraint:
    """The constraint behind a field's choices."""
    return models.CheckConstraint(
        name=name, condition=Q(**{f"{field}__in": [*words.values(), *([""] if blank else [])]})
    )


def sourced(name: str) -> models.CheckConstraint:
    return listed(f"{name}_source_known", "source", Source)


def in_order(name: str) -> models.CheckConstraint:
    """A period does not end before it starts; one of no days is allowed, as returns hold some."""
    return models.CheckConstraint(
        name=f"{name}_in_order",
        condition=Q(ended_on__isnull=True) | Q(started_on__isnull=True) | Q(ended_on__gte=F("started_on")),
    )
