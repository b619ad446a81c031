"""Takes rows one by one, keeps each or says why not, and reads its cells for what is wrong with them."""

from collections import Counter

from waymark.statutory.reading.limits import Limits
from waymark.statutory.reading.result import Layout, Problem, ProblemKind, ReadReturn, Row
from waymark.statutory.reading.values import DateCells, identifier_problem, partial_date_problem, short
from waymark.statutory.ssda903.codes import MEANINGS
from waymark.statutory.ssda903.tables import Kind


class Unreadable(ValueError):
    """A file that cannot be read any further; the message says why and what to do."""

    def __init__(self, message: str, row: int | None = None) -> None:
        super().__init__(message)
        self.row = row


class _Plan:
    """Which cells of a layout are read how; worked out once a file."""

    __slots__ = ("child", "codes", "dates", "identifiers", "key", "layout", "partial_dates", "single_key", "width")

    def __init__(self, layout: Layout) -> None:
        of_kind = {
            kind: [(name, layout.index[name]) for name, own in layout.table.kinds.items() if own is kind]
            for kind in Kind
        }
        self.layout = layout
        self.width = len(layout.columns)
        self.child = layout.index["CHILD"]
        self.dates = of_kind[Kind.DATE]
        self.partial_dates = of_kind[Kind.PARTIAL_DATE]
        self.codes = [(name, position, MEANINGS[name]) for name, position in of_kind[Kind.CODE]]
        self.identifiers = [pair for pair in of_kind[Kind.IDENTIFIER] if pair[0] != "CHILD"]
        self.key = [layout.index[name] for name in layout.table.natural_key]
        self.single_key = len(self.key) == 1


class Collector:
    """Gathers rows of many files into one ReadReturn.

    Reading is where the time goes, so texts already met are looked up, not read again.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.found = ReadReturn()
        self.dates = DateCells()
        self._texts: dict[str, str] = {}  # one copy of each text, however many cells hold it
        self._fine_identifiers: set[str] = set()
        self._seen: dict[str, dict[object, Row]] = {}
        self._repeats: Counter[tuple[str, str, ProblemKind]] = Counter()
        self._layouts: set[Layout] = set()
        self.begin_file()

    def problem(self, file: str, row: int | None, column: str, message: str, kind: ProblemKind, **where: str) -> None:
        """Notes a problem; beyond the limit only counts it, so that a hostile file cannot fill memory."""
        self._repeats[file, column, kind] += 1
        if self._repeats[file, column, kind] <= self.limits.repeats:
            self.found.problems.append(Problem(file, row, column, message, kind, **where))

    def say_what_was_left_out(self) -> None:
        """One sentence for each kind of problem that was counted and not listed."""
        for (file, column, kind), times in self._repeats.items():
            if (more := times - self.limits.repeats) > 0:
                message = f"{more:,} more like these in this file are not listed one by one. Mend these first."
                self.found.problems.append(Problem(file, None, column, message, kind))

    def plan(self, layout: Layout) -> _Plan:
        """Opens a table for rows of this layout."""
        self.found.tables.setdefault(layout.table.key, [])
        self._layouts.add(layout)
        return _Plan(layout)

    def add(self, plan: _Plan, number: int, cells: list[str]) -> None:
        """Takes one row, `cells` being exactly as many as the layout has columns."""
        texts = tuple(map(self._texts.setdefault, cells, cells))
        row = Row(plan.layout, number, texts)
        child = texts[plan.child].strip().upper()
        keyed = child in self._fine_identifiers or self._keyed(row, child)
        if not keyed or not self._first(plan, row, child):
            self.found.rejected.setdefault(plan.layout.table.key, []).append(row)
            return
        self.found.tables[plan.layout.table.key].append(row)
        self._read_cells(plan, row, child)

    def reject(self, layout: Layout, number: int, cells: list[str], column: str, message: str) -> None:
        """Keeps a row aside with the reason, because its cells cannot be told apart."""
        row = Row(layout, number, tuple((cells + [""] * len(layout.columns))[: len(layout.columns)]))
        self.found.rejected.setdefault(layout.table.key, []).append(row)
        self.problem(layout.file, number, column, message, ProblemKind.ROW, table=layout.table.key, child=row.child)

    def begin_file(self) -> None:
        """Remembers how things stand, so that a file that turns out unreadable can be taken back whole."""
        found = self.found
        self._layouts = set()
        self._before = (
            {key: len(rows) for key, rows in found.tables.items()},
            {key: len(rows) for key, rows in found.rejected.items()},
            len(found.problems),
            self._repeats.copy(),
        )

    def take_back(self) -> None:
        """Forgets the rows and problems of the file begun last."""
        kept, rejected, problems, self._repeats = self._before
        for lists, lengths in ((self.found.tables, kept), (self.found.rejected, rejected)):
            for key in list(lists):
                if key in lengths:
                    del lists[key][lengths[key] :]
                else:
                    del lists[key]
        del self.found.problems[problems:]
        for key, seen in self._seen.items():
            self._seen[key] = {natural: row for natural, row in seen.items() if row.layout not in self._layouts}

    def _keyed(self, row: Row, child: str) -> bool:
        """Whether the child id can be one; if not, says so."""
        message = identifier_problem(child) if child else "There is no child id, so the row was left out. Enter one."
        if message:
            self.problem(row.file, row.number, "CHILD", message, ProblemKind.CHILD, table=row.layout.table.key)
            return False
        self._fine_identifiers.add(child)
        return True

    def _first(self, plan: _Plan, row: Row, child: str) -> bool:
        """Whether no row with the same natural key came before; if one did, says so."""
        texts = row.texts
        key = child if plan.single_key else tuple([texts[position].strip().upper() for position in plan.key])
        seen = self._seen.setdefault(plan.layout.table.key, {})
        before = seen.setdefault(key, row)
        if before is row:
            return True
        table = plan.layout.table
        same = "the same" if before.as_written() == row.as_written() else "different"
        what = ", ".join(f"{name} {row.text(name).strip()}" for name in table.natural_key)
        self.problem(
            row.file,
            row.number,
            table.natural_key[-1],
            f"{table.title} already has {what} in row {before.number} of {before.file}, with {same} values. "
            "The first was kept. Remove the one that is wrong.",
            ProblemKind.DUPLICATE,
            table=table.key,
            child=child,
        )
        return False

    def _read_cells(self, plan: _Plan, row: Row, child: str) -> None:
        texts, table = row.texts, plan.layout.table.key
        dates = self.dates
        for name, position in plan.dates:
            answer = dates[texts[position]]
            if answer.__class__ is str:
                self.problem(row.file, row.number, name, str(answer), ProblemKind.DATE, table=table, child=child)
        for name, position, meanings in plan.codes:
            text = texts[position]
            if text and text not in meanings:
                code = text.strip().upper()
                if code and code not in meanings:
                    message = f"“{short(code)}” is not a code of {name} in any year. It is kept as written; correct it."
                    self.problem(row.file, row.number, name, message, ProblemKind.CODE, table=table, child=child)
        for name, position in plan.identifiers:
            text = texts[position]
            if text and text not in self._fine_identifiers:
                if message := identifier_problem(text):
                    self.problem(row.file, row.number, name, message, ProblemKind.FORMULA, table=table, child=child)
                else:
                    self._fine_identifiers.add(text)
        for name, position in plan.partial_dates:
            if texts[position] and (message := partial_date_problem(texts[position])):
                self.problem(row.file, row.number, name, message, ProblemKind.DATE, table=table, child=child)
