"""`restore`: the backups, and putting one back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from typer import Argument, Option

from cap_tui.cli.errors import DONE, REFUSED
from cap_tui.cli.output import agreed, out, say
from cap_tui.core.errors import N_
from cap_tui.i18n import _

if TYPE_CHECKING:
    from cap_tui.cli.front import Front

BACKUP = Argument(
    None, metavar=N_("BACKUP"), help=N_("Name of a backup, or path of a copy; without it, they are listed.")
)
YES = Option(False, "--yes", "-y", help=N_("Do not ask before putting it back."))  # noqa: FBT003 - a default value


class RestoreCommand:
    """Going back to an earlier day."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def restore(self, backup: str | None = BACKUP, *, yes: bool = YES) -> int:
        """List the backups, newest first, or put one back; 1 when it was not wanted after all."""
        with self._front.opened() as workspace:
            known = workspace.backups()
            if backup is None:
                for copy in known:
                    out(copy.name)
                return DONE
            chosen = next((copy for copy in known if copy.name == backup), Path(backup).expanduser())
            question = _("Put {path} in the place of the present data? They are backed up first.").format(
                path=chosen
            )
            if not yes and not agreed(question):
                return REFUSED
            kept = workspace.restore(chosen)
        say(_("Done. What was there before can be put back: cap-tui restore {name}").format(name=kept.name))
        return DONE
