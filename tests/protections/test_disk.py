"""What is said written was given to the disk, whole, before it takes its name: a power cut leaves the old or the new."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cap_tui.exchange.keys import SigningKey
from cap_tui.reports.files import write_beside
from cap_tui.services.workspace import Workspace
from cap_tui.storage.backups import back_up
from cap_tui.storage.opening import open_database
from tests.building import START, environment

if TYPE_CHECKING:
    from pathlib import Path


class Disk:
    """Remembers what was given to the disk, by inode, and how many bytes it then had."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.given: dict[int, int] = {}
        real = os.fsync

        def remember(handle: int) -> None:
            real(handle)
            found = os.fstat(handle)
            self.given[found.st_ino] = found.st_size

        monkeypatch.setattr(os, "fsync", remember)

    def has(self, path: Path) -> bool:
        """Return whether the file that bears this name now was given to the disk, to its last byte."""
        found = path.stat()
        return self.given.get(found.st_ino) == found.st_size > 0


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


@pytest.mark.parametrize("overwrite", [False, True])
def test_an_export_is_given_to_the_disk_before_it_takes_its_name(
    disk: Disk, tmp_path: Path, *, overwrite: bool
) -> None:
    path = tmp_path / "plan.pdf"
    if overwrite:
        path.write_bytes(b"old")
    with write_beside(path, overwrite=overwrite) as temporary:
        temporary.write_bytes(b"%PDF whole")
    assert disk.has(path)
    assert path.parent.stat().st_ino in disk.given  # the name itself too


def test_a_backup_is_given_to_the_disk_before_it_takes_its_name(disk: Disk, tmp_path: Path) -> None:
    open_database(tmp_path / "data", START)
    disk.given.clear()
    assert disk.has(back_up(tmp_path / "data" / "cap-tui.db", START, "daily"))


def test_a_key_is_given_to_the_disk(disk: Disk, tmp_path: Path) -> None:
    SigningKey.generate().save(tmp_path / "a.pem")
    SigningKey.generate().save(tmp_path / "b.pem", "une phrase de passe")
    SigningKey.generate().save(tmp_path / "b.pem", overwrite=True)
    assert disk.has(tmp_path / "a.pem")
    assert disk.has(tmp_path / "b.pem")


def test_who_one_is_is_given_to_the_disk_before_it_takes_its_name(disk: Disk, folder: Path) -> None:
    workspace = Workspace(folder, environment())
    workspace.rename_profile("Zoé (fictif)")
    workspace.close()
    assert disk.has(folder / "profile.json")


def test_a_damaged_or_foreign_copy_of_yesterday_never_takes_the_place_of_the_data(tmp_path: Path) -> None:
    opened, path = open_database(tmp_path, START), tmp_path / "cap-tui.db"
    sound = back_up(path, START, "daily")
    opened.engine.dispose()
    later = [
        sound.with_name(f"{START + timedelta(hours=hours):%Y%m%d-%H%M%S}-daily.db") for hours in (1, 2, 3)
    ]
    later[0].write_bytes(sound.read_bytes()[:5000])
    later[1].write_bytes(b"")
    with closing(sqlite3.connect(later[2])) as other:
        other.execute("CREATE TABLE theirs (x)")
    path.write_bytes(path.read_bytes()[:2000])
    again = open_database(tmp_path, START + timedelta(days=1))
    assert again.notices[0].values["backup"] == sound.name
    with closing(sqlite3.connect(path)) as ours:
        assert ours.execute("SELECT count(*) FROM entry").fetchone() == (0,)
