from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event

from cap_tui.storage import opening
from cap_tui.storage.engine import SCHEMA_VERSION, make_engine
from cap_tui.storage.network_tables import MemberRow
from cap_tui.storage.opening import open_database
from tests.building import START

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from sqlalchemy import Engine


class InjectedError(Exception):
    """A failure put there by the test."""


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", "cap_tui.storage:migrations")
    return ScriptDirectory.from_config(config)


def test_the_schema_version_is_that_of_the_last_migration() -> None:
    scripts = _scripts()
    assert scripts.get_heads() == [f"{SCHEMA_VERSION:04d}"]
    assert len(list(scripts.walk_revisions())) == SCHEMA_VERSION


def test_the_migrations_make_exactly_the_tables_the_program_reads(tmp_path: Path) -> None:
    opened = open_database(tmp_path, START)
    with opened.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, MemberRow.metadata) == []


def _tables(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return [f"version {version}", *(name for (name,) in rows)]


DONE = [
    "version 3", "alembic_version", "assessment", "certificate", "contact", "contribution", "engagement", "entry",
    "equality", "group_member", "member", "member_group", "network_cell", "node_total", "pinned_questionnaire", "receipt",
]  # fmt: skip


def test_a_migration_that_fails_at_any_statement_leaves_the_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = 0
    for place in range(1, 200):
        remaining = [place]

        def fragile(path: Path, *, read_only: bool = False, left: list[int] = remaining) -> Engine:
            engine = make_engine(path, read_only=read_only)

            @event.listens_for(engine, "before_cursor_execute")
            def fail(*_arguments: object) -> None:
                left[0] -= 1
                if not left[0]:
                    raise InjectedError

            return engine

        monkeypatch.setattr(opening, "make_engine", fragile)
        folder = tmp_path / str(place)
        try:
            open_database(folder, START)
        except InjectedError:
            failures += 1
            assert _tables(folder / "cap-tui.db") == ["version 0"]
        else:
            break
        monkeypatch.undo()
        open_database(folder, START)
        assert _tables(folder / "cap-tui.db") == DONE
    assert failures > 10


def test_two_programs_started_together_on_an_empty_folder_both_open_it(tmp_path: Path) -> None:
    first = open_database(tmp_path, START)
    opening._migrate(first.engine, first.file)
    assert _tables(first.file) == DONE
