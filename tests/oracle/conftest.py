from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.oracle.world import World, worlds
from tests.tui.quiet import exact_waits  # noqa: F401 - of every test here

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def by_phase(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, World]:
    """Everyone's machines at the beginning of each phase, with a third party."""
    return dict(worlds(prepared, tmp_path_factory.mktemp("worlds")))


@pytest.fixture(scope="session")
def without_tiers(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, World]:
    """The same where nobody is third party."""
    return dict(worlds(prepared, tmp_path_factory.mktemp("without-tiers"), tiers=False))
