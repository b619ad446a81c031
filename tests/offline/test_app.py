"""The installable app: what a phone keeps of Waymark itself is the same for everybody and says nothing about anybody."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.storage import FileSystemStorage
from django.test import Client

from tests.world import World
from waymark.accounts.models import User
from waymark.config.static import HashedFiles
from waymark.workspace.views import offline

pytestmark = pytest.mark.django_db
LINKED = re.compile(r'<(?:script|link)\b[^>]*?(?:src|href)="(/static/[^"]+|/brand\.css)"')
IMPORTED = re.compile(r"from '\./([a-z]+\.js)'")


def page(client: Client | None = None) -> str:
    return (client or Client()).get("/offline/").content.decode()


def script() -> str:
    return Client().get("/sw.js").content.decode()


def test_the_page_is_the_same_for_everybody(world: World, sign_in: Callable[[User], Client]) -> None:
    """It is kept on phones that several people use: no name, no message, no proof of origin may be in it."""
    client = sign_in(world.alex)
    client.post("/drafts/drop/", {"about": "x", "client_key": "x"})  # leaves a message for the next page
    theirs = page(client)
    assert theirs == page()
    assert "Merrin" not in theirs and "csrfmiddlewaretoken" not in theirs
    assert "Open the form again" in client.get("/drafts/").content.decode()  # and the message is still to come


def test_everything_the_page_needs_is_kept_with_it() -> None:
    kept = script()
    wanted = LINKED.findall(page())
    assert len(wanted) > 10
    assert [one for one in wanted if f'"{one}"' not in kept and "icon-" not in one] == []


def test_everything_a_script_imports_is_kept_with_it() -> None:
    found = 0
    for name in offline.SCRIPTS:
        for imported in IMPORTED.findall(Path(str(finders.find(f"waymark/{name}.js"))).read_text()):
            assert f"waymark/{imported}" in offline.FILES
            found += 1
    assert found >= 5


def test_the_worker_may_serve_the_whole_site_and_is_asked_for_each_time() -> None:
    answer = Client().get("/sw.js")
    assert answer["Service-Worker-Allowed"] == "/"
    assert answer["Cache-Control"] == "no-cache"
    assert answer["Content-Type"] == "text/javascript"


def test_the_worker_changes_with_what_it_keeps(monkeypatch: pytest.MonkeyPatch) -> None:
    before = script()
    assert before == script()
    monkeypatch.setattr(offline, "_page", lambda: "another page")
    offline._version.cache_clear()
    try:
        assert script() != before
    finally:
        offline._version.cache_clear()


def test_the_manifest_makes_it_installable() -> None:
    said = Client().get("/app.webmanifest").json()
    assert (said["start_url"], said["scope"], said["display"]) == ("/", "/", "standalone")
    assert {icon["sizes"] for icon in said["icons"]} == {"192x192", "512x512"}
    for icon in said["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))
    assert "Northmoor" in said["name"]


def test_only_pages_of_staff_start_the_app(world: World, sign_in: Callable[[User], Client]) -> None:
    assert "waymark/app.js" in sign_in(world.alex).get("/people/").content.decode()
    assert "waymark/app.js" not in Client().get("/accounts/login/").content.decode()


def test_in_production_scripts_import_each_other_by_hashed_names(tmp_path: Path) -> None:
    """Or a phone could mix an old script with a new one."""
    source = FileSystemStorage(Path(str(finders.find("waymark/app.js"))).parent)
    built = HashedFiles(location=tmp_path, base_url="/static/")
    paths = {}
    for name in ("app.js", "drafts.js", "offline.js", "queue.js", "store.js"):
        with source.open(name) as content:
            StaticFilesStorage.save(built, name, content)
        paths[name] = (built, name)
    assert not [problem for *_, problem in built.post_process(paths) if isinstance(problem, Exception)]
    app = (tmp_path / built.stored_name("app.js")).read_text()
    assert f"./{built.stored_name('store.js')}" in app.replace('from "', 'from "./').replace("././", "./")
    assert "'./store.js'" not in app and "'./queue.js'" not in app
