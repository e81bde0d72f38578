"""The one gate through which a text enters a Markdown file: whatever it holds, it is read as text."""

from __future__ import annotations

import re

from cap_tui.core.text import clean

_ROOM = 4
_MARKS = re.compile(r"([\\`*_\[\]<>|~&#$])")
"""What means something anywhere in a line."""
_STARTS = re.compile(r"^([-+=:]|\d{1,9}(?=[.)](\s|$)))")
"""What means something at the beginning of a line: a list, a rule, an underlined title."""
_BREAK = " / "


def line(text: str) -> str:
    """Return `text` on one line, its own lines joined by “ / ”; safe within a line that something else begins."""
    return _BREAK.join(map(_marked, _kept(text)))


def lines(text: str) -> list[str]:
    """Return the lines of `text` that hold something, each safe at the beginning of a paragraph or of a list item."""
    return [_begun(_marked(one)) for one in _kept(text)]


def item(text: str) -> str:
    """Return `text` on one line, safe at the beginning of a paragraph or of a list item."""
    return _BREAK.join(lines(text))


def _kept(text: str) -> list[str]:
    found = clean(text, limit=_ROOM * len(text) + 1).split("\n")
    return [one.strip() for one in found if one.strip()]


def _marked(text: str) -> str:
    return _MARKS.sub(r"\\\1", text).replace("://", r"\://")


def _begun(marked: str) -> str:
    start = _STARTS.match(marked)
    if start is None:
        return marked
    return f"{start[0]}\\{marked[start.end() :]}" if start[0].isdigit() else f"\\{marked}"
