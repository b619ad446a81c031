"""How big a file, a line or a record may be before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes unless named otherwise. A whole England's return is far smaller than these together.

    They bound the memory a hostile file can take: nothing beyond them is ever held.
    """

    line: int = 64 * 1024
    file: int = 200 * 1024 * 1024
    rows: int = 1_000_000  # of one file
    lines_a_row: int = 100  # a quoted value may hold line breaks; a quotation mark left open must not swallow the file
    child_elements: int = 20_000  # inside one CHILD of the XML form
    repeats: int = 1_000  # problems of one kind in one column of one file that are listed one by one
