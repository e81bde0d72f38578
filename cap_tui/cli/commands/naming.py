"""`profile`: the name of the person at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import Option

from cap_tui.cli.output import out, say
from cap_tui.core.errors import N_
from cap_tui.i18n import _

if TYPE_CHECKING:
    from cap_tui.cli.front import Front

NAME = Option(
    None,
    "--name",
    metavar=N_("NAME"),
    help=N_("Your name, written in the evaluations you start from now on."),
)


class ProfileCommand:
    """Saying who writes."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def profile(self, *, name: str | None = NAME) -> None:
        """Keep the name if one is given, and print the one that is kept."""
        with self._front.opened() as workspace:
            if name is not None:
                workspace.rename_profile(name)
            kept = workspace.profile_name()
        if kept:
            out(kept)
        else:
            say(_('No name yet. Give yours with: cap-tui profile --name "First name Name"'))
