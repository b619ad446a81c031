"""What every test may ask for: the cast, a signed-in client, and the house rule that nothing calls out."""

import os
from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from tests.world import World, make_world
from waymark.accounts.models import User

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver keeps an event loop of its own

# A busy machine must not fail a rule, and the same commit must pass twice.
hypothesis.register_profile("house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--only-database", action="store_true", help="leave out tests that never touch the database")


def pytest_configure(config: pytest.Config) -> None:
    """Passwords are hashed fast; everything else is as it is served."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--only-database"):
        return
    kept, left = [], []
    for item in items:
        asks = getattr(item, "fixturenames", ())
        touches = item.get_closest_marker("django_db") or item.get_closest_marker("kill") or "db" in asks
        (kept if touches or "transactional_db" in asks else left).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left)


@pytest.fixture
def world(db: None) -> World:
    """Alex, Bea, Cy, Sam, Jo and the others; see tests/world.py."""
    return make_world()


@pytest.fixture
def sign_in(db: None) -> Callable[[User], Client]:
    """`sign_in(user)` → a client signed in as them."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in
