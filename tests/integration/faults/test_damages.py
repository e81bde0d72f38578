"""A database damaged in ten ways: each ends in a sentence, and nothing that was there is overwritten."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.errors import CapError
from cap_tui.i18n import activate, explain
from cap_tui.services.doctor import examine
from cap_tui.services.workspace import Workspace
from tests.building import START, environment, level
from tests.conftest import STRUCTURE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.sqlite_only("damages the file")

PAGE = 4096
BOOKLET = b"Livret de 2019"


@pytest.fixture
def database(folder: Path) -> Path:
    """A database with a backup; the last answer is not in the backup."""
    workspace = Workspace(folder, environment())
    dossier = workspace.open(workspace.new_assessment(STRUCTURE, "small", 2026).id)
    dossier.write("booklet", "constat", BOOKLET.decode())
    workspace.back_up()
    dossier.answer("visit", level("engaged"))
    workspace.close()
    return workspace.opened.file


def _swapped(whole: bytes) -> bytes:
    pages = [whole[start : start + PAGE] for start in range(0, len(whole), PAGE)]
    pages[1], pages[4] = pages[4], pages[1]
    return b"".join(pages)


BYTES: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda whole: whole[: len(whole) * 2 // 3],
    "zeros in the middle": lambda whole: whole[: 2 * PAGE] + bytes(3 * PAGE) + whole[5 * PAGE :],
    "header lost": lambda whole: bytes(100) + whole[100:],
    "pages swapped": _swapped,
    "empty beside backups": lambda _whole: b"",
}


@pytest.mark.parametrize("how", BYTES)
def test_what_cannot_be_read_is_set_aside_whole_and_the_backup_takes_its_place(
    database: Path, how: str
) -> None:
    damaged = BYTES[how](database.read_bytes())
    database.write_bytes(damaged)
    workspace = Workspace(database.parent, environment("again"))
    (said,) = _french(workspace.notices)
    assert "mise de côté" in said
    (kept,) = database.parent.glob("*.damaged-*.db")
    assert kept.read_bytes() == damaged
    dossier = workspace.open(workspace.assessments()[0].id)
    assert dossier.opinion("booklet").constat == BOOKLET.decode()
    assert all(finding.ok for finding in examine(workspace))
    workspace.close()


def test_an_index_that_lost_a_row_is_found_by_the_doctor_and_a_backup_mends_it(database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        row = connection.execute(
            "SELECT * FROM sqlite_master WHERE name = 'ix_entry_assessment_id'"
        ).fetchone()
        connection.execute("DELETE FROM sqlite_master WHERE name = 'ix_entry_assessment_id'")
        connection.execute("PRAGMA schema_version=9000")
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("DELETE FROM entry WHERE id = (SELECT max(id) FROM entry)")
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)
        connection.execute("PRAGMA schema_version=9001")
    workspace = Workspace(database.parent, environment("again"))
    activate("fr")
    bad = [finding for finding in examine(workspace) if not finding.ok]
    assert "restore" in bad[0].sentence
    workspace.restore(workspace.backups()[-1])
    assert all(finding.ok for finding in examine(workspace))
    workspace.close()


def test_a_foreign_database_is_refused_and_not_touched(database: Path) -> None:
    database.unlink()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
        connection.commit()
    _refused(database, "appartient à un autre programme")


def test_a_wrong_application_id_is_refused_and_not_touched(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA application_id=7")
    _refused(database, "appartient à un autre programme")


def _refused(database: Path, words: str) -> None:
    before = database.read_bytes()
    with pytest.raises(CapError) as refused:
        Workspace(database.parent, environment("again"))
    assert words in _french((refused.value,))[0], _french((refused.value,))
    assert database.read_bytes() == before
    assert not list(database.parent.glob("*.damaged-*"))


@pytest.mark.parametrize("left", [b"", os.urandom(3000), bytes(512)], ids=["empty", "noise", "zeros"])
def test_a_journal_that_means_nothing_does_no_harm(database: Path, left: bytes) -> None:
    database.with_name("cap-tui.db-journal").write_bytes(left)
    workspace = Workspace(database.parent, environment("again"))
    assert workspace.notices == ()
    assert workspace.open(workspace.assessments()[0].id).opinion("visit").position == level("engaged")
    workspace.close()


def test_an_entry_changed_by_hand_is_not_believed_and_a_backup_brings_back_what_was_signed(
    database: Path,
) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE entry SET value = replace(value, '2019', '2026')")
    workspace = Workspace(database.parent, environment("again"))
    reference = workspace.assessments()[0].id
    with pytest.raises(CapError) as refused:
        workspace.open(reference)
    assert "modifiée hors de cap-tui" in _french((refused.value,))[0]
    assert b"2026" in database.read_bytes()
    workspace.restore(workspace.backups()[-1])
    assert workspace.open(reference).opinion("booklet").constat == BOOKLET.decode()
    workspace.close()


def test_the_clock_set_back_twenty_years_changes_neither_what_is_last_nor_what_is_kept(
    database: Path,
) -> None:
    folder = database.parent
    for year in (2006, 2046, 2026):
        workspace = Workspace(folder, environment(str(year), START.replace(year=year, hour=12)))
        dossier = workspace.open(workspace.assessments()[0].id)
        dossier.write("visit", "constat", f"Écrit en {year}")
        copy = workspace.back_up()
        assert copy.exists()
        assert all(finding.ok for finding in examine(workspace))
        workspace.close()
    workspace = Workspace(folder, environment("now"))
    assert workspace.open(workspace.assessments()[0].id).opinion("visit").constat == "Écrit en 2026"
    workspace.close()
    database.write_bytes(b"")
    again = Workspace(folder, environment("after", START.replace(hour=20)))
    assert again.open(again.assessments()[0].id).opinion("visit").constat == "Écrit en 2026"
    again.close()


def _french(errors: tuple[CapError, ...]) -> list[str]:
    activate("fr")
    return [explain(error) for error in errors]
