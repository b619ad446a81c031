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

# What decides the rows of a generated database: change one of these and it is made anew.
MADE_BY = (
    "demo",
    "people",
    "eligibility",
    "contact",
    "accommodation",
    "eet",
    "planning",
    "accounts",
    "audit",
    "policy",
)


def folder() -> Path:
    return Path(os.environ.get("WAYMARK_DATA_DIR", ROOT / "data")) / "bench"


def fingerprint() -> str:
    """A hash over the code that makes rows: rules, models, actions and migrations of the apps below the pages."""
    digest = hashlib.sha256()
    for app in MADE_BY:
        for path in sorted((ROOT / "waymark" / app).rglob("*.py")):
            if {"rules", "rules.py", "models", "models.py", "actions", "actions.py", "migrations"} & {
                path.name,
                *path.parts,
            }:
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
    # Ages move on: a database more than a month old would be measured with fewer people of 16.
    stamp = f"{fingerprint()} {time.strftime('%Y-%m')}"
    mark = folder() / f"council-{people}.made"
    there = environment(people)
    if mark.exists() and mark.read_text() == stamp:
        return there
    for old in folder().glob(f"council-{people}.*"):
        old.unlink()
    sys.stderr.write(f"Making an invented council of {people:,} for the benchmarks (kept in {folder()}) ...\n")
    waymark = [sys.executable, "-c", "from waymark.config.cli import main; main()"]
    for command in (["migrate", "-v", "0"], ["generate", "--people", str(people), "--seed", str(SEED)]):
        done = subprocess.run([*waymark, *command], env=there, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"waymark {' '.join(command)} failed:\n{done.stderr[-3000:]}")
    sys.stderr.write(done.stdout)
    mark.write_text(stamp)
    return there
