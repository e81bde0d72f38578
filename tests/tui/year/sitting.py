"""The application opened on a day of the year, closed at the end of the sitting; the next one is another day."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC
from itertools import count
from typing import TYPE_CHECKING

from cap_tui.services.workspace import Workspace
from cap_tui.tui.app import CapTuiApp
from tests.tui.harness import Harness
from tests.tui.masking import flat

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import date
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from cap_tui.services.environment import Environment
    from tests.e2e.year import Clock


@dataclass
class Sitting:
    """One time at the computer."""

    harness: Harness
    clock: Clock

    @property
    def text(self) -> str:
        """What is on the screen, on one line."""
        return flat(self.harness)

    @property
    def line(self) -> str:
        """The line the cursor is on."""
        shown = self.harness.text().replace("\u00a0", " ")
        return next((line[1:] for line in shown.splitlines() if line.startswith("▌")), "")

    def dossier(self, year: int) -> Dossier:
        """Return the evaluation of a year as it is stored; to read only."""
        workspace = self.harness.app.workspace
        return next(workspace.open(one.id) for one in workspace.assessments() if one.year == year)

    async def keys(self, *keys: str) -> None:
        """Press keys."""
        await self.harness.press(*keys)

    async def words(self, text: str) -> None:
        """Type a text, which the test pastes."""
        await self.harness.paste(text)

    async def sees(self, *words: str) -> None:
        """Wait until words are on the screen; fail showing it."""
        for one in words:
            await self.harness.until(lambda: one in self.text)  # noqa: B023 - waited for at once
        await self.harness.settle()

    async def replaces(self, text: str) -> None:
        """Type a text in place of what the field holds."""
        await self.keys("ctrl+u")
        await self.words(text)


@dataclass
class Desk:
    """The director's computer.

    Attributes:
        world: Its clock, ids and salts, from one sitting to the next.
    """

    folder: Path
    clock: Clock
    world: Environment
    size: tuple[int, int]

    @asynccontextmanager
    async def sitting(self, day: date) -> AsyncIterator[Sitting]:
        """Open the application on a day."""
        self.clock.day = day
        opened: list[Workspace] = []

        def connect() -> Workspace:
            opened.append(Workspace(self.folder, self.world))
            return opened[-1]

        ids = count()
        app = CapTuiApp(
            connect,
            clock=lambda: self.clock.now().astimezone(UTC),
            language="fr",
            new_id=lambda: f"visit-{next(ids)}",
        )
        app.animation_level = "none"
        async with app.run_test(size=self.size) as pilot:
            harness = Harness(app, pilot)
            await harness.settle()
            yield Sitting(harness, self.clock)
        app.saver.close()
        for workspace in opened:
            workspace.close()
