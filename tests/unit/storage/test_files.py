from __future__ import annotations

from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from cap_tui.storage.files import sqlite_address


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePosixPath("/home/léa/d'ici"), "file:///home/l%C3%A9a/d%27ici?mode=ro"),
        (PurePosixPath("/a#b/c?d/100%"), "file:///a%23b/c%3Fd/100%25?mode=ro"),
        (PureWindowsPath(r"C:\Users\Léa B\cap-tui.db"), "file:///C:/Users/L%C3%A9a%20B/cap-tui.db?mode=ro"),
        (PureWindowsPath(r"\\serveur\partage\cap-tui.db"), "file:////serveur/partage/cap-tui.db?mode=ro"),
    ],
)
def test_the_database_is_found_on_a_disk_or_a_share_whatever_its_folder_is_called(
    path: PurePath, address: str
) -> None:
    assert sqlite_address(path, "ro") == address
