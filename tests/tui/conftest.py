"""What the tests of the screens share: folders prepared once and copied, and the goldens."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.tui.crossed import Shared, shared_folders
from tests.tui.harness import Harness, empty_folder, started_folder
from tests.tui.quiet import exact_waits  # noqa: F401 - of every test here

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return empty_folder(tmp_path_factory.mktemp("prepared") / "data")


@pytest.fixture(scope="session")
def prepared_started(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = empty_folder(tmp_path_factory.mktemp("started") / "data")
    return folder, started_folder(folder)


@pytest.fixture
def empty(prepared: Path, tmp_path: Path) -> Path:
    """A data folder without any evaluation."""
    return Path(shutil.copytree(prepared, tmp_path / "data"))


@pytest.fixture
def started(prepared_started: tuple[Path, str], tmp_path: Path) -> tuple[Path, str]:
    """A data folder with one evaluation of the small questionnaire, nothing answered, and its id."""
    folder, reference = prepared_started
    return Path(shutil.copytree(folder, tmp_path / "data")), reference


@pytest.fixture(scope="session")
def prepared_shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    return shared_folders(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def shared(prepared_shared: Shared, tmp_path: Path) -> Shared:
    """An evaluation that a director began and a peer reviewed, in the data folder of each."""
    director = Path(shutil.copytree(prepared_shared.director, tmp_path / "director"))
    peer = Path(shutil.copytree(prepared_shared.peer, tmp_path / "peer"))
    return Shared(director, peer, prepared_shared.reference)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Harness, str], None]:
    """Compare the screen with the text kept in `goldens/` beside the test."""
    return lambda harness, name: harness.golden(name, request.path)
