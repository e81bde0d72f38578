"""`backup` and `doctor`."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

from typer import Option

from cap_tui.cli.arguments import AS_JSON
from cap_tui.cli.errors import DONE, REFUSED
from cap_tui.cli.output import out, out_json, say
from cap_tui.core.errors import N_
from cap_tui.i18n import _

if TYPE_CHECKING:
    from cap_tui.cli.front import Front

OUTPUT = Option(
    None,
    "--output",
    "-o",
    metavar=N_("PATH"),
    help=N_("A file or a folder to copy it to as well; the data folder keeps its own."),
)


def _copied(copy: Path, path: Path) -> Path:
    """Put a backup where the person wants one too, for their eyes only; never over a file."""
    from cap_tui.reports.files import write_beside

    place = path / copy.name if path.is_dir() else path
    with write_beside(place, overwrite=False) as temporary:
        copyfile(copy, temporary)
    place.chmod(0o600)
    return place


class UpkeepCommands:
    """Keeping the data sound."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def backup(self, *, output: str | None = OUTPUT, as_json: bool = AS_JSON) -> None:
        """Copy the database and print the path of the copy."""
        with self._front.opened() as workspace:
            copy = workspace.back_up()
        if output:
            copy = _copied(copy, Path(output).expanduser().absolute())
        if as_json:
            out_json({"path": str(copy)})
        else:
            out(str(copy))
        say(_("The copy holds all evaluations. Your signing key stays in the data folder."))

    def doctor(self, *, as_json: bool = AS_JSON) -> int:
        """Print what was looked at; 1 when something is not as it should be."""
        from cap_tui.services.doctor import examine

        with self._front.opened() as workspace:
            findings = examine(workspace)
        told = [(finding.ok, _(finding.sentence).format(**finding.values)) for finding in findings]
        if as_json:
            out_json([{"ok": ok, "message": message} for ok, message in told])
        for ok, message in () if as_json else told:
            out((_("ok: {message}") if ok else _("PROBLEM: {message}")).format(message=message))
        return DONE if all(ok for ok, _message in told) else REFUSED
