"""The one door to a year's definition."""

from collections.abc import Mapping
from dataclasses import replace

from waymark.statutory.ssda903 import y2017, y2019, y2022, y2023, y2024, y2025, y2026, y2027
from waymark.statutory.ssda903.definition import Definition

_CHANGED = {
    module.DEFINITION.year: module.DEFINITION for module in (y2017, y2019, y2022, y2023, y2024, y2025, y2026, y2027)
}
FIRST, LAST = min(_CHANGED), max(_CHANGED)

YEARS: Mapping[int, Definition] = {
    year: replace(_CHANGED[max(changed for changed in _CHANGED if changed <= year)], year=year)
    for year in range(FIRST, LAST + 1)
}


class YearNotSupported(ValueError):
    """A collection year outside those that are known."""


def for_year(year: int) -> Definition:
    """The return of a collection year: 2026 is 1 April 2025 to 31 March 2026. Raises YearNotSupported."""
    try:
        return YEARS[year]
    except KeyError:
        raise YearNotSupported(
            f"{year} is not a collection year from {FIRST} to {LAST}. The 2026 return is for 1 April 2025 to 31 March 2026."
        ) from None


def years_of_code(column: str, code: str) -> tuple[int, ...]:
    """The years in which a code of a column was in force."""
    return tuple(year for year, definition in YEARS.items() if code in definition.codes.get(column, ()))
