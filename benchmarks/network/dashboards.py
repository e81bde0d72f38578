"""How the dashboard of the network grows with it: `python -m benchmarks.network.dashboards [--largest]`.

Processor time, against the means per criterion from the raw answers: in SQLite, and in DuckDB where it is installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.folders import YEAR
from benchmarks.network.synthetic import network
from cap_tui.core.network.cells import What
from cap_tui.services.network.asking import Filters
from cap_tui.services.network.dashboard import dashboard, node_detail
from cap_tui.services.network.drilling import drill
from cap_tui.services.network.standing import standing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SIZES = (542, 10_000)
LARGEST = 100_000
ROUNDS = 5
RAW = "SELECT criterion, AVG(percent) FROM answer WHERE year = ? GROUP BY criterion"
NODE = "1.1.1"
ALL = Filters("cap", (YEAR,))
SOME = Filters("cap", (YEAR,), kinds=("AI",), regions=("Normandie", "Occitanie"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print one line for each size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.network.dashboards", description=__doc__)
    parser.add_argument("--sizes", nargs="*", type=int, default=SIZES, help="structures")
    parser.add_argument("--largest", action="store_true", help=f"also {LARGEST}, which takes minutes to make")
    asked = parser.parse_args(arguments)
    sizes = [*asked.sizes, LARGEST] if asked.largest else list(asked.sizes)
    first: dict[str, float] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="cap-tui-bench-", dir=Path.cwd()) as folder:
            found = measured(Path(folder) / "data", size)
        for name, taken in found.items():
            grown = taken / first.setdefault(name, taken)
            print(f"{size:>7}  {name:<42} {1000 * taken:>9.1f} ms   × {grown:.1f}", flush=True)
    return 0


def measured(folder: Path, size: int) -> dict[str, float]:
    """Return what was measured on a network of `size` structures, in seconds of processor, the median of a few."""
    workspace = network(folder, size)
    reference = next(
        one.id for one in workspace.assessments() if one.structure.kinds == ("AI",) and one.year == YEAR
    )
    calls: dict[str, Callable[[], object]] = {
        "dashboard, all panels": lambda: dashboard(workspace, ALL),
        "dashboard, two regions and one kind": lambda: dashboard(workspace, SOME),
        "one node by kind and by region": lambda: node_detail(workspace, ALL, NODE),
        "structures behind one level of a criterion": lambda: drill(
            workspace, ALL, What.LEVEL, NODE, "to-build"
        ),
        "where one structure stands": lambda: standing(workspace, reference),
        "reference: SQLite over the raw answers": lambda: _raw(folder / "answers.db"),
    }
    if importlib.util.find_spec("duckdb"):
        calls["reference: DuckDB over the raw answers"] = _duck(folder / "answers.db")
    found = {name: _seconds(call) for name, call in calls.items()}
    workspace.close()
    return found


def _seconds(call: Callable[[], object]) -> float:
    taken = []
    for _round in range(ROUNDS):
        start = time.process_time()
        call()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def _raw(path: Path) -> object:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute(RAW, (YEAR,)).fetchall()


def _duck(path: Path) -> Callable[[], object]:
    import duckdb  # type: ignore[import-not-found,unused-ignore]

    connection = duckdb.connect()
    with closing(sqlite3.connect(path)) as raw:
        connection.execute(
            "CREATE TABLE answer (year INTEGER, assessment INTEGER, criterion INTEGER, percent INTEGER)"
        )
        connection.executemany(
            "INSERT INTO answer VALUES (?, ?, ?, ?)", raw.execute("SELECT * FROM answer").fetchall()
        )
    return lambda: connection.execute(RAW, (YEAR,)).fetchall()


if __name__ == "__main__":
    sys.exit(main())
