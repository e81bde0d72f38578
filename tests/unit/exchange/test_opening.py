"""Many bundles opened by several processes: what one finds, all find, and none is left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.entries import Entry
from cap_tui.core.errors import CapError
from cap_tui.exchange import opening
from cap_tui.exchange.bundle import announced
from cap_tui.exchange.opening import Opened, open_many, open_one
from cap_tui.exchange.verifying import RefusedEntry
from tests.corpus.honest_bundle import NAME, QUESTIONNAIRE, honest, sender, strings
from tests.corpus.hostile_bundles import hostile_bundles
from tests.unit.exchange.test_verifying import REFUSED

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
PAIR = honest(strings(2))


@pytest.fixture
def _shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have processes work for the smallest folder."""
    monkeypatch.setattr(opening, "MIN_SHARED", 10)


def said(found: Opened | CapError) -> object:
    """Return what can be compared: a refusal by its kind and its words."""
    return (type(found), found.values) if isinstance(found, CapError) else found


@pytest.mark.usefixtures("_shared")
def test_several_processes_find_in_each_file_what_one_finds() -> None:
    writable = [one for one, _reason in REFUSED.values() if one.signed.isprintable()]
    mixed = honest([strings(1)[0], *writable])
    contents = [honest(), mixed, *hostile_bundles().values(), b"", honest([])] * 2
    alone = [said(found) for found in open_many(contents, workers=1)]
    assert [said(found) for found in open_many(iter(contents), workers=2)] == alone
    assert len(alone) == len(contents)


@pytest.mark.usefixtures("_shared")
def test_what_a_process_opened_is_whole_and_what_it_refuses_is_said() -> None:
    changed = REFUSED["changed answer"][0]
    good, bad, damaged = open_many([honest(), honest([changed]), honest()[:-30]], workers=2)
    assert isinstance(good, Opened)
    assert (good.manifest.name, good.manifest.sender) == ("Zoé Pëtit", sender().public)
    assert good.questionnaires == {NAME: QUESTIONNAIRE}
    assert [one.data for one in good.entries if isinstance(one, Entry)] == [
        "Réunion d’équipe chaque mois 1",
        "Réunion d’équipe chaque mois 2",
        "Réunion d’équipe chaque mois 3",
    ]
    assert isinstance(bad, Opened)
    assert [one.reason for one in bad.entries if isinstance(one, RefusedEntry)] == ["value"]
    assert isinstance(damaged, CapError)


def test_a_file_of_thousands_is_heavier_than_a_small_one_and_what_is_no_file_weighs_nothing() -> None:
    assert announced(honest(strings(20))) > 6 * announced(PAIR) > 0
    assert announced(b"") == announced(b"PK") == announced(PAIR[:-1]) == 0


@pytest.mark.usefixtures("_shared")
def test_a_folder_is_read_as_it_is_opened_and_cancelling_leaves_no_process() -> None:
    asked: list[int] = []

    def folder() -> Iterator[bytes]:
        for number in range(500):
            asked.append(number)
            yield PAIR

    results = open_many(folder(), workers=2)
    first = next(results)
    assert isinstance(first, Opened)
    assert len(first.entries) == 2
    results.close()
    assert len(asked) < 20
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("_shared")
def test_processes_have_work_while_a_group_is_written_and_large_dossiers_do_not_pile_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []

    def folder() -> Iterator[bytes]:
        for number in range(100):
            asked.append(number)
            yield PAIR

    with closing(open_many(folder(), workers=2)) as small:
        next(small)
        assert len(asked) == 17, "sixteen wait, the most that is written at once"
    asked.clear()
    monkeypatch.setattr(opening, "MAX_AHEAD", 10)
    with closing(open_many(folder(), workers=2)) as large:
        next(large)
        assert len(asked) == 5, "two for each process, however large"


NOWHERE = """
import multiprocessing
from cap_tui.exchange import opening
from tests.corpus.honest_bundle import honest
if __name__ == "__main__":
    multiprocessing.set_executable("/nowhere/python")
    opening.MIN_SHARED = 2
    parts = [honest(), honest()]
    print(list(opening.open_many(parts, workers=2)) == list(opening.open_many(parts, workers=1)))
"""

DAEMON = """
import multiprocessing
from cap_tui.exchange import opening
from tests.corpus.honest_bundle import honest
def inside():
    opening.MIN_SHARED = 2
    print(sum(len(one.entries) for one in opening.open_many([honest(), honest()], workers=2)) == 6, flush=True)
if __name__ == "__main__":
    child = multiprocessing.get_context("spawn").Process(target=inside, daemon=True)
    child.start()
    child.join()
"""


@pytest.mark.parametrize("program", [NOWHERE, DAEMON])
def test_where_no_process_can_be_started_all_is_opened_here(tmp_path: Path, program: str) -> None:
    path = tmp_path / "program.py"
    path.write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, path], capture_output=True, text=True, check=False, env=ENVIRONMENT, timeout=120
    )
    assert done.stdout == "True\n", done.stderr


@pytest.mark.usefixtures("_shared")
def test_a_process_that_dies_costs_no_entry() -> None:
    results = open_many([PAIR] * 12, workers=2)
    found = [next(results)]
    for child in multiprocessing.active_children():
        child.kill()
    found += list(results)
    assert found == [open_one(PAIR)] * 12


PROGRAM = """
import multiprocessing, time
from cap_tui.exchange import opening
from tests.corpus.honest_bundle import honest
if __name__ == "__main__":
    opening.MIN_SHARED = 2
    results = opening.open_many([honest()] * 50, workers=2)
    next(results)
    print(*[child.pid for child in multiprocessing.active_children()], flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_program_that_is_killed_leaves_no_process_behind(tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text(PROGRAM, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, path],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=ENVIRONMENT,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        children = [int(pid) for pid in process.stdout.readline().split()]
        process.send_signal(signal.SIGKILL)
    assert len(children) == 2
    deadline = time.monotonic() + 10
    while any(_alive(pid) for pid in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_alive(pid) for pid in children)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
