"""The doors of an empty installation: all that the home screen knows before the data are open."""

from __future__ import annotations

from textual.content import Content

from cap_tui.core.errors import N_
from cap_tui.i18n import _
from cap_tui.tui.widgets.lines import Block

DOORS = (
    (
        N_("Try the demonstration"),
        N_(
            "A fictional structure with its evaluation and its plan, already filled in. Change anything: it is there to "
            "be tried, and nothing of it mixes with your own data."
        ),
    ),
    (
        N_("Create my structure"),
        N_(
            "You will need its name and its SIRET. The evaluation opens at the first criterion; everything you type is "
            "saved on this computer as you go."
        ),
    ),
    (
        N_("Open a received file"),
        N_(
            "A file that a director, a peer or a third party sent you (.capx), or a PDF that carries its evaluation. You see "
            "what it holds and who sends it before anything is written. To be let in, read them your fingerprint: key F6."
        ),
    ),
)
"""Label and explanation of each door of an empty installation."""


def door_row(index: int) -> Content:
    """Return the row of a door."""
    return Content.assemble((f" {index + 1}  ", "bold $accent"), _(DOORS[index][0]))


def door_details(index: int) -> list[Block]:
    """Return the explanation of a door."""
    return [Block(Content("")), Block(Content(_(DOORS[index][1])))]


def welcome() -> Content:
    """Return the sentence above the doors."""
    return Content(_("Welcome. Choose a door with ↑ ↓ and Enter, or type its number."))
