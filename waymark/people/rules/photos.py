"""Which picture a file is, by how it begins and not by its name."""

from dataclasses import dataclass

MOST_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PhotoKind:
    suffix: str
    content_type: str


JPEG = PhotoKind("jpg", "image/jpeg")
PNG = PhotoKind("png", "image/png")


def kind_of(content: bytes) -> PhotoKind | None:
    """JPEG or PNG by signature; None for anything else, such as an SVG or a page of HTML that could run."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    return None


def kind_named(name: str) -> PhotoKind:
    """The kind of a file that we named ourselves."""
    return PNG if name.endswith(f".{PNG.suffix}") else JPEG
