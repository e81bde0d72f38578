"""What was verified once on this machine opens fast again, and what was changed since is still refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cap_tui.catalogue.folders import CACHE
from cap_tui.core.entries import digest
from cap_tui.services.journal import TamperedEntryError
from cap_tui.services.seals import Seals
from cap_tui.services.workspace import Workspace
from cap_tui.storage import ledger
from cap_tui.storage.engine import reading
from tests.building import environment, key, level
from tests.conftest import STRUCTURE
from tests.databases import change, look

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.storage.ledger import StoredEntry


def _sealed(folder: Path) -> str:
    """Make an evaluation with a few answers, opened so that a seal covers them all; return its id."""
    workspace = Workspace(folder, environment())
    summary = workspace.new_assessment(STRUCTURE, "small", 2026)
    dossier = workspace.open(summary.id)
    for criterion, chosen in (("booklet", "engaged"), ("visit", "controlled"), ("booklet", "exemplary")):
        dossier.answer(criterion, level(chosen))
    dossier.write("visit", "constat", "Visite faite à 8 h, « très bien »")
    workspace.open(summary.id)
    workspace.close()
    return summary.id


def _forge(folder: Path) -> None:
    """Change an answer with all its hashes recomputed: only the signature can tell."""
    ((signed, salt),) = look(folder, "SELECT signed, salt FROM entry WHERE id = 2")
    body, value = json.loads(signed), '{"stance":"level","level":"exemplary"}'
    body["value_hash"] = digest(salt + value)
    forged = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    change(
        folder, "UPDATE entry SET signed = ?, hash = ?, value = ? WHERE id = 2", forged, digest(forged), value
    )


def _rows(workspace: Workspace) -> list[StoredEntry]:
    with reading(workspace.opened.engine, workspace.database) as connection:
        return ledger.entries_after(connection, 1, 0)


def _open(folder: Path, assessment: str) -> list[str]:
    workspace = Workspace(folder, environment("again"))
    try:
        dossier = workspace.open(assessment)
        return [repr(entry) for entry in dossier.entries()]
    finally:
        workspace.close()


def test_a_dossier_opened_under_its_seal_is_the_one_that_was_verified(folder: Path) -> None:
    assessment = _sealed(folder)
    workspace = Workspace(folder, environment("again"))
    assert Seals.of(folder / CACHE, workspace.profile.key).sealed(assessment, _rows(workspace)) == 5
    workspace.close()
    under_seal = _open(folder, assessment)
    for seal in (folder / CACHE).glob("seal-*"):
        seal.unlink()
    assert under_seal == _open(folder, assessment)
    assert len(under_seal) == 5


def test_a_forged_answer_is_refused_although_a_seal_was_set_before(folder: Path) -> None:
    assessment = _sealed(folder)
    _forge(folder)
    with pytest.raises(TamperedEntryError):
        _open(folder, assessment)


def test_a_forged_answer_is_refused_although_someone_sealed_it_with_another_key(folder: Path) -> None:
    assessment = _sealed(folder)
    _forge(folder)
    workspace = Workspace(folder, environment("again"))
    Seals.of(folder / CACHE, key(9)).keep(assessment, _rows(workspace))
    workspace.close()
    with pytest.raises(TamperedEntryError):
        _open(folder, assessment)


def test_a_hash_changed_in_the_database_is_refused(folder: Path) -> None:
    assessment = _sealed(folder)
    change(folder, "UPDATE entry SET hash = ? WHERE id = 3", "0" * 64)
    with pytest.raises(TamperedEntryError):
        _open(folder, assessment)


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"count": -1, "mark": ""}', b'{"count": 9, "mark": "\xc3\xa9"}']
)
def test_a_damaged_seal_only_costs_time(folder: Path, damage: bytes) -> None:
    assessment = _sealed(folder)
    (seal,) = (folder / CACHE).glob("seal-*")
    seal.write_bytes(damage)
    assert len(_open(folder, assessment)) == 5


def test_answers_given_after_the_seal_are_verified_and_sealed_in_turn(folder: Path) -> None:
    assessment = _sealed(folder)
    workspace = Workspace(folder, environment("more"))
    workspace.open(assessment).answer("tutor", level("engaged"))
    seals = Seals.of(folder / CACHE, workspace.profile.key)
    assert seals.sealed(assessment, _rows(workspace)) == 5
    workspace.open(assessment)
    assert seals.sealed(assessment, _rows(workspace)) == 6
    workspace.close()


def test_a_text_that_could_slide_between_columns_is_never_sealed(folder: Path) -> None:
    assessment = _sealed(folder)
    workspace = Workspace(folder, environment("again"))
    seals = Seals.of(folder / CACHE, workspace.profile.key)
    rows = _rows(workspace)
    slid = [row._replace(salt=f"{row.salt}\0x") for row in rows]
    seals.keep(assessment, slid)
    assert seals.sealed(assessment, slid) == 0
    workspace.close()
