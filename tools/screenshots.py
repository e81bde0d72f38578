"""The screenshots of `docs/`, made from the application itself: `make docs`."""

from __future__ import annotations

import asyncio
import os
from datetime import timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.tui.app import CapTuiApp
from tools.demonstration import MOMENT, demonstration

if TYPE_CHECKING:
    from textual.pilot import Pilot

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
SIZE = (120, 36)
SHOTS = (
    ("evaluation", ()),
    ("resultats", ("r",)),
    ("plan", ("escape", "p")),
    ("exporter", ("escape", "x", "shift+tab", "ctrl+u", *"~/Documents/plan-de-progres-2026.pdf")),
    ("accueil", ("escape", "escape")),
)
"""Name of each picture, and the keys that lead to it from the one before."""


async def take(folder: Path) -> None:
    """Walk through the application and save a picture of each screen."""
    with demonstration() as (workspace, reference):
        app = CapTuiApp(
            lambda: workspace,
            clock=lambda: MOMENT.astimezone(timezone(timedelta(hours=2))),
            open_reference=reference,
            language="fr",
        )
        app.title = "cap-tui"
        async with app.run_test(size=SIZE) as pilot:
            for name, keys in SHOTS:
                await pilot.press(*keys)
                await _quiet(pilot)
                app.save_screenshot(f"{name}.svg", str(folder))


async def _quiet(pilot: Pilot[None]) -> None:
    for _turn in range(20):
        await pilot.pause(0.05)


if __name__ == "__main__":
    os.environ.pop("NO_COLOR", None)
    IMAGES.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(IMAGES))
    print(IMAGES)
