"""Several lines at once, copies and links: one gesture, one undo, and what is refused said by line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.plan import State
from tests.tui.dossiers import showing
from tests.tui.harness import LARGE, SMALL
from tests.tui.plan.many import VALUES, WELCOME, eight

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from tests.tui.harness import Harness

BOTH = pytest.mark.parametrize("size", [SMALL, LARGE])


def owners(dossier: Dossier) -> list[str]:
    return [line.owner for line in dossier.actions()]


@BOTH
async def test_marked_lines_and_what_they_get_look_as_agreed(
    started: tuple[Path, str], golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    async with showing(started, "plan", size=size, prepare=eight) as shown:
        await shown.press("space", "down", "space", "space")
        golden(shown.harness, "marked")
        await shown.press("e")
        golden(shown.harness, "together")


async def test_one_gesture_changes_all_marked_lines_and_one_undo_takes_it_back(
    started: tuple[Path, str],
) -> None:
    async with showing(started, "plan", prepare=eight) as shown:
        before = shown.dossier.actions()
        await shown.press("space", "down", "space", "e")
        assert "Changer 2 actions ensemble" in shown.text
        await shown.type("Zoé")
        await shown.press("tab")
        await shown.type("1/2/2027")
        await shown.press("tab", "left", "enter")
        assert "2 actions modifiées. z les rétablit ensemble." in shown.text
        assert owners(shown.dossier)[:4] == ["Zoé", "Éric", "Zoé", "Karim"]
        assert [line.due for line in shown.dossier.actions()][0::2][:2] == [date(2027, 2, 1)] * 2
        assert [line.priority for line in shown.dossier.actions()][:3] == ["P4", "P3", "P4"]
        await shown.press("z")
        assert shown.dossier.actions() == before


async def test_all_lines_shown_are_marked_and_no_other(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=eight) as shown:
        await shown.press("*")
        assert "■ 8 marquées" in shown.text
        await shown.press("f", "right", "right", "space", "enter")
        assert "■ 2 marquées" in shown.text
        await shown.press("escape", "escape", "*", "*")
        assert "marquée" not in shown.text
        await shown.press("e")
        assert "Marquez d’abord des actions" in shown.text


async def test_what_is_refused_is_said_by_line_and_the_others_change(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=eight) as shown:
        await shown.press("*", "e", "tab", "tab", "tab", "left", "enter")
        assert "7 actions laissées comme elles étaient" in shown.text
        assert "1. Écrire le livret d’accueil" in shown.text
        assert "Dites pourquoi" in shown.text
        await shown.press("escape")
        states = [line.state for line in shown.dossier.actions()]
        assert states.count(State.DROPPED) == 1
        await shown.press("e", "tab", "tab", "tab", "left", "tab")
        await shown.type("Le site ferme")
        await shown.press("enter")
        assert "7 actions modifiées" in shown.text
        lines = shown.dossier.actions()
        assert {line.state for line in lines} == {State.DROPPED}
        assert [line.drop_reason for line in lines] == ["Le site ferme"] * 7 + ["Trop cher"]


async def test_a_date_that_cannot_be_read_is_said_and_nothing_typed_is_lost(
    started: tuple[Path, str],
) -> None:
    async with showing(started, "plan", prepare=eight) as shown:
        await shown.press("space", "e", "enter")
        assert "Rien à changer pour l’instant" in shown.text
        await shown.press("tab")
        await shown.type("32/1")
        await shown.press("enter")
        assert "Le 32/1 n’existe pas." in shown.text
        await shown.press("escape")
        assert shown.dossier.actions()[0].due == date(2026, 11, 13)


async def test_a_copy_comes_under_the_first_with_its_own_number(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=eight) as shown:
        await shown.press("u")
        assert "L’action 9 est une copie de l’action 1." in shown.text
        assert [line.number for line in shown.dossier.actions()][:3] == [1, 9, 2]
        assert "Écrire le livret" in shown.line
        assert shown.dossier.actions()[1].state is State.TO_START
        await shown.press("z")
        assert len(shown.dossier.actions()) == 8


async def test_one_action_is_linked_to_several_criteria_and_unlinked(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=eight) as shown:
        await shown.press("l")
        assert "Critères de l’action 1 : 2.1.1." in shown.text
        assert "✓ 2.1.1" in shown.text
        await shown.type("1.1.1")
        await shown.press("enter")
        assert shown.dossier.actions()[0].criteria == (VALUES, WELCOME)
        await shown.press("enter")
        await shown.press("escape")
        assert shown.dossier.actions()[0].criteria == (WELCOME,)
        await shown.press("z")
        assert shown.dossier.actions()[0].criteria == (VALUES, WELCOME)
