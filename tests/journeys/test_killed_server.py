"""`kill -9` on the server between a phone's message and the answer to it: recorded once, whatever had been done by then.

The server is a process of its own, and is started again at the same address on the same database.
"""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Page, expect

from tests.journeys.kept import KEPT, NOTE, form_of, kept, ready, until, write
from tests.journeys.story import PHONE, WAIT, findings, overflow
from tests.world import World

pytestmark = [pytest.mark.journey, pytest.mark.kill, pytest.mark.django_db(transaction=True)]
PROMISE = "Ring the landlord"
WENT = "Sent. It is in the record now."
RETRIES = 75_000  # the phone tries after 5 seconds, 15 more and 45 more; on a busy machine it may take the last


class Server:
    """The site in another process, on the database of this test. SQLite's, in memory, is copied to a file for it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / "served.sqlite3"
        with closing(socket.socket()) as asked:
            asked.bind(("127.0.0.1", 0))
            self.port = asked.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *, ends: str) -> None:
        """Start it, to end itself at the moment `ends` (see dying_server.py), and wait until it listens."""
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.journeys.dying_server", str(self.port), ends],
                cwd=settings.ROOT,
                env=os.environ
                | {
                    "DJANGO_SETTINGS_MODULE": "waymark.config.settings",
                    "WAYMARK_ENV": "test",
                    "WAYMARK_DATA_DIR": str(self.folder),
                    "WAYMARK_DATABASE_URL": self._database(),
                    "WAYMARK_SECRET_KEY": settings.SECRET_KEY,
                    "WAYMARK_FIELD_KEY": settings.FIELD_KEYS[0],
                    "WAYMARK_AUDIT_KEY": settings.AUDIT_KEY,
                },
                stdout=log,
                stderr=log,
            )
        for _ in range(300):
            with closing(socket.socket()) as asked:
                if asked.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError(f"It did not start: {(self.folder / 'log').read_text()}")

    def _database(self) -> str:
        if connection.vendor == "postgresql":
            kept = connection.settings_dict
            who = ":".join(part for part in (kept["USER"], kept["PASSWORD"]) if part)
            return f"postgres://{who}@{kept['HOST']}:{kept['PORT']}/{kept['NAME']}"
        if not self.path.exists():
            connection.ensure_connection()
            with closing(sqlite3.connect(self.path)) as copy:
                connection.connection.backup(copy)
        return f"sqlite:///{self.path}"

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait(timeout=30)

    def recorded(self) -> tuple[list[str], list[str], int]:
        """The notes and the promises there are, and how often the audit trail says that a contact was recorded."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                return self._recorded(cursor)
        with closing(sqlite3.connect(self.path)) as opened:
            return self._recorded(opened.cursor())

    def _recorded(self, cursor: Any) -> tuple[list[str], list[str], int]:
        found = []
        for asked in (
            "SELECT note FROM contact_contactmade",
            "SELECT what FROM contact_promise",
            "SELECT name FROM audit_event WHERE name = 'contact.contact_recorded'",
        ):
            cursor.execute(asked)
            found.append([row[0] for row in cursor.fetchall()])
        return found[0], found[1], len(found[2])


@pytest.fixture
def server(world: World, tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    yield server
    server.stop()


@pytest.fixture
def address(server: Server) -> str:
    """Where the browsers of these tests go."""
    return server.url


NOTHING, ONCE = ([], [], 0), ([NOTE], [PROMISE], 1)


@pytest.mark.parametrize(("ends", "by_then"), [("arrived", NOTHING), ("kept", ONCE)])
def test_killed_before_it_answers_it_has_the_contact_once(
    ends: str, by_then: object, world: World, server: Server, open_page: Callable[..., Page]
) -> None:
    page = open_page(world.alex, PHONE, installed=True)
    page.set_default_timeout(WAIT)
    server.start(ends=ends)
    page.goto("/people/")
    ready(page)
    page.goto(form_of(world))
    page.context.set_offline(True)
    write(page)
    page.get_by_label("What", exact=True).first.fill(PROMISE)
    page.get_by_label("By when").first.fill("Friday")
    page.get_by_role("button", name="Save and send later").click()
    expect(page.get_by_text(KEPT).locator("visible=true")).to_be_visible()
    assert server.recorded() == NOTHING

    page.context.set_offline(False)
    until(page, server.has_ended, "the server dead")
    assert server.process is not None and server.process.returncode == -signal.SIGKILL
    assert server.recorded() == by_then
    page.wait_for_timeout(500)  # the phone has heard by now that there will be no answer
    assert [entry["state"] for entry in kept(page)] == ["waiting"]
    expect(page.get_by_text(KEPT).locator("visible=true")).to_be_visible()
    expect(page.get_by_text(WENT)).to_be_hidden()
    told_as_unsent(page)

    server.start(ends="never")
    until(page, lambda: not kept(page), "sent", patience=RETRIES)
    expect(page.get_by_text(WENT)).to_be_visible()
    assert server.recorded() == ONCE


def told_as_unsent(page: Page) -> None:
    """Any page that is opened now is the one the phone keeps, and names what has not gone."""
    other = page.context.new_page()
    other.goto("/people/")
    expect(other.get_by_text("1 visit not sent yet")).to_be_visible()
    expect(other.get_by_text("Waits for signal.")).to_be_visible()
    assert findings(other) == [] and overflow(other) <= 0
    other.close()
