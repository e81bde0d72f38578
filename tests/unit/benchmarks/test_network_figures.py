"""What is told of a network's growth: ratios of the right things, in a table and charts that a person reads."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from benchmarks.network.charts import save
from benchmarks.network.judging import figures
from benchmarks.network.measures import timed
from benchmarks.network.naming import duration
from benchmarks.network.page import BEGIN, END, charts, table, within
from benchmarks.network.running import Row

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [
    Row(542, "SQLite", "dashboard", 0.050, 0.040),
    Row(542, "SQLite", "scan", 0.200, 0.200),
    Row(542, "PostgreSQL", "dashboard", 0.125, 0.010),
    Row(10_000, "SQLite", "dashboard", 0.090, 0.080),
    Row(10_000, "SQLite", "scan", 4.0, 4.0),
    Row(10_000, "PostgreSQL", "dashboard", 0.375, 0.010),
]
DUCK = [Row(542, "DuckDB", "scan", 0.006, 0.005), Row(10_000, "DuckDB", "scan", 0.060, 0.110)]


def test_growth_is_that_of_the_processor_in_a_file_and_of_the_clock_on_a_server() -> None:
    in_file, on_server, _scan = figures(ROWS)
    assert in_file.name == "dashboard, SQLite, 10,000 structures"
    assert (in_file.ratio, in_file.target) == (2.0, 18.5)
    assert (on_server.name, on_server.ratio) == ("dashboard, PostgreSQL, 10,000 structures", 3.0)


def test_the_dashboard_is_judged_against_the_same_scan_whatever_is_installed() -> None:
    for rows in (ROWS, [*ROWS, *DUCK]):
        judged = figures(rows)[-1]
        assert (judged.ratio, judged.target, judged.ok) == (0.0225, 0.05, True)
        assert judged.against == "SQLite: one scan of their answers"


def test_without_a_server_nothing_is_said_of_it() -> None:
    alone = [row for row in ROWS if row.database != "PostgreSQL"]
    assert len(figures(alone)) == 2
    assert "PostgreSQL" not in table(alone)


def test_the_table_tells_each_size_and_what_is_missing() -> None:
    lines = table([*ROWS, DUCK[1]]).replace("\u202f", " ").replace("\xa0", " ").splitlines()
    assert lines[0] == "| | base | 542 | 10 000 | croissance |"
    assert (
        lines[2]
        == "| Tableau de bord, tous les volets | SQLite | 50,0 ms (40,0 ms) | 90,0 ms (80,0 ms) | × 1,8 |"
    )
    assert lines[3] == "| Tableau de bord, tous les volets | PostgreSQL | 125 ms | 375 ms | × 3,0 |"
    assert lines[-1] == "| Référence : lire toutes les réponses | DuckDB | non mesuré | 60,0 ms |  |"


def test_the_scan_is_drawn_beside_the_dashboard_and_its_chart_can_be_read(tmp_path: Path) -> None:
    series = charts([*ROWS, *DUCK])["dashboard"]
    assert series["Lecture, DuckDB"] == ((542, 0.006), (10_000, 0.060))
    save("Tableau de bord", series, tmp_path / "chart.svg")
    drawn = ET.parse(tmp_path / "chart.svg")  # noqa: S314 - just made here
    words = [(one.text or "").strip() for one in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Tableau de bord", "SQLite", "PostgreSQL", "Lecture, DuckDB", "proportionnel"} <= set(words)
    assert {"100\xa0ms", "1\u202f000", "structures du réseau"} <= set(words)


def test_a_page_keeps_its_words_and_one_without_a_place_is_not_left_with_old_figures() -> None:
    assert within(f"Avant\n{BEGIN}vieux\n{END}Après\n", "neuf\n") == f"Avant\n{BEGIN}neuf\n{END}Après\n"
    with pytest.raises(ValueError, match="mesures"):
        within("Avant\n", "neuf\n")


def test_what_takes_long_is_not_done_again_and_the_rest_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    now = 0.0

    def work(name: str, seconds: float) -> None:
        nonlocal now
        done.append(name)
        now += seconds

    monkeypatch.setattr(time, "perf_counter", lambda: now)
    found = timed({"slow": lambda: work("slow", 5), "fast": lambda: work("fast", 1)}, rounds=2, long=4)
    assert done == ["slow", "fast", "fast", "fast"]
    assert (found["slow"].clock, found["fast"].clock) == (5, 1)


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.0123, "12,3 ms"), (0.5, "500 ms"), (2.04, "2,0 s"), (312.0, "312 s")]
)
def test_durations_are_told_as_french_writes_them(seconds: float, told: str) -> None:
    assert duration(seconds) == told.replace(" ", "\xa0")
