"""Avant / après, and the map: what a director shows when the second evaluation is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.core.positions import Position, Stance
from cap_tui.services.workspace import Workspace
from tests.tui.dossiers import HOSTILE, rate, showing
from tests.tui.harness import LARGE, SMALL, STRUCTURE, environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from tests.tui.dossiers import Shown
    from tests.tui.harness import Harness

BOTH = pytest.mark.parametrize("size", [SMALL, LARGE])


def second(dossier: Dossier) -> None:
    """Answer as the year before, but for three criteria."""
    rate(dossier)
    for key, level in (
        ("identity.values.c1", "exemplary"),
        ("identity.project.c1", "controlled"),
        ("people.welcome.c2", "engaged"),
    ):
        dossier.answer(key, Position(Stance.LEVEL, level))


@pytest.fixture
def after_a_year(started: tuple[Path, str]) -> tuple[Path, str]:
    """The evaluation of 2026, with that of 2025 on the same machine, answered and with a plan."""
    folder, reference = started
    workspace = Workspace(folder, environment())
    before = workspace.open(workspace.new_assessment(STRUCTURE, "mini", 2025).id)
    rate(before)
    fields: dict[str, Any] = {"criteria": ("identity.values.c1",)}
    (action,) = before.add_action(title=f"Écrire le texte {HOSTILE[0]}", **fields).actions
    before.set_action(action, state="done")
    workspace.close()
    return folder, reference


async def compared(shown: Shown) -> None:
    await shown.press("7")
    await shown.harness.until(lambda: "en hausse" in shown.text)


@BOTH
async def test_before_and_after_looks_as_agreed(
    after_a_year: tuple[Path, str], golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    async with showing(after_a_year, "results", size=size, prepare=second) as shown:
        await compared(shown)
        await shown.press("down", "down", "down")
        golden(shown.harness, "before-and-after")


@BOTH
async def test_the_map_looks_as_agreed(
    after_a_year: tuple[Path, str], golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    async with showing(after_a_year, "results", size=size, prepare=second) as shown:
        await shown.press("8", "right")
        golden(shown.harness, "map")


@BOTH
async def test_what_rose_is_told_with_both_levels_and_the_action_that_explains_it(
    after_a_year: tuple[Path, str], size: tuple[int, int]
) -> None:
    async with showing(after_a_year, "results", size=size, prepare=second) as shown:
        await compared(shown)
        # (30 + 70 + 100 + 0) / 4 then; (100 + 70 + 70 + 0) / 4 on the same four now
        assert "2025 → 2026 : score 50 % → 54 %" in shown.text
        assert "Sur les 4 critères positionnés les deux fois : 50,0 % → 60,0 %, +10 points." in shown.text
        await shown.press("down", "down", "down")
        assert "▲ 1.1.1 Valeurs partagées" in shown.line
        assert "◔ → ●" in shown.line
        told = " ".join(shown.text.split())
        assert "◔ Engagé → ● Exemplaire · ▲ en hausse, +70 points" in told
        assert "explique la hausse : 1. Écrire le texte [/] (Réalisée)" in told


async def test_enter_on_a_change_opens_the_criterion(after_a_year: tuple[Path, str]) -> None:
    async with showing(after_a_year, "results", prepare=second) as shown:
        await compared(shown)
        await shown.press("down", "down", "down", "enter")
        assert "Pouvons-nous montrer ce que nous faisons pour" in shown.text
        await shown.press("escape")
        assert "[7 Avant / après]" in shown.text


async def test_without_an_earlier_evaluation_there_is_nothing_to_press(started: tuple[Path, str]) -> None:
    async with showing(started, "results", size=SMALL) as shown:
        assert "Avant / après" not in shown.text
        await shown.press("7")
        assert "[1 Barres]" in shown.text


async def test_an_answer_given_meanwhile_is_compared_on_coming_back(after_a_year: tuple[Path, str]) -> None:
    async with showing(after_a_year, "results", prepare=second) as shown:
        await compared(shown)
        await shown.press("p")
        shown.dossier.answer("people.welcome.c1", Position(Stance.LEVEL, "exemplary"))
        await shown.press("escape")
        await shown.harness.until(lambda: "+35 points" in shown.text)
        # the mean of 100, 70, 70 and 100
        assert "50,0 % → 85,0 %, +35 points." in shown.text


async def test_the_map_is_gone_through_cell_by_cell(started: tuple[Path, str]) -> None:
    async with showing(started, "results", size=SMALL) as shown:
        await shown.press("8")
        for key, symbol, title in (
            ("right", "[◑]", "1.1.2 Gouvernance démocratique"),
            ("right", "[●]", "1.2.1 Projet écrit"),
            ("right", "[○]", "2.1.1 Accueil des personnes"),
            ("left", "[●]", "1.2.1 Projet écrit"),
            ("up", "[◔]", "1.1.1 Valeurs partagées"),
            ("left", "[◔]", "1.1.1 Valeurs partagées"),
            ("end", "[○]", "2.1.1 Accueil des personnes"),
            ("right", "[?]", "2.1.2 Engagement réciproque"),
            ("right", "[·]", "2.1.3 Suivi des parcours"),
            ("right", "[·]", "2.1.3 Suivi des parcours"),
            ("left", "[?]", "2.1.2 Engagement réciproque"),
        ):
            await shown.press(key)
            assert symbol in shown.line
            assert title in "\n".join(shown.text.splitlines()[-6:])


async def test_the_map_counts_the_levels_of_each_theme_and_enter_opens_a_cell(
    started: tuple[Path, str],
) -> None:
    async with showing(started, "results") as shown:
        await shown.press("8")
        themes = [line for line in shown.text.splitlines() if line.startswith((" 1 ", " 2 "))]
        assert "◔ 1  ◑ 1  ● 1" in themes[0]
        assert "○ 1  ? 1  · 1" in themes[1]
        await shown.press("right", "enter")
        assert "1.1.2 Gouvernance démocratique" in shown.text
        assert "Résultats" not in shown.text.splitlines()[0]


@pytest.mark.parametrize("size", [(40, 12), (20, 5)])
async def test_a_tiny_terminal_ends_nothing(after_a_year: tuple[Path, str], size: tuple[int, int]) -> None:
    async with showing(after_a_year, "results", size=size, prepare=second) as shown:
        for key in ("7", "down", "8", "right", "down", "right", "left", "enter"):
            await shown.press(key)
        assert shown.text.strip()
