"""Saving an answer and opening an assessment, against plain sqlite3."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from itertools import count
from typing import TYPE_CHECKING

from benchmarks.folders import answer_many, answers, started
from benchmarks.measure import Figure, figure, in_turn, seconds
from cap_tui.storage.engine import PRAGMAS

if TYPE_CHECKING:
    from pathlib import Path

ANSWERS = 300
OPENINGS = 15
LENGTHS = (400, 4000)
INSERT = (
    "INSERT INTO entry (assessment_id, hash, signed, signature, salt, value) "
    "SELECT assessment_id, ?, signed, signature, salt, value FROM entry WHERE id = 2"
)


def storing(folder: Path) -> list[Figure]:
    """Return the figures; `folder` should be on the disk meant, not in memory."""
    return [_answer(folder / "answer"), *(_opened(folder / f"open-{length}", length) for length in LENGTHS)]


def _answer(folder: Path) -> Figure:
    """Measure a durable answer: append, sign, project, commit; against the bare row in a copy of the same table."""
    workspace, dossier = started(folder)
    answer_many(dossier, 60)
    copy = folder / "raw.db"
    shutil.copy(workspace.opened.file, copy)
    given, number = answers(dossier), count()
    for _ in range(60):
        next(given)
    with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
        for pragma in PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")

        def insert() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute(INSERT, (f"{next(number):064x}",))
            raw.execute("COMMIT")

        pairs = in_turn(seconds(lambda: dossier.answer(*next(given))), seconds(insert), ANSWERS, warm=20)
    workspace.close()
    return figure("answer saved", pairs, "sqlite3: insert + commit of the row, same pragmas", 1.6)


def _opened(folder: Path, length: int) -> Figure:
    """Measure opening a dossier that this installation has verified once, as every opening but the first."""
    workspace, dossier = started(folder)
    answer_many(dossier, length - 1)
    reference = dossier.summary.id
    workspace.open(reference)

    pairs = in_turn(
        seconds(lambda: workspace.open(reference)), seconds(lambda: _rows(workspace.opened.file)), OPENINGS
    )
    workspace.close()
    return figure(f"assessment of {length} entries opened", pairs, "sqlite3: reading its rows", 6.0)


def _rows(database: Path) -> list[object]:
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("SELECT * FROM assessment").fetchall()
        raw.execute("SELECT content FROM pinned_questionnaire").fetchall()
        return raw.execute("SELECT * FROM entry WHERE assessment_id = 1 ORDER BY id").fetchall()
