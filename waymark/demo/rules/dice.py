"""One seeded source of chance a person, so that the same seed gives the same council in any order of work."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice(Random):
    """`Dice("7/person/12")`: a Random that also throws dates, identifiers and weighted choices.

    A text seed is hashed by Python in a way that does not change between runs or machines.
    """

    def happens(self, chance: float) -> bool:
        return self.random() < chance

    def one(self, items: Sequence[T]) -> T:
        return items[int(self.random() * len(items))]

    def weighted(self, weights: Mapping[T, float]) -> T:
        return self.choices(list(weights), list(weights.values()))[0]

    def days(self, low: int, high: int) -> timedelta:
        """A span of `low` to `high` days, both possible."""
        return timedelta(days=self.randint(low, high))

    def day_between(self, first: date, last: date) -> date:
        """A day from `first` to `last`, both possible; `first` where `last` is earlier."""
        return first + timedelta(days=self.randint(0, max(0, (last - first).days)))

    def identifier(self) -> uuid.UUID:
        return uuid.UUID(int=self.getrandbits(128), version=4)
