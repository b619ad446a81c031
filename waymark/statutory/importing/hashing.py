"""What is kept of a file for good: its name, size and hash."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def described(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """Name, size and SHA-256 of each file, those of folders as reading finds them."""
    files: list[Path] = []
    for path in paths:
        files += sorted(p for p in path.iterdir() if p.suffix.lower() in (".csv", ".xml")) if path.is_dir() else [path]
    return [{"name": path.name[:200], "size": path.stat().st_size, "sha256": _sha256(path)} for path in files]


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
