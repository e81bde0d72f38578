"""The embedded fonts: Noto Sans for text, DejaVu Sans for the symbols it lacks."""

from __future__ import annotations

import re
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from cap_tui.reports.runs import Splitter

REGULAR, BOLD, ITALIC = "CapSans", "CapSans-Bold", "CapSans-Italic"
SYMBOLS, SYMBOLS_BOLD = "CapSymbols", "CapSymbols-Bold"
FOLDER = Path(__file__).parent.parent / "fonts"
FILES = {
    REGULAR: "NotoSans-Regular.ttf",
    BOLD: "NotoSans-Bold.ttf",
    ITALIC: "NotoSans-Italic.ttf",
    SYMBOLS: "DejaVuSans.ttf",
    SYMBOLS_BOLD: "DejaVuSans-Bold.ttf",
}
LAST_PLANE_ZERO = 0xFFFF
"""reportlab 5.1 writes wrong copy-and-paste tables beyond it, so such characters are named in brackets instead."""

_UNUSUAL_SPACE = re.compile(r"[\u1680\u2000-\u200a\u2028\u2029\u205f\u3000]")


def register() -> Splitter:
    """Make the fonts known to reportlab, once per process, and return the splitter for what they contain."""
    if REGULAR not in pdfmetrics.getRegisteredFontNames():
        for name, file in FILES.items():
            pdfmetrics.registerFont(TTFont(name, str(FOLDER / file)))
    return Splitter(_common(REGULAR, BOLD, ITALIC), _common(SYMBOLS, SYMBOLS_BOLD))


def font_name(main: str, *, symbols: bool, bold: bool) -> str:
    """Return the font of a run in a paragraph whose own font is `main`."""
    heavy = bold or main == BOLD
    if symbols:
        return SYMBOLS_BOLD if heavy else SYMBOLS
    return BOLD if heavy else main


def text_font(font: str, main: str) -> str:
    """Return `font`, or `main` when it is a font of symbols: for the spaces between words."""
    return main if font in (SYMBOLS, SYMBOLS_BOLD) else font


def _common(*names: str) -> frozenset[str]:
    """Return the printable characters that all these fonts have."""
    sets = [set(pdfmetrics.getFont(name).face.charToGlyph) for name in names]
    codes = (code for code in set.intersection(*sets) if ord(" ") <= code <= LAST_PLANE_ZERO)
    return frozenset(char for char in map(chr, codes) if not _UNUSUAL_SPACE.match(char))
