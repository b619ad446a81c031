"""The council of these tests, its files brought in."""

from pathlib import Path

import pytest

from tests.returns.council import LAST, THIS, bring_in


@pytest.fixture
def council(db: None, tmp_path: Path) -> None:
    """Two years brought in: A has a care history, B and C are known from OC3 alone, D is still in care."""
    bring_in(tmp_path, y2026=THIS, y2025=LAST)
