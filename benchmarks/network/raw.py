"""What one would do without counts: scan every answer of the network. The reference of its dashboard.

450 answers a structure: those of seven or eight people (voices) to the sixty criteria of CAP, those retained first. Whole
numbers only, in a table without an index: structure, criterion, voice, percent. What a real database holds beside (remarks,
plans, signatures) is left out, for it could only make the scan longer. One scan gives, by year, criterion and voice, how
many there are, their sum and that of their squares: enough for means and spreads, not for quartiles nor for anything of plans.
"""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from importlib.util import find_spec
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.network.drawing import SEED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from benchmarks.network.drawing import Drawn
    from cap_tui.core.questionnaire import Questionnaire

ANSWERS = 450
"""Of one structure."""

MEANS = (
    "SELECT year, criterion, voice, COUNT(*), SUM(percent), SUM(percent * percent)"
    " FROM answer JOIN structure ON structure.id = answer.structure GROUP BY year, criterion, voice"
)
_TABLES = (
    "CREATE TABLE structure (id INTEGER PRIMARY KEY, year INTEGER)",
    "CREATE TABLE answer (structure INTEGER, criterion INTEGER, voice INTEGER, percent INTEGER)",
)


class Answers(NamedTuple):
    """The files of a network, for any database to take in: lines of whole numbers as the tables want them."""

    structures: Path
    answers: Path


def write_answers(folder: Path, questionnaire: Questionnaire, structures: Iterable[Drawn]) -> Answers:
    """Write every answer, and the year of each structure."""
    chance = Random(SEED)  # noqa: S311 - the same each time is what is wanted
    percents = [int(level.score) for level in questionnaire.scale.levels]
    keys = list(questionnaire.criteria)
    ends = [
        [f",{place % len(keys)},{place // len(keys)},{percent}\n" for percent in percents]
        for place in range(ANSWERS)
    ]
    written = Answers(folder / "structures.csv", folder / "answers.csv")
    with (
        written.structures.open("w", encoding="ascii") as years,
        written.answers.open("w", encoding="ascii") as file,
    ):
        for number, one in enumerate(structures, 1):
            years.write(f"{number},{one.header.year}\n")
            own = [ends[place][one.levels[key]] for place, key in enumerate(keys) if key in one.levels]
            said = zip(ends[len(keys) :], chance.randbytes(ANSWERS - len(keys)), strict=True)
            lines = [*own, *(end[byte % len(end)] for end, byte in said)]
            file.write(f"{number}" + f"{number}".join(lines))
    return written


def sqlite_scan(written: Answers, database: Path) -> Callable[[], object]:
    """Return a function that scans in SQLite; the answers are taken into `database`."""
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("PRAGMA synchronous=OFF")
        for table in _TABLES:
            raw.execute(table)
        for path, into in (
            (written.structures, "structure VALUES (?, ?)"),
            (written.answers, "answer VALUES (?, ?, ?, ?)"),
        ):
            with path.open(encoding="ascii", newline="") as file:
                raw.executemany(f"INSERT INTO {into}", csv.reader(file))
        raw.commit()

    def scan() -> object:
        with closing(sqlite3.connect(database)) as raw:
            return raw.execute(MEANS).fetchall()

    return scan


def duck_scan(written: Answers, database: Path) -> Callable[[], object] | None:
    """Return a function that scans in DuckDB; None where it is not installed (`pip install duckdb`)."""
    if find_spec("duckdb") is None:
        return None
    import duckdb  # type: ignore[import-not-found,unused-ignore]

    connection = duckdb.connect(str(database))
    for table in _TABLES:
        connection.execute(table)
    for path, table in zip(written, ("structure", "answer"), strict=True):
        connection.execute(f"COPY {table} FROM '{path}' (FORMAT csv, HEADER false)")
    return lambda: connection.execute(MEANS).fetchall()
