"""The text gate: what may enter the log, and what may reach a terminal."""

from __future__ import annotations

import re
import unicodedata

MAX_TEXT = 20_000
"""Characters kept of one answer: ten pages, far above the longest seen in practice."""

_UNUSUAL = re.compile("[^\n -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u202f\u20ac]")
"""Anything but letters of European languages, their punctuation and line ends: only then is there something to clean."""

_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\t": " "})
_JOINERS = "\u200c\u200d"  # emoji sequences and several scripts need them
_BANNED = frozenset({"Cc", "Cs", "Co", "Cn", "Cf"})
_MAX_MARKS = 4  # combining marks in a row; more is an attack on the renderer, no language needs it


def clean(text: str, *, multiline: bool = True, limit: int = MAX_TEXT) -> str:
    r"""Return `text` without anything a terminal or a reader could be tricked with.

    Line ends become `\n` (a space when not `multiline`), tabs a space; control, format, private and
    unassigned characters go, bidirectional overrides among them; stacks of combining marks are cut.

    Args:
        text: What was typed, pasted or read.
        multiline: Whether line ends are kept.
        limit: Longest result, in characters.
    """
    if _UNUSUAL.search(text) is None:
        return (text if multiline else text.replace("\n", " "))[:limit]
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(
        _LINE_ENDS
    )
    if not multiline:
        normal = normal.replace("\n", " ")
    kept: list[str] = []
    marks = 0
    for char in normal:
        if char == "\n":
            marks = 0
            kept.append(char)
            continue
        category = unicodedata.category(char)
        if category in _BANNED and char not in _JOINERS:
            continue
        if char not in _JOINERS:  # a joiner does not begin a new stack, or marks could pile up through it
            marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks <= _MAX_MARKS:
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))[:limit]


def one_line(text: str, *, limit: int = 500) -> str:
    """Return `text` cleaned, on one line, without spaces at either end."""
    return " ".join(clean(text, multiline=False, limit=limit).split())
