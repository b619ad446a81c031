import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def waymark(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("WAYMARK_")}
    command = [sys.executable, str(ROOT / "manage.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, env=clean | env, timeout=120, check=False)


def test_hyphens_are_underscores(tmp_path: Path) -> None:
    assert "Seal the looks" in waymark("seal-looks", "--help", WAYMARK_DATA_DIR=str(tmp_path)).stdout


def test_a_demo_server_is_not_opened_to_other_machines(tmp_path: Path) -> None:
    refused = waymark("runserver", "--noreload", "0.0.0.0:8123", WAYMARK_DATA_DIR=str(tmp_path))
    assert refused.returncode == 2 and "WAYMARK_ENV=production" in refused.stderr


@pytest.mark.parametrize("missing", ["WAYMARK_SECRET_KEY", "WAYMARK_FIELD_KEY", "WAYMARK_AUDIT_KEY"])
def test_production_does_not_make_its_own_secrets(missing: str, tmp_path: Path) -> None:
    given = {k: "x" * 60 for k in ("WAYMARK_SECRET_KEY", "WAYMARK_FIELD_KEY", "WAYMARK_AUDIT_KEY") if k != missing}
    stopped = waymark("check", WAYMARK_ENV="production", WAYMARK_DATA_DIR=str(tmp_path), **given)
    assert stopped.returncode == 2 and f"Set {missing}" in stopped.stderr


def test_a_secret_may_be_a_file(tmp_path: Path) -> None:
    for name in ("SECRET_KEY", "FIELD_KEY", "AUDIT_KEY"):
        (tmp_path / name).write_text("y" * 60)
    files = {f"WAYMARK_{n}_FILE": str(tmp_path / n) for n in ("SECRET_KEY", "FIELD_KEY", "AUDIT_KEY")}
    ran = waymark("check", WAYMARK_ENV="production", WAYMARK_DATA_DIR=str(tmp_path), WAYMARK_HOSTS="w.example", **files)
    assert ran.returncode == 0, ran.stderr


def test_the_second_factor_cannot_be_switched_off_in_production(tmp_path: Path) -> None:
    keys = dict.fromkeys(("WAYMARK_SECRET_KEY", "WAYMARK_FIELD_KEY", "WAYMARK_AUDIT_KEY"), "x" * 60)
    stopped = waymark(
        "check", WAYMARK_ENV="production", WAYMARK_MFA_REQUIRED="false", WAYMARK_DATA_DIR=str(tmp_path), **keys
    )
    assert stopped.returncode == 2 and "cannot be off" in stopped.stderr


def test_in_production_the_proxy_in_front_is_believed_about_whom_it_speaks_for(tmp_path: Path) -> None:
    keys = dict.fromkeys(("WAYMARK_SECRET_KEY", "WAYMARK_FIELD_KEY", "WAYMARK_AUDIT_KEY"), "x" * 60)
    given = keys | {"WAYMARK_ENV": "production", "WAYMARK_DATA_DIR": str(tmp_path)}
    assert "ALLAUTH_TRUSTED_PROXY_COUNT = 1 " in waymark("diffsettings", **given).stdout
    assert "ALLAUTH_TRUSTED_PROXY_COUNT = 2 " in waymark("diffsettings", WAYMARK_PROXIES="2", **given).stdout


def test_an_unknown_environment_is_refused(tmp_path: Path) -> None:
    stopped = waymark("check", WAYMARK_ENV="prodution", WAYMARK_DATA_DIR=str(tmp_path))
    assert stopped.returncode == 2 and "prodution" in stopped.stderr
