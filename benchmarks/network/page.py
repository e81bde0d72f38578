"""What was measured, kept: as JSON, as charts, and as the table of the page."""

from __future__ import annotations

import json
import os
import platform
import re
import sqlite3
import subprocess
from dataclasses import asdict
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from babel.dates import format_date

from benchmarks.network.charts import save
from benchmarks.network.measures import DASHBOARD
from benchmarks.network.naming import TITLES, duration, number
from benchmarks.network.running import DUCKDB, MAKING, POSTGRESQL, SCAN, SQLITE, Row
from tests.postgres import NoServerError, programs

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "benchmarks" / "network-results.json"
PAGE = ROOT / "docs" / "reseau-mesures.md"
IMAGES = ROOT / "docs" / "images"
BEGIN, END = "<!-- mesures -->\n", "<!-- fin des mesures -->\n"
"""What the table and the charts stand between."""

UNDRAWN = (SCAN, MAKING)


def keep(rows: Sequence[Row]) -> None:
    """Write the results, and what shows them.

    Raises:
        ValueError: See `show`.
    """
    day = datetime.now(UTC).date().isoformat()
    kept = {"machine": machine_words(), "date": day, "rows": [asdict(row) for row in rows]}
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    show()


def show() -> None:
    """Draw the charts and write the page of the results kept.

    Raises:
        ValueError: The page has no place for them.
    """
    kept = json.loads(RESULTS.read_text(encoding="utf-8"))
    rows = [Row(**row) for row in kept["rows"]]
    drawn = []
    for measure, series in charts(rows).items():
        name = f"reseau-mesures-{measure.removeprefix('network-')}.svg"
        save(TITLES[measure], series, IMAGES / name)
        drawn.append(f"![{TITLES[measure]}](images/{name})")
    day = format_date(date.fromisoformat(kept["date"]), "d MMMM y", locale="fr")
    told = f"Mesuré le {day} : {kept['machine']}.\n\n{table(rows)}\n\n"
    PAGE.write_text(
        within(PAGE.read_text(encoding="utf-8"), told + "\n\n".join(drawn) + "\n"), encoding="utf-8"
    )


def within(page: str, words: str) -> str:
    """Return the page with these words between its two marks.

    Raises:
        ValueError: The marks are not there.
    """
    before, found, rest = page.partition(BEGIN)
    _old, ended, after = rest.partition(END)
    if not found or not ended:
        raise ValueError(BEGIN)
    return f"{before}{BEGIN}{words}{END}{after}"


def table(rows: Sequence[Row]) -> str:
    """Return what was measured as a Markdown table, one column for each size; growth is from the smallest to the largest."""
    sizes = sorted({row.structures for row in rows})
    lines = [
        f"| | base | {' | '.join(number(size) for size in sizes)} | croissance |",
        f"|---|---|{'--:|' * (len(sizes) + 1)}",
    ]
    for measure, title in TITLES.items():
        for database in (SQLITE, POSTGRESQL, DUCKDB):
            found = {
                row.structures: row for row in rows if (row.measure, row.database) == (measure, database)
            }
            if found:
                cells = [_cell(found.get(size)) for size in sizes]
                lines.append(f"| {title} | {database} | {' | '.join(cells)} | {_growth(found)} |")
    return "\n".join(lines)


def charts(rows: Sequence[Row]) -> dict[str, dict[str, tuple[tuple[int, float], ...]]]:
    """Return, for each measure, name of a line to its points: seconds by the clock; the scan stands beside the dashboard."""
    found: dict[str, dict[str, tuple[tuple[int, float], ...]]] = {}
    for measure in TITLES:
        if measure in UNDRAWN:
            continue
        lines = {database: _points(rows, measure, database) for database in (SQLITE, POSTGRESQL)}
        if measure == DASHBOARD:
            scanned = next((name for name in (DUCKDB, SQLITE) if _points(rows, SCAN, name)), SQLITE)
            lines[f"Lecture, {scanned}"] = _points(rows, SCAN, scanned)
        found[measure] = {name: points for name, points in lines.items() if points}
    return {measure: lines for measure, lines in found.items() if lines}


def _points(rows: Sequence[Row], measure: str, database: str) -> tuple[tuple[int, float], ...]:
    return tuple(
        sorted(
            (row.structures, row.clock) for row in rows if (row.measure, row.database) == (measure, database)
        )
    )


def _cell(row: Row | None) -> str:
    if row is None:
        return "non mesuré"
    if row.processor is None or row.database != SQLITE:
        return duration(row.clock)
    return f"{duration(row.clock)} ({duration(row.processor)})"


def _growth(found: dict[int, Row]) -> str:
    if len(found) == 1:
        return ""
    grown = found[max(found)].clock / found[min(found)].clock
    return f"× {grown:.1f}".replace(".", ",") if grown < 10 else f"× {grown:.0f}"


def machine_words() -> str:
    """Return what the figures were taken on, in French."""
    words = [
        f"{os.cpu_count()} processeurs",
        f"{platform.system()}",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
    ]
    try:
        told = subprocess.run(
            [programs() / "postgres", "--version"], capture_output=True, text=True, check=True
        )
        words.append(f"PostgreSQL {re.search(r'[0-9.]+', told.stdout)[0]}")  # type: ignore[index] # it tells its version
    except NoServerError:
        words.append("PostgreSQL absent")
    try:
        words.append(f"DuckDB {version('duckdb')}")
    except PackageNotFoundError:
        words.append("DuckDB absent")
    return ", ".join(words)
