"""Who else may have been there: young people within reach who live with somebody or are their brothers and sisters."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from waymark.accounts.models import User
from waymark.contact.models import ContactMade
from waymark.people.facts import network_of, reach_of
from waymark.people.facts.reported import known
from waymark.people.models import Address, YoungPerson
from waymark.people.rules.words import Relation

MOST = 6


def companions_of(person: YoungPerson, user: User, *, on: date) -> list[YoungPerson]:
    """Within this user's reach: whoever was there on an earlier visit, lives at the same address now, or has the name
    of a brother or sister in their network; by name. A fixed number of queries.
    """
    together = Q(pk__in=_on_visits_with(person.pk)) | Q(pk__in=_living_with(person.pk, on=on))
    for member in network_of([person.pk]).get(person.pk, []):
        words = member.name.split()
        if member.relation == Relation.SIBLING and len(words) > 1:
            first, last = words[0], words[-1]
            together |= Q(first_name__iexact=first, last_name__iexact=last)
            together |= Q(preferred_name__iexact=first, last_name__iexact=last)
    people = YoungPerson.objects.visible_to(user, on=on).current()
    return list(people.filter(together).exclude(pk=person.pk).order_by("sort_name")[:MOST])


def _on_visits_with(person_id: UUID) -> list[UUID]:
    visits = known(ContactMade).filter(person=person_id, visit_key__isnull=False).values("visit_key")
    rows = known(ContactMade).filter(visit_key__in=visits).exclude(person=person_id)
    return list(rows.values_list("person_id", flat=True).distinct()[: MOST * 2])


def _living_with(person_id: UUID, *, on: date) -> list[UUID]:
    """At the same lines and postcode: a postcode alone is a whole street."""
    here = [(a.lines, a.postcode) for a in reach_of([person_id], on=on)[person_id].addresses if a.lines and a.postcode]
    same = Q(pk__in=[])
    for lines, postcode in here:
        same |= Q(lines__iexact=lines, postcode=postcode)
    rows = Address.objects.known().open_on(on).filter(same)
    return list(rows.exclude(person=person_id).values_list("person_id", flat=True).distinct()[: MOST * 2])
