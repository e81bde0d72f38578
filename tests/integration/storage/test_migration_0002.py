"""A database of the first release is opened, kept aside as it was, and goes on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from cap_tui.services.exchanging import contacts, receipts, trust
from cap_tui.services.workspace import Workspace
from cap_tui.storage.engine import APPLICATION_ID
from tests.building import environment, key

if TYPE_CHECKING:
    from pathlib import Path

FIRST_RELEASE = """
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
INSERT INTO alembic_version VALUES ('0001');
CREATE TABLE pinned_questionnaire (
    digest VARCHAR(64) NOT NULL, questionnaire VARCHAR NOT NULL, version VARCHAR NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (digest));
CREATE TABLE assessment (
    id INTEGER NOT NULL, hash VARCHAR(64) NOT NULL, structure VARCHAR NOT NULL, siret VARCHAR(14) NOT NULL,
    kinds VARCHAR NOT NULL, region VARCHAR NOT NULL, fictional BOOLEAN NOT NULL, questionnaire VARCHAR NOT NULL,
    version VARCHAR NOT NULL, digest VARCHAR(64) NOT NULL, title VARCHAR NOT NULL, year INTEGER NOT NULL,
    phase VARCHAR NOT NULL, actions INTEGER NOT NULL, due_dates VARCHAR NOT NULL, updated VARCHAR NOT NULL,
    PRIMARY KEY (id), UNIQUE (hash), FOREIGN KEY(digest) REFERENCES pinned_questionnaire (digest));
CREATE INDEX ix_assessment_siret ON assessment (siret);
CREATE TABLE entry (
    id INTEGER NOT NULL, assessment_id INTEGER NOT NULL, hash VARCHAR(64) NOT NULL, signed VARCHAR NOT NULL,
    signature VARCHAR(128) NOT NULL, salt VARCHAR(32) NOT NULL, value VARCHAR,
    PRIMARY KEY (id), FOREIGN KEY(assessment_id) REFERENCES assessment (id), UNIQUE (hash));
CREATE INDEX ix_entry_assessment_id ON entry (assessment_id);
CREATE TABLE node_total (
    assessment_id INTEGER NOT NULL, node VARCHAR NOT NULL, positioned INTEGER NOT NULL, unknown INTEGER NOT NULL,
    unanswered INTEGER NOT NULL, not_applicable INTEGER NOT NULL, weight VARCHAR NOT NULL, weighted VARCHAR NOT NULL,
    open_weight VARCHAR NOT NULL, PRIMARY KEY (assessment_id, node),
    FOREIGN KEY(assessment_id) REFERENCES assessment (id)) WITHOUT ROWID;
INSERT INTO pinned_questionnaire VALUES ('d', 'small', '2026.1', x'00');
INSERT INTO assessment VALUES (
    1, 'h', 'Les Jardins', '73282932000074', 'AI', '', 0, 'small', '2026.1', 'd', 'Petit', 2026, 'collecting', 0, '',
    '2026-03-02T08:00:00.000+00:00');
INSERT INTO entry VALUES (1, 1, 'h', 'signé', 'signature', 'sel', '"Livret de 2019"');
INSERT INTO node_total VALUES (1, '', 0, 0, 1, 0, '0', '0', '1');
"""
"""As the first release writes it: its tables to the letter, and a row in each."""


def test_a_database_of_the_first_release_keeps_every_row_and_gains_contacts(folder: Path) -> None:
    path = folder / "cap-tui.db"
    path.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FIRST_RELEASE)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("PRAGMA user_version=1")
        connection.commit()
    workspace = Workspace(folder, environment())
    assert [copy.name.endswith("-migration.db") for copy in workspace.backups()] == [True]
    assert [one.structure.name for one in workspace.assessments()] == ["Les Jardins"]
    assert (contacts(workspace), receipts(workspace)) == ((), ())
    trust(workspace, key(1).public, "Zoé")
    assert [contact.name for contact in contacts(workspace)] == ["Zoé"]
    workspace.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT signed, value FROM entry").fetchall() == [
            ("signé", '"Livret de 2019"')
        ]
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with closing(sqlite3.connect(workspace.backups()[0])) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
