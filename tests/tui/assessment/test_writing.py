"""Writing: what is typed is stored soon, whole, and never lost by moving, leaving or failing."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import time
from typing import TYPE_CHECKING

import pytest

from cap_tui.tui.widgets.lines import LinesView
from cap_tui.tui.widgets.text_field import TextField
from tests.tui.assessment.test_answering import FIRST, SECOND, stored
from tests.tui.harness import SMALL, running

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.harness import Harness


def shown(harness: Harness) -> str:
    """Return the text read on the screen."""
    return harness.screen.query_one("#reading", LinesView).plain


async def test_typing_is_stored_within_two_seconds_without_leaving_the_field(
    started: tuple[Path, str],
) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("enter")
        begun = time.monotonic()
        await harness.press(*"été")
        assert "non enregistré" in harness.text()
        while stored(harness, reference).constat != "été":
            assert time.monotonic() - begun < 2.5
            await asyncio.sleep(0.05)
        await harness.until(lambda: "Enregistré à 14 h 32" in harness.text().replace("\u00a0", " "))


async def test_moving_to_another_field_stores_the_one_left(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, size=SMALL, open_reference=reference) as harness:
        await harness.press("enter", *"a", "tab", *"b", "tab", *"c", "tab", *"d", "shift+tab", "escape")
        opinion = stored(harness, reference)
        assert (opinion.constat, opinion.strengths, opinion.improvements, opinion.evidence) == (
            "a",
            "b",
            "c",
            "d",
        )


async def test_each_criterion_keeps_its_own_text(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("enter", *"un", "escape", "down", "enter", *"deux", "escape", "up")
        assert (stored(harness, reference).constat, stored(harness, reference, SECOND).constat) == (
            "un",
            "deux",
        )
        assert shown(harness) == "un"


async def test_a_click_on_another_criterion_stores_what_was_typed(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("enter", *"un")
        row = next(y for y, line in enumerate(harness.text().splitlines()) if "1.2.1" in line)
        await harness.pilot.click(offset=(6, row))
        await harness.settle()
        assert stored(harness, reference).constat == "un"
        assert "un" not in shown(harness)


async def test_going_home_stores_what_was_typed(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("enter", *"un", "escape", "escape")
        assert "Accueil" in harness.text()
        assert stored(harness, reference).constat == "un"


async def test_quitting_stores_what_was_typed_a_moment_before(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("enter")
        await harness.pilot.press(*"un", "ctrl+q")
        await harness.until(lambda: not harness.app.is_running)
        assert stored(harness, reference).constat == "un"


async def test_a_page_pasted_is_stored_whole(started: tuple[Path, str]) -> None:
    folder, reference = started
    page = "Réunion du mardi, œuvre commune.\n" * 152
    async with running(folder, open_reference=reference) as harness:
        await harness.press("enter")
        await harness.paste(page)
        await harness.press("escape")
        assert len(page) == 5016
        assert stored(harness, reference).constat == page


async def test_what_does_not_fit_is_refused_whole_with_a_sentence(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("enter", *"gardé")
        await harness.paste("x" * 19_996)
        assert "compterait 20001 caractères pour 20000 au plus" in " ".join(harness.text().split())
        await harness.press("escape")
        assert stored(harness, reference).constat == "gardé"


async def test_control_characters_pasted_never_reach_the_text(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("enter")
        await harness.paste("a\x1b]52;c;eA==\x07b\u202ec\x00d\te")
        await harness.press("escape")
        assert stored(harness, reference).constat == "a]52;c;eA==bcd e"


async def test_a_stay_in_a_field_is_undone_as_one(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("enter", *"avant", "escape", "enter", *" et")
        await asyncio.sleep(1.7)
        await harness.press(*" après", "escape", "z")
        assert stored(harness, reference).constat == "avant"
        assert shown(harness) == "avant"


@pytest.mark.sqlite_only("holds the file; test_at_once says it of a server")
async def test_a_failed_save_keeps_the_text_says_so_and_is_tried_again(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        other = sqlite3.connect(harness.app.workspace.opened.file, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        await harness.press("2", "enter", *"gardé", "escape")
        await harness.until(lambda: "NON ENREGISTRÉ" in harness.text() and not harness.app.saver.busy)
        assert shown(harness) == "gardé"
        assert "▌·  1.1.1" in harness.text()
        await harness.press("down", "up")
        assert shown(harness) == "gardé"
        other.execute("ROLLBACK")
        other.close()
        await harness.press("f5")
        assert stored(harness, reference).constat == "gardé"
        assert stored(harness, reference).position is not None
        assert "NON ENREGISTRÉ" not in harness.text()
        assert "▌◔  1.1.1" in harness.text()


@pytest.mark.sqlite_only("holds the file; test_at_once says it of a server")
async def test_quitting_with_something_unsaved_asks_first(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        other = sqlite3.connect(harness.app.workspace.opened.file, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        await harness.press("2")
        await harness.until(lambda: "NON ENREGISTRÉ" in harness.text())
        await harness.press("q")
        assert "1 modification n’a pas pu être enregistrée." in harness.text()
        await harness.press("enter")
        assert "NON ENREGISTRÉ" in harness.text()
        other.close()
        await harness.press("f5")
        assert stored(harness, reference, FIRST).position is not None


async def test_without_an_editor_the_text_opens_on_a_full_page(
    started: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("enter", *"un", "f4", "enter", *"deux", "ctrl+s")
        assert stored(harness, reference).constat == "un\ndeux"


def test_the_persons_editor_gives_its_text_back_clean(tmp_path: Path) -> None:
    from cap_tui.tui.outside_editor import edit_outside, editor_command

    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, pathlib\np = pathlib.Path(sys.argv[1])\np.write_text(p.read_text() + ' et après\\x1b[31m\\n')\n"
    )
    command = editor_command({"EDITOR": f"{sys.executable} {script}"})
    assert command is not None
    assert edit_outside(command, "avant") == "avant et après[31m"


async def test_coming_back_to_a_text_continues_it_where_it_ends(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("enter")
        await harness.paste("Première ligne\nsuite")
        await harness.press("escape", "down", "up", "enter", "!")
        assert harness.screen.query_one("#text", TextField).text == "Première ligne\nsuite!"
