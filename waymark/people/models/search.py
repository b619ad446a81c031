"""Tables derived from names and numbers, so that people are found by them quickly, also when misspelt."""

from django.db import models

from waymark.core import privacy
from waymark.core.privacy import Retention, Sensitivity, same
from waymark.people.models.person import YoungPerson


class DerivedSearch(models.Model):
    """One word of somebody's names, or one of their telephone numbers or e-mail addresses, folded for comparing."""

    person = models.ForeignKey(YoungPerson, models.PROTECT, related_name="+")
    word = models.CharField(max_length=254)

    class Meta:
        indexes = [models.Index(fields=["word", "person"], name="people_search_word")]

    class Privacy(privacy.Privacy):
        retention = Retention.DERIVED
        sensitivity = same(Sensitivity.PLAIN, "id", "person") | same(Sensitivity.IDENTITY, "word")


class DerivedTrigram(models.Model):
    """Three neighbouring letters of a word that is somebody's name; `size` is how many different ones the word has."""

    trigram = models.CharField(max_length=3)
    word = models.CharField(max_length=254)
    size = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trigram", "word"], name="people_trigram_once")]
        indexes = [models.Index(fields=["word"], name="people_trigram_word")]

    class Privacy(privacy.Privacy):
        retention = Retention.DERIVED
        sensitivity = same(Sensitivity.PLAIN, "id", "size") | same(Sensitivity.IDENTITY, "trigram", "word")
