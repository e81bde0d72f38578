"""Answering: each gesture is seen at once, stored, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.positions import Position, Stance
from cap_tui.tui.screens.assessment import AssessmentScreen
from tests.tui.harness import LARGE, SMALL, Harness, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.core.positions import Opinion

FIRST, SECOND, LAST = "identity.values.c1", "identity.values.c2", "people.welcome.c3"
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])


def stored(harness: Harness, reference: str, key: str = FIRST) -> Opinion:
    """Return what a fresh reading of the database says."""
    return harness.app.workspace.open(reference).opinion(key)


def level(name: str) -> Position:
    return Position(Stance.LEVEL, name)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("1", "to-build"), ("2", "engaged"), ("3", "controlled"), ("4", "exemplary"),
        ("ampersand", "to-build"), ("é", "engaged"), ("quotation_mark", "controlled"), ("apostrophe", "exemplary"),
    ],
)  # fmt: skip
async def test_the_digit_row_rates_with_and_without_shift(
    started: tuple[Path, str], key: str, expected: str
) -> None:
    folder, reference = started
    async with running(folder, size=SMALL, open_reference=reference) as harness:
        await harness.press(key)
        assert stored(harness, reference).position == level(expected)


async def test_a_digit_beyond_the_scale_changes_nothing(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("2", "5", "left_parenthesis", "9")
        assert stored(harness, reference).position == level("engaged")


async def test_digits_are_text_while_a_text_is_being_typed(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("enter", *"3&n", "escape")
        assert stored(harness, reference).position is None
        assert stored(harness, reference).constat == "3&n"


async def test_zero_takes_the_answer_away(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("2", "à")
        assert stored(harness, reference).position is None


async def test_not_applicable_needs_its_reason(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("n", "enter")
        assert "Sans raison, le critère reste dans le score." in harness.text()
        await harness.press(*"Pas de local", "enter")
        assert stored(harness, reference).position == Position(Stance.NOT_APPLICABLE, reason="Pas de local")
        assert "∅ non applicable  Pas de local" in harness.text()


async def test_leaving_the_reason_with_escape_changes_nothing(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("2", "n", *"Pas", "escape")
        assert stored(harness, reference).position == level("engaged")


async def test_dont_know_and_the_flag_are_stored_and_seen(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("s", "f")
        assert stored(harness, reference).position == Position(Stance.UNKNOWN)
        assert stored(harness, reference).flagged
        assert "?⚑ 1.1.1" in harness.text()
        await harness.press("f")
        assert not stored(harness, reference).flagged


async def test_undo_and_redo_go_back_to_the_criterion_they_change(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("2", "down", "down", "z")
        assert stored(harness, reference).position is None
        assert "Annulé : 1.1.1" in harness.text().replace("\u00a0", " ")
        assert "▌· " in harness.text()
        await harness.press("y")
        assert stored(harness, reference).position == level("engaged")
        lines = harness.app.workspace.open(reference).history(FIRST)
        assert [line.mark for line in lines] == ["redo", "undo", ""]


async def test_undo_without_anything_to_undo_says_so(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("z")
        assert "Rien à annuler." in harness.text()


async def test_next_unanswered_skips_what_is_answered_and_says_when_all_is(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("2", "down", "2", "up", "u")
        assert "▌·  1.2.1" in harness.text()
        for _criterion in range(4):
            await harness.press("3", "u")
        assert "Tous les critères ont une réponse." in harness.text()


async def test_an_action_noted_from_a_criterion_is_in_the_plan(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("end", "a", *"Former", "enter")
        (action,) = harness.app.workspace.open(reference).actions()
        assert (action.title, action.criteria) == ("Former", (LAST,))
        assert "• Former" in harness.text()


async def test_the_search_finds_a_criterion_without_its_accents(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("slash", *"reciproque", "enter", "4")
        assert stored(harness, reference, "people.welcome.c2").position == level("exemplary")


async def test_the_search_finds_the_criteria_of_an_objective_by_its_title(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("slash", *"porter un projet", "enter", "4")
        assert stored(harness, reference, "identity.project.c1").position == level("exemplary")


async def test_the_palette_goes_to_a_criterion(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("ctrl+p", *"2.1.3", "enter", "1")
        assert stored(harness, reference, LAST).position == level("to-build")


async def test_a_click_on_a_level_rates(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, size=SMALL, open_reference=reference) as harness:
        row = next(y for y, line in enumerate(harness.text().splitlines()) if "◑ Maîtrisé" in line)
        await harness.pilot.click(offset=(10, row))
        await harness.settle()
        assert stored(harness, reference).position == level("controlled")


@SIZES
async def test_the_evaluation_reads_as_it_should(
    started: tuple[Path, str], size: tuple[int, int], golden: Callable[[Harness, str], None]
) -> None:
    folder, reference = started
    async with running(folder, size=size, open_reference=reference) as harness:
        golden(harness, "unanswered")
        await harness.press("2", "f", "down", "s", "down", "n", *"Pas de projet commun", "enter", "up", "up")
        golden(harness, "answered")
        await harness.press("i")
        golden(harness, "evidence")
        await harness.press("i")
        golden(harness, "references")
        await harness.press("h")
        golden(harness, "history")
        await harness.press("h", "l")
        golden(harness, "list")
        await harness.press("l", "question_mark")
        golden(harness, "help")


async def test_a_write_that_ends_after_its_screen_has_closed_does_not_end_the_application(
    started: tuple[Path, str],
) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        closed = harness.screen
        assert isinstance(closed, AssessmentScreen)
        await harness.press("escape")
        await harness.until(lambda: not closed.children)
        closed.repaint(FIRST)
        closed.refresh_frame()
        assert harness.app.is_running
