"""A folder of files: one that fails stops none of the others, and the second time costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.exchange.bundle_errors import NotABundleError
from cap_tui.services.exchange_errors import ImportCancelledError, NewerKeptError, NewSenderError
from cap_tui.services.exchanging import accept_folder, preview_folder, receipts
from tests.corpus.hostile_bundles import hostile_bundles
from tests.databases import rows
from tests.exchange import box_of

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.workspace import Workspace
    from tests.machines import Machines


@pytest.fixture
def box(machines: Machines, paul: Workspace, tmp_path: Path) -> Path:
    """Three dossiers of a director, for Paul, and something else."""
    folder = box_of(machines, paul, tmp_path / "reçus")
    (folder / "notes.txt").write_text("Rien à voir")
    return folder


def test_a_whole_folder_is_imported_with_one_report_a_file(paul: Workspace, box: Path) -> None:
    seen: list[tuple[int, int]] = []
    assert [one.new for one in preview_folder(paul, [box]).files] == [4, 4, 4]
    assert paul.assessments() == []
    found = accept_folder(paul, [box], trust=True, progress=lambda done, total: seen.append((done, total)))
    assert [receipt.new for receipt in found.done] == [4, 4, 4]
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert sorted(one.structure.name for one in paul.assessments()) == [
        "Structure 1 (fictif)",
        "Structure 2 (fictif)",
        "Structure 3 (fictif)",
    ]
    assert len(receipts(paul)) == 3


@pytest.mark.sqlite_only("backups are the server’s")
def test_a_whole_folder_costs_one_backup(paul: Workspace, box: Path) -> None:
    accept_folder(paul, [box], trust=True)
    assert [copy.name.endswith("import.db") for copy in paul.backups()] == [True]


def test_the_second_time_nothing_is_verified_nor_written(paul: Workspace, box: Path) -> None:
    accept_folder(paul, [box], trust=True)
    before = rows(paul.data_dir)
    again = accept_folder(paul, [box], trust=True)
    assert (len(again.done), len(again.skipped), again.refused, again.backup) == (0, 3, (), None)
    assert rows(paul.data_dir) == before


def test_a_file_that_fails_does_not_stop_the_others(paul: Workspace, box: Path) -> None:
    (box / "2.capx").write_bytes((box / "2.capx").read_bytes()[:-30])
    found = accept_folder(paul, [box], trust=True)
    assert [receipt.name for receipt in found.done] == ["1.capx", "3.capx"]
    ((path, error),) = found.refused
    assert path.name == "2.capx"
    assert isinstance(error, NotABundleError)


def test_a_folder_of_strangers_is_not_trusted_unasked(paul: Workspace, box: Path) -> None:
    found = accept_folder(paul, [box])
    assert [type(error) for _path, error in found.refused] == [NewSenderError] * 3
    assert paul.assessments() == []


def test_stopping_between_two_files_keeps_the_first_ones(paul: Workspace, box: Path) -> None:
    done: list[int] = []
    found = accept_folder(
        paul,
        [box],
        trust=True,
        progress=lambda count, _total: done.append(count),
        cancelled=lambda: bool(done),
    )
    assert [receipt.name for receipt in found.done] == ["1.capx"]
    assert [type(error) for _path, error in found.refused] == [ImportCancelledError] * 2
    assert len(paul.assessments()) == 1


def test_a_worksheet_left_open_in_excel_is_not_counted_twice(paul: Workspace, box: Path) -> None:
    (box / "~$voix.xlsx").write_bytes(b"\x05Anna")
    found = accept_folder(paul, [box], trust=True)
    assert (len(found.done), found.refused) == (3, ())


def test_a_file_of_a_newer_program_is_kept_untouched(paul: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "demain.capx"
    path.write_bytes(hostile_bundles()["newer"])
    found = accept_folder(paul, [path])
    ((_path, error),) = found.refused
    assert isinstance(error, NewerKeptError)
    (kept,) = (paul.data_dir / "received").iterdir()
    assert kept.read_bytes() == path.read_bytes()
