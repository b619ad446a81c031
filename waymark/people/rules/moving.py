"""Whether a caseload is still what a preview of its move showed. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID


def fingerprint(held: Iterable[UUID], moves: Mapping[UUID, UUID], *, started_on: date) -> str:
    """A digest of everything a preview showed: each allocation the worker held (a correction makes a new one, so any
    change shows), who is to get which, and from when. The order does not count.
    """
    shown = [sorted(map(str, held)), sorted((str(row), str(to)) for row, to in moves.items()), started_on.isoformat()]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()
