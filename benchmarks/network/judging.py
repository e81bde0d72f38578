"""What `make bench` judges of a network: that nothing grows faster than it, and that a dashboard takes a small part of a scan.

The scan is that of SQLite, which is everywhere; DuckDB's, many times as fast, is in the page (`benchmarks.network.page`).
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Figure
from benchmarks.network.measures import DASHBOARD, DETAIL, DRILL, FILTERED, STANDING
from benchmarks.network.running import GATHER, POSTGRESQL, SCAN, SQLITE, Row, measured, server

if TYPE_CHECKING:
    from collections.abc import Iterable

SMALL, LARGE = 542, 10_000
"""The network of today (COORACE, rapport d'activité 2017), and eighteen times as many structures."""

LINEAR = 18.5
"""Growth in proportion, from one to the other."""

SHARE = 0.05
"""Most of a scan that a dashboard may take."""

NAMES = {
    DASHBOARD: "dashboard",
    FILTERED: "dashboard, one kind in two regions",
    DETAIL: "one node by kind and by region",
    DRILL: "structures behind a level",
    STANDING: "where one structure stands",
    "network-pdf": "report as PDF",
    "network-xlsx": "report as workbook",
    "network-csv": "results as CSV",
    "network-json": "figures as JSON",
    GATHER: "20 dossiers more",
}


def judged(folder: Path) -> list[Figure]:
    """Measure both sizes and return the figures."""
    rows: list[Row] = []
    with server() as shared:
        for size in (SMALL, LARGE):
            with tempfile.TemporaryDirectory(dir=folder) as place:
                rows += measured(Path(place), size, shared)
    return figures(rows)


def figures(rows: Iterable[Row]) -> list[Figure]:
    """Return the figures of what was measured at both sizes.

    Growth is that of processor time in a file, and by the clock on a server, whose processor time is not ours.
    """
    found = {(row.database, row.measure, row.structures): row for row in rows}
    made = [
        _growth(f"{name}, {database}", _taken(found[database, measure, LARGE]), _taken(small))
        for database in (SQLITE, POSTGRESQL)
        for measure, name in NAMES.items()
        if (small := found.get((database, measure, SMALL)))
    ]
    ours, scan = found[SQLITE, DASHBOARD, LARGE], found[SQLITE, SCAN, LARGE]
    against = "SQLite: one scan of their answers"
    return [
        *made,
        Figure(
            f"dashboard of {LARGE:,} structures", 1000 * ours.clock, 1000 * scan.clock, against, "ms",
            ours.clock / scan.clock, SHARE,
        ),
    ]  # fmt: skip


def _taken(row: Row) -> float:
    return row.processor if row.database == SQLITE and row.processor is not None else row.clock


def _growth(name: str, large: float, small: float) -> Figure:
    return Figure(
        f"{name}, {LARGE:,} structures", 1000 * large, 1000 * small, f"the same, {SMALL}", "ms",
        large / small, LINEAR,
    )  # fmt: skip
