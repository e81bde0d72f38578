"""What is read during a day is not kept in memory for its widths; columns stay straight whatever is written in them."""

from __future__ import annotations

import pytest
from rich import cells
from rich.cells import cell_len
from rich.segment import Segment

from cap_tui.tui.widths import NARROW, REMEMBERED, remember_fewer_widths


@pytest.fixture(autouse=True)
def _asked() -> None:
    remember_fewer_widths()


def test_a_day_of_reading_leaves_the_words_of_a_few_screens() -> None:
    for number in range(3 * REMEMBERED):
        assert cell_len(f"L’équipe relit la fiche {number:04}") == 28
    assert cells.cached_cell_len.cache_info().currsize == REMEMBERED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’équipe – « mardi » — d’accord…", 32),
        ("A ‑ B ‰ → ↗ ⇒", 13),
        ("日本", 4),
        ("l’日", 4),
        ("é’", 2),
        ("’\u200b’", 2),
        ("↔️", 2),
        ("👩‍🔧’", 3),
        ("", 0),
    ],
)
def test_a_text_takes_the_columns_that_a_terminal_gives_it(text: str, expected: int) -> None:
    assert cell_len(text) == expected


def test_a_text_with_an_apostrophe_is_cut_where_one_sees_it() -> None:
    left, right = Segment("l’équipe – d’ici").split_cells(11)
    assert (left.text, right.text) == ("l’équipe – ", "d’ici")


def test_our_characters_are_of_one_cell_for_the_library_too() -> None:
    assert {cells.get_character_cell_size(one) for one in NARROW} == {1}
    assert not {"\u200d", "\u2028", "\u202e", "\u2060"} & NARROW
