"""The program is killed at any moment of what it writes: what it said was done is there, and nothing is there by half.

`SOAK=20 pytest tests/e2e/test_killed.py` kills twenty times as often.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

import pytest

from cap_tui.services.workspace import Workspace
from cap_tui.storage.engine import SCHEMA_VERSION
from tests.building import environment, level
from tests.integration.faults.state import found_again
from tests.integration.faults.worlds import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only("kills the program on its own file")]

KILLS = 12 * int(os.environ.get("SOAK", "1"))
ROOT = Path(__file__).parents[2]
DATABASES = Path(__file__).parents[1] / "corpus" / "databases"
REFERENCE = "73282932000074/small/2026"

SERVER = """
import json, os, sys
import alembic.command, alembic.config
import cap_tui.services.doctor, cap_tui.services.exchanging, cap_tui.services.exports, cap_tui.storage.migrations
from cap_tui.__main__ import main

told = os.dup(1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
for line in sys.stdin:
    child = os.fork()
    if not child:
        os.write(told, f"ready {os.getpid()}\\n".encode())
        code = main(json.loads(line))
        os.write(told, f"done {code}\\n".encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.write(told, b"gone\\n")
"""
"""Runs commands each in a process of its own, imports paid once, so that many are killed in little time."""


class Commands:
    """Commands to kill."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
            cwd=ROOT, stderr=subprocess.DEVNULL, env={**os.environ, "CAP_TUI_LANG": "fr"},
        )  # fmt: skip
        assert self._server.stdin
        assert self._server.stdout
        self._in: IO[str] = self._server.stdin
        self._out: IO[str] = self._server.stdout

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._in.close()
        self._server.wait(20)
        self._out.close()

    def run(self, arguments: list[str], kill_after: float | None = None) -> tuple[bool, float]:
        """Run a command, killing it after some seconds; return whether it said that it was done, and its duration."""
        self._in.write(json.dumps(arguments) + "\n")
        ready, pid = self._out.readline().split()
        assert ready == "ready"
        begun = time.monotonic()
        if kill_after is not None:
            time.sleep(kill_after)
            with suppress(ProcessLookupError):  # it had ended
                os.kill(int(pid), signal.SIGKILL)
        done = False
        while (line := self._out.readline().split()) != ["gone"]:
            assert line == ["done", "0"], line
            done = True
        return done, time.monotonic() - begun


@pytest.fixture(scope="module")
def commands() -> Iterator[Commands]:
    with Commands() as running:
        yield running


@pytest.fixture(scope="module")
def world(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A director's data, a file from a peer, and a backup of before her last answer."""
    root = build(prepared, tmp_path_factory.mktemp("worlds")) / "collecting"
    workspace = Workspace(root / "data", environment())
    workspace.back_up().rename(root / "in" / "earlier.db")
    workspace.open(REFERENCE).answer("tutor", level("engaged"))
    workspace.close()
    return root


def _at(root: Path, *arguments: str) -> list[str]:
    return ["--data-dir", str(root / "data"), *arguments]


GESTURES: dict[str, Callable[[Path], list[str]]] = {
    "answer": lambda root: _at(
        root, "answer", REFERENCE, "transport", "engaged", "--constat", "Écrit d’un coup"
    ),
    "import": lambda root: _at(root, "import", str(root / "in" / "peer.capx"), "--yes"),
    "backup": lambda root: _at(root, "backup"),
    "restore": lambda root: _at(root, "restore", str(root / "in" / "earlier.db"), "--yes"),
    "export": lambda root: _at(root, "export", "json", REFERENCE, "-o", str(root / "out" / "tout.json")),
}


@pytest.mark.parametrize("name", GESTURES)
def test_a_command_killed_at_any_moment_did_all_or_nothing(
    commands: Commands, world: Path, tmp_path: Path, name: str
) -> None:
    chance = random.Random(name)  # noqa: S311 - moments, not secrets
    whole = Path(shutil.copytree(world, tmp_path / "whole"))
    before = _found(whole)
    _done, duration = commands.run(GESTURES[name](whole))
    after = _found(whole)
    assert after != before
    reached = 0
    for number in range(KILLS):
        root = Path(shutil.copytree(world, tmp_path / str(number)))
        done, _took = commands.run(GESTURES[name](root), chance.uniform(0.3, 1.4) * duration)
        found = _found(root)
        assert found == after if done else found in (before, after), f"kill {number}"
        reached += found == after
        shutil.rmtree(root)
    print(f"{name}: {reached} of {KILLS} killed once done")  # noqa: T201 - shown with -s: the moments are spread


def _found(root: Path) -> dict[str, Any]:
    """Return what a person finds; an export that is there can be read whole."""
    for path in (root / "out").glob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    return found_again(root)


def test_a_migration_killed_at_any_moment_is_made_or_not_and_loses_nothing(
    commands: Commands, prepared: Path, tmp_path: Path
) -> None:
    chance = random.Random("migration")  # noqa: S311 - moments, not secrets
    whole = _old(prepared, tmp_path / "whole")
    _done, duration = commands.run(_at(whole, "list"))
    after = found_again(whole)
    assert after["dossiers"][0]["said"]
    for number in range(KILLS):
        root = _old(prepared, tmp_path / str(number))
        commands.run(_at(root, "list"), chance.uniform(0.1, 1.1) * duration)
        with closing(sqlite3.connect(root / "data" / "cap-tui.db")) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            tables = connection.execute(
                "SELECT count(*) FROM sqlite_master WHERE name = 'member'"
            ).fetchone()[0]
        assert (version, tables) in ((1, 0), (SCHEMA_VERSION, 1)), f"kill {number}"
        assert found_again(root) == after, f"kill {number}"
        shutil.rmtree(root)


def _old(prepared: Path, root: Path) -> Path:
    """Return a world whose database is of the first schema."""
    shutil.copytree(prepared, root / "data")
    (root / "out").mkdir()
    path = root / "data" / "cap-tui.db"
    path.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((DATABASES / "1.sql").read_text(encoding="utf-8"))
    return root
