"""What the log made of its entries is kept among the caches, and believed only where nobody touched it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.catalogue.folders import CACHE
from cap_tui.core.review import NoteKind
from cap_tui.services import seals
from cap_tui.services.journal import TamperedEntryError
from cap_tui.services.workspace import Workspace
from cap_tui.storage import ledger
from cap_tui.storage.engine import reading
from tests.building import environment, key, level
from tests.conftest import STRUCTURE
from tests.databases import change, look

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.core.log import Log

FOUND = "controlled"
"""The level that the last of three answers chose."""


def _begun(folder: Path) -> str:
    """Make an evaluation whose first criterion was answered three times, opened so that its outline is kept."""
    workspace = Workspace(folder, environment())
    assessment = workspace.new_assessment(STRUCTURE, "small", 2026).id
    dossier = workspace.open(assessment)
    for name in ("exemplary", "engaged", FOUND):
        dossier.answer("booklet", level(name))
    workspace.open(assessment)
    workspace.close()
    return assessment


def _shown(folder: Path, assessment: str) -> tuple[str, int]:
    """Return the level shown, and how many entries were read to show it."""
    workspace = Workspace(folder, environment("again"))
    try:
        dossier = workspace.open(assessment)
        position = dossier.opinion("booklet").position
        assert position is not None
        return position.level, _read(dossier.log)
    finally:
        workspace.close()


def _read(log: Log) -> int:
    return sum(len(held) == 7 for held in dict.values(log._entries))


def _outline(folder: Path) -> Path:
    (found,) = (folder / CACHE).glob("outline-*")
    return found


def _changed(outline: dict[str, Any]) -> dict[str, Any]:
    """Have an outline say that the first of the three answers, which the others took the place of, is the one that holds."""
    for field in outline["fold"]["fields"]:
        if len(field[0]) == 3:
            field[1] = field[0][:1]
    return outline


def test_a_dossier_opened_again_reads_only_what_it_shows(folder: Path) -> None:
    assessment = _begun(folder)
    assert _shown(folder, assessment) == (FOUND, 2)  # the beginning, and the answer that holds
    _outline(folder).unlink()
    assert _shown(folder, assessment) == (FOUND, 4)
    assert _shown(folder, assessment) == (FOUND, 2)  # kept again


def test_what_was_written_since_is_taken_in_on_top(folder: Path) -> None:
    assessment = _begun(folder)
    workspace = Workspace(folder, environment("more"))
    dossier = workspace.open(assessment)
    dossier.answer("booklet", level("engaged"))
    dossier.answer("visit", level("to-build"))
    assert _read(workspace.open(assessment).log) == 4
    assert _read(workspace.open(assessment).log) == 3
    assert [line.after for line in workspace.open(assessment).history("booklet")] == [
        line.after for line in dossier.history("booklet")
    ]
    workspace.close()
    assert _shown(folder, assessment) == ("engaged", 3)


def test_an_outline_changed_among_the_caches_is_not_believed(folder: Path) -> None:
    assessment = _begun(folder)
    file = _outline(folder)
    mark, body = file.read_bytes().split(b"\n", 1)
    changed = json.dumps(_changed(json.loads(body)), separators=(",", ":")).encode()
    assert changed != body
    file.write_bytes(mark + b"\n" + changed)
    assert _shown(folder, assessment) == (FOUND, 4)
    assert _shown(folder, assessment) == (FOUND, 2)


def test_an_outline_made_with_another_key_is_not_believed(folder: Path) -> None:
    assessment = _begun(folder)
    workspace = Workspace(folder, environment("again"))
    log = workspace.open(assessment).log
    mine = seals.Seals.of(folder / CACHE, workspace.profile.key)
    theirs = seals.Seals.of(folder / CACHE, key(9))
    workspace.close()
    body = json.dumps(_changed(log.outline() or {})).encode()
    (seal,) = (folder / CACHE).glob("seal-*")
    mark = json.loads(seal.read_bytes())["mark"]
    assert mine._outline_mark(mark, body) != theirs._outline_mark(mark, body)
    _outline(folder).write_bytes(theirs._outline_mark(mark, body) + b"\n" + body)
    assert _shown(folder, assessment) == (FOUND, 4)


def test_the_outline_of_other_entries_is_not_believed(folder: Path) -> None:
    assessment = _begun(folder)
    before = _outline(folder).read_bytes()
    workspace = Workspace(folder, environment("more"))
    workspace.open(assessment).answer("booklet", level("to-build"))
    workspace.open(assessment)
    workspace.close()
    assert _outline(folder).read_bytes() != before
    _outline(folder).write_bytes(before)
    assert _shown(folder, assessment) == ("to-build", 5)


def test_the_outline_of_another_version_is_not_believed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assessment = _begun(folder)
    monkeypatch.setattr(seals, "OUTLINE_FORM", seals.OUTLINE_FORM + 1)
    assert _shown(folder, assessment) == (FOUND, 4)


@pytest.mark.parametrize(
    "outline",
    [
        {},
        {"structure": [99], "chains": [], "awaited": [], "fold": {"fields": []}},
        {"structure": [0], "chains": [0], "awaited": [], "fold": {"fields": [["a", "b", [0], [0]]]}},
        {"structure": 3, "chains": None, "awaited": [], "fold": {}},
    ],
)
def test_an_outline_of_another_form_only_costs_time(folder: Path, outline: dict[str, Any]) -> None:
    assessment = _begun(folder)
    workspace = Workspace(folder, environment("again"))
    with reading(workspace.opened.engine, workspace.database) as connection:
        rows = ledger.entries_after(connection, 1, 0)
    seals.Seals.of(folder / CACHE, workspace.profile.key).keep(assessment, rows, outline)
    workspace.close()
    assert _shown(folder, assessment) == (FOUND, 4)
    assert _shown(folder, assessment) == (FOUND, 2)


def test_a_forged_answer_is_refused_although_an_outline_names_it(folder: Path) -> None:
    assessment = _begun(folder)
    ((last,),) = look(folder, "SELECT max(id) FROM entry")
    change(folder, "UPDATE entry SET value = replace(value, 'controlled', 'exemplary') WHERE id = ?", last)
    with pytest.raises(TamperedEntryError):
        _shown(folder, assessment)


@pytest.mark.parametrize("damage", [b"", b"\n", b"{}", b"\xff\n{", b"0" * 64 + b"\n{}"])
def test_a_damaged_outline_only_costs_time(folder: Path, damage: bytes) -> None:
    assessment = _begun(folder)
    _outline(folder).write_bytes(damage)
    assert _shown(folder, assessment) == (FOUND, 4)


def test_a_value_taken_away_outside_is_noticed_although_nothing_reads_its_entry(folder: Path) -> None:
    assessment = _begun(folder)
    change(folder, "UPDATE entry SET value = NULL, salt = '' WHERE id = 2")
    with pytest.raises(TamperedEntryError):
        _shown(folder, assessment)


def test_what_was_erased_opens_under_its_outline_and_stays_erased(folder: Path) -> None:
    assessment = _begun(folder)
    workspace = Workspace(folder, environment("more"))
    dossier = workspace.open(assessment)
    dossier.annotate("visit", NoteKind.REMARK, "Écrit par erreur")
    remark = dossier.entries()[-1]
    dossier.erase_note(remark.draft.target)
    workspace.open(assessment)
    workspace.close()
    assert _shown(folder, assessment) == (FOUND, 4)  # the beginning, the answer, the remark and its erasure
    workspace = Workspace(folder, environment("again"))
    (gone,) = (entry for entry in workspace.open(assessment).entries() if entry.data is None)
    assert gone.hash == remark.hash
    workspace.close()
