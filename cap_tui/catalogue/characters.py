"""Characters that a questionnaire must not contain: those the text gate would remove."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cap_tui.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

_ODD_LINE_ENDS = "\x85\u2028\u2029"  # editors and YAML do not count lines alike across them
_STACKED_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{5,}")
_LEADS = (b"\xcc", b"\xcd", b"\xe1", b"\xe2\x83", b"\xef\xb8")  # how these marks begin in UTF-8


def has_refused_characters(text: str, encoded: bytes) -> bool:
    """Return whether `refused_characters` may have something to say about a text of any length; fast.

    Args:
        text: The text.
        encoded: The same in UTF-8.
    """
    shown = text.replace("\n", "").replace("\r", "").replace("\t", "")
    if not shown.isprintable():
        return True
    return any(lead in encoded for lead in _LEADS) and _STACKED_MARKS.search(shown) is not None


def refused_characters(line: str) -> Iterator[tuple[int, str]]:
    """Yield (index, character name such as `U+202E`) for each character of `line` the text gate would remove."""
    if not line.isprintable():
        for index, char in enumerate(line):
            if char not in "\n\r\t" and (char in _ODD_LINE_ENDS or not clean(char)):
                yield index, f"U+{ord(char):04X}"
    if not line.isascii():
        for match in _STACKED_MARKS.finditer(line):
            yield match.start(), f"U+{ord(match[0][0]):04X} × {len(match[0])}"
