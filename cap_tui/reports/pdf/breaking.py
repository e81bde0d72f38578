"""Where lines end: words in fonts, their widths, and how many fit."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfbase.pdfmetrics import getFont

from cap_tui.reports.pdf.fonts import font_name, text_font

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cap_tui.reports.runs import Run, Runs

_FUZZ = 1e-6
_GLUED = "\0"
"""Stands for a space where no line may end, while words are looked for; no run holds it."""

_GLUE = re.compile(r"(?<=«) | (?=»|[;:?!%€]+(?: |$))")
_GLUE_SIGNS = (" ;", " :", " ?", " !", " %", " €", " »", "« ")


class Piece(NamedTuple):
    """Characters of a line drawn alike, in a font of reportlab, in `#rrggbb` or the paragraph's colour if empty."""

    text: str
    font: str
    colour: str


class Line(NamedTuple):
    """A line to draw, and its width in points."""

    pieces: tuple[Piece, ...]
    width: float


class _Widths(dict[str, float]):
    """Widths of words in one font at size 1, measured once."""

    def __init__(self, font: str) -> None:
        super().__init__()
        self._font = getFont(font)

    def __missing__(self, word: str) -> float:
        width = self[word] = float(self._font.stringWidth(word, 1))
        return width


class Measure:
    """Widths in the embedded fonts, and lines made with them. One per document, so that it forgets with it."""

    def __init__(self) -> None:
        self._widths: dict[str, _Widths] = {}

    def _of(self, font: str) -> _Widths:
        if font not in self._widths:
            self._widths[font] = _Widths(font)
        return self._widths[font]

    def width(self, runs: Runs, font: str, size: float) -> float:
        """Return the width of `runs` on one line, in points."""
        return size * sum(self._of(_font_of(run, font))[run.text] for run in runs)

    def lines(self, runs: Runs, font: str, size: float, room: float) -> list[Line]:
        """Return `runs`, whose own font is `font`, in lines of at most `room` points.

        Lines end at spaces, but not before a French double punctuation mark nor just inside guillemets; a word wider
        than the line is cut where it must be.
        """
        found: list[Line] = []
        for line in _hard_lines(runs):
            if len(line) == 1:
                found += self._alike(line[0], font, size, room / size + _FUZZ)
            else:
                found += self._mixed(line, font, size, room / size + _FUZZ)
        return found

    def _alike(self, run: Run, font: str, size: float, room: float) -> Iterator[Line]:
        """Yield the lines of a text all in one font: nearly all of them, hence apart from the general case."""
        name, words = _font_of(run, font), _words(run.text)
        table = self._of(name)
        widths = list(map(table.__getitem__, words))
        if max(widths) > room:
            yield from self._mixed((run,), font, size, room)
            return
        for start, stop, width in _ends(widths, table[" "], room):
            yield Line((Piece(" ".join(words[start:stop]), name, run.colour),), width * size)

    def _mixed(self, runs: Sequence[Run], font: str, size: float, room: float) -> Iterator[Line]:
        """Yield the lines of a text of several fonts, or with words wider than a line."""
        words: list[list[Piece]] = [[]]
        for run in runs:
            name = _font_of(run, font)
            first, *others = ([Piece(word, name, run.colour)] for word in _words(run.text))
            words[-1] += first
            words += others
        words = [part for word in words for part in self._cut(word, room)]
        widths = [self._wide(word) for word in words]
        for start, stop, width in _ends(widths, self._of(font)[" "], room):
            yield Line(_merged(words[start:stop], font), width * size)

    def _wide(self, word: Sequence[Piece]) -> float:
        return sum(self._of(piece.font)[piece.text] for piece in word)

    def _cut(self, word: list[Piece], room: float) -> Iterator[list[Piece]]:
        """Yield `word`, or parts of it that each fit in `room`."""
        if self._wide(word) <= room:
            yield word
            return
        chars = [piece._replace(text=char) for piece in word for char in piece.text]
        ends = list(accumulate(self._of(char.font)[char.text] for char in chars))
        start, before = 0, 0.0
        while start < len(chars):
            stop = max(bisect_right(ends, before + room), start + 1)
            yield chars[start:stop]
            start, before = stop, ends[stop - 1]


def _font_of(run: Run, font: str) -> str:
    return font_name(font, symbols=run.symbols, bold=run.bold)


def _hard_lines(runs: Runs) -> Iterator[list[Run]]:
    """Yield the runs between two line ends; at least one run a line."""
    line: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n") if "\n" in run.text else (run.text,)
        line.append(run._replace(text=first) if others else run)
        for text in others:
            yield line
            line = [run._replace(text=text)]
    yield line


def _words(text: str) -> list[str]:
    """Return what lines may end after; spaces where they may not are inside."""
    if any(sign in text for sign in _GLUE_SIGNS):
        return [word.replace(_GLUED, " ") for word in _GLUE.sub(_GLUED, text).split(" ")]
    return text.split(" ")


def _ends(widths: Sequence[float], space: float, room: float) -> Iterator[tuple[int, int, float]]:
    """Yield start, stop and width of each line, as many words in each as fit."""
    start, used = 0, widths[0]
    for at in range(1, len(widths)):
        wider = used + space + widths[at]
        if wider > room:
            yield start, at, used
            start, used = at, widths[at]
        else:
            used = wider
    yield start, len(widths), used


def _merged(words: Sequence[Sequence[Piece]], font: str) -> tuple[Piece, ...]:
    """Return the words of a line with their spaces, never in a font of symbols, in as few pieces as possible."""
    pieces: list[Piece] = []
    for at, word in enumerate(words):
        if at:
            before = pieces[-1] if pieces else Piece("", font, "")
            pieces.append(Piece(" ", text_font(before.font, font), before.colour))
        pieces += word
    return tuple(
        Piece("".join(piece.text for piece in group), name, colour)
        for (name, colour), group in groupby(pieces, lambda piece: piece[1:])
    )
