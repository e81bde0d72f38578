from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cap_tui.storage import engine as engine_module
from cap_tui.storage.engine import make_engine, much_written, reading, translate, writing
from cap_tui.storage.errors import (
    BusyDatabaseError,
    DamagedDatabaseError,
    DiskFullError,
    ReadOnlyDatabaseError,
    StorageError,
)
from cap_tui.storage.opening import open_database
from tests.building import START

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

COUNTED = "INSERT INTO pinned_questionnaire VALUES ('count', '', '', '0')"
ROUNDS = 40


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    opened = open_database(tmp_path, START)
    with writing(opened.engine, opened.path) as connection:
        connection.exec_driver_sql(COUNTED)
    return opened.engine


def _pragma(connection: Connection, name: str) -> object:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_every_connection_of_the_pool_is_durable_and_checks_links(engine: Engine) -> None:
    with ExitStack() as stack:
        for connection in [stack.enter_context(engine.connect()) for _ in range(6)]:
            assert _pragma(connection, "journal_mode") == "delete"
            assert _pragma(connection, "synchronous") == 3
            assert _pragma(connection, "foreign_keys") == 1
            assert _pragma(connection, "trusted_schema") == 0
            assert _pragma(connection, "cell_size_check") == 1


def test_a_reading_connection_checks_links_too_and_cannot_write(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "cap-tui.db"
    engine.dispose()
    only = make_engine(path, read_only=True)
    with reading(only, path) as connection:
        assert _pragma(connection, "foreign_keys") == 1
        assert _pragma(connection, "trusted_schema") == 0
    with pytest.raises(ReadOnlyDatabaseError), writing(only, path) as connection:
        connection.exec_driver_sql("DELETE FROM pinned_questionnaire")


def _add_one(engine: Engine, path: Path) -> None:
    with writing(engine, path) as connection:
        count = int(connection.exec_driver_sql("SELECT content FROM pinned_questionnaire").scalar() or 0)
        connection.exec_driver_sql("UPDATE pinned_questionnaire SET content = ?", (str(count + 1),))


def _count(engine: Engine, path: Path) -> int:
    with reading(engine, path) as connection:
        return int(connection.exec_driver_sql("SELECT content FROM pinned_questionnaire").scalar() or 0)


def test_two_threads_that_write_at_once_do_not_lose_an_update(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "cap-tui.db"
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(_add_one, engine, path) for _ in range(ROUNDS)]:
            done.result()
    assert _count(engine, path) == ROUNDS


def test_two_programs_that_write_at_once_do_not_lose_an_update(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "cap-tui.db"
    program = (
        "import sys; from pathlib import Path; from cap_tui.storage.engine import make_engine;"
        "from tests.integration.storage.test_engine import _add_one;"
        "path = Path(sys.argv[1]); engine = make_engine(path); [_add_one(engine, path) for _ in range(40)]"
    )
    root = Path(__file__).parents[3]
    running = [subprocess.Popen([sys.executable, "-c", program, str(path)], cwd=root) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    assert _count(engine, path) == 2 * ROUNDS


def _delete_then_fail(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM pinned_questionnaire")
    connection.exec_driver_sql("INSERT INTO no_such_table VALUES (1)")


def _overfill(connection: Connection) -> None:
    pages = _pragma(connection, "page_count")
    connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    connection.exec_driver_sql("INSERT INTO pinned_questionnaire VALUES ('big', '', '', zeroblob(100000))")


def test_a_failed_write_leaves_nothing_and_the_next_one_works(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "cap-tui.db"
    with pytest.raises(StorageError), writing(engine, path) as connection:
        _delete_then_fail(connection)
    assert _count(engine, path) == 0
    _add_one(engine, path)
    assert _count(engine, path) == 1


def test_when_another_program_keeps_the_file_one_is_told_to_wait(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cap-tui.db"
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.1)
    hurried = make_engine(path)
    with writing(engine, path), pytest.raises(BusyDatabaseError):
        _add_one(hurried, path)
    _add_one(hurried, path)
    assert _count(engine, path) == 1


def test_no_room_left_is_told_and_what_was_there_is_intact(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "cap-tui.db"
    with pytest.raises(DiskFullError), writing(engine, path) as connection:
        _overfill(connection)
    engine.dispose()
    assert _count(engine, path) == 0
    _add_one(engine, path)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("database is locked", BusyDatabaseError),
        ("database or disk is full", DiskFullError),
        ("attempt to write a readonly database", ReadOnlyDatabaseError),
        ("unable to open database file", ReadOnlyDatabaseError),
        ("database disk image is malformed", DamagedDatabaseError),
        ("file is not a database", DamagedDatabaseError),
        ("no such table: entry", StorageError),
    ],
)
def test_what_the_database_says_becomes_a_sentence(message: str, kind: type[Exception]) -> None:
    assert type(translate(Path("x.db"), message)) is kind


def test_what_a_large_transaction_keeps_in_memory_is_given_back_at_its_end(
    engine: Engine, tmp_path: Path
) -> None:
    with writing(engine, tmp_path) as connection:
        with much_written(connection):
            assert _pragma(connection, "cache_size") == -32768  # SQLite: negative, it is in KiB
        assert _pragma(connection, "cache_size") == -512
