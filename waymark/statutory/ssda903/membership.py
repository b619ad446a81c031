"""Who belongs in the care leavers' return, from care history alone: the arithmetic that rules and cohort share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from waymark.core.dates import Period, birthday, joined

# DfE rule 1001, after Children Act 1989 Sch. 2 para 19B(2) and the Care Leavers (England) Regulations 2010 reg. 3:
# thirteen weeks in all since 14, some of it at 16 or 17.
NIGHTS_SINCE_14 = 91
NIGHTS_SINCE_16 = 1


@dataclass(frozen=True, slots=True)
class Nights:
    """Nights looked after since the 14th and the 16th birthday, as far as is known."""

    since_14: int
    since_16: int

    @property
    def enough(self) -> bool:
        return self.since_14 >= NIGHTS_SINCE_14 and self.since_16 >= NIGHTS_SINCE_16


def nights(spells: Iterable[Period], born: date, up_to: date) -> Nights:
    """Nights in these spells of care since the two birthdays. Short breaks must have been left out already."""
    whole = joined(spells)

    def since(day: date) -> int:
        return sum(part.nights(up_to) for spell in whole if (part := spell.common(Period(day))) is not None)

    return Nights(since(birthday(born, 14)), since(birthday(born, 16)))


def could_be_enough(known: Nights, born: date, known_from: date) -> bool:
    """Whether care before the first day on record could make the known nights enough; if not, they never will be."""
    unseen_14 = max(0, (known_from - birthday(born, 14)).days)
    unseen_16 = max(0, (known_from - birthday(born, 16)).days)
    return Nights(known.since_14 + unseen_14, known.since_16 + unseen_16).enough
