"""A network made up for measuring is the same each time, and counts what the program itself would count."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from fractions import Fraction
from hashlib import sha256
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from benchmarks.folders import CAP, YEAR
from benchmarks.network.drawing import SEED, drawn
from benchmarks.network.measures import ALL, frozen
from benchmarks.network.raw import ANSWERS, duck_scan, sqlite_scan, write_answers
from benchmarks.network.synthetic import network
from benchmarks.network.weighing import Weighing
from cap_tui.catalogue.cache import cached_questionnaire
from cap_tui.core.network.contributions import contribution
from cap_tui.core.plan import Action
from cap_tui.core.positions import Position, Stance
from cap_tui.core.scoring import score
from cap_tui.services.network.counting import added_up, placed
from cap_tui.services.network.dashboard import dashboard
from cap_tui.storage import cells
from cap_tui.storage.engine import reading
from tests.building import questionnaire as small

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.network.drawing import Drawn
    from cap_tui.core.network.contributions import Contribution
    from cap_tui.core.questionnaire import Questionnaire

READER = "a" * 64


@pytest.fixture(scope="module")
def cap() -> Questionnaire:
    return cached_questionnaire(CAP.read_bytes(), None)


def digest(questionnaire: Questionnaire, size: int, seed: int = SEED) -> str:
    rows = [(one.header.row(), *one[1:]) for one in drawn(questionnaire, size, seed=seed)]
    return sha256(repr(rows).encode()).hexdigest()


def by_the_product(questionnaire: Questionnaire, one: Drawn) -> Contribution:
    levels = questionnaire.scale.levels
    positions = {key: Position(Stance.LEVEL, levels[place].id) for key, place in one.levels.items()}
    actions = [
        Action(str(place), criteria=(line.criterion,), priority=line.priority, service=line.service)
        for place, line in enumerate(one.lines)
    ]
    totals = score(questionnaire, positions, one.concerned)
    return contribution(questionnaire, totals, positions, actions, (READER,))


def test_the_same_seed_gives_the_same_structures_on_every_machine() -> None:
    """The digest was noted once: figures of two days are compared on the same data, or not at all."""
    assert digest(small(), 40)[:16] == "3b57fda5eb2b9d71"
    assert digest(small(), 40, seed=1) != digest(small(), 40)


def test_a_larger_network_begins_with_the_smaller_one(cap: Questionnaire) -> None:
    assert list(drawn(cap, 30)) == list(drawn(cap, 300))[:30]


def test_what_is_worked_out_fast_is_what_the_program_works_out(cap: Questionnaire) -> None:
    sample = list(drawn(cap, 400))
    weighing = Weighing(cap, READER)
    assert {one.header.kinds for one in sample} >= {"AI", "OSP"}
    assert len({one.concerned for one in sample}) > 1
    assert all(weighing.contribution(one) == by_the_product(cap, one) for one in sample)


def test_the_counts_are_those_of_what_each_structure_adds(tmp_path: Path) -> None:
    workspace = network(tmp_path / "data", 80, frozen())
    with reading(workspace.opened.engine, workspace.database) as connection:
        stored = cells.contributions(connection)
        assert len(stored) == 80
        assert cells.all_counts(connection) == added_up(placed(place, body) for _row, place, body in stored)
    workspace.close()


def test_the_dashboard_and_a_scan_of_the_raw_answers_find_the_same_means(
    tmp_path: Path, cap: Questionnaire
) -> None:
    workspace = network(tmp_path / "data", 150, frozen(), fictional=True)  # the same criteria concern all
    lines = {line.id: line for line in dashboard(workspace, ALL).nodes}
    workspace.close()
    written = write_answers(tmp_path, cap, drawn(cap, 150, fictional=True))
    sqlite_scan(written, tmp_path / "raw.db")
    with closing(sqlite3.connect(tmp_path / "raw.db")) as raw:
        found = raw.execute(
            "SELECT criterion, COUNT(*), SUM(percent) FROM answer JOIN structure s ON s.id = structure"
            " WHERE voice = 0 AND year = ? GROUP BY criterion ORDER BY criterion",
            (YEAR,),
        ).fetchall()
        whole = raw.execute("SELECT COUNT(*) FROM answer").fetchone()[0]
    assert len(found) == len(cap.criteria)
    for (_place, count, total), key in zip(found, cap.criteria, strict=True):
        assert (lines[key].count, lines[key].mean) == (count, Fraction(total, count))
    assert 0.98 * ANSWERS * 150 < whole < ANSWERS * 150


@pytest.mark.skipif(find_spec("duckdb") is None, reason="DuckDB is not installed: pip install duckdb")
def test_both_references_read_the_same_answers(tmp_path: Path, cap: Questionnaire) -> None:
    written = write_answers(tmp_path, cap, drawn(cap, 20))
    in_sqlite, in_duck = (
        sqlite_scan(written, tmp_path / "raw.db"),
        duck_scan(written, tmp_path / "raw.duckdb"),
    )
    assert in_duck is not None
    assert sorted(in_duck()) == sorted(in_sqlite())  # type: ignore[call-overload] # rows
