"""Accueil: what is late or due soon is seen without opening the plan."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cap_tui.tui.screens.home import REST
from tests.tui.harness import LARGE, SMALL, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tui.harness import Harness

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])
LONG = "Former toute l’équipe à l’accueil des personnes, chantier après chantier, avec les tuteurs"


@SIZES
async def test_the_first_due_dates_stand_under_the_list(
    started: tuple[Path, str], size: tuple[int, int], golden: Callable[[Harness, str], None]
) -> None:
    async with running(started[0], size=size) as harness:
        dossier = harness.app.workspace.open(started[1])
        today = dossier.today()
        for title, days in (("Écrire le livret", 6), (LONG, -12), ("Réparer", -1), ("Plus tard", 200)):
            dossier.add_action(title=title, owner="Nadia", due=today + timedelta(days=days))
        await harness.press("enter", "escape")
        await asyncio.sleep(REST)
        await harness.until(lambda: "12 jours de retard" in harness.text())
        golden(harness, "due")
        assert "4 actions dans le plan · 2 en retard · 1 à échéance dans les 30 jours" in harness.text()
