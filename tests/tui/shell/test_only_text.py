"""The last gate before the terminal takes out what a terminal obeys, and nothing else."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from rich.segment import Segment
from textual.color import Color

from cap_tui.tui.only_text import OnlyText
from tests.corpus.hostile_texts import ALL, obeyed

BLACK = Color(0, 0, 0)
JOINERS = "\u200c\u200d"


def drawn(text: str) -> str:
    return "".join(part.text for part in OnlyText().apply([Segment(text)], BLACK))


def test_every_character_that_a_terminal_obeys_goes_and_every_other_stays() -> None:
    wrong = []
    for code in range(sys.maxunicode + 1):
        one = chr(code)
        goes = unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp") and one not in JOINERS
        unassigned = unicodedata.category(one) == "Cn"  # by the tables of this Python
        if (one in drawn(f"<{one}>")) == goes and not unassigned:
            wrong.append(f"U+{code:04X}")
    assert wrong == []


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
def test_a_line_has_the_width_it_had(text: str) -> None:
    kept = drawn(text)
    assert obeyed(kept.replace("\n", "")) == []
    assert "\n" not in kept
    assert Segment(kept).cell_length == Segment(text).cell_length


def test_an_ordinary_line_is_handed_on_as_it_is() -> None:
    line = [Segment("Salarié·es : « 12 % »\u00a0→ ◔ "), Segment("élève œuvre — שלום 協会 👩\u200d👩")]
    assert OnlyText().apply(line, BLACK) is line
