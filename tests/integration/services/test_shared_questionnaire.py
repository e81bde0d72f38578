"""One session holds a questionnaire once, and still believes nothing but the bytes of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.errors import CapError
from cap_tui.core.positions import Position, Stance
from tests.databases import change

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace


def test_opening_again_holds_the_same_content_but_not_what_was_changed_beneath(
    workspace: Workspace, dossier: Dossier, folder: Path
) -> None:
    again = workspace.open(dossier.summary.id)
    sections = zip(again.questionnaire.sections, dossier.questionnaire.sections, strict=True)
    assert all(one is other for one, other in sections)
    change(folder, "UPDATE pinned_questionnaire SET content = ?", b"\0")
    with pytest.raises(CapError):
        workspace.open(dossier.summary.id)


def test_entries_written_in_a_session_share_the_names_they_all_bear(dossier: Dossier) -> None:
    level = dossier.questionnaire.scale.levels[0].id
    for key in list(dossier.concerned)[:2]:
        dossier.answer(key, Position(Stance.LEVEL, level))
    one, other = list(dossier.log)[-2:]
    assert one.link.author is other.link.author
    assert one.link.assessment is other.link.assessment
    assert other.link.previous == one.hash
