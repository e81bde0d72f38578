"""How wide texts are: learnt quickly, and remembered for the texts of a few screens only.

rich 15.0.0 remembers the widths of the last 4,096 texts measured, with the texts: a first walk through an evaluation left a
megabyte of words that no screen shows any more. It measures a text that holds a French apostrophe or a dash character by
character; here such texts are measured at once, so that fewer need to be remembered.
"""

from __future__ import annotations

from functools import lru_cache

from rich import cells, segment

REMEMBERED = 512
"""Texts whose widths are remembered: about what two screens of 120 × 40 are made of."""

NARROW = frozenset(map(chr, (*range(0x2010, 0x2028), *range(0x2030, 0x203C), *range(0x2190, 0x21F0))))
"""General punctuation and arrows of one cell in every version of Unicode, without what joins, breaks or turns texts round.
Source: EastAsianWidth.txt, where they are N or A; a terminal shows A as one cell outside of East Asian settings."""


@lru_cache(REMEMBERED)
def width(text: str, unicode_version: str = "auto") -> int:
    """Return the cells that a text takes, as rich counts them.

    Args:
        text: What is measured.
        unicode_version: As rich takes it.
    """
    return cells._cell_len(text, unicode_version)  # noqa: SLF001 - the library offers nothing else that does not remember


def remember_fewer_widths() -> None:
    """Have rich measure texts with our characters at once, and remember few of them; asked once or often, all the same."""
    single = (cells._SINGLE_CELLS | NARROW).issuperset  # noqa: SLF001 - no setting either
    cells._is_single_cell_widths = single  # noqa: SLF001
    segment._is_single_cell_widths = single  # type: ignore[attr-defined] # noqa: SLF001
    cells.cached_cell_len.cache_clear()
    cells.cached_cell_len = width
