"""The register from a spreadsheet and to a spreadsheet."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.cli.commands.exporting import replaceable
from cap_tui.cli.commands.network_register_data import preview_data
from cap_tui.cli.commands.network_register_lines import preview_lines
from cap_tui.cli.errors import DONE, REFUSED
from cap_tui.cli.output import agreed, out, out_json, say
from cap_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from cap_tui.services.workspace import Workspace

EXPORT_NAME, TEMPLATE_NAME = "registre.csv", "registre-modele.csv"
"""Proposed in a folder: in French whatever the language, as the names of the other exports."""


def import_file(workspace: Workspace, typed: str, *, preview: bool, unasked: bool, as_json: bool) -> int:
    """Show what a file brings, and write it once agreed; 1 when something was left out.

    Raises:
        CapError: The file cannot be read, or the database refuses.
    """
    from cap_tui.services.network.register_import import accept_register, preview_register
    from cap_tui.services.network.register_reasons import nothing_words

    found = preview_register(workspace, _path(typed))
    for line in () if as_json else preview_lines(found):
        (out if preview else say)(line)
    agreed_to = found.writes and not preview and (unasked or agreed(_("Write it in the register?")))
    if agreed_to:
        done = accept_register(workspace, found)
        count = done.new + done.changed
        say(ngettext("{count} structure written.", "{count} structures written.", count).format(count=count))
        if done.backup:
            say(_("The data as they were before: {path}").format(path=done.backup))
    elif not found.writes and not as_json:
        say(nothing_words(found))
    if as_json:
        out_json(preview_data(found, written=agreed_to))
    left = bool(found.refused) or (found.writes and not preview and not agreed_to)
    return REFUSED if left else DONE


def export_file(workspace: Workspace, typed: str, *, replace: bool) -> None:
    """Write the register and print its path.

    Raises:
        CapError: The file cannot be written.
    """
    from cap_tui.services.network.register_export import export_register

    path = _place(typed, EXPORT_NAME)
    with replaceable():
        count = export_register(workspace, path, overwrite=replace)
    out(str(path))
    say(ngettext("{count} structure.", "{count} structures.", count).format(count=count))


def template_file(typed: str, *, replace: bool) -> None:
    """Write the template and print its path.

    Raises:
        CapError: The file cannot be written.
    """
    from cap_tui.services.network.register_export import write_template

    path = _place(typed, TEMPLATE_NAME)
    with replaceable():
        write_template(path, overwrite=replace)
    out(str(path))
    say(_("Fill it in, remove the line of the example, then: cap-tui network register import FILE --preview"))


def _path(typed: str) -> Path:
    path = Path(typed)
    with suppress(RuntimeError):  # an unknown ~person: a file of that name, then
        return path.expanduser()
    return path


def _place(typed: str, name: str) -> Path:
    path = _path(typed)
    with suppress(OSError):  # a name too long: the writing refuses it in a sentence
        if path.is_dir():
            path /= name
    return path.absolute()
