"""The one gate through which a text enters a page: whatever it holds, it is read as text."""

from __future__ import annotations

from html import escape

from cap_tui.core.text import clean

_ROOM = 4
"""A composed character may take more room once decomposed for good; nothing is cut here."""


def escaped(text: str) -> str:
    """Return `text` as character data, safe between tags and within a quoted attribute; control and bidi marks go."""
    return escape(clean(text, limit=_ROOM * len(text) + 1), quote=True)
