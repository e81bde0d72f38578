"""Parmi ses pairs: where the structure stands among those of its kinds, none of them named; a view of the results."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work
from textual.content import Content

from cap_tui.core.errors import CapError
from cap_tui.core.network.contributions import RIGHT
from cap_tui.i18n import _, explain, ngettext
from cap_tui.i18n.formats import percent
from cap_tui.i18n.network_words import NOTHING, among_words, quarter_words, quartile_words
from cap_tui.i18n.typography import typeset
from cap_tui.tui.screens.network_words import quartile_bar
from cap_tui.tui.screens.results_lines import Line
from cap_tui.tui.screens.results_moves import DossierScreen
from cap_tui.tui.words import cell, joined

if TYPE_CHECKING:
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.network.standing import Standing, StandingLine

BAR, OWN_CELLS, QUARTER_CELLS, COUNT_CELLS, WORD_CELLS = 20, 9, 21, 12, 17
SIDES = 2
"""Columns the list keeps for its cursor mark and its bar."""
WIDE = 100
"""Width from which a row has room for how many structures it compares."""


def may_compare(dossier: Dossier) -> bool:
    """Return whether the evaluation may count in a network: its coordinator looks, or it is a sealed demonstration."""
    return dossier.may(RIGHT)


class PeersView(DossierScreen):
    """The part of the results that compares the structure with others.

    Args:
        dossier: The open assessment.
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier)
        self._standing: Standing | None = None
        self._alone = ""

    def show(self, cursor: str = "") -> None:
        """Show the lines of the view, with the cursor on node `cursor` if it is there."""
        raise NotImplementedError

    def forget_peers(self) -> None:
        """Compare again when it is next asked for: other dossiers may have arrived."""
        self._standing, self._alone = None, ""

    @work(exclusive=True, group="peers")
    async def _compare_peers(self) -> None:
        """Read where the structure stands, and show it."""
        from cap_tui.services.network.standing import standing

        try:
            self._standing = await asyncio.to_thread(standing, self.shell.workspace, self.dossier.summary.id)
        except CapError as error:
            self._alone = explain(error)
        if self.is_mounted:
            self.show(self.current)

    def peers(self) -> list[Line]:
        """Return a line for each section; none while it is read, or when it is refused."""
        if self._standing is None:
            if not self._alone:
                self._compare_peers()
            return []
        return [_line(line) for line in self._standing.lines]

    def peers_head(self) -> Content:
        """Return with whom it is compared."""
        found = self._standing
        if found is None:
            return Content(_("Among its peers") if self._alone else _("Reading the network…"))
        sentence = ngettext(
            "Compared with {count} other structure of the same kinds ({kinds}), none of them named.",
            "Compared with {count} other structures of the same kinds ({kinds}), none of them named.",
            found.peers,
        ).format(count=found.peers, kinds=", ".join(found.kinds))
        heads = standing_heads(max(self.size.width - SIDES, 1))
        return Content.assemble((sentence, "bold"), "\n", heads)

    def draw_peers(self, index: int, width: int) -> Content:
        """Return a row: the section, its own score, where the others stand, its quarter."""
        found = self._standing
        return draw_standing(found.lines[index], width) if found is not None else Content("")

    def peers_detail(self, place: int) -> Content:
        """Return what the lower panel says of a row, or why nothing can be compared."""
        if self._alone:
            return Content.styled(self._alone, "bold")
        if self._standing is None or not 0 <= place < len(self._standing.lines):
            return Content("")
        from cap_tui.services.network.definitions import Figure, definition

        line = self._standing.lines[place]
        count = ngettext("{count} structure", "{count} structures", line.count).format(count=line.count)
        told = joined(
            _("here {score}").format(score=percent(line.own, 1)),
            _("quartiles {quartiles}").format(quartiles=quartile_words(line.quartiles)),
            count if line.count else _("Too few structures to compare."),
            quarter_words(line.quarter, line.at) if line.quarter else "",
        )
        title = Content.styled(_title(line), "bold")
        return Content("\n").join([title, told, Content.styled(definition(Figure.STANDING), "$muted")])


def _title(line: StandingLine) -> str:
    return typeset(f"{line.code} {line.title}".strip()) if line.id else _("The whole")


def _line(line: StandingLine) -> Line:
    return Line(line.id, max(line.depth - 1, 0), "", _title(line))


def draw_standing(line: StandingLine, width: int) -> Content:
    """Return a row in `width` cells."""
    title = Content("  " * max(line.depth - 1, 0) + _title(line))
    return _row(
        title.stylize("bold") if line.depth <= 1 else title,
        percent(line.own),
        quartile_bar(line.quartiles, BAR),
        (quartile_words(line.quartiles), among_words(line.count, line.of) if line.count else NOTHING),
        quarter_words(line.quarter, line.at),
        width,
    )


def standing_heads(width: int) -> Content:
    """Return the names of the columns over rows of `width` cells."""
    scale = Content("0" + "100".rjust(BAR - 1))
    return _row(Content(""), _("Here"), scale, (_("Quartiles"), _("Structures")), _("Place"), width).stylize(
        "$muted"
    )


def _row(
    title: Content, own: str, picture: Content, more: tuple[str, str], place: str, width: int
) -> Content:
    words, count = more
    wide = [cell(words, WORD_CELLS), cell(count.rjust(COUNT_CELLS - 1), COUNT_CELLS)] if width >= WIDE else []
    tail = Content.assemble(
        cell(own.rjust(OWN_CELLS - 2), OWN_CELLS), picture, " ", *wide, cell(place, QUARTER_CELLS)
    )
    return Content.assemble(cell(title, max(width - tail.cell_length, 2)), tail)
