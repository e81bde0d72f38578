from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cap_tui.storage import opening
from cap_tui.storage.backups import back_up, list_backups
from cap_tui.storage.engine import APPLICATION_ID, SCHEMA_VERSION, reading, writing
from cap_tui.storage.errors import (
    ForeignDatabaseError,
    NewerDatabaseError,
    ReadOnlyDatabaseError,
    StorageError,
    UnusableFolderError,
)
from cap_tui.storage.ledger import headers, pin, pinned
from cap_tui.storage.opening import (
    BackupFailedNotice,
    MissingNotice,
    ReadOnlyNotice,
    RestoredNotice,
    SetAsideNotice,
    open_database,
)
from tests.building import START
from tests.people import ordinary_user

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.storage.opened import Opened

TOMORROW = START + timedelta(days=1)


def _opened(folder: Path, number: int = 0) -> Opened:
    """Create a database that holds something, and let go of it."""
    opened = open_database(folder, START)
    with writing(opened.engine, opened.file) as connection:
        pin(connection, f"digest {number}", "small", "1", b"content")
    opened.engine.dispose()
    return opened


def _holds(opened: Opened, number: int = 0) -> bool:
    with reading(opened.engine, opened.file) as connection:
        return pinned(connection, f"digest {number}") == b"content"


@contextmanager
def _ordinary_user() -> Iterator[Path]:
    """Yield a folder that holds a database, as someone whom the system may refuse."""
    with ordinary_user(_opened) as folder:
        yield folder


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_nobody_else_can_read_what_was_written_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        opened = _opened(tmp_path / "data")
        back_up(opened.file, START, "daily")
    finally:
        os.umask(before)
    for path in [opened.file.parent, *opened.file.parent.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.parametrize(
    "name", ["simple", "données été", "100% sûr", "a#b", "c?d", "e&f=g;h", "%41", "d'ici"]
)
def test_the_database_is_where_we_say_whatever_the_folder_is_called(tmp_path: Path, name: str) -> None:
    opened = _opened(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert opened.file.stat().st_size > 0
    assert _holds(open_database(tmp_path / name, START))


@pytest.mark.parametrize("content", [None, b""], ids=["absent", "empty"])
def test_an_empty_place_becomes_a_database_of_ours(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "cap-tui.db").write_bytes(content)
    opened = open_database(tmp_path, START)
    assert (opened.read_only, opened.notices) == (False, ())
    with closing(sqlite3.connect(opened.file)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    with reading(opened.engine, opened.file) as connection:
        assert headers(connection) == []


def _damage(path: Path, how: str) -> bytes:
    whole = path.read_bytes()
    path.write_bytes(
        {
            "short": whole[:50],
            "header only": whole[:16],
            "truncated": whole[: len(whole) // 2],
            "text": b"Bonjour, ceci n'est pas une base.\n" * 100,
            "zeros": bytes(len(whole)),
            "middle overwritten": whole[:4096] + b"\xff" * 4096 + whole[8192:],
        }[how]
    )
    return path.read_bytes()


DAMAGES = ["short", "header only", "truncated", "text", "zeros", "middle overwritten"]


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_database_is_set_aside_whole_and_the_last_sound_backup_takes_its_place(
    tmp_path: Path, how: str
) -> None:
    opened = _opened(tmp_path)
    back_up(opened.file, START, "daily")
    damaged = _damage(opened.file, how)
    again = open_database(tmp_path, TOMORROW)
    (notice,) = again.notices
    assert isinstance(notice, RestoredNotice)
    assert Path(str(notice.values["kept"])).read_bytes() == damaged
    assert _holds(again)
    assert not again.read_only
    assert stat.S_IMODE(again.file.stat().st_mode) == 0o600


@pytest.mark.parametrize("how", DAMAGES)
def test_without_a_backup_a_damaged_database_is_kept_and_a_new_one_started(tmp_path: Path, how: str) -> None:
    opened = _opened(tmp_path)
    damaged = _damage(opened.file, how)
    again = open_database(tmp_path, TOMORROW)
    (notice,) = again.notices
    assert isinstance(notice, SetAsideNotice)
    assert Path(str(notice.values["kept"])).read_bytes() == damaged
    assert not _holds(again)


def test_two_damaged_databases_in_the_same_second_are_both_kept(tmp_path: Path) -> None:
    for number in range(3):
        _opened(tmp_path, number)
        (tmp_path / "cap-tui.db").write_bytes(f"{number}".encode() * 500)
        open_database(tmp_path, START).engine.dispose()
    kept = sorted(path.read_bytes()[:1] for path in tmp_path.glob("*.damaged-*.db"))
    assert kept == [b"0", b"1", b"2"]


def test_a_damaged_empty_or_foreign_backup_is_passed_over_for_an_older_sound_one(tmp_path: Path) -> None:
    opened = _opened(tmp_path)
    sound = back_up(opened.file, START, "daily")
    folder = sound.parent
    (folder / "20270101-000000-daily.db").write_bytes(sound.read_bytes()[:5000])
    (folder / "20270102-000000-daily.db").write_bytes(b"")
    with closing(sqlite3.connect(folder / "20270103-000000-daily.db")) as other:
        other.execute("CREATE TABLE theirs (x)")
    _damage(opened.file, "truncated")
    again = open_database(tmp_path, TOMORROW)
    assert again.notices[0].values["backup"] == sound.name
    assert _holds(again)


@pytest.mark.parametrize("tables", [True, False], ids=["with tables", "still empty"])
def test_the_database_of_another_program_is_not_touched(tmp_path: Path, *, tables: bool) -> None:
    path = tmp_path / "cap-tui.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id=42")
        if tables:
            connection.execute("CREATE TABLE theirs (x)")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(ForeignDatabaseError):
        open_database(tmp_path, START)
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["cap-tui.db"]


def test_a_newer_database_is_read_and_never_written(tmp_path: Path) -> None:
    path = _opened(tmp_path).file
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    again = open_database(tmp_path, TOMORROW)
    assert again.read_only
    assert isinstance(again.notices[0], NewerDatabaseError)
    assert _holds(again)
    with pytest.raises(ReadOnlyDatabaseError), writing(again.engine, again.file) as connection:
        pin(connection, "x", "small", "1", b"")
    again.engine.dispose()
    assert path.read_bytes() == before
    assert list_backups(path) == []


def test_a_read_only_file_can_still_be_read() -> None:
    with _ordinary_user() as folder:
        (folder / "cap-tui.db").chmod(0o400)
        folder.chmod(0o500)
        again = open_database(folder, TOMORROW)
        assert again.read_only
        assert [type(notice) for notice in again.notices] == [ReadOnlyNotice]
        assert _holds(again)
        with pytest.raises(ReadOnlyDatabaseError), writing(again.engine, again.file) as connection:
            pin(connection, "x", "small", "1", b"")
        again.engine.dispose()


def test_a_folder_where_no_journal_can_be_written_is_told_at_once_and_nothing_is_lost() -> None:
    with _ordinary_user() as folder:
        folder.chmod(0o500)
        again = open_database(folder, TOMORROW)
        assert [type(notice) for notice in again.notices] == [ReadOnlyNotice]
        assert _holds(again)
        with pytest.raises(ReadOnlyDatabaseError), writing(again.engine, again.file) as connection:
            pin(connection, "x", "small", "1", b"")
        assert _holds(again)
        again.engine.dispose()


def test_a_folder_that_cannot_be_made_or_is_a_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "data"):
        with pytest.raises(UnusableFolderError):
            open_database(folder, START)
    with _ordinary_user() as private:
        private.chmod(0o500)
        with pytest.raises(UnusableFolderError):
            open_database(private / "data", START)


def test_a_database_that_may_not_even_be_read_is_left_alone() -> None:
    with _ordinary_user() as folder:
        (folder / "cap-tui.db").chmod(0o000)
        with pytest.raises(StorageError):
            open_database(folder, TOMORROW)
        (folder / "cap-tui.db").chmod(0o600)
        assert _holds(open_database(folder, TOMORROW))


def test_a_database_in_use_is_busy_not_damaged(tmp_path: Path) -> None:
    path = _opened(tmp_path).file
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert opening._readable(path)
        other.execute("ROLLBACK")
    assert list(tmp_path.glob("*.damaged-*")) == []


def test_a_backup_is_made_once_a_day(tmp_path: Path) -> None:
    _opened(tmp_path)
    path = tmp_path / "cap-tui.db"
    made = []
    for hours in (1, 2, 24, 25, 30, 48):
        open_database(tmp_path, START + timedelta(hours=hours)).engine.dispose()
        made.append(len(list_backups(path)))
    assert made == [1, 1, 2, 2, 2, 3]


def test_a_backup_that_cannot_be_made_does_not_prevent_working(tmp_path: Path) -> None:
    _opened(tmp_path)
    (tmp_path / "backups").write_text("in the way")
    again = open_database(tmp_path, TOMORROW)
    assert isinstance(again.notices[0], BackupFailedNotice)
    assert not again.read_only
    assert _holds(again)


def test_a_crash_in_the_middle_of_a_write_is_rolled_back_at_the_next_start(tmp_path: Path) -> None:
    path = _opened(tmp_path).file
    with closing(sqlite3.connect(path, isolation_level=None)) as crashed:
        crashed.execute("PRAGMA cache_size=1")
        crashed.execute("BEGIN IMMEDIATE")
        for number in range(200):
            crashed.execute(
                "INSERT INTO pinned_questionnaire VALUES (?, '', '', zeroblob(9000))", (f"{number}",)
            )
        copy = tmp_path / "elsewhere"
        copy.mkdir()
        for name in ("cap-tui.db", "cap-tui.db-journal"):
            (copy / name).write_bytes((tmp_path / name).read_bytes())
        crashed.execute("ROLLBACK")
    again = open_database(copy, TOMORROW)
    assert again.notices == ()
    assert _holds(again)
    with reading(again.engine, again.file) as connection:
        assert pinned(connection, "0") is None


def test_an_emptied_database_beside_backups_does_not_look_like_a_first_run(tmp_path: Path) -> None:
    opened = _opened(tmp_path)
    back_up(opened.file, START, "daily")
    opened.file.write_bytes(b"")
    again = open_database(tmp_path, TOMORROW)
    assert _holds(again)
    assert [type(notice) for notice in again.notices] == [RestoredNotice]
    again.engine.dispose()


def test_a_database_moved_away_is_not_mourned_while_its_backups_are_there(tmp_path: Path) -> None:
    first = open_database(tmp_path, START)
    first.engine.dispose()
    copy = back_up(first.file, START, "asked")
    first.file.unlink()
    again = open_database(tmp_path, TOMORROW)
    again.engine.dispose()
    assert [(type(notice), notice.values["backup"]) for notice in again.notices] == [
        (MissingNotice, copy.name)
    ]
    assert copy in list_backups(again.file)
