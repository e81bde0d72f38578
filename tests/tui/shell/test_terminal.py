"""Terminals of any size, colours for every eye, and text that is only ever text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.color import Color

from cap_tui.core.positions import TEXT_FIELDS, Position, Stance
from cap_tui.core.structures import Structure
from cap_tui.tui.theme import DARK_NAME, LIGHT_NAME, THEMES
from tests.tui.harness import LARGE, SMALL, Harness, empty_folder, running, started_folder

if TYPE_CHECKING:
    from pathlib import Path

    from textual.theme import Theme

HOSTILE = (
    "[/]",
    "[@click=app.quit]x[/]",
    "[red]rouge",
    "$primary {x} %s \\[b]",
    "[link=file:///etc/passwd]y[/link]",
)


@pytest.mark.parametrize("size", [(20, 5), (39, 30), (100, 11), (1, 1)])
async def test_a_terminal_too_small_says_so_and_comes_back(
    started: tuple[Path, str], size: tuple[int, int]
) -> None:
    folder, reference = started
    async with running(folder, size=SMALL, open_reference=reference) as harness:
        await harness.press("2", "enter", *"gardé")
        before = harness.text()
        await harness.pilot.resize_terminal(*size)
        await harness.settle()
        assert "1.1.1" not in harness.text()
        if size == (39, 30):
            assert "trop petite (39 × 30)" in " ".join(harness.text().split())
        await harness.pilot.resize_terminal(*SMALL)
        await harness.press("a")
        assert harness.text().splitlines()[2:10] == before.splitlines()[2:10]
        assert "gardéa" in harness.text()


@pytest.mark.parametrize("theme", THEMES, ids=[theme.name for theme in THEMES])
def test_every_text_colour_can_be_read_on_every_ground(theme: Theme) -> None:
    def colour(name: str) -> Color:
        value = theme.variables.get(name) or getattr(theme, name.replace("-", "_"))
        return Color.parse(value)

    for ground in ("background", "surface", "panel"):
        for ink in ("foreground", "muted", "accent", "good", "alert"):
            assert contrast(colour(ink), colour(ground)) >= 4.5, (ink, ground)
    for ground in ("primary", "error"):
        assert contrast(colour("on-primary"), colour(ground)) >= 4.5


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio (WCAG 2.2, relative luminance)."""

    def luminance(color: Color) -> float:
        parts = (part / 255 for part in color.rgb)
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


async def test_light_and_dark_are_one_key_apart(empty: Path) -> None:
    async with running(empty) as harness:
        assert harness.app.theme == DARK_NAME
        await harness.press("f2")
        assert harness.app.theme == LIGHT_NAME


def shows(harness: Harness, text: str) -> bool:
    """Return whether `text` is on the screen, however its lines are broken."""
    flat = "".join(harness.text().split()).replace("│", "")
    return "".join(text.split()) in flat


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_what_people_type_is_shown_as_typed_on_every_screen(tmp_path: Path, hostile: str) -> None:
    folder = empty_folder(tmp_path / "data")
    reference = started_folder(folder, Structure(hostile, "73282932000074", ("AI",), "Bretagne"))
    async with running(folder, size=LARGE) as harness:
        assert shows(harness, hostile)
        dossier = harness.app.workspace.open(reference)
        key = dossier.concerned[0]
        dossier.answer(key, Position(Stance.NOT_APPLICABLE, reason=hostile))
        for field in TEXT_FIELDS:
            dossier.write(key, field, hostile)
        dossier.add_action(title=hostile, criteria=(key,))
        await harness.press("enter", "home")
        for look in (
            (),
            ("h",),
            ("h", "enter"),
            ("tab",),
            ("tab",),
            ("tab",),
            ("escape", "n"),
            ("escape", "f4"),
        ):
            await harness.press(*look)
            assert shows(harness, hostile), look
        await harness.press("escape", "ctrl+p", *"2026")
        assert shows(harness, hostile)
        await harness.press("escape", "a")
        await harness.paste(hostile)
        await harness.press("enter")
        assert shows(harness, hostile)
        assert harness.app.is_running
