"""Several files at once: all that can be taken in is, the others say why, and one may stop."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from cap_tui.services.exchanging import export_bundle, export_worksheet
from cap_tui.services.workspace import Workspace
from tests.tui.exchange.machines import Machines, exchanging, field, receiving, shown
from tests.tui.harness import LARGE, SMALL, environment, running
from tests.tui.masking import flat, masked
from tests.unit.exchange.filling import Filled

if TYPE_CHECKING:
    from pathlib import Path

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])


@pytest.fixture
def post(machines: Machines) -> Path:
    """A folder with a good file, the same again, and one that was damaged on its way."""
    with closing(Workspace(machines.director, environment())) as claire:
        dossier = claire.open(machines.reference)
        export_bundle(claire, dossier, machines.post / "encore.capx", audience="peer")
    (machines.post / "abîmé.capx").write_bytes(b"PK\x03\x04 coupe")
    machines.dated()
    return machines.post


@SIZES
async def test_a_folder_is_taken_in_whole_and_what_is_refused_says_why(
    machines: Machines, post: Path, request: pytest.FixtureRequest, size: tuple[int, int]
) -> None:
    async with running(machines.peer, size=size) as harness:
        await receiving(harness, machines)
        await harness.press("c")
        field(harness, "path").value = str(post)
        await harness.press("enter")
        await shown(harness, "2 fichiers lisibles")
        harness.golden("folder", request.path, masked)
        assert not harness.app.workspace.assessments()
        await harness.press("a", "tab", "enter")
        await shown(harness, "C’est fait.")
        assert len(harness.app.workspace.assessments()) == 1
        harness.golden("folder-done", request.path, masked)


async def test_files_ticked_are_taken_together(machines: Machines, post: Path) -> None:
    assert (post / "encore.capx").exists()
    async with running(machines.peer) as harness:
        await receiving(harness, machines)
        await harness.press("space", "space")
        assert "Fichiers cochés : 2" in flat(harness)
        await harness.press("enter")
        await shown(harness, "lisible")
        await harness.press("escape")
        await shown(harness, "Rapports d’import")
        assert "Fichiers cochés" not in flat(harness)


async def test_going_back_from_a_folder_leaves_nothing_behind(machines: Machines, post: Path) -> None:
    async with running(machines.peer) as harness:
        await receiving(harness, machines)
        await harness.press("c")
        field(harness, "path").value = str(post)
        await harness.press("enter")
        await shown(harness, "2 fichiers lisibles")
        await harness.press("a", "enter")  # the harmless answer has the focus
        await harness.press("escape", "escape")
        assert not harness.app.workspace.assessments()


async def test_the_sheets_of_the_team_come_back_together_as_one_voice_each(machines: Machines) -> None:
    (machines.post / "pour-awa.capx").unlink()
    blank = export_sheet(machines)
    for name, answer in (("Lou", "Engagé"), ("[@click=app.quit]Zoé[/]", "Engagé"), ("协会", "Exemplaire")):
        sheet = Filled(blank)
        row = next(row for row in sheet.sheet.iter_rows() if row[0].value == "cap-tui:nickname")
        row[4].value = name
        sheet.answer("1.1.1", answer, "Vu sur place")
        (machines.post / f"fiche-{len(name)}.xlsx").write_bytes(sheet.saved())
    async with running(machines.director) as harness:
        dossier = await exchanging(harness, machines)
        assert dossier.views("identity.values.c1").team is None
        await harness.press("c")
        field(harness, "path").value = str(machines.post)
        await harness.press("enter")
        await shown(harness, "3 fichiers lisibles")
        assert "[@click=app.quit]Zoé[/]" in harness.text()
        await harness.press("a")
        await shown(harness, "C’est fait.")
        team = dossier.views("identity.values.c1").team
        assert team is not None
        assert team.count == 3


def export_sheet(machines: Machines) -> bytes:
    """Return the blank worksheet of Claire's evaluation."""
    with closing(Workspace(machines.director, environment())) as claire:
        blank = export_worksheet(claire.open(machines.reference), machines.post / "fiche.xlsx")
        content = blank.read_bytes()
        blank.unlink()
        return content
