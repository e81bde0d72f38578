"""Where the structure stands among its peers; only when it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.i18n import _
from cap_tui.i18n.formats import percent
from cap_tui.i18n.network_words import among_words
from cap_tui.reports.outline.blocks import Listing, Passage, Tone, grid, part
from cap_tui.reports.wording.peers import compared, line_name, place, quartile_words, title

if TYPE_CHECKING:
    from cap_tui.reports.outline.blocks import Part
    from cap_tui.reports.wording.reader import Reader


def among_peers(reader: Reader) -> list[Part]:
    """Return the part; none when it was not asked for."""
    peers = reader.data.peers
    if peers is None:
        return []
    table = grid(
        title(),
        (_("Theme or objective"), _("Here"), _("Place"), _("Quartiles"), _("Structures")),
        [
            (
                line_name(line),
                percent(line.own),
                place(line),
                quartile_words(line.quartiles),
                among_words(line.count, line.of),
            )
            for line in peers.lines
        ],
        (1, 4),
    )
    return [part(title(), [Passage(compared(peers), Tone.LEAD), table, Listing(peers.definitions)])]
