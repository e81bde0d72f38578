"""The one door between text and the page: what goes in comes out verbatim, with no markup in between.

Libraries that draw “rich” text print `Plan <insertion> validé` as “Plan validé”, open `<img src=…>`, and print a box
or nothing when a font lacks a glyph. Here a text is a sequence of runs, each a plain string in one font that has all
its characters; a character that no font has is named in brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

NBSP = "\u00a0"
_EXTRA_SPACES = re.compile(r"(?:(?<=[ \n])|^) ")
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t\u2000-\u200a\u205f\u3000]")
_MAIN, _SYMBOLS, _NEITHER = range(3)


class Run(NamedTuple):
    r"""Characters drawn alike.

    Attributes:
        text: Plain; `\n` ends a line.
        symbols: Whether the font of symbols has these characters, and not the one of the text.
        bold: Whether to draw it bold whatever the style.
        colour: `#rrggbb`, or empty for the style's own.
    """

    text: str
    symbols: bool = False
    bold: bool = False
    colour: str = ""


Runs = tuple[Run, ...]
"""A text ready to be drawn; only this module makes them."""


@dataclass(frozen=True, slots=True)
class Splitter:
    """Splits text over the fonts at hand.

    Attributes:
        main: Characters of the text font, none of which is a space of unusual width.
        symbols: Characters of the font used for the others.
    """

    main: frozenset[str]
    symbols: frozenset[str]

    def verbatim(self, text: str) -> Runs:
        r"""Return runs that print `text` exactly: `\n` breaks the line, runs of spaces keep their width."""
        if self.main.issuperset(text) and "  " not in text and text[:1] != " ":
            return (Run(text),)
        text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
        text = _EXTRA_SPACES.sub(NBSP, text)
        runs: list[Run] = []
        for font, chars in groupby(text, self._font_of):
            if font == _NEITHER:
                runs.append(Run("".join(f"[U+{ord(char):04X}]" for char in chars)))
            else:
                runs.append(Run("".join(chars), symbols=font == _SYMBOLS))
        return tuple(runs)

    def _font_of(self, char: str) -> int:
        if char in self.main or char == "\n":
            return _MAIN
        return _SYMBOLS if char in self.symbols else _NEITHER


def join(*parts: Runs, separator: str = "") -> Runs:
    """Return texts one after the other; `separator` is written by us, in characters of the text font."""
    between = (Run(separator),) if separator else ()
    return sum((between + part for part in parts[1:]), parts[0])


def bold(runs: Runs) -> Runs:
    """Return `runs` in bold."""
    return tuple(run._replace(bold=True) for run in runs)


def coloured(runs: Runs, colour: str) -> Runs:
    """Return `runs` in a colour such as `#0b5563`."""
    return tuple(run._replace(colour=colour) for run in runs)
