"""A network of one size made, measured on each database there is, and taken away."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import gathering
from benchmarks.folders import CAP, YEAR
from benchmarks.network.drawing import drawn
from benchmarks.network.measures import Timing, exports, frozen, questions, timed
from benchmarks.network.raw import duck_scan, sqlite_scan, write_answers
from benchmarks.network.synthetic import network
from cap_tui.catalogue.cache import cached_questionnaire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cap_tui.services.workspace import Workspace
    from tests.postgres import Server

SQLITE, POSTGRESQL, DUCKDB = "SQLite", "PostgreSQL", "DuckDB"
SCAN, GATHER, MAKING = "scan", "gather", "making"
SENT, ENTRIES = 20, 100
"""Dossiers taken into the network, and entries of each."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured.

    Attributes:
        structures: Of the network.
        database: `SQLITE`, `POSTGRESQL` or `DUCKDB`.
        measure: Its id.
        processor: See `Timing`; None where it was not taken.
    """

    structures: int
    database: str
    measure: str
    clock: float
    processor: float | None


@contextmanager
def server() -> Iterator[Server | None]:
    """Yield a PostgreSQL server of our own, on a private socket; None, told aloud, where it is not installed."""
    from tests.postgres import NoServerError, Server

    try:
        found = Server()
    except NoServerError:
        print("!! PostgreSQL is not installed here: NOTHING was measured on it.", file=sys.stderr, flush=True)
        yield None
        return
    try:
        yield found
    finally:
        found.remove()


def measured(folder: Path, size: int, shared: Server | None) -> list[Row]:
    """Return everything measured on a network of `size` structures.

    Args:
        folder: Exists; what is made there is left to whoever made it.
        size: Structures.
        shared: The server; None to do without.
    """
    start = time.perf_counter()
    workspace = network(folder / "data", size, frozen())
    rows = [Row(size, SQLITE, MAKING, time.perf_counter() - start, None)]
    scans = _scans(folder, size)
    asked = questions(workspace, _reference(workspace))
    taken = timed(asked | {name: scan for name, scan in scans.items() if scan})
    rows += [
        _row(size, DUCKDB if name == DUCKDB else SQLITE, SCAN if name in scans else name, timing)
        for name, timing in taken.items()
    ]
    rows += _exported(workspace, folder, size, SQLITE)
    workspace.close()
    if shared is not None:
        rows += _on_server(shared, folder, size)
    return rows + _gathered(folder, size)


def _scans(folder: Path, size: int) -> dict[str, Callable[[], object] | None]:
    questionnaire = cached_questionnaire(CAP.read_bytes(), None)
    written = write_answers(folder, questionnaire, drawn(questionnaire, size))
    found = {
        SCAN: sqlite_scan(written, folder / "answers.db"),
        DUCKDB: duck_scan(written, folder / "answers.duckdb"),
    }
    if found[DUCKDB] is None:
        print("!! duckdb is not installed here: the scans are those of SQLite only.", file=sys.stderr)
    written.answers.unlink()
    return found


def _reference(workspace: Workspace) -> str:
    return next(
        one.id for one in workspace.assessments() if one.structure.kinds == ("AI",) and one.year == YEAR
    )


def _exported(workspace: Workspace, folder: Path, size: int, database: str) -> list[Row]:
    return [
        _row(size, database, form, timing)
        for form, timing in timed(exports(workspace, folder), rounds=2).items()
    ]


def _on_server(shared: Server, folder: Path, size: int) -> list[Row]:
    name = shared.make(f"network-{size}")
    start = time.perf_counter()
    workspace = network(folder / "shared", size, frozen(), address=shared.address(name))
    rows = [Row(size, POSTGRESQL, MAKING, time.perf_counter() - start, None)]
    with shared.connect(name) as line:
        line.execute("VACUUM ANALYZE")  # as a server does by itself, which this one is told not to
    taken = timed(questions(workspace, _reference(workspace)))
    rows += [_row(size, POSTGRESQL, measure, timing) for measure, timing in taken.items()]
    rows += _exported(workspace, folder, size, POSTGRESQL)
    workspace.close()
    shared.drop(name)
    return rows


def _gathered(folder: Path, size: int) -> list[Row]:
    """Take a few dossiers more into the network; the file then holds them."""
    first, _again = gathering.measured(folder, SENT, ENTRIES)
    return [Row(size, SQLITE, GATHER, first.ours / 1000, None)]


def _row(size: int, database: str, measure: str, timing: Timing) -> Row:
    return Row(size, database, measure, timing.clock, timing.processor)
