"""The export screen offers the page among the peers only where it can be made."""

from __future__ import annotations

from contextlib import asynccontextmanager, closing
from typing import TYPE_CHECKING

from cap_tui.services.workspace import Workspace
from cap_tui.tui.screens.export import ExportScreen
from cap_tui.tui.widgets.choice import Choice
from tests.network import gather, several
from tests.tui.dossiers import Shown
from tests.tui.export.test_export import made
from tests.tui.harness import empty_folder, environment, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

OFFER = "Ajouter où se situe la structure parmi ses pairs"


@asynccontextmanager
async def exporting(folder: Path, reference: str) -> AsyncIterator[Shown]:
    """Show the export of an evaluation."""
    async with running(folder) as harness:
        dossier = harness.app.workspace.open(reference)
        await harness.app.push_screen(ExportScreen(dossier, harness.app.workspace, folder))
        await harness.settle()
        yield Shown(harness, dossier)


def followed(folder: Path, others: int) -> str:
    """Load the demonstrations, gather fictional structures like the one followed, and return its evaluation."""
    with closing(Workspace(folder, environment())) as workspace:
        workspace.load_demos()
        mine = next(one for one in workspace.assessments() if one.phase in ("follow_up", "closed"))
        like = several(
            others, "Voisine", kinds=",".join(mine.structure.kinds), region=mine.structure.region, year=mine.year,
            sections=("",), criteria=(),
        )  # fmt: skip
        gather(workspace, *like, questionnaire=mine.questionnaire_id, fictional=True)
        return mine.id


async def test_the_page_is_offered_and_is_in_the_file_once_asked_for(tmp_path: Path) -> None:
    folder = empty_folder(tmp_path)
    reference = followed(folder, 5)
    async with exporting(folder, reference) as shown:
        await shown.harness.until(lambda: OFFER in shown.text)
        screen = shown.harness.screen
        screen.query_one("#form", Choice).focus()
        await shown.press("right", "right", "right")
        assert screen.form == "html"  # type: ignore[attr-defined]  # an ExportScreen
        screen.query_one("#peers", Choice).focus()
        await shown.press("space", "ctrl+s")
        await made(shown)
    (page,) = folder.glob("*.html")
    assert "Parmi ses pairs" in page.read_text(encoding="utf-8")
    assert "Voisine" not in page.read_text(encoding="utf-8")


async def test_it_is_not_offered_where_the_peers_are_too_few_nor_in_a_calendar(tmp_path: Path) -> None:
    folder = empty_folder(tmp_path)
    reference = followed(folder, 4)
    async with exporting(folder, reference) as shown:
        await shown.harness.app.workers.wait_for_complete()
        await shown.harness.settle()
        assert OFFER not in shown.text
        assert not shown.harness.screen.query_one("#peers", Choice).display
