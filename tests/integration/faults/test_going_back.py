"""Putting a backup back: nothing is lost on the way, and what others hold still fits what is here."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.core.permissions import Role
from cap_tui.services.backups import backup_at, preview_backup
from cap_tui.services.doctor import examine
from cap_tui.services.journal import ReplacedDataError
from cap_tui.services.workspace import Workspace
from cap_tui.storage.backups import NewerBackupError, back_up, list_backups, sound, worth_keeping
from cap_tui.storage.engine import SCHEMA_VERSION
from cap_tui.storage.errors import BusyDatabaseError
from tests.building import START, environment, level
from tests.conftest import STRUCTURE
from tests.machines import Machines

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.sqlite_only("a server keeps its own backups")


@pytest.fixture
def machines(prepared: Path, tmp_path: Path) -> Machines:
    return Machines(prepared, tmp_path / "machines")


def begun(workspace: Workspace) -> str:
    return workspace.new_assessment(STRUCTURE, "small", 2026).id


def test_what_was_sent_before_going_back_comes_home_without_a_quarrel(machines: Machines) -> None:
    zoe, paul = machines.person("Zoé"), machines.person("Paul")
    dossier = machines.begin(zoe)
    machines.invite(dossier, paul, Role.PEER)
    morning = zoe.back_up()
    dossier.answer("visit", level("engaged"))
    machines.receive(paul, machines.send(zoe, dossier, "peer"))
    zoe.restore(morning)
    again = zoe.open(dossier.summary.id)
    assert again.positions() == {}
    again.answer("tutor", level("controlled"))
    machines.receive(zoe, machines.send(paul, paul.open(again.summary.id), "director"))
    again.reload()
    assert again.positions() == {"visit": level("engaged"), "tutor": level("controlled")}
    assert [one.sentence for one in examine(zoe) if not one.ok] == []
    told = [finding.sentence for finding in examine(zoe)]
    assert not [sentence for sentence in told if "wrote twice" in sentence]
    machines.close()


def test_a_window_left_open_on_the_data_of_before_writes_nothing_over_the_backup(folder: Path) -> None:
    one, other = Workspace(folder, environment("one")), Workspace(folder, environment("other"))
    reference = begun(one)
    morning = one.back_up()
    left = other.open(reference)
    left.answer("visit", level("engaged"))
    one.restore(morning)
    with pytest.raises(ReplacedDataError):
        left.answer("tutor", level("engaged"))
    with pytest.raises(ReplacedDataError):
        left.refresh()
    again = other.open(reference)
    again.answer("tutor", level("engaged"))
    assert again.positions().keys() == {"tutor"}
    assert all(finding.ok for finding in examine(one))
    with pytest.raises(ReplacedDataError):  # the place of its last entry is taken by another one
        left.answer("booklet", level("engaged"))
    one.close()
    other.close()


def test_the_oldest_of_all_backups_can_be_put_back_although_another_one_is_made_first(folder: Path) -> None:
    workspace = Workspace(folder, environment())
    reference = begun(workspace)
    workspace.open(reference).answer("visit", level("engaged"))
    for day in range(30):
        back_up(workspace.opened.file, START - timedelta(days=40 - day), "daily")
    oldest = workspace.backups()[-1]
    workspace.open(reference).answer("visit", level("exemplary"))
    kept = workspace.restore(oldest)
    assert workspace.open(reference).opinion("visit").position == level("engaged")
    workspace.restore(kept)
    assert workspace.open(reference).opinion("visit").position == level("exemplary")
    workspace.close()


def test_two_backups_of_one_second_are_two(folder: Path) -> None:
    workspace = Workspace(folder, environment())
    reference = begun(workspace)
    made = []
    for name in ("to-build", "engaged", "controlled"):
        workspace.open(reference).answer("visit", level(name))
        made.append(back_up(workspace.opened.file, START, "before-restore"))
    assert len(set(made)) == 3
    assert list_backups(workspace.opened.file)[:3] == made[::-1]
    assert {backup_at(path).reason for path in made} == {"before-restore"}
    workspace.restore(made[0])
    assert workspace.open(reference).opinion("visit").position == level("to-build")
    workspace.close()


def test_a_day_of_many_imports_drives_no_month_away(tmp_path: Path) -> None:
    days = [tmp_path / f"202601{day:02}-080000-daily.db" for day in range(25, 0, -1)]
    imports = [tmp_path / f"20260126-10{minute:02}00-import.db" for minute in range(59, -1, -1)]
    kept = worth_keeping([*imports, *days])
    assert len(kept) == 30
    assert kept[:10] == imports[:10]
    assert kept[10:] == days[:20]


def test_with_the_clock_set_back_the_backup_just_made_is_not_the_one_thrown_away(folder: Path) -> None:
    workspace = Workspace(folder, environment())
    begun(workspace)
    for day in range(35):
        back_up(workspace.opened.file, START + timedelta(days=day), "daily")
    made = back_up(workspace.opened.file, START.replace(year=2006), "asked")
    assert sound(made)
    workspace.close()


def test_a_backup_of_a_newer_program_is_refused_before_anything_changes(folder: Path, tmp_path: Path) -> None:
    workspace = Workspace(folder, environment())
    reference = begun(workspace)
    newer = shutil.copyfile(workspace.back_up(), tmp_path / "newer.db")
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    before = workspace.opened.file.read_bytes()
    for refused in (workspace.restore, lambda path: preview_backup(workspace, path)):
        with pytest.raises(NewerBackupError):
            refused(newer)
    assert workspace.opened.file.read_bytes() == before
    assert workspace.open(reference)
    workspace.close()


def test_another_program_that_holds_the_data_is_waited_for_but_not_for_ever(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(folder, environment())
    begun(workspace)
    copy = workspace.back_up()
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *given, **more: _impatient(connect(*given, **more)))
    with closing(connect(workspace.opened.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyDatabaseError):
            workspace.restore(copy)
    monkeypatch.undo()
    workspace.restore(copy)
    workspace.close()


def _impatient(connection: Any) -> Any:
    connection.execute("PRAGMA busy_timeout=50")
    return connection


def test_the_preview_says_what_would_go_and_what_would_come_back(folder: Path) -> None:
    workspace = Workspace(folder, environment())
    dossier = workspace.open(begun(workspace))
    dossier.answer("visit", level("engaged"))
    morning = workspace.back_up()
    assert preview_backup(workspace, morning).changes_nothing
    dossier.answer("tutor", level("engaged"))
    dossier.add_action(title="Nommer")
    (found,) = preview_backup(workspace, morning).differences
    assert (found.gone, found.back) == (2, 0)
    assert found.now
    assert found.then
    assert (found.now.answered, found.then.answered, found.now.actions, found.then.actions) == (2, 1, 1, 0)
    kept = workspace.restore(morning)
    (found,) = preview_backup(workspace, kept).differences
    assert (found.gone, found.back) == (0, 2)
    workspace.close()
