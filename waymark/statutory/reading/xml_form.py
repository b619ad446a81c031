"""Reads one XML return (EXPSSDA903) as a stream: no entities, no document type, one child in memory at a time."""

from typing import BinaryIO, Final
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser

from waymark.statutory.reading.collecting import Collector, Unreadable
from waymark.statutory.reading.result import FileRead, Layout, ProblemKind
from waymark.statutory.ssda903.tables import TABLES, Table

ROOT: Final = "EXPSSDA903"
COLUMN_OF_TAG: Final = {"CHILDID": "CHILD", "PL": "PLACE"}
TAG_OF_COLUMN: Final = {column: tag for tag, column in COLUMN_OF_TAG.items()}

_CHUNK = 64 * 1024
_STALL = 16 * _CHUNK  # bytes that may pass without a tag or text ending: more is one enormous tag
# The header of a child carries, beside its own columns, whether the child is an unaccompanied asylum seeker.
_HEADER_COLUMNS = (*TABLES["header"].columns, "UASC")
# Tables the XML form has room for; they count as given even when no child has a row of them.
_ALWAYS_GIVEN = tuple(key for key in TABLES if key not in ("sw_episodes", "dolo"))
# Columns that only one table has: they tell which table a group of tags belongs to.
_OWN_COLUMNS = {
    key: frozenset(table.columns) - {"CHILD", "DOB"} - (frozenset(_HEADER_COLUMNS) if key != "header" else frozenset())
    for key, table in TABLES.items()
}

_KNOWN = frozenset(_HEADER_COLUMNS).union(*(table.columns for table in TABLES.values()))


class _Return(ContentHandler):
    """Follows EXPSSDA903 > CHILD > HEADER, EPISODE > (AREVIEW, OC2, …) > value."""

    def __init__(self, name: str, into: Collector) -> None:
        super().__init__()
        self._name = name
        self._into = into
        self._plans = {
            key: into.plan(Layout(TABLES[key], name, _HEADER_COLUMNS if key == "header" else TABLES[key].columns))
            for key in _ALWAYS_GIVEN
        }
        self._numbers = dict.fromkeys(TABLES, 1)
        self._unknown: set[str] = set()
        self._path: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._elements = 0
        self._header: dict[str, str] = {}
        self._groups: list[dict[str, str]] = []
        self._outer: dict[str, str] = {}  # values of EPISODE or another part beside HEADER
        self._inner: dict[str, str] = {}  # values of a group inside it
        self._children = 0
        self.events = 0

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(self._plans)

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        self.events += 1
        tag = name.strip().upper()
        depth = len(self._path)
        if depth == 0 and tag != ROOT:
            raise Unreadable(
                f"The outermost tag is {name[:40]}, not {ROOT}, so this is not the XML form of the return."
            )
        if depth == 1 and tag != "CHILD":
            raise Unreadable(f"{ROOT} holds a tag {name[:40]}; it may only hold CHILD.")
        if depth == 5:
            raise Unreadable(f"Tags are nested too deep at {'/'.join(self._path)[:80]}. Export the file again.")
        self._elements += 1
        if self._elements > self._into.limits.child_elements:
            raise Unreadable(f"Child number {self._children + 1} has more than {self._elements - 1:,} tags.")
        if depth == 1:
            self._header, self._groups, self._elements = {}, [], 0
        elif depth == 2:
            self._outer = {}
        elif depth == 3:
            self._inner = {}
        self._path.append(tag)
        self._text.clear()
        self._length = 0

    def characters(self, content: str) -> None:
        self.events += 1
        self._length += len(content)
        if self._length > self._into.limits.line:
            raise Unreadable(f"The text inside {'/'.join(self._path)[:80]} is far too long. Export the file again.")
        self._text.append(content)

    def endElement(self, name: str) -> None:
        self.events += 1
        tag = self._path.pop()
        depth = len(self._path)
        text = "".join(self._text)
        self._text.clear()
        self._length = 0
        column = COLUMN_OF_TAG.get(tag, tag)
        if depth == 4:
            self._inner[column] = text
        elif depth == 3 and self._inner:
            self._groups.append(self._inner)
        elif depth == 3:
            (self._header if self._path[-1] == "HEADER" else self._outer)[column] = text
        elif depth == 2 and self._outer:
            self._groups.append(self._outer)
        elif depth == 1:
            self._end_child()

    def _end_child(self) -> None:
        self._children += 1
        self._elements = 0
        header = self._header
        self._row("header", header)
        for key, own in _OWN_COLUMNS.items():
            if key == "header":
                continue
            given = any(header.get(column, "").strip() for column in own)
            if given or (key == "uasc" and header.get("UASC", "").strip() == "1"):
                self._row(key, header)
        self._note_unknown({tag for tag, text in header.items() if text.strip()}, header.get("CHILD", ""))
        for group in self._groups:
            table = _table_of(group)
            if table is None:
                self._note_unknown(set(group), header.get("CHILD", ""))
            else:
                self._note_unknown(set(group), header.get("CHILD", ""))
                self._row(table.key, header | group)

    def _row(self, key: str, values: dict[str, str]) -> None:
        if key not in self._plans:
            self._plans[key] = self._into.plan(Layout(TABLES[key], self._name, TABLES[key].columns))
        plan = self._plans[key]
        self._numbers[key] += 1
        if self._numbers[key] > self._into.limits.rows:
            raise Unreadable(f"The file has more than {self._into.limits.rows:,} rows of {TABLES[key].title}.")
        self._into.add(plan, self._numbers[key], [values.get(column, "") for column in plan.layout.columns])

    def _note_unknown(self, tags: set[str], child: str) -> None:
        for tag in sorted(tags - self._unknown):
            if tag in _KNOWN:
                continue
            if len(self._unknown) >= 100:
                return
            self._unknown.add(tag)
            self._into.problem(
                self._name,
                None,
                tag[:40],
                f"The return has no tag {tag[:40]} (first met for child {child.strip()[:20]}). It was not read.",
                ProblemKind.COLUMN,
            )


def _table_of(group: dict[str, str]) -> Table | None:
    """The table that has most of a group's tags; the group's own name does not matter."""
    found = {key: len(own & group.keys()) for key, own in _OWN_COLUMNS.items() if key != "header"}
    best = max(found, key=lambda key: found[key])
    return TABLES[best] if found[best] else None


def read_xml(name: str, stream: BinaryIO, into: Collector) -> None:
    """Reads one file into the collector. Raises Unreadable; rows already taken then must not be used."""
    handler = _Return(name, into)
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(handler)
    size = quiet = events = 0
    try:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > into.limits.file:
                raise Unreadable(f"The file is larger than {into.limits.file // 1024 // 1024} MB. Split it.")
            parser.feed(chunk)
            quiet = quiet + len(chunk) if handler.events == events else 0
            events = handler.events
            if quiet > _STALL:
                raise Unreadable("A tag in the file never ends. Export the file again.")
        parser.close()
    except SAXParseException as error:
        line, column = error.getLineNumber(), error.getColumnNumber()
        raise Unreadable(
            f"The XML is broken at line {line}, character {column} ({error.getMessage()}). Export the file again."
        ) from error
    except DefusedXmlException as error:
        raise Unreadable(
            "The file declares a document type or entities, which a return never needs and which can be used to do "
            "harm. Remove the DOCTYPE and give the file again."
        ) from error
    into.found.files.append(FileRead(name, "xml", handler.tables))
