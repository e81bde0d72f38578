"""Shared by every test: no network, a private workspace, a clock that the test decides."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from sqlalchemy import event
from sqlalchemy.pool import Pool

from cap_tui.catalogue.folders import CACHE, find_questionnaires
from cap_tui.core.structures import Structure
from cap_tui.services.workspace import Workspace
from tests.building import environment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from cap_tui.services.environment import Environment

SMALL = Path(__file__).parent / "integration" / "small.yaml"
STRUCTURE = Structure("Les Jardins de la Vallée", "73282932000074", ("AI",), "Normandie")


class NetworkUsedError(Exception):
    """Something tried to leave this machine."""


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse every name look-up and every connection but those between processes of this machine."""
    if event == "socket.getaddrinfo":
        raise NetworkUsedError(event)
    if event in ("socket.connect", "socket.sendto") and arguments[0].family != getattr(
        socket, "AF_UNIX", None
    ):
        raise NetworkUsedError(event)


sys.addaudithook(_refuse_network)
# Two shared cores: time says nothing about a property. The same examples each time: a red test then speaks of the
# change being tested; HYPOTHESIS_PROFILE=random looks elsewhere.
settings.register_profile("project", deadline=None, derandomize=True, database=None)
settings.register_profile("random", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "project"))


@pytest.fixture(autouse=True)
def _databases_let_go() -> Iterator[None]:
    """Close what a test left open, failures included: from Python 3.13 such a connection warns."""
    opened: list[sqlite3.Connection] = []

    def remember(connection: sqlite3.Connection, _record: object) -> None:
        opened.append(connection)

    event.listen(Pool, "connect", remember)
    yield
    event.remove(Pool, "connect", remember)
    for connection in opened:
        connection.close()


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
