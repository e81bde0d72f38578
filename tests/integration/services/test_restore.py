from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from cap_tui.storage.backups import DamagedBackupError, back_up, restore
from tests.building import level

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace

pytestmark = pytest.mark.sqlite_only("backups are the server’s")

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_an_earlier_day_comes_back_and_the_present_one_is_not_lost(
    workspace: Workspace, dossier: Dossier
) -> None:
    dossier.answer("visit", level("engaged"))
    morning = back_up(workspace.opened.file, NOON, "asked")
    dossier.answer("visit", level("exemplary"))
    kept = restore(workspace.opened.file, morning, NOON)
    assert workspace.open(dossier.summary.id).opinion("visit").position == level("engaged")
    restore(workspace.opened.file, kept, NOON.replace(hour=13))
    assert workspace.open(dossier.summary.id).opinion("visit").position == level("exemplary")


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00 cut short"])
def test_a_bad_copy_never_replaces_good_data(
    workspace: Workspace, dossier: Dossier, tmp_path: Path, content: bytes
) -> None:
    dossier.answer("visit", level("engaged"))
    bad = tmp_path / "bad.db"
    bad.write_bytes(content)
    before = workspace.opened.file.read_bytes()
    with pytest.raises(DamagedBackupError):
        restore(workspace.opened.file, bad, NOON)
    assert workspace.opened.file.read_bytes() == before
