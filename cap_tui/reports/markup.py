"""The one door between text and reportlab's paragraph markup: what goes in comes out verbatim on the page.

reportlab prints `Plan <insertion> validé` as “Plan validé” and opens `<img src=…>`; a font without a glyph prints a
box or nothing. Here every `<`, `>` and `&` is escaped, every space kept, and every character is given a font that
has it, or is named in brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

SafeMarkup = NewType("SafeMarkup", str)
"""Paragraph markup that only this module makes."""

NBSP = "\u00a0"
_EXTRA_SPACES = re.compile(r"(?:(?<=[ \n])|^) ")
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t\u2000-\u200a\u205f\u3000]")
_MAIN, _FALLBACK, _NEITHER = range(3)


@dataclass(frozen=True, slots=True)
class Escaper:
    """Escapes text for the fonts at hand.

    Attributes:
        main: Code points of the text font.
        fallback: Code points of the font used for the others.
        fallback_name: Name under which that font is registered.
    """

    main: AbstractSet[int]
    fallback: AbstractSet[int]
    fallback_name: str

    def verbatim(self, text: str) -> SafeMarkup:
        r"""Return markup that prints `text` exactly: `\n` breaks the line, runs of spaces keep their width."""
        text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
        if "  " in text or "\n " in text or text.startswith(" "):
            text = _EXTRA_SPACES.sub(NBSP, text)
        codes = set(map(ord, text))
        codes.discard(ord("\n"))
        if not codes <= self.main:
            return SafeMarkup(self._in_fonts(text))
        return SafeMarkup(escape(text).replace("\n", "<br/>"))

    def _font_of(self, char: str) -> int:
        if char == "\n" or ord(char) in self.main:
            return _MAIN
        return _FALLBACK if ord(char) in self.fallback else _NEITHER

    def _in_fonts(self, text: str) -> str:
        parts = []
        for font, chars in groupby(text, self._font_of):
            run = "".join(chars)
            if font == _MAIN:
                parts.append(escape(run).replace("\n", "<br/>"))
            elif font == _FALLBACK:
                parts.append(f'<font name="{self.fallback_name}">{escape(run)}</font>')
            else:
                parts.append("".join(f"[U+{ord(char):04X}]" for char in run))
        return "".join(parts)


def join(*parts: SafeMarkup, separator: str = "") -> SafeMarkup:
    """Return markups one after the other; `separator` is plain text without markup characters."""
    return SafeMarkup(escape(separator).join(parts))


def bold(markup: SafeMarkup) -> SafeMarkup:
    """Return `markup` in bold."""
    return SafeMarkup(f"<b>{markup}</b>")


def italic(markup: SafeMarkup) -> SafeMarkup:
    """Return `markup` in italic."""
    return SafeMarkup(f"<i>{markup}</i>")


def coloured(markup: SafeMarkup, colour: str) -> SafeMarkup:
    """Return `markup` in a colour such as `#0b5563`."""
    return SafeMarkup(f'<font color="{escape(colour)}">{markup}</font>')
