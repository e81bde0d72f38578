"""A shared database is opened, made or refused: never half made, never over another program's tables."""

from __future__ import annotations

import logging
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event

from cap_tui.storage import server_opening
from cap_tui.storage.addresses import Address, DatabaseAddressError, read_address
from cap_tui.storage.engine import reading, writing
from cap_tui.storage.errors import ReadOnlyDatabaseError, StorageError
from cap_tui.storage.network_tables import MemberRow
from cap_tui.storage.postgres import make_server_engine
from cap_tui.storage.server_errors import (
    AbsentDatabaseError,
    BusyServerError,
    CrowdedServerError,
    DriverAbsentError,
    ForbiddenError,
    ForeignServerError,
    NewerServerError,
    ReadOnlyServerError,
    ReadOnlyServerNotice,
    RefusedLoginError,
    ServerAwayError,
    ServerFullError,
    UnpreparedServerError,
    translate_server,
)
from cap_tui.storage.server_opening import open_server, state_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine

    from cap_tui.core.errors import CapError
    from tests.postgres import Server

SECRET = "s3cr3t-fictif"  # noqa: S105 - nobody's
TABLES = [
    "alembic_version", "assessment", "certificate", "contact", "contribution", "engagement", "entry", "equality",
    "group_member", "member", "member_group", "network_cell", "node_total", "pinned_questionnaire", "receipt",
]  # fmt: skip


class InjectedError(Exception):
    """A failure put there by the test."""


@pytest.fixture
def empty(server: Server) -> Iterator[str]:
    """The name of a database without a table."""
    yield server.make("empty", "template0")
    server.drop("empty")


@pytest.fixture
def ready(server: Server) -> Iterator[str]:
    """The name of a database brought up to date."""
    yield server.make("ready")
    server.drop("ready")


def _tables(server: Server, name: str) -> list[str]:
    with server.connect(name) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [table for (table,) in found]


def _address(server: Server, name: str, user: str = "postgres") -> Address:
    return read_address(server.address(name, user))


def _execute(server: Server, name: str, *statements: str) -> None:
    with server.connect(name) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def test_the_migrations_make_exactly_the_tables_the_program_reads(server: Server, empty: str) -> None:
    opened = open_server(_address(server, empty))
    assert (opened.read_only, opened.notices, _tables(server, empty)) == (False, (), TABLES)
    with opened.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, MemberRow.metadata) == []


def test_a_migration_that_fails_at_any_statement_leaves_the_database_empty(
    server: Server, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = 0
    for place in range(3, 200):  # the first two look at what is there
        left = [place]

        def fragile(address: Address, *, lock_seconds: int = 5, left: list[int] = left) -> Engine:
            engine = make_server_engine(address, lock_seconds=lock_seconds)

            @event.listens_for(engine, "before_cursor_execute")
            def fail(*_arguments: object) -> None:
                left[0] -= 1
                if not left[0]:
                    raise InjectedError

            return engine

        monkeypatch.setattr(server_opening, "make_server_engine", fragile)
        try:
            open_server(_address(server, empty)).engine.dispose()
        except InjectedError:
            failures += 1
            assert _tables(server, empty) in ([], TABLES)
            if _tables(server, empty):
                break  # from here on it fails while looking at what was made whole
        else:
            break
    assert failures > 10


def test_two_programs_that_prepare_it_together_both_open_it(server: Server, empty: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        opened = list(threads.map(lambda _number: open_server(_address(server, empty)), range(4)))
    assert [one.read_only for one in opened] == [False] * 4
    assert _tables(server, empty) == TABLES


def test_a_newer_one_can_be_read_and_not_written(server: Server, ready: str) -> None:
    _execute(server, ready, "UPDATE alembic_version SET version_num = '9999'")
    opened = open_server(_address(server, ready))
    assert opened.read_only
    assert isinstance(opened.notices[0], NewerServerError)


def test_tables_of_another_program_are_not_touched(server: Server, empty: str) -> None:
    _execute(server, empty, "CREATE TABLE entry (title text)", "INSERT INTO entry VALUES ('à quelqu’un')")
    with pytest.raises(ForeignServerError):
        open_server(_address(server, empty))
    _execute(
        server, empty, "DROP TABLE entry", "CREATE TABLE alembic_version AS SELECT 'abcdef' AS version_num"
    )
    with pytest.raises(ForeignServerError):
        open_server(_address(server, empty))
    assert _tables(server, empty) == ["alembic_version"]


def test_who_may_not_make_tables_is_told_to_ask(server: Server, empty: str) -> None:
    with pytest.raises(UnpreparedServerError):
        open_server(read_address(_guest(server, empty)))
    assert _tables(server, empty) == []


def _guest(server: Server, name: str, password: str = "mot-de-passe-fictif") -> str:  # noqa: S107 - as tests/postgres.py gives it
    return f"postgresql+psycopg://guest:{password}@/{name}?host={server.root}"


def test_who_may_only_read_reads(server: Server, ready: str) -> None:
    _execute(server, ready, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest")
    opened = open_server(read_address(_guest(server, ready)))
    assert opened.read_only
    assert isinstance(opened.refusal(), ReadOnlyDatabaseError)
    with reading(opened.engine, opened.path) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one() == 0
    with pytest.raises(ForbiddenError), writing(opened.engine, opened.path) as connection:
        connection.exec_driver_sql("DELETE FROM entry")


def test_a_database_that_takes_no_writing_is_open_for_reading(server: Server, ready: str) -> None:
    server.run(f"ALTER DATABASE {ready} SET default_transaction_read_only = on")
    opened = open_server(_address(server, ready))
    assert opened.read_only
    assert isinstance(opened.notices[0], ReadOnlyServerNotice)


def test_who_reads_cannot_write_by_mistake(server: Server, ready: str) -> None:
    opened = open_server(_address(server, ready))
    with pytest.raises(ReadOnlyServerError), reading(opened.engine, opened.path) as connection:
        connection.exec_driver_sql("DELETE FROM entry")


def test_an_answer_said_to_be_saved_is_on_the_disk_whatever_the_server_prefers(
    server: Server, ready: str
) -> None:
    server.run(f"ALTER DATABASE {ready} SET synchronous_commit = off")
    opened = open_server(_address(server, ready))
    with reading(opened.engine, opened.path) as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "on"


def test_no_sentence_log_or_traceback_shows_the_password(
    server: Server, ready: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    address = read_address(_guest(server, ready, SECRET))
    with pytest.raises(RefusedLoginError) as told:
        open_server(address)
    assert ready in str(told.value)
    right = open_server(_address(server, ready))
    shown = [
        str(told.value), repr(told.value), str(address), repr(address), repr(right), repr(make_server_engine(address)),
        caplog.text, "".join(traceback.format_exception(told.value)),
    ]  # fmt: skip
    assert not [text for text in shown if SECRET in text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cap-tui.db",
        "sqlite:///autre.db",
        f"postgresql+asyncpg://a:{SECRET}@b/c",
        f"postgresql://a:{SECRET}@b:port/c",
    ],
)
def test_what_is_no_address_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(DatabaseAddressError) as told:
        read_address(text)
    assert SECRET not in "".join(traceback.format_exception(told.value))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql+psycopg://claire:x@serveur.exemple/cap", "serveur.exemple/cap"),
        ("postgres://claire:x@serveur.exemple:5433/cap", "serveur.exemple/cap"),
        (" postgresql:///cap ", "localhost/cap"),
    ],
)
def test_an_address_is_shown_by_its_server_and_database(text: str, shown: str) -> None:
    assert str(read_address(text)) == shown


def test_a_database_that_is_not_there_and_a_server_that_is_away_are_told_apart(
    server: Server, tmp_path: Path
) -> None:
    with pytest.raises(AbsentDatabaseError):
        open_server(_address(server, "nowhere"))
    with pytest.raises(ServerAwayError):
        open_server(read_address(f"postgresql://postgres@/cap?host={tmp_path}"))


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DriverAbsentError) as told:
        open_server(read_address("postgresql://claire@serveur.exemple/cap"))
    assert "serveur.exemple/cap" in str(told.value)


def test_who_waits_too_long_for_another_writer_is_told_and_nothing_is_written(
    server: Server, ready: str
) -> None:
    address = _address(server, ready)
    first, second = open_server(address), make_server_engine(address, lock_seconds=1)
    with writing(first.engine, address):
        with pytest.raises(BusyServerError), writing(second, address):
            pytest.fail("two writers at once")
        with reading(second, address) as connection:  # who reads waits for nobody
            assert connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one() == 0
    with writing(second, address) as connection:
        connection.exec_driver_sql("SELECT 1")


def test_what_is_read_stays_the_same_while_it_is_read(server: Server, ready: str) -> None:
    address = _address(server, ready)
    opened = open_server(address)
    count = "SELECT count(*) FROM pinned_questionnaire"
    with reading(opened.engine, address) as connection:
        assert connection.exec_driver_sql(count).scalar_one() == 0
        _execute(server, ready, "INSERT INTO pinned_questionnaire VALUES ('un', '', '', '')")
        assert connection.exec_driver_sql(count).scalar_one() == 0
    assert state_of(opened.engine, address).writable


def _refused(code: str | None, said: str = "") -> CapError:
    """Return the sentence for an error of the driver, whose class is named as psycopg names it."""
    kind: Any = type("OperationalError", (Exception,), {"sqlstate": code})
    return translate_server(read_address("postgresql://serveur.exemple/cap"), kind(said))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("53100", ServerFullError),
        ("53300", CrowdedServerError),
        ("55P03", BusyServerError),
        ("40P01", BusyServerError),
        ("25006", ReadOnlyServerError),
        ("42501", ForbiddenError),
        ("28P01", RefusedLoginError),
        ("3D000", AbsentDatabaseError),
        ("57P01", ServerAwayError),
        ("08006", ServerAwayError),
        ("XX001", StorageError),
    ],
)
def test_each_refusal_of_the_server_has_its_sentence(code: str, kind: type[CapError]) -> None:
    assert type(_refused(code)) is kind


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ('FATAL:  password authentication failed for user "c"', RefusedLoginError),
        ("FATAL:  authentification par mot de passe échouée pour l’utilisateur « c »", RefusedLoginError),
        ("FATAL:  le rôle « c » n’existe pas", RefusedLoginError),
        ("FATAL:  la base de données « cap » n’existe pas", AbsentDatabaseError),
        ("FATAL:  désolé, trop de clients sont déjà connectés", CrowdedServerError),
        ("FATAL:  the database system is starting up", ServerAwayError),
        ("FATAL:  le système de bases de données se lance", ServerAwayError),
        ("server closed the connection unexpectedly", ServerAwayError),
    ],
)
def test_at_the_door_the_server_speaks_its_own_language(said: str, kind: type[CapError]) -> None:
    assert type(_refused(None, said)) is kind
