from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import ACTION
from cap_tui.services.doctor import breaks, examine
from cap_tui.services.journal import TamperedEntryError
from cap_tui.services.workspace import Workspace
from cap_tui.storage.backups import list_backups
from tests.building import Person, environment, key, level
from tests.databases import change, look

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace as Open


@pytest.fixture
def filled(dossier: Dossier) -> Dossier:
    """A dossier with a little of everything."""
    dossier.answer("booklet", level("engaged"))
    dossier.write("booklet", "constat", "Livret de 2019")
    dossier.propose()
    dossier.write("booklet", "evidence", "Le livret")
    return dossier


def _complaints(workspace: Open) -> list[str]:
    return [str(finding.sentence) for finding in examine(workspace) if not finding.ok]


def test_a_sound_folder_has_no_complaint(workspace: Open, filled: Dossier) -> None:
    assert filled.entries()
    assert _complaints(workspace) == []


ENTRY_DAMAGES = {
    "value": "UPDATE entry SET value = replace(value, '2019', '2020') WHERE value LIKE '%2019%' AND id < 4",
    "signed": "UPDATE entry SET signed = replace(signed, '\"seq\":3', '\"seq\":4') WHERE id = 3",
    "signature": "UPDATE entry SET signature = replace(signature, substr(signature, 1, 2), 'ff') WHERE id = 3",
    "salt": "UPDATE entry SET salt = '00' WHERE id = 3",
    "value gone": "UPDATE entry SET value = NULL WHERE id = 3",
    "not JSON": "UPDATE entry SET signed = '{' WHERE id = 3",
}


@pytest.mark.parametrize("damage", ENTRY_DAMAGES)
def test_an_entry_changed_outside_is_found_and_the_dossier_is_not_opened_on_it(
    workspace: Open, filled: Dossier, folder: Path, damage: str
) -> None:
    verified = Workspace(folder, environment("verified"))
    verified.open(filled.summary.id)
    verified.close()
    change(folder, ENTRY_DAMAGES[damage])
    (complaint,) = _complaints(workspace)
    assert "an entry was changed outside" in complaint
    again = Workspace(folder, environment("again"))
    with pytest.raises(TamperedEntryError):
        again.open(filled.summary.id)


@pytest.mark.parametrize("place", ["middle", "last"])
def test_a_missing_entry_is_found(workspace: Open, filled: Dossier, folder: Path, place: str) -> None:
    assert len(filled.entries()) == 5
    row = 3 if place == "middle" else 5
    change(folder, "DELETE FROM entry WHERE id = ?", row)
    (complaint,) = _complaints(workspace)
    assert ("missing" if place == "middle" else "disagree") in complaint


def test_a_dossier_without_its_first_entry_is_found(workspace: Open, filled: Dossier, folder: Path) -> None:
    assert filled.entries()
    change(folder, "DELETE FROM entry WHERE id = 1")
    assert len(_complaints(workspace)) == 1


def test_an_entry_of_another_dossier_is_found(workspace: Open, filled: Dossier, folder: Path) -> None:
    demo = workspace.load_demo()
    assert demo.id != filled.summary.id
    change(folder, "UPDATE entry SET assessment_id = 1 WHERE id = (SELECT max(id) FROM entry)")
    assert len(_complaints(workspace)) == 2


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE node_total SET weighted = '999' WHERE node = ''",
        "UPDATE node_total SET positioned = positioned + 1 WHERE node = 'booklet'",
        "UPDATE node_total SET weighted = 'beaucoup'",
        "UPDATE node_total SET weight = '1/0'",
        "UPDATE assessment SET phase = 'ended'",
        "DELETE FROM node_total WHERE node = 'visit'",
        "UPDATE assessment SET structure = 'Autre'",
        "UPDATE assessment SET siret = '35600000000048'",
        "UPDATE assessment SET kinds = 'AI,EI'",
        "UPDATE assessment SET kinds = 'EI'",
        "UPDATE assessment SET region = ''",
        "UPDATE assessment SET fictional = true",
        "UPDATE assessment SET year = 2025",
        "UPDATE assessment SET version = '2027.1'",
        "UPDATE assessment SET phase = 'closed'",
        "UPDATE assessment SET actions = 0",
        "UPDATE assessment SET due_dates = '2020-01-01'",
        "UPDATE assessment SET updated = '2020-01-01T00:00:00+00:00'",
    ],
)
def test_a_projection_that_disagrees_with_the_entries_is_found(
    workspace: Open, filled: Dossier, folder: Path, damage: str
) -> None:
    assert filled.entries()
    change(folder, damage)
    (complaint,) = _complaints(workspace)
    assert "disagree" in complaint


def test_a_renamed_dossier_is_found(workspace: Open, filled: Dossier, folder: Path) -> None:
    assert filled.entries()
    change(folder, "UPDATE assessment SET hash = ?", "0" * 64)
    assert len(_complaints(workspace)) == 1


def test_a_kept_questionnaire_that_was_changed_is_found(
    workspace: Open, filled: Dossier, folder: Path
) -> None:
    assert filled.entries()
    ((content,),) = look(folder, "SELECT content FROM pinned_questionnaire")
    change(folder, "UPDATE pinned_questionnaire SET content = ?", content.replace(b"weight: 2", b"weight: 9"))
    (complaint,) = _complaints(workspace)
    assert "questionnaire" in complaint
    change(folder, "UPDATE pinned_questionnaire SET content = ?", b"\0")
    assert len(_complaints(workspace)) == 1


@pytest.mark.parametrize(
    "name", ["", pytest.param("cap-tui.db", marks=pytest.mark.sqlite_only("the file itself")), "keys"]
)
def test_what_others_can_read_is_found(workspace: Open, filled: Dossier, folder: Path, name: str) -> None:
    assert filled.entries()
    path = next((folder / "keys").glob("*.pem")) if name == "keys" else folder / name
    path.chmod(path.stat().st_mode | 0o040)
    (complaint,) = _complaints(workspace)
    assert "others can read it" in complaint


@pytest.mark.sqlite_only("a server looks after its own files")
def test_a_damaged_database_is_found_while_it_is_open(workspace: Open, filled: Dossier, folder: Path) -> None:
    assert filled.entries()
    path = folder / "cap-tui.db"
    path.write_bytes(path.read_bytes()[:8192])
    (complaint,) = _complaints(workspace)
    assert "damaged" in complaint


@pytest.mark.sqlite_only("backups are the server’s")
def test_a_damaged_last_backup_is_found(workspace: Open, filled: Dossier, folder: Path) -> None:
    assert filled.entries()
    Workspace(folder, environment("again")).close()
    (copy,) = list_backups(folder / "cap-tui.db")
    copy.write_bytes(copy.read_bytes()[:5000])
    (complaint,) = _complaints(workspace)
    assert "last backup {name} is damaged" in complaint


def test_a_refused_questionnaire_is_found(workspace: Open, folder: Path) -> None:
    (folder / "questionnaires" / "bad.yaml").write_text("schema: 1\n")
    (complaint,) = _complaints(workspace)
    assert "refused" in complaint


def test_gaps_forks_and_wrong_links_of_a_chain_are_counted() -> None:
    person = Person(key(1))
    person.begins()
    for number in range(4):
        person.writes(Draft(ACTION, "line", "title", number))
    whole = list(person.log)
    assert breaks(whole) == breaks(whole[::-1]) == 0
    assert breaks(whole[:2] + whole[3:]) == 1
    assert breaks(whole[:1] + whole[4:]) == 3
    assert breaks(whole[1:]) == 1
    twin = Person(key(1), "laptop")
    twin.learns(whole[:3])
    twin.salts = iter(range(100, 200))
    fork = twin.writes(Draft(ACTION, "line", "title", "autre"))
    assert breaks([*whole, fork]) > 0
    assert breaks([*whole[:3], fork]) == 0
    assert breaks([*whole[:3], fork, whole[4]]) == 1
    assert json.loads(whole[4].signed)["previous"] != fork.hash


@pytest.mark.parametrize("gone", [True, False])
def test_a_signing_key_that_is_gone_or_damaged_is_told(folder: Path, filled: Dossier, gone: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert filled.entries()
    (kept,) = (folder / "keys").glob("*.pem")
    if gone:
        kept.unlink()
    else:
        kept.write_text("junk")
    with closing(Workspace(folder, environment())) as again:
        (complaint,) = _complaints(again)
    assert "signing key" in complaint
