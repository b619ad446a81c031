"""Finding people by a number, a name, or a name that is misspelt."""

from dataclasses import dataclass

from django.db.models import Count, F, Max, Q, QuerySet

from waymark.core.vocab import Vocabulary
from waymark.people.models import DerivedSearch, DerivedTrigram, YoungPersonQuerySet
from waymark.people.rules.names import first_after, number_or_address, trigrams, words_of

# How alike a misspelt word must be, in trigrams shared of all trigrams: “jonathon” and “jonathan” share 0.5.
LEAST_ALIKE = 0.4
MOST_WORDS = 60
LONGEST = 200


class How(Vocabulary):
    """What a search was answered by, so that a page can say so."""

    NUMBER = "number", "by a number"
    NAME = "name", "by name"
    ALIKE = "alike", "by a name that is spelt like it"
    NOTHING = "nothing", "by nothing"


@dataclass(frozen=True, slots=True)
class Found:
    """The people found, still a query, and what they were found by."""

    people: YoungPersonQuerySet
    how: How


def search(text: str, *, among: YoungPersonQuerySet) -> Found:
    """People found by an exact child number, UPN, telephone number or e-mail address; else by how the words of their
    names begin, in any order; else by names spelt like it.

    `among` is whom the user may see. Costs one query for each way tried; `people` itself is not yet fetched.
    """
    text = text.strip()[:LONGEST]
    for how, query in ((How.NUMBER, _by_number), (How.NAME, _by_name), (How.ALIKE, _by_likeness)):
        condition = query(text)
        if condition is not None:
            people = among.filter(condition)
            if people.exists():
                return Found(people, how)
    return Found(among.none(), How.NOTHING)


def _by_number(text: str) -> Q | None:
    if not text:
        return None
    whole = "".join(text.split())
    condition = Q(child_id__in={text, whole, whole.upper()}) | Q(upn=whole.upper())
    if number := number_or_address(text):
        condition |= Q(id__in=DerivedSearch.objects.filter(word=number).values("person_id"))
    return condition


def _by_name(text: str) -> Q | None:
    condition = Q()
    for word in words_of(text):
        starting = DerivedSearch.objects.filter(word__gte=word)
        if (end := first_after(word)) is not None:
            starting = starting.filter(word__lt=end)
        condition &= Q(id__in=starting.values("person_id"))
    return condition if condition else None


def _by_likeness(text: str) -> Q | None:
    words = [word for word in words_of(text) if len(word) > 2]
    condition = Q()
    for word in words:
        condition &= Q(id__in=DerivedSearch.objects.filter(word__in=_words_like(word)).values("person_id"))
    return condition if condition else None


def _words_like(word: str) -> list[str]:
    """Words of names that are spelt like this one, the most alike first."""
    parts = trigrams(word)
    shared = Count("id")
    rows: QuerySet[DerivedTrigram, str] = (
        DerivedTrigram.objects.filter(trigram__in=parts)
        .values("word")
        # shared ÷ (all of one + all of the other − shared) ≥ LEAST_ALIKE, without dividing
        .annotate(shared=shared, size_of_word=Max("size"))
        .filter(shared__gte=(F("size_of_word") + len(parts)) * LEAST_ALIKE / (1 + LEAST_ALIKE))
        .order_by("-shared", "size_of_word", "word")
        .values_list("word", flat=True)
    )
    return list(rows[:MOST_WORDS])
