"""Invented councils kept as databases for the benchmarks: made once, made again when what makes them has changed."""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SMALL, LARGE = 1_543, 77_150
SEED = 1

# A change to these makes a database anew; a change to those below only works its statuses and duties out afresh.
MAKES = ("waymark/demo/rules/**/*.py", "waymark/demo/actions/*.py", "waymark/*/migrations/*.py")
DERIVES = (
    *("waymark/eligibility/rules/**/*.py", "waymark/eligibility/*.py", "waymark/people/rules/**/*.py"),
    *("waymark/duties/rules/**/*.py", "waymark/duties/facts/*.py", "waymark/duties/actions/rederiving.py"),
)


def folder() -> Path:
    return Path(os.environ.get("WAYMARK_DATA_DIR", ROOT / "data")) / "bench"


def fingerprint(patterns: tuple[str, ...]) -> str:
    """A hash over the files that match."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def environment(people: int) -> dict[str, str]:
    """The environment in which Waymark uses the database of that many people: served as in production, without TLS."""
    database = folder() / f"council-{people}.sqlite3"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WAYMARK_")}
    return {
        **kept,
        "WAYMARK_DATA_DIR": str(folder()),
        "WAYMARK_DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "waymark.config.settings",
    }


def prepared(people: int) -> dict[str, str]:
    """Make the database if there is none of this code and this month; the environment to use it in."""
    folder().mkdir(parents=True, exist_ok=True)
    there = environment(people)
    # Ages move on: a database more than a month old would be measured with fewer people of 16.
    made = f"{fingerprint(MAKES)} {time.strftime('%Y-%m')}"
    derived = fingerprint(DERIVES)
    mark = folder() / f"council-{people}.made"
    marked = mark.read_text().splitlines() if mark.exists() else []
    if marked == [made, derived]:
        return there
    if marked[:1] == [made]:
        sys.stderr.write(f"Working out the statuses and duties of {people:,} people afresh for the benchmarks ...\n")
        _waymark(there, "rebuild-derived")
    else:
        sys.stderr.write(f"Making an invented council of {people:,} for the benchmarks (kept in {folder()}) ...\n")
        for old in folder().glob(f"council-{people}.*"):
            old.unlink()
        _waymark(there, "migrate", "-v", "0")
        sys.stderr.write(_waymark(there, "generate", "--people", str(people), "--seed", str(SEED)))
    mark.write_text(f"{made}\n{derived}")
    return there


def _waymark(there: dict[str, str], *command: str) -> str:
    """Run one command of Waymark; what it printed. SystemExit with its errors where it fails."""
    start = [sys.executable, "-c", "from waymark.config.cli import main; main()"]
    done = subprocess.run([*start, *command], env=there, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"waymark {' '.join(command)} failed:\n{done.stderr[-3000:]}")
    return done.stdout
