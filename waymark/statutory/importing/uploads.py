"""Uploaded files between upload and decision, and how far a running import has got: both on disk, not in the database.

An import runs in one transaction, which nobody else can look into, so its progress is written beside its files.
"""

import hashlib
import json
import os
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings

STALE_SECONDS = 180


class Upload(Protocol):
    """As much of an uploaded file as is needed."""

    name: str | None

    def chunks(self) -> Iterable[bytes]: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """`percent` of 100, and what is being done; `at` is when that was last said."""

    percent: int
    words: str
    at: float

    def stale(self, now: datetime) -> bool:
        """Whether whoever was at work has stopped without saying so."""
        return now.timestamp() - self.at > STALE_SECONDS


def folder() -> Path:
    path = Path(settings.DATA_DIR) / "imports"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def keep(upload: Upload, *, year: int | None = None) -> dict[str, Any]:
    """Put an upload aside under a name of its own; what is known of it, as fields of an ImportFile."""
    kept_as = f"{uuid.uuid4()}.upload"
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(folder() / kept_as, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in upload.chunks():
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
    name = Path(upload.name or "file").name[:200]
    return {"name": name, "year": year, "size": size, "sha256": digest.hexdigest(), "kept_as": kept_as}


def path_of(kept_as: str) -> Path:
    return folder() / Path(kept_as).name


def delete(kept: Iterable[str], import_id: UUID) -> None:
    """Take away the content of files and the progress of their import; missing ones are fine."""
    for kept_as in kept:
        path_of(kept_as).unlink(missing_ok=True)
    _progress_path(import_id).unlink(missing_ok=True)


def say_progress(import_id: UUID, percent: int, words: str, *, at: datetime | None = None) -> None:
    """Note how far an import has got. The time of the note is the file's own unless given."""
    path = _progress_path(import_id)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"percent": percent, "words": words}), encoding="utf-8")
    if at is not None:
        os.utime(fresh, (at.timestamp(), at.timestamp()))
    fresh.replace(path)


def progress_of(import_id: UUID) -> Progress | None:
    """How far it has got; None before it began and after it ended."""
    path = _progress_path(import_id)
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return Progress(said["percent"], said["words"], path.stat().st_mtime)
    except (OSError, ValueError, KeyError):
        return None


def _progress_path(import_id: UUID) -> Path:
    return folder() / f"{import_id}.progress"
