"""What was received is found where it landed, and a path is understood however it was pasted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cap_tui.tui.received_files import plugged_in, received, typed_source
from cap_tui.tui.widgets.path_field import PathSuggester


def test_bundles_come_first_then_the_newest(tmp_path: Path) -> None:
    names = ("facture.pdf", "ancien.capx", "NOUVEAU.CAPX", "notes.txt")
    for age, name in enumerate(names):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1_000_000 + age, 1_000_000 + age))
    (tmp_path / "dossier.capx").mkdir()
    found = received([tmp_path, tmp_path / "absent"], (".capx", ".pdf"))
    assert [file.path.name for file in found] == ["NOUVEAU.CAPX", "ancien.capx", "facture.pdf"]


def test_a_folder_listed_twice_shows_its_files_once(tmp_path: Path) -> None:
    (tmp_path / "a.capx").touch()
    assert len(received([tmp_path, tmp_path], (".capx",))) == 1


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a.capx", "/reçus/a.capx"),
        ("/ailleurs/a.capx", "/ailleurs/a.capx"),
        ('"/ailleurs/mon fichier.capx"', "/ailleurs/mon fichier.capx"),
        ("file:///ailleurs/re%C3%A7u.capx", "/ailleurs/reçu.capx"),
        ("~nobody-here/a.capx", "/reçus/~nobody-here/a.capx"),
    ],
)
def test_a_path_pasted_in_any_usual_way_is_understood(typed: str, expected: str) -> None:
    assert typed_source(typed, Path("/reçus")) == Path(expected)


def test_no_stick_plugged_in_is_no_error() -> None:
    assert plugged_in("linux", "nobody-here") == []


def test_the_end_of_a_path_is_proposed_from_the_disk(tmp_path: Path) -> None:
    (tmp_path / "Documents").mkdir()
    (tmp_path / "dernier.capx").touch()
    (tmp_path / "dernier.txt").touch()
    suggester = PathSuggester((".capx",))
    assert suggester.completed(f"{tmp_path}/doc") == f"{tmp_path}/documents"[:-6] + "uments"
    assert suggester.completed(f"{tmp_path}/der") == f"{tmp_path}/dernier.capx"
    assert suggester.completed(f"{tmp_path}/absent") is None
    assert suggester.completed(f"{tmp_path}/") is None
    assert suggester.completed("\0/x") is None
