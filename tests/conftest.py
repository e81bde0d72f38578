"""Shared by every test: no network, a private workspace, a clock that the test decides."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from sqlalchemy import event
from sqlalchemy.pool import Pool

from cap_tui.catalogue.folders import CACHE, find_questionnaires
from cap_tui.core.structures import Structure
from cap_tui.services import workspace as workspace_module
from cap_tui.services.workspace import Workspace
from tests.building import environment
from tests.system import absent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.services.environment import Environment
    from tests.postgres import Databases, Server

TESTS = Path(__file__).parent
SMALL = TESTS / "integration" / "small.yaml"
STRUCTURE = Structure("Les Jardins de la Vallée", "73282932000074", ("AI",), "Normandie")


OFFLINE = TESTS / "offline"
# Python reads `sitecustomize` from there in every program a test starts, which so refuses the network too.
sys.path.insert(0, str(OFFLINE))
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(OFFLINE), os.environ.get("PYTHONPATH"))))
NetworkUsedError: type[Exception] = import_module("refuse_network").NetworkUsedError
# Two shared cores: time says nothing about a property. The same examples each time: a red test then speaks of the
# change being tested; HYPOTHESIS_PROFILE=random looks elsewhere.
settings.register_profile("project", deadline=None, derandomize=True, database=None)
settings.register_profile("random", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "project"))


ON_SERVER = (
    "integration/services",
    "integration/cli",
    "oracle",
    "tui/home",
    "tui/assessment",
    "tui/test_phases.py",
    "tui/meeting",
    "tui/network",
    "tui/history",
    "tui/people",
    "tui/year",
    "e2e/test_coordinators_day.py",
    "e2e/test_year_by_command.py",
)
"""What `--database postgresql` runs again there. Tests that ask for the server themselves are run without it."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say on which database data folders are kept."""
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="where data folders keep their database: their own file, or a PostgreSQL server started for the tests",
    )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even read, on a server, the tests that no server could change: reading all takes longer than many."""
    if config.getoption("--database") != "postgresql":
        return None
    again = [TESTS / one for one in ON_SERVER]
    near = any(collection_path.is_relative_to(one) or one.is_relative_to(collection_path) for one in again)
    return None if near else True


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep, on a server, what is not of a file only, and does not ask for the server itself: that was run with the rest."""
    if config.getoption("--database") != "postgresql":
        return
    kept = [
        item
        for item in items
        if item.get_closest_marker("sqlite_only") is None
        and "server" not in getattr(item, "fixturenames", ())
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def pytest_collection_finish() -> None:
    """Set aside for good what was imported and collected, and collect less often: a tenth of the time went there."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 20)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server; without one the tests are skipped, but never where everything is meant to be tested."""
    from tests.postgres import NoServerError, Server, programs

    try:
        programs()
    except NoServerError as error:
        absent(str(error))
    running = Server()
    yield running
    running.remove()


@pytest.fixture(scope="session", autouse=True)
def databases(request: pytest.FixtureRequest) -> Iterator[Databases | None]:
    """With `--database postgresql`, data folders find their database on the server; else in their own file."""
    if request.config.getoption("--database") != "postgresql":
        yield None
        return
    server = request.getfixturevalue("server")
    from tests.postgres import Databases

    places = Databases(server)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workspace_module, "open_database", places.open)
        patch.setattr(shutil, "copytree", places.copytree)
        yield places


@pytest.fixture(autouse=True)
def _databases_let_go(databases: Databases | None) -> Iterator[None]:
    """Close what a test left open, failures included: from Python 3.13 such a connection warns."""
    opened: list[Any] = []
    before = len(databases.made) if databases else 0

    def remember(connection: Any, _record: object) -> None:
        opened.append(connection)

    event.listen(Pool, "connect", remember)
    yield
    event.remove(Pool, "connect", remember)
    for connection in opened:
        connection.close()
    if databases:
        databases.forget(before)


@pytest.fixture
def outside() -> Environment:
    """A fixed clock, ids and salts."""
    return environment()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the small questionnaire, read once: reading them all takes longer than most tests."""
    data = tmp_path_factory.mktemp("prepared") / "données"
    (data / "questionnaires").mkdir(parents=True)
    data.chmod(0o700)
    (data / "questionnaires" / "small.yaml").write_bytes(SMALL.read_bytes())
    find_questionnaires(data, data / CACHE)
    return data


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    """A data folder that holds the small questionnaire and nothing else."""
    return Path(shutil.copytree(prepared, tmp_path / "données"))


@pytest.fixture
def workspace(folder: Path, outside: Environment) -> Iterator[Workspace]:
    """An open workspace on `folder`."""
    opened = Workspace(folder, outside)
    yield opened
    opened.close()
