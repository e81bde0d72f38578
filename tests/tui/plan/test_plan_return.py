"""A plan changed in Excel, brought back on the screen of the plan: read first, written once agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from cap_tui.reports.report_data import Audience
from cap_tui.reports.xlsx.workbook import make
from cap_tui.services.exports import report_data
from cap_tui.tui.dialogs.plan_return import PlanReturnDialog
from tests.tui.dossiers import HOSTILE, showing
from tests.tui.harness import LARGE, SMALL
from tests.tui.plan.test_plan import three

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.widgets import Input

    from tests.tui.dossiers import Shown
    from tests.tui.harness import Harness


def changed(shown: Shown, folder: Path) -> Path:
    """Export the plan; change an owner, a date and, on both sides, a target; add a line and a column; break a date."""
    path = folder / "plan.xlsx"
    path.write_bytes(make(report_data(shown.dossier, Audience.INTERNE)))
    book = load_workbook(path)
    sheet = book["Plan"]
    heads = {cell.value: cell.column or 0 for cell in sheet[1]}
    sheet.cell(2, heads["Pilote"]).value = HOSTILE[1]
    sheet.cell(2, heads["Échéance"]).value = "15/12/2026"
    sheet.cell(3, heads["Cible"]).value = "5 sites"
    sheet.cell(4, heads["Échéance"]).value = "bientôt"
    sheet.cell(5, heads["Action"]).value = "Former l’équipe"
    sheet.cell(1, 40).value = "Remarque du CA"
    book.save(path)
    second = shown.dossier.actions()[1]
    shown.dossier.set_action(second.id, target="6 sites")
    return path


async def bring_back(shown: Shown, path: Path) -> None:
    """Ask for the file from the screen of the plan."""
    await shown.press("i")
    field: Input = shown.harness.screen.query_one("#path")  # type: ignore[assignment]  # an Input by construction
    field.value = str(path)
    await shown.press("enter")
    await shown.harness.until(lambda: isinstance(shown.harness.screen, PlanReturnDialog))
    await shown.harness.settle()


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_what_the_file_changes_is_read_before_anything_is_written(
    started: tuple[Path, str], tmp_path: Path, golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    async with showing(started, "plan", size=size, prepare=three) as shown:
        path = changed(shown, tmp_path)
        before = shown.dossier.actions()
        await bring_back(shown, path)
        golden(shown.harness, "plan-return")
        assert HOSTILE[1] in shown.text
        await shown.press("escape")
        assert shown.dossier.actions() == before


async def test_enter_writes_it_and_keeps_what_is_here_where_both_changed(
    started: tuple[Path, str], tmp_path: Path
) -> None:
    async with showing(started, "plan", prepare=three) as shown:
        await bring_back(shown, changed(shown, tmp_path))
        await shown.press("enter")
        lines = shown.dossier.actions()
        assert [(line.owner, line.target) for line in lines[:2]] == [(HOSTILE[1], ""), ("Éric", "6 sites")]
        assert lines[3].title == "Former l’équipe"
        assert "2 actions écrites. z les rétablit toutes comme avant." in shown.text
        await shown.press("z")
        assert len(shown.dossier.actions()) == 3
        assert shown.dossier.actions()[0].owner == "Zoé"


async def test_t_takes_the_file_where_both_changed(started: tuple[Path, str], tmp_path: Path) -> None:
    async with showing(started, "plan", prepare=three) as shown:
        await bring_back(shown, changed(shown, tmp_path))
        assert "(ce qui est ici reste)" in shown.text
        await shown.press("t")
        assert "(le fichier est pris)" in shown.text
        await shown.press("enter")
        assert shown.dossier.actions()[1].target == "5 sites"


async def test_a_file_that_is_no_plan_says_what_to_do(started: tuple[Path, str], tmp_path: Path) -> None:
    path = tmp_path / "autre.xlsx"
    path.write_text("bonjour", encoding="utf-8")
    async with showing(started, "plan", prepare=three) as shown:
        await shown.press("i")
        field: Input = shown.harness.screen.query_one("#path")  # type: ignore[assignment]  # an Input by construction
        field.value = str(path)
        await shown.press("enter")
        await shown.harness.until(lambda: "n’est pas un plan exporté par cap-tui" in shown.text)
