"""Showing only some lines of the plan, by several things at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.dossiers import showing
from tests.tui.harness import LARGE, SMALL
from tests.tui.plan.many import WELCOME, eight

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tui.dossiers import Shown
    from tests.tui.harness import Harness

BOTH = pytest.mark.parametrize("size", [SMALL, LARGE])
NADIA, P1 = ("f", "right", "right", "space"), ("tab", "tab", "space")


def numbers(shown: Shown) -> list[str]:
    """Return the numbers of the lines of the table."""
    lines = shown.text.splitlines()[4:]
    edge = next(place for place, line in enumerate(lines) if line.startswith("────"))
    return [line[1:5].strip() for line in lines[:edge] if line.strip()]


@BOTH
async def test_several_answers_at_once_are_asked_on_one_page(
    started: tuple[Path, str], golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    async with showing(started, "plan", size=size, prepare=eight) as shown:
        await shown.press(*NADIA, *P1)
        golden(shown.harness, "filter")
        await shown.press("enter")
        golden(shown.harness, "filtered")


async def test_the_title_says_what_is_shown_and_esc_shows_all_again(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=eight) as shown:
        await shown.press(*NADIA, *P1, "enter")
        assert "filtre : Nadia · P1 (1 sur 8)" in shown.text
        assert numbers(shown) == ["1"]
        await shown.press("2", "3", "4", "1")
        assert "filtre : Nadia · P1 (1 sur 8)" in shown.text
        await shown.press("escape")
        assert "filtre" not in shown.text
        assert len(numbers(shown)) == 8
        await shown.press("escape")
        assert "[1 Tableau]" not in shown.text


async def test_the_filter_stays_when_one_comes_back_from_the_results(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=eight) as shown:
        await shown.press(*NADIA, "enter", "r", "p")
        assert "filtre : Nadia (2 sur 8)" in shown.text
        assert numbers(shown) == ["1", "3"]


async def test_lines_are_found_by_theme_state_and_by_what_they_have_not(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=eight) as shown:
        await shown.press("f", "left", "space", "enter")
        assert "filtre : sans pilote (1 sur 8)" in shown.text
        assert numbers(shown) == ["5"]
        await shown.press("f", "delete", "tab", "right", "space", "enter")
        assert numbers(shown) == ["1", "4"]
        await shown.press("f", "delete", "tab", "tab", "tab", "tab", "right", "right", "space", "enter")
        assert "filtre : En retard (1 sur 8)" in shown.text
        assert numbers(shown) == ["1"]


async def test_an_action_just_added_is_never_hidden_by_the_filter(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=eight) as shown:
        await shown.press(*NADIA, "enter", "a")
        await shown.type("Écrire une charte")
        await shown.press("ctrl+s")
        assert "filtre" not in shown.text
        assert "Écrire une charte" in shown.line


async def test_a_line_that_answers_the_filter_no_more_goes_and_nothing_left_says_how_to_come_back(
    started: tuple[Path, str],
) -> None:
    async with showing(started, "plan", prepare=eight) as shown:
        await shown.press(
            "f", "tab", "tab", "tab", "tab", "right", "right", "space", "enter", "+", "+", "+", "+", "+"
        )
        assert shown.dossier.actions()[0].progress == 100
        assert numbers(shown) == []
        assert "Aucune action ne répond à ce filtre. Échap les montre toutes." in shown.text


async def test_moving_a_line_passes_the_one_that_is_seen(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=eight) as shown:
        await shown.press(*NADIA, "enter", "d")
        assert numbers(shown) == ["3", "1"]
        assert [line.number for line in shown.dossier.actions()][:3] == [2, 3, 1]
        await shown.press("m")
        assert numbers(shown) == ["1", "3"]


async def test_results_lead_to_a_line_even_when_the_filter_hid_it(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=eight) as shown:
        await shown.press("f", "space", "enter")
        assert "filtre : Éric (3 sur 8)" in shown.text
        shown.harness.app.go("plan", shown.dossier, WELCOME)
        await shown.harness.settle()
        assert "Écrire le livret" in shown.line
