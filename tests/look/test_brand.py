"""The council's own colour and logo."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


def sheet(client: Client, settings: Settings, **council: str) -> str:
    settings.COUNCIL = settings.COUNCIL | council
    response = client.get("/brand.css")
    assert response["Content-Type"] == "text/css"
    return response.content.decode()


def test_without_a_colour_waymark_keeps_its_own(client: Client, settings: Settings) -> None:
    assert sheet(client, settings, colour="") == ""


def test_a_dark_colour_is_used_as_it_is(client: Client, settings: Settings) -> None:
    assert sheet(client, settings, colour="#402060", colour_dark="#201040") == (
        ":root { --brand: #402060; --brand-dark: #201040; }\n"
    )


def test_the_head_is_darker_when_nothing_is_said(client: Client, settings: Settings) -> None:
    assert sheet(client, settings, colour="#402060", colour_dark="") == (
        ":root { --brand: #402060; --brand-dark: #2d1643; }\n"
    )


def test_a_pale_colour_is_darkened(client: Client, settings: Settings) -> None:
    assert "#ffd23f" not in sheet(client, settings, colour="#ffd23f", colour_dark="")


def test_what_is_no_colour_never_reaches_the_page(client: Client, settings: Settings) -> None:
    said = sheet(client, settings, colour="red; } body { display: none", colour_dark="")
    assert "display" not in said
    assert "WAYMARK_COUNCIL_COLOUR" in said


PIXEL = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def logo_folder(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    return settings.DATA_DIR


def test_the_logo_is_served(client: Client, settings: Settings, logo_folder: Path) -> None:
    (logo_folder / "logo.png").write_bytes(PIXEL)
    settings.COUNCIL = settings.COUNCIL | {"logo": "logo.png"}
    response = client.get("/logo")
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert b"".join(response.streaming_content) == PIXEL  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["", "missing.png", "../outside.png", "secrets.txt"])
def test_nothing_but_the_logo_is_served(path: str, client: Client, settings: Settings, logo_folder: Path) -> None:
    (logo_folder.parent / "outside.png").write_bytes(PIXEL)
    (logo_folder / "secrets.txt").write_text("x")
    settings.COUNCIL = settings.COUNCIL | {"logo": path}
    assert client.get("/logo").status_code == 404
