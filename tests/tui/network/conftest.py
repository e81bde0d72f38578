"""What the tests of the network's screens begin with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.tui.harness import empty_folder
from tests.tui.network.networks import gathered_folder


@pytest.fixture(scope="session")
def prepared_network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gathered_folder(empty_folder(tmp_path_factory.mktemp("network") / "data"))


@pytest.fixture
def network(prepared_network: Path, tmp_path: Path) -> Path:
    """A data folder with eighteen structures that count, one that does not, and a register of six."""
    return Path(shutil.copytree(prepared_network, tmp_path / "network"))
