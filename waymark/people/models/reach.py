"""Where someone lives and how to reach them."""

from django.db import models

from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models.facthood import DATED, FACT, Fact, in_order, listed, sourced
from waymark.people.rules.words import AddressKind, ContactKind, YesNo


class Address(Fact):
    """A place. Writing there is safe only where somebody has said so."""

    lines = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=10, choices=AddressKind.choices(), default=AddressKind.HOME.value)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    safe_to_write = models.CharField(max_length=7, choices=YesNo.choices(), default=YesNo.UNKNOWN.value)
    safe_note = models.TextField(blank=True)

    class Meta:
        indexes = [
            # Who else lives there is asked whenever a contact is recorded.
            models.Index(fields=["postcode"], name="people_address_at", condition=models.Q(withdrawn_at__isnull=True))
        ]
        constraints = [
            sourced("address"),
            in_order("address"),
            listed("address_kind_known", "kind", AddressKind),
            listed("address_safe_known", "safe_to_write", YesNo),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            FACT
            | same(Sensitivity.CONTACT, "lines", "postcode", "kind", "started_on", "ended_on")
            | same(Sensitivity.RISK, "safe_to_write", "safe_note")
        )


class ContactPoint(Fact):
    """A number or address to reach someone by. Using it is safe only where somebody has said so."""

    kind = models.CharField(max_length=6, choices=ContactKind.choices(), default=ContactKind.MOBILE.value)
    value = models.CharField(max_length=254)
    safe_to_use = models.CharField(max_length=7, choices=YesNo.choices(), default=YesNo.UNKNOWN.value)
    safe_note = models.TextField(blank=True)
    preferred = models.BooleanField(default=False)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            sourced("contact_point"),
            in_order("contact_point"),
            listed("contact_point_kind_known", "kind", ContactKind),
            listed("contact_point_safe_known", "safe_to_use", YesNo),
        ]

    class Privacy(privacy.Privacy):
        retention = Retention.CASE_RECORD
        sensitivity = (
            FACT
            | DATED
            | same(Sensitivity.CONTACT, "kind", "value", "preferred")
            | same(Sensitivity.RISK, "safe_to_use", "safe_note")
        )
