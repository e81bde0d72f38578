from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cap_tui.storage.backups import KEPT, back_up, due, list_backups, sound
from cap_tui.storage.engine import writing
from cap_tui.storage.errors import DiskFullError
from cap_tui.storage.ledger import pin
from cap_tui.storage.opening import open_database
from tests.building import START

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.storage.opened import Opened


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    found = open_database(tmp_path, START)
    with writing(found.engine, found.path) as connection:
        pin(connection, "digest", "small", "1", b"content")
    return found


def test_a_backup_holds_what_was_saved_even_while_someone_is_writing(opened: Opened) -> None:
    with writing(opened.engine, opened.file) as connection:
        pin(connection, "later", "small", "2", b"")
        copy = back_up(opened.file, START, "daily")
    with closing(sqlite3.connect(copy)) as connection:
        rows = connection.execute("SELECT digest FROM pinned_questionnaire").fetchall()
    assert rows == [("digest",)]
    assert sound(copy)


def test_a_month_of_backups_is_kept_and_the_oldest_go(opened: Opened) -> None:
    for day in range(KEPT + 3):
        back_up(opened.file, START + timedelta(days=day), "daily")
    names = [copy.name for copy in list_backups(opened.file)]
    assert len(names) == 30
    assert (names[0], names[-1]) == ("20260403-080000-daily.db", "20260305-080000-daily.db")


def test_a_backup_is_due_until_one_was_made_this_day(opened: Opened) -> None:
    assert due(opened.file, START)
    back_up(opened.file, START, "migration")
    assert not due(opened.file, START + timedelta(hours=2))
    assert due(opened.file, START + timedelta(days=1))


def test_a_backup_for_which_there_is_no_room_leaves_no_half_file_and_keeps_the_others(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = back_up(opened.file, START, "daily")
    connect = sqlite3.connect

    def full_disk(name: object) -> sqlite3.Connection:
        connection = connect(str(name))
        if str(name).endswith(".partial"):
            connection.execute("PRAGMA max_page_count=2")
        return connection

    monkeypatch.setattr(sqlite3, "connect", full_disk)
    with pytest.raises(DiskFullError):
        back_up(opened.file, START + timedelta(days=1), "daily")
    monkeypatch.undo()
    assert list(kept.parent.iterdir()) == [kept]
    assert sound(kept)


@pytest.mark.parametrize("content", [b"", b"text", b"SQLite format 3\x00" + bytes(4080)])
def test_what_is_not_a_whole_database_of_ours_is_not_sound(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "copy.db"
    path.write_bytes(content)
    assert not sound(path)
    assert not sound(tmp_path / "absent.db")


def test_half_copies_left_by_a_crash_go_once_nobody_can_be_writing_them(opened: Opened) -> None:
    folder = back_up(opened.file, START, "daily").parent
    for name, hours in (("old", 2), ("recent", 0)):
        (folder / f"{name}.partial").write_bytes(b"half")
        written = START.timestamp() - hours * 3600
        os.utime(folder / f"{name}.partial", (written, written))
    back_up(opened.file, START, "daily")
    assert [path.name for path in folder.glob("*.partial")] == ["recent.partial"]
