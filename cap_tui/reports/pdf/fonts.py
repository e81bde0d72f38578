"""The embedded fonts: Noto Sans for text, DejaVu Sans for the symbols it lacks."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from cap_tui.reports.markup import Escaper

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


def register() -> Escaper:
    """Make the fonts known to reportlab, once per process, and return the escaper for what they contain."""
    if REGULAR not in pdfmetrics.getRegisteredFontNames():
        for name, file in FILES.items():
            pdfmetrics.registerFont(TTFont(name, str(FOLDER / file)))
        pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD)
        pdfmetrics.registerFontFamily(SYMBOLS, SYMBOLS, SYMBOLS_BOLD, SYMBOLS, SYMBOLS_BOLD)
    return Escaper(_common(REGULAR, BOLD, ITALIC), _common(SYMBOLS, SYMBOLS_BOLD), SYMBOLS)


def _common(*names: str) -> frozenset[int]:
    """Return the printable code points that all these fonts have."""
    sets = [set(pdfmetrics.getFont(name).face.charToGlyph) for name in names]
    return frozenset(code for code in set.intersection(*sets) if ord(" ") <= code <= LAST_PLANE_ZERO)
