"""The page where a structure reads how it stands among its peers; only when it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.i18n import _
from cap_tui.i18n.formats import percent
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import chapter, gap, lead
from cap_tui.reports.pdf.boxes import BoxRow, BoxScale, Spot
from cap_tui.reports.pdf.template import PORTRAIT
from cap_tui.reports.wording.peers import compared, line_name, place, title

if TYPE_CHECKING:
    from cap_tui.reports.pdf.book import Book
    from cap_tui.reports.peers import PeerLine


def among_peers(book: Book) -> list[Any]:
    """Return the chapter; nothing when it was not asked for."""
    peers = book.data.peers
    if peers is None:
        return []
    legend = _(
        "In each box stand half of the structures, a quarter below, a quarter above; the thick line is the median. The "
        "diamond is this structure."
    )
    return [
        *chapter(book, "peers", title(), PORTRAIT),
        lead(book, compared(peers)),
        book.words.paragraph(legend, styles.SMALL),
        gap(6),
        BoxScale(book, _("here · place")),
        *(BoxRow(book, _spot(line)) for line in peers.lines),
        gap(10),
        *(book.words.paragraph(text, styles.FAINT) for text in peers.definitions),
    ]


def _spot(line: PeerLine) -> Spot:
    told = f"{percent(line.own)} · {place(line)}" if line.quartiles else _("too few")
    return Spot(line_name(line), line.quartiles, line.own, told, strong=line.depth < 2, own=True)  # noqa: PLR2004 - themes
