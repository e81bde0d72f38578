"""`restore`: the backups, and putting one back."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from typer import Argument, Option

from cap_tui.cli.arguments import AS_JSON
from cap_tui.cli.errors import DONE, REFUSED, BackupNotFoundError
from cap_tui.cli.output import agreed, out, out_json, say
from cap_tui.core.errors import N_
from cap_tui.core.text import one_line
from cap_tui.i18n import _
from cap_tui.services.backup_words import elsewhere_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.cli.front import Front
    from cap_tui.services.backups import BackupPreview

BACKUP = Argument(
    None, metavar=N_("BACKUP"), help=N_("Name of a backup, or path of a copy; without it, they are listed.")
)
PREVIEW = Option(
    False,  # noqa: FBT003 - a default value
    "--preview",
    help=N_("Say what putting it back would bring back and take away, and change nothing."),
)
YES = Option(False, "--yes", "-y", help=N_("Do not ask before putting it back."))  # noqa: FBT003 - a default value


class RestoreCommand:
    """Going back to an earlier day."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def restore(
        self,
        backup: str | None = BACKUP,
        *,
        preview: bool = PREVIEW,
        yes: bool = YES,
        as_json: bool = AS_JSON,
    ) -> int:
        """List the backups, newest first, or put one back; 1 when it was not wanted after all."""
        from cap_tui.services.backups import preview_backup

        with self._front.opened() as workspace:
            known = workspace.backups()
            if backup is None:
                _list(known, as_json=as_json)
                return DONE
            chosen = _chosen(known, backup)
            if preview:
                _preview(preview_backup(workspace, chosen), as_json=as_json)
                return DONE
            question = _("Put {path} in the place of the present data? They are backed up first.").format(
                path=chosen
            )
            if not yes and not agreed(question):
                return REFUSED
            kept = workspace.restore(chosen)
        if as_json:
            out_json({"restored": str(chosen), "kept": kept.name})
        say(_("Done. What was there before can be put back: cap-tui restore {name}").format(name=kept.name))
        return DONE


def _list(known: Sequence[Path], *, as_json: bool) -> None:
    if as_json:
        out_json([copy.name for copy in known])
    for copy in () if as_json else known:
        out(copy.name)


def _preview(found: BackupPreview, *, as_json: bool) -> None:
    """Print what putting a backup back would do: an evaluation, and what is said of it beneath."""
    if as_json:
        out_json(
            {
                "backup": found.backup.path.name,
                "assessments": [
                    {
                        "id": one.id,
                        "now": one.now is not None,
                        "then": one.then is not None,
                        "entries_back": one.back,
                        "entries_gone": one.gone,
                        "answers_now": one.now.answered if one.now else 0,
                        "answers_then": one.then.answered if one.then else 0,
                    }
                    for one in found.differences
                ],
            }
        )
        return
    for one in found.differences:
        title, *lines = one.lines()
        out(title)
        for line in lines:
            out(f"  {line}")
    say(elsewhere_words())


def _chosen(known: Sequence[Path], typed: str) -> Path:
    """Return a backup of the list, or the file of a path.

    Raises:
        BackupNotFoundError: Neither is there.
    """
    found = next((copy for copy in known if copy.name == typed), None)
    path = found or Path(typed)
    with suppress(RuntimeError):  # an unknown ~person: no such file, then
        path = path.expanduser()
    try:
        there = path.exists()
    except (OSError, ValueError):  # a name no system accepts
        there = False
    if not there:
        raise BackupNotFoundError(backup=one_line(typed, limit=200))
    return path
