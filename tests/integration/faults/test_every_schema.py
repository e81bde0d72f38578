"""A database of each schema there has been is brought up to date: what a person wrote then is what they see today."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import Phase
from cap_tui.core.positions import Position, Stance
from cap_tui.services.doctor import examine
from cap_tui.services.exchanging import contacts
from cap_tui.services.network.register import register
from cap_tui.services.workspace import Workspace
from cap_tui.storage.backups import sound
from cap_tui.storage.engine import SCHEMA_VERSION
from tests.building import environment, level

if TYPE_CHECKING:
    from cap_tui.services.dossier import Dossier

pytestmark = pytest.mark.sqlite_only("opens files of each schema")

DATABASES = Path(__file__).parents[2] / "corpus" / "databases"
VERSIONS = range(1, SCHEMA_VERSION + 1)


def written(folder: Path, version: int) -> Path:
    """Put the database of a schema in a data folder."""
    folder.chmod(0o700)
    path = folder / "cap-tui.db"
    path.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((DATABASES / f"{version}.sql").read_text(encoding="utf-8"))
    return path


def test_there_is_a_database_of_every_schema() -> None:
    assert sorted(path.name for path in DATABASES.glob("*.sql")) == [f"{version}.sql" for version in VERSIONS]


@pytest.mark.parametrize("version", VERSIONS)
def test_what_was_written_under_each_schema_is_seen_today(folder: Path, version: int) -> None:
    path = written(folder, version)
    workspace = Workspace(folder, environment())
    try:
        assert workspace.notices == ()
        dossier = workspace.open("73282932000074/small/2026")
        _seen(dossier)
        assert [one.name for one in contacts(workspace)] == (
            ["Camille, personne fictive"] if version > 1 else []
        )
        members = [record.member.name for record in register(workspace)]
        assert members == (["Les Ateliers fictifs"] if version > 2 else [])
        assert [finding for finding in examine(workspace) if not finding.ok] == []
        dossier.answer("tutor", level("controlled"))
        assert dossier.opinion("tutor").position == level("controlled")
        labels = [copy.name[16:] for copy in workspace.backups()]
        assert labels == (["daily.db"] if version == SCHEMA_VERSION else ["migration.db"])
        assert sound(workspace.backups()[0])
    finally:
        workspace.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def _seen(dossier: Dossier) -> None:
    """Check what a person sees against what `tools/databases.py` wrote."""
    summary = dossier.summary
    assert (summary.structure.name, summary.structure.kinds, summary.year, summary.phase) == (
        "Les Ateliers fictifs", ("AI",), 2026, Phase.COLLECTING,
    )  # fmt: skip
    assert summary.structure.fictional
    assert dossier.positions() == {
        "booklet": level("engaged"),
        "visit": level("exemplary"),
        "partners": Position(Stance.NOT_APPLICABLE, reason="Aucun à vingt kilomètres"),
    }
    assert dossier.opinion("booklet").constat == "Livret de 2019, non remis à l’été"
    whole = dossier.scores[""]
    # Weights 2 and 1: (2 × 30 + 1 × 100) / 3.
    assert (whole.positioned, whole.not_applicable, whole.unanswered) == (2, 1, 2)
    assert round(float(whole.score or 0), 2) == 53.33
    (action,) = dossier.actions()
    assert (action.title, action.owner, str(action.due)) == ("Récrire le livret", "Camille", "2026-09-01")
    assert len(dossier.history("booklet")) == 2


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_an_older_backup_put_back_is_brought_up_to_date_at_once(
    folder: Path, tmp_path: Path, version: int
) -> None:
    elsewhere = tmp_path / "clé usb"
    elsewhere.mkdir()
    old = written(elsewhere, version)
    workspace = Workspace(folder, environment())
    workspace.restore(old)
    try:
        _seen(workspace.open("73282932000074/small/2026"))
        assert contacts(workspace) is not None
        assert register(workspace) == ()
        assert [finding for finding in examine(workspace) if not finding.ok] == []
    finally:
        workspace.close()
