"""Keys typed faster than screens open reach the screen they were meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from tests.tui.harness import SMALL, running

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.harness import Harness


def burst(harness: Harness, *keys: str) -> None:
    """Send keys as a terminal that was not read for a while does: all at once."""
    for key in keys:
        character = key if len(key) == 1 else None
        harness.app.post_message(events.Key("space" if key == " " else key, character))


async def test_a_reason_typed_at_once_after_its_key_is_whole(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, size=SMALL, open_reference=reference) as harness:
        burst(harness, "n", *"sans objet", "enter", "down", "2")
        await harness.settle()
        dossier = harness.app.workspace.open(reference)
        first, second = (dossier.opinion(key).position for key in dossier.concerned[:2])
        assert first is not None
        assert first.reason == "sans objet"
        assert second is not None
        assert second.level == "engaged"


async def test_a_whole_creation_typed_at_once_ends_in_its_evaluation(empty: Path) -> None:
    async with running(empty, size=SMALL) as harness:
        burst(harness, "2", *"Le Pont", "tab", *"73282932000074", "tab", "space", "enter", "3")
        await harness.settle()
        await harness.until(lambda: "▶3" in harness.text())
        assert "Le Pont" in harness.text()
