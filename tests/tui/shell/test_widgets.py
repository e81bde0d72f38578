"""The widgets every screen is made of: long lists stay fast, long texts scroll, and finding finds."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from cap_tui.tui.dialogs.pick import Finder, PickItem
from cap_tui.tui.theme import THEMES
from cap_tui.tui.widgets.lines import Block, LinesView
from cap_tui.tui.widgets.rows import RowList

HEIGHT = 10


class Stage(App[None]):
    """Holds one widget."""

    def __init__(self, widget: RowList | LinesView) -> None:
        super().__init__()
        self.widget = widget

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(THEMES[0].variables)

    def compose(self) -> ComposeResult:
        yield self.widget

    def lines(self) -> list[str]:
        return [self.widget.render_line(y).text.rstrip() for y in range(HEIGHT)]


async def test_a_list_of_six_thousand_rows_draws_only_those_in_view() -> None:
    drawn: list[int] = []

    def draw(index: int, _width: int) -> Content:
        drawn.append(index)
        return Content(f"row {index}")

    rows = RowList(draw)
    async with Stage(rows).run_test(size=(30, HEIGHT)) as pilot:
        rows.set_rows(6_000)
        await pilot.pause()
        drawn.clear()
        rows.move_to(3_000)
        await pilot.pause()
        assert len(drawn) <= 2 * HEIGHT
        drawn.clear()
        rows.move(-1)
        await pilot.pause()
        assert set(drawn) == {3_000, 2_999}


async def test_the_cursor_skips_headings_and_stops_at_the_ends() -> None:
    moved: list[int] = []
    rows = RowList(lambda index, _width: Content(f"row {index}"), on_move=moved.append)
    app = Stage(rows)
    async with app.run_test(size=(30, HEIGHT)) as pilot:
        rows.set_rows(30, [1, 2, 20, 29])
        rows.focus()
        await pilot.press("down", "down", "down", "down", "home")
        assert moved == [2, 20, 29, 1]
        assert app.lines()[0].strip().startswith("row 0")


async def test_an_empty_list_answers_no_key() -> None:
    rows = RowList(lambda index, _width: Content(str(index)))
    async with Stage(rows).run_test(size=(30, HEIGHT)) as pilot:
        rows.set_rows(0)
        rows.focus()
        await pilot.press("down", "enter", "end")
        assert rows.cursor == -1


async def test_the_mark_of_more_to_read_never_leaves_half_a_number() -> None:
    view = LinesView()
    app = Stage(view)
    async with app.run_test(size=(30, HEIGHT)):
        last = "autour de la table, avant 12"  # the mark would stand upon the 2
        view.show([Block(Content("x"))] * (HEIGHT - 1) + [Block(Content(last)), Block(Content("mars"))])
        assert app.lines()[-1].split() == ["autour", "de", "la", "table,", "avant", "▼"]
        fits = "autour de la table, le 12"
        view.show([Block(Content("x"))] * (HEIGHT - 1) + [Block(Content(fits)), Block(Content("mars"))])
        assert app.lines()[-1].split() == ["autour", "de", "la", "table,", "le", "12", "▼"]


async def test_a_text_taller_than_its_place_scrolls_to_its_end_and_no_further() -> None:
    view = LinesView()
    app = Stage(view)
    async with app.run_test(size=(30, HEIGHT)):
        view.show([Block(Content(f"line {number}")) for number in range(25)])
        assert app.lines()[-1].endswith("▼")
        view.page(10)
        assert app.lines() == [f"line {number}" for number in range(15, 25)]
        view.page(-10)
        assert app.lines()[0] == "line 0"


@pytest.mark.parametrize(
    ("after", "seen"),
    [
        (["un", "DEUX", "trois"], ["un", "DEUX", "trois"]),
        (["un"], ["un", "", ""]),
        (["un", "deux", "trois", "quatre"], ["un", "deux", "trois"]),
        ([str(number) for number in range(12)], ["0", "1", "2"]),
    ],
)
async def test_nothing_of_the_text_before_stays_on_the_screen(after: list[str], seen: list[str]) -> None:
    view = LinesView()
    stage = Stage(view)
    async with stage.run_test(size=(20, HEIGHT)) as pilot:
        view.show(Block(Content(text)) for text in ("un", "deux", "trois"))
        await pilot.pause(0.05)
        view.show((Block(Content(text)) for text in after), keep_place=True)
        await pilot.pause(0.05)
        painted = [strip.text.strip() for strip in stage.screen._compositor.render_strips()]
    assert painted[:3] == seen
    assert painted[-1].split() == (["9", "▼"] if len(after) > HEIGHT else [])


async def test_a_text_that_becomes_shorter_is_not_left_scrolled_past_its_end() -> None:
    view = LinesView()
    async with Stage(view).run_test(size=(20, HEIGHT)) as pilot:
        view.show(Block(Content(str(number))) for number in range(30))
        await pilot.pause()
        view.page(5)
        view.show((Block(Content(text)) for text in ("a", "b")), keep_place=True)
        assert [view.render_line(y).text.strip() for y in range(2)] == ["a", "b"]


async def test_a_non_breaking_space_never_begins_a_line() -> None:
    view = LinesView()
    app = Stage(view)
    async with app.run_test(size=(12, HEIGHT)):
        view.show([Block(Content("Il a dit oui\u00a0!"), margin=Content(" • "))])
        assert app.lines()[:3] == [" • Il a dit", "   oui\u00a0!", ""]


@pytest.mark.parametrize("typed", ["evaluer", "ÉVALUER l'équipe", "equipe eval"])
def test_finding_needs_neither_accents_nor_order(typed: str) -> None:
    items = [PickItem("1.1 Évaluer", "avec l’équipe", 1), PickItem("1.2 Œuvrer", "ailleurs", 2)]
    assert [item.value for item in Finder(items).find(typed)] == [1]


def test_what_begins_with_the_words_typed_comes_first() -> None:
    items = [PickItem("Le plan", "", 1), PickItem("Plan", "", 2), PickItem("Autre", "un plan", 3)]
    assert [item.value for item in Finder(items).find("plan")] == [2, 1, 3]
