"""An assessment partly answered, and one of its screens shown: what the tests of results, plan and export share."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cap_tui.core.positions import Position, Stance
from cap_tui.tui.screens.export import ExportScreen
from cap_tui.tui.screens.plan import PlanScreen
from cap_tui.tui.screens.results import ResultsScreen
from tests.tui.harness import LARGE, Harness, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from cap_tui.services.dossier import Dossier

LEVELS = {
    "identity.values.c1": "engaged",
    "identity.values.c2": "controlled",
    "identity.project.c1": "exemplary",
    "people.welcome.c1": "to-build",
}
UNKNOWN = "people.welcome.c2"
"""Answered “don't know”; people.welcome.c3 is left unanswered."""

HOSTILE = (
    "[/]",
    "[red]rouge[/red]",
    "[@click=app.leave]ici[/]",
    "[link=https://example.org]x[/link]",
    "{accolades} %s $muted \\[b]",
)
"""Texts that would run, vanish or end the application if they were taken for markup."""


@dataclass
class Shown:
    """A screen being driven, and the assessment it shows."""

    harness: Harness
    dossier: Dossier

    @property
    def text(self) -> str:
        return self.harness.text().replace("\u00a0", " ")

    @property
    def line(self) -> str:
        """The line the cursor is on, without the mark."""
        return next((line[1:] for line in self.text.splitlines() if line.startswith("▌")), "")

    async def press(self, *keys: str) -> None:
        await self.harness.press(*keys)

    async def type(self, text: str) -> None:
        await self.harness.paste(text)


def rate(dossier: Dossier) -> None:
    """Answer five of the six criteria."""
    for key, level in LEVELS.items():
        dossier.answer(key, Position(Stance.LEVEL, level))
    dossier.answer(UNKNOWN, Position(Stance.UNKNOWN))


def nothing(_dossier: Dossier) -> None:
    """Leave the assessment as it is."""


@asynccontextmanager
async def showing(
    started: tuple[Path, str],
    where: str,
    *,
    size: tuple[int, int] = LARGE,
    prepare: Callable[[Dossier], Any] = rate,
    language: str = "fr",
) -> AsyncIterator[Shown]:
    """Show `results`, `plan` or `export` of the assessment once `prepare` has been done on it."""
    folder, reference = started
    async with running(folder, size=size, language=language) as harness:
        dossier = harness.app.workspace.open(reference)
        prepare(dossier)
        if where == "export":
            screen: Any = ExportScreen(dossier, harness.app.workspace, folder)
        else:
            screen = {"results": ResultsScreen, "plan": PlanScreen}[where](dossier)
        await harness.app.push_screen(screen)
        await harness.settle()
        yield Shown(harness, dossier)
