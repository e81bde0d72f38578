"""Somebody who goes from screen to screen all day does not end with a program that takes all the memory of the laptop."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING
from weakref import ref

from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.strip import Strip
from textual.style import Style

from cap_tui.tui.let_go import let_go_of_closed_screens
from cap_tui.tui.screens.assessment import AssessmentScreen
from cap_tui.tui.widgets.text_field import TextField
from tests.tui.harness import running

if TYPE_CHECKING:
    from pathlib import Path


def kept(kind: type = StylesCache) -> int:
    """Return how many widgets' drawings, or objects of another kind, are held in memory, by whatever holds them."""
    gc.collect()
    return sum(isinstance(one, kind) for one in gc.get_objects())


async def test_screens_left_behind_leave_no_drawing_in_memory(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:

        async def visit() -> None:
            for key in ("r", "escape", "p", "escape"):
                await harness.press(key)
                await harness.settle()

        await visit()
        before = kept()
        for _time in range(4):
            await visit()
        assert kept() <= before + 2


async def test_colours_inside_and_outside_of_a_border_are_those_the_library_draws(empty: Path) -> None:
    async with running(empty):
        inside, outside = StylesCache().get_inner_outer(Color(10, 20, 30), Color(200, 100, 0, 0.5))
    assert inside == Style(background=Color(105, 60, 15))
    assert outside == Style(background=Color(10, 20, 30))


async def test_fields_typed_in_are_let_go_with_their_screen(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:

        async def visit() -> None:
            await harness.press("escape")
            await harness.press("enter")
            await harness.press("p")
            await harness.press("a", "escape", "escape")

        await visit()
        before = kept(TextField)
        for _time in range(3):
            await visit()
        assert before >= 1
        await harness.until(lambda: kept(TextField) == before)


async def test_a_field_that_is_still_open_follows_the_theme(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("enter")
        field = harness.screen.query_one(TextField)
        dark = field.styles.background
        await harness.press("p", "escape")
        harness.app.action_light_dark()
        await harness.settle()
        assert field.styles.background != dark


async def test_a_screen_that_wrote_is_let_go_once_it_is_left(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        screen = ref(harness.screen)
        assert isinstance(screen(), AssessmentScreen)
        await harness.press("1", "escape")
        await harness.press("question_mark", "escape")
        assert harness.app.saver.saved_at is not None
        gc.collect()
        assert screen() is None


async def test_lines_no_longer_shown_do_not_wait_for_the_garbage_collector(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("down", "up")
        gc.collect()
        gc.disable()
        try:
            before = sum(isinstance(one, Strip) for one in gc.get_objects())
            for _time in range(5):
                await harness.press("down", "up")
            assert sum(isinstance(one, Strip) for one in gc.get_objects()) <= before + 20
        finally:
            gc.enable()


def test_a_line_cut_elsewhere_than_at_its_end_is_cut_as_the_library_does() -> None:
    line = Strip([Segment("Accueillir les personnes")])
    let_go_of_closed_screens()
    assert [part.text for part in line.divide([11, 24, 30])] == ["Accueillir ", "les personnes"]
    assert [part.text for part in line.divide(iter([24]))] == ["Accueillir les personnes"]
    assert list(line.divide([])) == []
