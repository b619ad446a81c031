"""Reads one year's return from a folder, files or uploads, in CSV or XML, whatever the files are called."""

import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from waymark.statutory.reading.collecting import Collector, Unreadable
from waymark.statutory.reading.csv_form import read_csv
from waymark.statutory.reading.limits import Limits
from waymark.statutory.reading.result import Problem, ProblemKind, ReadReturn
from waymark.statutory.reading.xml_form import read_xml
from waymark.statutory.ssda903.tables import TABLES

Source = str | os.PathLike[str] | tuple[str, bytes | BinaryIO]
"""A folder, a file, or an upload as `(name, content)`."""

_LIMITS = Limits()
_ENDINGS = (".csv", ".xml")


def read(sources: Source | Iterable[Source], *, limits: Limits = _LIMITS) -> ReadReturn:
    """Reads one collection year's return.

    Takes a folder (its own .csv and .xml files, not those of folders inside it), a file, an upload, or several of
    these. Never raises for what a file holds: everything wrong is in `problems`, and a file that cannot be read gives
    none of its rows. Files are read as streams; none is ever held whole.
    """
    collector = Collector(limits)
    given = [sources] if isinstance(sources, (str, os.PathLike, tuple)) else list(sources)
    for name, opened in _opened(given, collector):
        _read_one(name, opened, collector)
    collector.say_what_was_left_out()
    _say_which_tables_came_twice(collector.found)
    return collector.found


def _opened(given: list[Source], collector: Collector) -> Iterator[tuple[str, BinaryIO]]:
    for source in given:
        if isinstance(source, tuple):
            name, content = source
            yield Path(name).name, io.BytesIO(content) if isinstance(content, bytes) else content
            continue
        for path in _files(Path(source), collector):
            try:
                with path.open("rb") as stream:
                    yield path.name, stream
            except OSError as error:
                message = f"The file cannot be opened ({error.strerror}). Check that it exists and may be read."
                collector.problem(path.name, None, "", message, ProblemKind.FILE)


def _files(path: Path, collector: Collector) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith("."))
    known = [each for each in files if each.suffix.lower() in _ENDINGS]
    for other in files:
        if other.suffix.lower() in (".xlsx", ".xls", ".ods", ".zip"):
            message = "Only .csv and .xml files are read. Save each sheet as “CSV UTF-8 (comma delimited)”."
            collector.problem(other.name, None, "", message, ProblemKind.FILE)
    if not known:
        message = "The folder holds no .csv or .xml file. Give the folder with the files of the return."
        collector.problem(path.name, None, "", message, ProblemKind.FILE)
    return known


def _read_one(name: str, stream: BinaryIO, collector: Collector) -> None:
    """Reads one file, or, when it cannot be read, puts everything back as it was before and says why."""
    start = stream.read(512)
    stream.seek(0)
    collector.begin_file()
    try:
        if start.startswith(b"PK\x03\x04"):
            raise Unreadable("This is a workbook or a zip file. Save each sheet as “CSV UTF-8 (comma delimited)”.")
        if _is_xml(start):
            read_xml(name, stream, collector)
        else:
            read_csv(name, stream, collector)
    except Unreadable as error:
        collector.take_back()
        collector.problem(name, error.row, "", str(error), ProblemKind.FILE)


def _is_xml(start: bytes) -> bool:
    return start.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n").startswith(b"<")


def _say_which_tables_came_twice(found: ReadReturn) -> None:
    times = Counter(key for file in found.files for key in file.tables if _has_rows(found, file.name, key))
    for key, count in times.items():
        if count > 1:
            names = [file.name for file in found.files if key in file.tables]
            message = (
                f"{TABLES[key].title} was given in {count} files: {', '.join(names)}. The rows of all were read. "
                "Remove the file that should not be there, if one should not."
            )
            found.problems.append(Problem(names[-1], None, "", message, ProblemKind.TABLE, key))


def _has_rows(found: ReadReturn, file: str, key: str) -> bool:
    return any(row.file == file for row in found.all_rows(key))
