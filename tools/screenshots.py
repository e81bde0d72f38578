"""The screenshots of `docs/`, made from the application itself: `make docs`."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.services.demo import DEMO_FILE, FOLDER
from cap_tui.tui.app import CapTuiApp
from tools.demonstration import MOMENT, demonstration

if TYPE_CHECKING:
    from textual.pilot import Pilot

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
SIZE = (120, 36)


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk through one demonstration.

    Attributes:
        demonstration: What is shown.
        moment: When it is shown: after the last entry of the demonstration, fixed.
        shots: Name of each picture, and the keys that lead to it from the one before.
    """

    demonstration: Path
    moment: datetime
    shots: tuple[tuple[str, tuple[str, ...]], ...]


WALKS = (
    Walk(
        DEMO_FILE,
        MOMENT,
        (
            ("evaluation", ()),
            ("resultats", ("r",)),
            ("plan", ("escape", "p")),
            ("exporter", ("escape", "x", "shift+tab", "ctrl+u", *"~/Documents/plan-de-progres-2026.pdf")),
            ("accueil", ("escape", "escape")),
        ),
    ),
    Walk(
        FOLDER / "cedre-iso9001-2026.yaml",
        datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
        (
            ("cedre-evaluation", ("slash", *"9.2.1", "enter")),
            ("cedre-verdict", ("r", "v", "v", "v", "v")),
        ),
    ),
    Walk(
        FOLDER / "eust-2026.yaml",
        datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
        (("indicateurs", ("I",)),),
    ),
)


async def take(walk: Walk, folder: Path) -> None:
    """Walk through the application and save a picture of each screen."""
    with demonstration(walk.demonstration, walk.moment) as (workspace, reference):
        app = CapTuiApp(
            lambda: workspace,
            clock=lambda: walk.moment.astimezone(timezone(timedelta(hours=2))),
            open_reference=reference,
            language="fr",
        )
        app.title = "cap-tui"
        async with app.run_test(size=SIZE) as pilot:
            await _quiet(pilot)
            for name, keys in walk.shots:
                for key in keys:
                    await pilot.press(key)
                    await pilot.pause(0.05)
                await _quiet(pilot)
                app.save_screenshot(f"{name}.svg", str(folder))


async def _quiet(pilot: Pilot[None]) -> None:
    for _turn in range(20):
        await pilot.pause(0.05)


if __name__ == "__main__":
    os.environ.pop("NO_COLOR", None)
    IMAGES.mkdir(parents=True, exist_ok=True)
    for one in WALKS:
        asyncio.run(take(one, IMAGES))
    print(IMAGES)
