"""Driving the application in tests: the real workspace on a copy of a prepared folder, the screen read as text."""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from difflib import unified_diff
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events

from cap_tui.core.structures import Structure
from cap_tui.services.environment import Environment
from cap_tui.services.workspace import Workspace
from cap_tui.tui.app import CapTuiApp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.pilot import Pilot
    from textual.screen import Screen

SMALL, LARGE = (80, 24), (120, 36)
"""The two sizes every screen is tested at."""

NOW = datetime(2026, 11, 23, 13, 32, tzinfo=UTC)
PARIS = timezone(timedelta(hours=1))
STRUCTURE = Structure("Les Ateliers du Pont", "73282932000074", ("AI",), "Bretagne")
MINI = Path(__file__).parent / "mini.yaml"
PATIENCE = 20.0


def environment() -> Environment:
    """Return a world where it is always 14 h 32 and ids are counted."""
    ids, salts = count(), count()
    return Environment(
        now=lambda: NOW, new_id=lambda: f"id-{next(ids)}", new_salt=lambda: f"{next(salts):032x}"
    )


def empty_folder(folder: Path) -> Path:
    """Return a data folder with the small questionnaire and no evaluation."""
    (folder / "questionnaires").mkdir(parents=True)
    (folder / "questionnaires" / "mini.yaml").write_bytes(MINI.read_bytes())
    Workspace(folder, environment()).close()
    return folder


def started_folder(folder: Path, structure: Structure = STRUCTURE) -> str:
    """Add one evaluation of the small questionnaire to a data folder; return its id."""
    workspace = Workspace(folder, environment())
    summary = workspace.new_assessment(structure, "mini", 2026)
    workspace.close()
    return summary.id


@dataclass
class Harness:
    """The application being driven."""

    app: CapTuiApp
    pilot: Pilot[None]

    @property
    def screen(self) -> Screen[Any]:
        return self.app.screen

    def text(self) -> str:
        """Return what is on the screen, line by line, without trailing spaces."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(part.text for part in strip).rstrip() for strip in strips) + "\n"

    async def press(self, *keys: str) -> None:
        """Press keys, then wait until all is quiet."""
        await self.pilot.press(*keys)
        await self.settle()

    async def paste(self, text: str) -> None:
        """Paste as a terminal does: what `pilot.press` would take seconds for."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def until(self, reached: Callable[[], bool]) -> None:
        """Wait until something is so; fail after a few seconds, showing the screen."""
        limit = asyncio.get_running_loop().time() + PATIENCE
        while not reached():
            assert asyncio.get_running_loop().time() < limit, self.text()
            await self.pilot.pause(0.01)

    async def settle(self) -> None:
        """Wait until nothing is being opened or written."""
        await self.pilot.pause()
        if not self._rests():
            await self.until(self._rests)
            await self.pilot.pause()

    def _rests(self) -> bool:
        return self.app.type_ahead.quiet and not self.app.saver.busy

    def golden(self, name: str, request_path: Path, mask: Callable[[str], str] = str) -> None:
        """Compare the screen with the file kept beside the test; `UPDATE_GOLDENS=1` writes it.

        Args:
            name: Of the file, without the size.
            request_path: Of the test.
            mask: Puts fixed words in place of those that differ each time.
        """
        width, height = self.app.size
        kept = request_path.parent / "goldens" / f"{name}-{width}x{height}.txt"
        if os.environ.get("UPDATE_GOLDENS"):
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(mask(self.text()), encoding="utf-8")
        wanted, shown = kept.read_text(encoding="utf-8"), mask(self.text())
        differences = unified_diff(
            wanted.splitlines(), shown.splitlines(), kept.name, "the screen", lineterm=""
        )
        assert shown == wanted, "\n" + "\n".join(differences)


@asynccontextmanager
async def running(
    folder: Path,
    *,
    size: tuple[int, int] = LARGE,
    open_reference: str | None = None,
    language: str = "fr",
    address: str | None = None,
) -> AsyncIterator[Harness]:
    """Run the application on a data folder, or on a shared database, until the block ends."""
    world = environment()
    opened: list[Workspace] = []

    def connect() -> Workspace:
        opened.append(Workspace(folder, world, address))
        return opened[-1]

    ids = count()
    app = CapTuiApp(
        connect,
        clock=lambda: NOW.astimezone(PARIS),
        open_reference=open_reference,
        language=language,
        new_id=lambda: f"visit-{next(ids)}",
    )
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        harness = Harness(app, pilot)
        await harness.settle()
        yield harness
    app.saver.close()
    app.disconnect()
    for workspace in opened:
        workspace.close()
