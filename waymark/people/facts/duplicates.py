"""Records that are probably of one person."""

from dataclasses import dataclass

from waymark.people.models import YoungPerson, YoungPersonQuerySet
from waymark.people.rules.duplicates import Known, likely_duplicates
from waymark.people.rules.names import words_of


@dataclass(frozen=True, slots=True)
class Pair:
    one: YoungPerson
    other: YoungPerson
    reasons: tuple[str, ...]


def duplicates(*, among: YoungPersonQuerySet, limit: int = 50) -> list[Pair]:
    """The likeliest pairs among these people, with the reasons. Two queries."""
    rows = among.current().values_list("pk", "child_id", "upn", "born_on", "first_name", "last_name", "preferred_name")
    likely = likely_duplicates(
        Known(pk, child_id or "", upn, born_on, frozenset(words_of(first, last) or words_of(preferred)))
        for pk, child_id, upn, born_on, first, last, preferred in rows.iterator()
    )[:limit]
    people = YoungPerson.objects.in_bulk({pk for pair in likely for pk in (pair.one, pair.other)})
    return [Pair(people[pair.one], people[pair.other], pair.reasons) for pair in likely]
