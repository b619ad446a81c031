"""An import's outcome as JSON for scripts and as text for people."""

from collections.abc import Iterable, Mapping
from typing import Any

from waymark.statutory.facts.plans import Located, TableCounts


def as_json(counts: Mapping[str, TableCounts], problems: Iterable[Located]) -> dict[str, Any]:
    """The stable shape scripts rely on: `tables` and `problems`."""
    return {
        "tables": {
            table: {name: count for name, count in own._asdict().items() if name != "withdrawn"}
            for table, own in counts.items()
        },
        "problems": [
            {
                "file": located.problem.file,
                "row": located.problem.row,
                "column": located.problem.column,
                "message": located.problem.message,
            }
            for located in problems
        ],
    }


def where(located: Located) -> str:
    """“oc3.csv, row 12, ACTIV: ”, or nothing."""
    problem = located.problem
    parts = [problem.file, f"row {problem.row}" if problem.row else "", problem.column]
    return ", ".join(part for part in parts if part) + ": " if any(parts) else ""


def as_text(
    counts: Mapping[str, TableCounts], problems: Iterable[Located], people: Mapping[str, int], *, dry_run: bool
) -> str:
    """Every problem, then a table of counts. Without `people` nothing was or would be brought in."""
    lines = [where(located) + located.problem.message for located in problems]
    lines += ["", f"{'':22}{'new':>9}{'changed':>9}{'as it was':>11}{'rejected':>10}{'rows in':>9}"]
    for table, own in counts.items():
        rows_in = own.created + own.updated + own.unchanged + own.rejected
        numbers = f"{own.created:>9,}{own.updated:>9,}{own.unchanged:>11,}{own.rejected:>10,}{rows_in:>9,}"
        lines.append(f"{table.replace('_', ' '):22}{numbers}")
        if own.withdrawn:
            lines.append(f"{'':22}{own.withdrawn:,} kept from earlier are not in the files any more")
    if not people:
        return "\n".join([*lines, "Nothing was imported: mend the files that could not be read, or leave them out."])
    would = "would be " if dry_run else ""
    lines.append(
        f"Young people: {people['created']:,} {would}added, {people['changed']:,} {would}changed, "
        f"{people['left']:,} left as they were."
    )
    if people.get("care_history_missing"):
        lines.append(f"{people['care_history_missing']:,} of those touched have no care history in the years loaded.")
    return "\n".join(lines)
