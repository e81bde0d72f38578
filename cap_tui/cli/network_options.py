"""Which of the evaluations of the network a command reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from typer import Option

from cap_tui.cli.arguments import whole
from cap_tui.cli.errors import ChoiceError
from cap_tui.core.errors import N_
from cap_tui.core.structures import KINDS, REGIONS
from cap_tui.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.services.network.asking import Filters


QUESTIONNAIRE = Option(
    "cap", "--questionnaire", metavar="ID", help=N_("Which questionnaire; cap unless said.")
)
KIND = Option(
    None,
    "--kind",
    metavar=N_("KIND"),
    help=N_("Only the structures of this kind; several times for several."),
)
REGION = Option(
    None, "--region", metavar=N_("REGION"), help=N_("Only this region; several times for several.")
)


class Asked(NamedTuple):
    """A questionnaire, and which of the evaluations that follow it."""

    questionnaire: str = QUESTIONNAIRE
    years: list[str] | None = Option(
        None,
        "--year",
        metavar=N_("YEAR"),
        help=N_("The year evaluated; several times for several. By default, the last one that can be shown."),
    )
    kinds: list[str] | None = KIND
    regions: list[str] | None = REGION

    def filters(self) -> Filters:
        """Return what is asked.

        Raises:
            CapError: A year is not a number, or there is no such kind or region.
        """
        from cap_tui.services.network.asking import Filters

        return Filters(
            self.questionnaire,
            tuple(whole(text, "--year") for text in self.years or ()),
            tuple(_one_of(text, KINDS, "--kind") for text in self.kinds or ()),
            tuple(_one_of(text, REGIONS, "--region") for text in self.regions or ()),
        )


ASKED = Asked()
"""The options themselves, for the commands that take them (see `cap_tui.cli.bundles`)."""


def _one_of(text: str, choices: Sequence[str], parameter: str) -> str:
    wanted = text.strip().replace("'", "’").casefold()
    found = next((choice for choice in choices if choice.casefold() == wanted), None)
    if found is None:
        raise ChoiceError(typed=one_line(text, limit=60), parameter=parameter, choices=", ".join(choices))
    return found
