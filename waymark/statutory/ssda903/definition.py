"""What one collection year's return consists of; each year module restates only what changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from waymark.statutory.ssda903.checks.check import Check


@dataclass(frozen=True, slots=True)
class Definition:
    """One collection year: 2026 is 1 April 2025 to 31 March 2026.

    `codes` are those in force, by column. `checks` are by the DfE's number, in the order they are run.
    """

    year: int
    codes: Mapping[str, frozenset[str]]
    tables: tuple[str, ...]
    checks: Mapping[str, Check]

    @property
    def start(self) -> date:
        return date(self.year - 1, 4, 1)

    @property
    def end(self) -> date:
        """The last day of the year."""
        return date(self.year, 3, 31)

    def following(
        self,
        year: int,
        *,
        add: Mapping[str, Iterable[str]] | None = None,
        drop: Mapping[str, Iterable[str]] | None = None,
        tables: tuple[str, ...] = (),
        checks: tuple[Check, ...] = (),
    ) -> "Definition":
        """This definition a year or more later: codes added and dropped, tables and checks added or put in place."""
        codes = dict(self.codes)
        for column, added in (add or {}).items():
            codes[column] = codes[column] | frozenset(added)
        for column, dropped in (drop or {}).items():
            codes[column] = codes[column] - frozenset(dropped)
        return replace(
            self,
            year=year,
            codes=codes,
            tables=self.tables + tables,
            checks=dict(self.checks) | {check.rule: check for check in checks},
        )
