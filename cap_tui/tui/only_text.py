"""The last gate before the terminal: what is drawn is text, whatever a text, a file or a folder is called.

Texts are cleaned where they come in (`core.text`); names of files are not ours to clean, and a screen that forgets would
otherwise hand the terminal something to obey.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

# Unicode 15: Cc, Cs, the line and paragraph separators, and Cf but for the two joiners that several scripts need.
_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)


class OnlyText(LineFilter):
    """Takes out of each line drawn what a terminal obeys or what turns a text round; a line has the width it had."""

    def apply(self, segments: list[Segment], _background: Color) -> list[Segment]:
        """Return the parts of a line, the same list when there is nothing to take out, which is nearly always."""
        if all(text.isprintable() or _OBEYED.search(text) is None for text, _style, _control in segments):
            return segments
        return [
            Segment(_OBEYED.sub(_room, text), style, control) if control is None else Segment("", style)
            for text, style, control in segments
        ]


def _room(found: re.Match[str]) -> str:
    """Return spaces as wide as what goes."""
    return " " * Segment(found[0]).cell_length
