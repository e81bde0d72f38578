"""All that the program writes in the data folder is its owner's alone, and nothing secret is where it has no place."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from cap_tui.cli.crash import write_report
from cap_tui.services.exchanging import export_bundle
from cap_tui.services.receiving import keep_newer
from cap_tui.services.workspace import Workspace
from tests.building import environment, level
from tests.conftest import STRUCTURE

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.sqlite_only("the files of a folder, its backups among them")

CANARY = "Canari 4711 : Mme Fictive a quitté son poste"
PASSPHRASE = "phrase secrète 4712 du canari"  # noqa: S105 - a canary


def used(folder: Path, outside: Path) -> str:
    """Do on a data folder what makes files: a key, a lock, backups, caches, a newer file kept, a report of a fault."""
    with closing(Workspace(folder, environment())) as workspace:
        workspace.rename_profile("Zoé (fictif)")
        dossier = workspace.open(workspace.new_assessment(STRUCTURE, "small", 2026).id)
        dossier.answer("visit", level("engaged"))
        dossier.write("visit", "constat", CANARY)
        workspace.set_passphrase(PASSPHRASE)
        workspace.add_profile("Paul (fictif)", "", PASSPHRASE)
        workspace.back_up()
        export_bundle(workspace, dossier, outside / "dossier.capx", audience="copy")
        keep_newer(workspace, outside / "dossier.capx")
        secret = workspace.profile.key.openssh()
    with closing(Workspace(folder, environment("again"))) as workspace:
        workspace.unlock(PASSPHRASE)
        workspace.open(dossier.summary.id)  # under its seal
    write_report(ValueError(CANARY, PASSPHRASE), folder)
    return secret


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_everything_in_the_data_folder_is_its_owners_alone_whatever_the_umask(
    tmp_path: Path, folder: Path, mask: int
) -> None:
    data = tmp_path / "new"
    before = os.umask(mask)
    try:
        Workspace(data, environment()).close()
        shutil.copytree(
            folder / "questionnaires", data / "questionnaires"
        )  # by a person, as their system does
        used(data, tmp_path)
    finally:
        os.umask(before)
    shutil.rmtree(data / "questionnaires")
    found = [data, *data.rglob("*")]
    assert len(found) > 10
    wrong = {
        str(path.relative_to(tmp_path)): oct(stat.S_IMODE(path.stat().st_mode))
        for path in found
        if stat.S_IMODE(path.stat().st_mode) != (0o700 if path.is_dir() else 0o600)
    }
    assert wrong == {}


def test_what_people_wrote_is_in_the_database_and_its_copies_and_nowhere_else(
    folder: Path, tmp_path: Path
) -> None:
    secret = used(folder, tmp_path)
    holding, revealing = set(), set()
    middle = secret.splitlines()[2].encode()
    for path in (path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        if CANARY.encode() in content or CANARY[-20:].encode() in content:
            holding.add(path.relative_to(folder).parts[0])
        if PASSPHRASE.encode() in content or middle in content:
            revealing.add(path.relative_to(folder).parts[0])
    assert holding == {"cap-tui.db", "backups"}
    assert revealing == set()
    assert any(path.name.startswith("crash-") for path in folder.iterdir())
    assert (folder / "received").is_dir()
