"""A long day that goes well must be one of which a leak would have been told."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cap_tui.services.environment import Environment
from cap_tui.services.exchanging import accept, preview
from cap_tui.services.workspace import Workspace
from tools.soaking.killing import answers
from tools.soaking.parcels import parcels
from tools.soaking.sampling import HEAD, Hour, descriptors, faults, processor, row, threads

if TYPE_CHECKING:
    from pathlib import Path

FIRST = Hour(1, 500, 100.0, (10.0,) * 50, (20.0,) * 50, (30.0,) * 100, 1_000_000, 9, 7)


def test_a_day_like_its_first_hour_is_right() -> None:
    same = [replace(FIRST, number=number, memory=104.9, moves=(12.9,) * 50) for number in range(2, 9)]
    assert faults([FIRST, *same]) == []


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (replace(FIRST, number=3, memory=105.1), "hour 3: 1.05 times the memory of the first hour"),
        (replace(FIRST, number=3, moves=(13.1,) * 50), "hour 3: move, p50 1.31 times that of the first hour"),
        (
            replace(FIRST, number=3, ratings=(20.0,) * 45 + (30.0,) * 5),
            "hour 3: rate, p95 1.50 times that of the first hour",
        ),
        (replace(FIRST, number=3, descriptors=12), "hour 3: 12 open files, 9 after the first hour"),
        (replace(FIRST, number=3, threads=10), "hour 3: 10 threads, 7 after the first hour"),
    ],
)
def test_what_grew_is_told(hour: Hour, said: str) -> None:
    assert said in faults([FIRST, hour])


def test_two_slow_keys_of_an_hour_are_chance_and_three_are_told() -> None:
    assert faults([FIRST, replace(FIRST, number=2, moves=(10.0,) * 39 + (99.0,) * 2)]) == []
    assert faults([FIRST, replace(FIRST, number=2, moves=(10.0,) * 38 + (99.0,) * 3)]) == [
        "hour 2: move, p95 9.90 times that of the first hour"
    ]


def test_the_wall_clock_is_shown_and_not_judged() -> None:
    assert faults([FIRST, replace(FIRST, number=2, shown=(900.0,) * 100)]) == []
    assert row(FIRST) == "| 1 | 500 | 100.0 | 10.0 / 10.0 | 20.0 / 20.0 | 30.0 / 30.0 | 1000 | 9 | 7 |"
    assert row(FIRST).count("|") == HEAD.partition("\n")[0].count("|")


def test_what_is_read_of_a_program_is_what_it_takes() -> None:
    before, files, running = processor(os.getpid()), descriptors(os.getpid()), threads(os.getpid())
    end = threading.Event()
    other = threading.Thread(target=end.wait)
    other.start()
    with open(os.devnull, encoding="ascii"):  # noqa: PTH123 - a file held open
        assert descriptors(os.getpid()) == files + 1
        assert threads(os.getpid()) == running + 1
    end.set()
    other.join()
    sum(range(3_000_000))
    assert processor(os.getpid()) - before > 5


def test_each_file_of_the_colleague_brings_something_to_who_has_the_one_before(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "data", Environment())
    summary = workspace.load_demo()
    before = len(workspace.open(summary.id).actions())
    brought = []
    for path in parcels(tmp_path / "data", tmp_path, 2):
        receipt = accept(workspace, preview(workspace, path), trust=True)
        brought.append(receipt.new)
    assert brought == [1, 1]
    assert len(workspace.open(summary.id).actions()) == before + 2
    workspace.close()
    assert next(iter(answers(tmp_path / "data").values())) == "engaged"
