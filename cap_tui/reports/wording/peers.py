"""What every form says of a structure among its peers, in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import percent
from cap_tui.i18n.network_words import quarter_words

if TYPE_CHECKING:
    from cap_tui.core.network.quartiles import Quartiles
    from cap_tui.reports.peers import PeerLine, Peers


def title() -> str:
    """Return the title of the part."""
    return _("Among its peers")


def compared(peers: Peers) -> str:
    """Return with whom the structure is compared."""
    return ngettext(
        "Compared with {count} other structure of the same kinds ({kinds}) evaluated in {year}, none of them named.",
        "Compared with {count} other structures of the same kinds ({kinds}) evaluated in {year}, none of them named.",
        peers.count,
    ).format(count=peers.count, kinds=", ".join(peers.kinds), year=peers.year)


def place(line: PeerLine) -> str:
    """Return in which quarter the structure stands."""
    return quarter_words(line.quarter, line.at)


def quartile_words(found: Quartiles | None) -> str:
    """Return `30 % – 50 % – 70 %`; that they are too few when nothing can be shown."""
    if found is None:
        return _("too few to be shown")
    return " – ".join(percent(value) for value in (found.first, found.median, found.third))


def line_name(line: PeerLine) -> str:
    """Return what a line speaks of."""
    return line.name if line.depth else _("The whole")
