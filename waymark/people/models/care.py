"""A care history: every dated period and event that a legal status is read from. Periods are half-open."""

from django.db import models

from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models.facthood import DATED, FACT, Fact, in_order, listed, sourced
from waymark.people.rules.words import (
    AwayKind,
    CareKind,
    MissingKind,
    OrderKind,
    OtherPlaceKind,
    WithWhom,
    YesNo,
)

CASE_RECORD = Retention.CASE_RECORD


class CarePeriod(Fact):
    """Looked after without a break. `ended_on` is the first day not looked after; `authority_code` blank means ours."""

    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=CareKind.choices(), default=CareKind.LOOKED_AFTER.value)
    authority_code = models.CharField(max_length=9, blank=True)
    ended_reason = models.CharField(max_length=4, blank=True)
    care_order_at_end = models.CharField(max_length=7, choices=YesNo.choices(), default=YesNo.UNKNOWN.value)

    class Meta:
        constraints = [
            sourced("care_period"),
            in_order("care_period"),
            listed("care_period_kind_known", "kind", CareKind),
            listed("care_period_order_known", "care_order_at_end", YesNo),
        ]

    class Privacy(privacy.Privacy):
        retention = CASE_RECORD
        sensitivity = (
            FACT | DATED | same(Sensitivity.CARE, "kind", "authority_code", "ended_reason", "care_order_at_end")
        )


class LegalStatusSpell(Fact):
    """The legal basis of being looked after over time, as a code of the return (C2, V2 …)."""

    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    code = models.CharField(max_length=3)

    class Meta:
        constraints = [sourced("legal_status"), in_order("legal_status")]

    class Privacy(privacy.Privacy):
        retention = CASE_RECORD
        sensitivity = FACT | DATED | same(Sensitivity.CARE, "code")


class Placement(Fact):
    """Where someone lived while looked after; `place`, `provider` and `reason_change` are codes of the return."""

    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=3)
    provider = models.CharField(max_length=3, blank=True)
    reason_change = models.CharField(max_length=6, blank=True)
    home_postcode = models.CharField(max_length=10, blank=True)
    placement_postcode = models.CharField(max_length=10, blank=True)
    urn = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [sourced("placement"), in_order("placement")]

    class Privacy(privacy.Privacy):
        retention = CASE_RECORD
        sensitivity = (
            FACT
            | DATED
            | same(Sensitivity.CARE, "place", "provider", "reason_change", "urn")
            | same(Sensitivity.CONTACT, "home_postcode", "placement_postcode")
        )


class HomeSpell(Fact):
    """Living with a parent or someone in a parent's place. Care Leavers (England) Regulations 2010 reg.3(5)."""

    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    with_whom = models.CharField(max_length=10, choices=WithWhom.choices(), default=WithWhom.PARENT.value)

    class Meta:
        constraints = [
            sourced("home_spell"),
            in_order("home_spell"),
            listed("home_spell_with_known", "with_whom", WithWhom),
        ]

    class Privacy(privacy.Privacy):
        retention = CASE_RECORD
        sensitivity = FACT | DATED | same(Sensitivity.CARE, "with_whom")


class AwaySpell(Fact):
    """In custody or in hospital. Under a care order someone stays looked after throughout: Children Act 1989 s.22(1)(a).

    `expected_end_on` is when they are expected to come out, as last heard; nothing about status or duties rests on it.
    """

    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    expected_end_on = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=8, choices=AwayKind.choices())
    under_care_order = models.BooleanField(default=False)

    class Meta:
        constraints = [
            sourced("away_spell"),
            in_order("away_spell"),
            listed("away_spell_kind_known", "kind", AwayKind),
            models.CheckConstraint(
                name="away_spell_expected_in_order",
                condition=models.Q(expected_end_on__isnull=True)
                | models.Q(expected_end_on__gte=models.F("started_on")),
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = CASE_RECORD
        sensitivity = FACT | same(
            Sensitivity.RISK, "started_on", "ended_on", "expected_end_on", "kind", "under_care_order"
        )


class OtherAccommodation(Fact):
    """Accommodation that is not being looked after. Children Act 1989 s.24(2), s.17."""

    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=17, choices=OtherPlaceKind.choices())

    class Meta:
        constraints = [
            sourced("other_accommodation"),
            in_order("other_accommodation"),
            listed("other_accommodation_kind_known", "kind", OtherPlaceKind),
        ]

    class Privacy(privacy.Privacy):
        retention = CASE_RECORD
        sensitivity = FACT | DATED | same(Sensitivity.CARE, "kind")


class FamilyOrder(Fact):
    """A court made a lasting home: special guardianship, a child arrangements order or adoption."""

    kind = models.CharField(max_length=20, choices=OrderKind.choices())
    made_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            sourced("family_order"),
            listed("family_order_kind_known", "kind", OrderKind),
            models.CheckConstraint(
                name="family_order_in_order",
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=models.F("made_on")),
            ),
        ]

    class Privacy(privacy.Privacy):
        retention = CASE_RECORD
        sensitivity = FACT | same(Sensitivity.CARE, "kind", "made_on", "ended_on")


class SupportRequest(Fact):
    """At 21 or later they asked for support, or said they do not want it now. Children Act 1989 s.23CZB."""

    asked_on = models.DateField()
    wants = models.BooleanField()
    words = models.TextField(blank=True)

    class Meta:
        constraints = [sourced("support_request")]

    class Privacy(privacy.Privacy):
        retention = CASE_RECORD
        sensitivity = FACT | same(Sensitivity.CARE, "asked_on", "wants", "words")


class StudySpell(Fact):
    """A programme of education or training at 21 or later. Children Act 1989 s.23CA, s.24B(3)."""

    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    programme = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [sourced("study_spell"), in_order("study_spell")]

    class Privacy(privacy.Privacy):
        retention = CASE_RECORD
        sensitivity = FACT | DATED | same(Sensitivity.CARE, "programme")


class ReviewHeld(Fact):
    """A review of a looked-after child; `participation` is a code of the return (PN0 to PN7), blank when not known."""

    held_on = models.DateField()
    participation = models.CharField(max_length=3, blank=True)

    class Meta:
        constraints = [sourced("review_held")]

    class Privacy(privacy.Privacy):
        retention = CASE_RECORD
        sensitivity = FACT | same(Sensitivity.CARE, "held_on", "participation")


class MissingEpisode(Fact):
    """Missing, or away without authorisation. `ended_on` is the day they were found."""

    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=1, choices=MissingKind.choices(), default=MissingKind.MISSING.value)

    class Meta:
        constraints = [
            sourced("missing_episode"),
            in_order("missing_episode"),
            listed("missing_episode_kind_known", "kind", MissingKind),
        ]

    class Privacy(privacy.Privacy):
        retention = CASE_RECORD
        sensitivity = FACT | same(Sensitivity.RISK, "started_on", "ended_on", "kind")


class UnaccompaniedSpell(Fact):
    """Seeking asylum without a parent, as the return reports it; `ended_on` is DUC, the day that ceased."""

    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [sourced("unaccompanied"), in_order("unaccompanied")]

    class Privacy(privacy.Privacy):
        retention = CASE_RECORD
        sensitivity = FACT | same(Sensitivity.RISK, "started_on", "ended_on")
