"""`network register`: the structures of the network, one by one or from a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import Argument, Option

from cap_tui.cli.arguments import AS_JSON, DETAILS
from cap_tui.cli.commands.network_register_data import record_data
from cap_tui.cli.commands.network_register_edit import EDITS, edit
from cap_tui.cli.commands.network_register_files import export_file, import_file, template_file
from cap_tui.cli.commands.network_register_lines import record_lines, register_table
from cap_tui.cli.errors import DONE, REFUSED
from cap_tui.cli.forms import expect, known_verb
from cap_tui.cli.output import agreed, out, out_json, say
from cap_tui.core.errors import N_
from cap_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.cli.front import Front
    from cap_tui.services.workspace import Workspace

VERBS = ("list", "show", "add", "set", "remove", *EDITS, "import", "export", "template")
VERB = Argument("list", metavar=N_("VERB"), help=N_("What to do; the list by default."))
PREVIEW = Option(False, "--preview", help=N_("With import: only show what the file would bring."))  # noqa: FBT003 - a default value
YES = Option(False, "--yes", "-y", help=N_("With import and remove: do not ask."))  # noqa: FBT003 - a default value
REPLACE = Option(False, "--replace", help=N_("With export and template: replace the file if it exists."))  # noqa: FBT003 - a default value
SHOW_FORM = N_("cap-tui network register show SIRET")
REMOVE_FORM = N_("cap-tui network register remove SIRET")
FILE_FORMS = {
    "import": N_("cap-tui network register import FILE"),
    "export": N_("cap-tui network register export FILE"),
    "template": N_("cap-tui network register template FILE"),
}


class RegisterCommand:
    """Reading and changing the register."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def register(
        self,
        verb: str = VERB,
        rest: list[str] | None = DETAILS,
        *,
        preview: bool = PREVIEW,
        yes: bool = YES,
        replace: bool = REPLACE,
        as_json: bool = AS_JSON,
    ) -> int:
        """Print the register, or one structure, after the change that is asked; 1 when something was left out."""
        known_verb(verb, VERBS, "network register")
        details = rest or []
        if verb in FILE_FORMS:
            expect(details, 1, FILE_FORMS[verb])
        if verb == "template":
            template_file(details[0], replace=replace)
            return DONE
        with self._front.opened() as workspace:
            if verb == "import":
                return import_file(workspace, details[0], preview=preview, unasked=yes, as_json=as_json)
            if verb == "export":
                export_file(workspace, details[0], replace=replace)
                return DONE
            if verb == "list":
                expect(details, 0, N_("cap-tui network register list"))
                _print_all(workspace, as_json=as_json)
                return DONE
            if verb == "remove":
                return _remove(workspace, details, unasked=yes)
            _print_one(workspace, verb, details, as_json=as_json)
            return DONE


def _print_all(workspace: Workspace, *, as_json: bool) -> None:
    from cap_tui.services.network.register import register

    records = register(workspace)
    if as_json:
        out_json([record_data(record) for record in records])
        return
    if not records:
        say(
            _(
                "The register is empty. Begin with the template: cap-tui network register template FILE, fill it in, then "
                "import it."
            )
        )
        return
    for line in register_table(records, workspace.now().date()):
        out(line)
    count = len(records)
    say(ngettext("{count} structure.", "{count} structures.", count).format(count=count))


def _print_one(workspace: Workspace, verb: str, details: Sequence[str], *, as_json: bool) -> None:
    """Print one structure, after a change unless it is only shown."""
    from cap_tui.services.network.register import record_of

    if verb == "show":
        expect(details, 1, SHOW_FORM)
        record = record_of(workspace, details[0])
    else:
        record = edit(workspace, verb, details)
    if as_json:
        out_json(record_data(record))
        return
    for line in record_lines(record):
        out(line)


def _remove(workspace: Workspace, details: Sequence[str], *, unasked: bool) -> int:
    """Remove a structure once it was shown and agreed upon."""
    from cap_tui.services.network.register import record_of, remove_member

    expect(details, 1, REMOVE_FORM)
    record = record_of(workspace, details[0])
    for line in record_lines(record):
        say(line)
    if not (unasked or agreed(_("Remove this structure and all that is written above?"))):
        return REFUSED
    remove_member(workspace, record)
    say(
        _("Removed: {name}. A structure that leaves the network is better given a date: gone=…").format(
            name=record.member.name
        )
    )
    return DONE
