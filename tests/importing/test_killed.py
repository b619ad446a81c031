"""`kill -9` in the middle of an import leaves the database as it was before it."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.importing.files import EPISODES, HEADER, OC3, episode, small_return, table, write

pytestmark = [pytest.mark.kill, pytest.mark.django_db]
CHILDREN = 1_500
# What the command says on stderr when each part begins; it is killed there and a moment later.
STAGES = (
    "Comparing with what is already here",
    "Working out care histories",
    "Keeping the rows as reported",
    "Keeping the facts",
    "Writing the audit trail",
    "Working out everyone's legal status",
)
TABLES = ("people_youngperson", "statutory_reportedrow", "statutory_import", "people_careperiod", "audit_event")
COUNT = ", ".join(f"(SELECT count(*) FROM {name})" for name in TABLES)


class Database:
    """A database of its own that other processes can open."""

    def __init__(self, url: str, data: Path) -> None:
        self.environment = os.environ | {
            "WAYMARK_DATABASE_URL": url,
            "WAYMARK_DATA_DIR": str(data),
            "WAYMARK_ENV": "test",
            "PYTHONUNBUFFERED": "1",
        }
        self.url = url
        self.run("migrate", "-v0").communicate(timeout=180)
        small = write(data / "small", small_return())
        # So that there is something to keep.
        self.run("import-903", "--year", "2025", str(small), "--json").communicate(timeout=180)

    def run(self, *arguments: str) -> "subprocess.Popen[str]":
        code = "import sys; from waymark.config.cli import main; main(['waymark', *sys.argv[1:]])"
        return subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            cwd=settings.ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def rows(self) -> tuple[int, ...]:
        raise NotImplementedError


class Embedded(Database):
    def __init__(self, folder: Path) -> None:
        self.path = folder / "killed.sqlite3"
        super().__init__(f"sqlite:///{self.path}", folder)

    def rows(self) -> tuple[int, ...]:
        opened = sqlite3.connect(self.path)
        try:
            assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return tuple(opened.execute(f"SELECT {COUNT}").fetchone())
        finally:
            opened.close()


class Served(Database):
    """A second database on the PostgreSQL server the tests run on."""

    NAME = "waymark_killed"

    def __init__(self, folder: Path) -> None:
        import psycopg

        kept = connection.settings_dict
        self.server = {
            "host": kept["HOST"] or None,
            "port": kept["PORT"] or None,
            "user": kept["USER"] or None,
            "password": kept["PASSWORD"] or None,
        }
        self._psycopg = psycopg
        self.drop()
        with self.open("postgres") as server:
            server.execute(f"CREATE DATABASE {self.NAME}")
        who = ":".join(part for part in (kept["USER"], kept["PASSWORD"]) if part)
        host, port = kept["HOST"], kept["PORT"]
        where = f"{host}:{port}" if port and not str(host).startswith("/") else host
        if str(host).startswith("/"):  # a socket's folder
            where = str(host).replace("/", "%2F") + (f":{port}" if port else "")
        super().__init__(f"postgres://{who}@{where}/{self.NAME}", folder)

    def open(self, name: str):  # type: ignore[no-untyped-def]
        return self._psycopg.connect(dbname=name, autocommit=True, **self.server)

    def drop(self) -> None:
        with self.open("postgres") as server:
            server.execute(f"DROP DATABASE IF EXISTS {self.NAME} WITH (FORCE)")

    def rows(self) -> tuple[int, ...]:
        with self.open(self.NAME) as opened:
            return tuple(opened.execute(f"SELECT {COUNT}").fetchone())


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("killed")
    if connection.vendor == "postgresql":
        served = Served(folder)
        yield served
        served.drop()
    else:
        yield Embedded(folder)


def large_return(folder: Path) -> Path:
    children = [str(number) for number in range(1, CHILDREN + 1)]
    return write(
        folder,
        {
            "h.csv": table(HEADER, *(f"{child},F,01/06/2007,WBRI,,," for child in children)),
            "e.csv": table(EPISODES, *(episode(child, "01/07/2020") for child in children)),
            "o.csv": table(OC3, *(f"{child},01/06/2007,YES,F2,U1" for child in children)),
        },
    )


@pytest.mark.parametrize("stage", STAGES)
def test_killed_it_leaves_everything_as_it_was(stage: str, database: Database, tmp_path: Path) -> None:
    before = database.rows()
    assert before[0] == 2

    process = database.run("import-903", "--year", "2026", str(large_return(tmp_path / "large")))
    assert process.stderr is not None
    for line in process.stderr:
        if stage in line:
            break
    time.sleep(0.1 * (STAGES.index(stage) % 2))  # at the start of some parts, inside others
    still_at_it = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    after = database.rows()
    if process.returncode == 0 or (not still_at_it):
        pytest.fail("The import had ended before it could be killed: give it more children.")
    assert after == before


def test_after_it_all_the_same_import_can_be_done(database: Database, tmp_path: Path) -> None:
    process = database.run("import-903", "--year", "2026", str(large_return(tmp_path)), "--json")
    out, _ = process.communicate(timeout=180)
    assert process.returncode == 0
    assert json.loads(out)["tables"]["header"]["created"] == CHILDREN
