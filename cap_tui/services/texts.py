"""What people type, taken whole or refused: nothing is cut in silence."""

from __future__ import annotations

from cap_tui.core.text import MAX_TEXT, clean, one_line
from cap_tui.services.errors import TextTooLongError

MAX_LINE = 1_000
"""Characters of a one-line field."""


def whole_text(text: str) -> str:
    """Return a long text cleaned.

    Raises:
        TextTooLongError: It has more than `MAX_TEXT` characters.
    """
    return _fitting(clean(text, limit=MAX_TEXT + 1), len(text), MAX_TEXT)


def whole_line(text: str) -> str:
    """Return a one-line text cleaned.

    Raises:
        TextTooLongError: It has more than `MAX_LINE` characters.
    """
    return _fitting(one_line(text, limit=MAX_LINE + 1), len(text), MAX_LINE)


def _fitting(text: str, count: int, most: int) -> str:
    if len(text) > most:
        raise TextTooLongError(count=count, most=most)
    return text
