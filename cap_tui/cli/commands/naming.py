"""`profile`: the people of this machine, their keys and their fingerprints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer import Argument, Context, Option

from cap_tui.cli.arguments import AS_JSON
from cap_tui.cli.errors import DONE, REFUSED
from cap_tui.cli.output import agreed, out, out_json, say
from cap_tui.cli.passphrases import new_passphrase, unlock
from cap_tui.cli.tables import table, terminal_width
from cap_tui.core.errors import N_
from cap_tui.core.fingerprints import spaced
from cap_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from cap_tui.cli.front import Front
    from cap_tui.services.profiling import ProfileLine

NAME = Option(
    None,
    "--name",
    metavar=N_("NAME"),
    help=N_("Your name, written in the evaluations you start from now on."),
)
PERSON = Argument(..., metavar=N_("NAME"), help=N_("First name and name, between quotes."))
WORKPLACE = Argument(
    ..., metavar=N_("ORGANISATION"), help=N_("Where you work, between quotes; empty to take it away.")
)
ORGANISATION = Option("", "--organisation", metavar=N_("ORGANISATION"), help=N_("Where this person works."))
PASSPHRASE = Option(False, "--passphrase", help=N_("Ask for a passphrase that will lock the key."))  # noqa: FBT003 - a default value
REMOVE = Option(False, "--remove", help=N_("Take the passphrase away."))  # noqa: FBT003 - a default value
YES = Option(False, "--yes", "-y", help=N_("Do not ask before replacing the key."))  # noqa: FBT003 - a default value
FINGERPRINT = Argument(
    ..., metavar=N_("FINGERPRINT"), help=N_("A fingerprint of the list, or its first characters.")
)
OUTPUT = Option(
    None, "--output", "-o", metavar=N_("PATH"), help=N_("File to write; by default, in your documents.")
)


class ProfileCommands:
    """Saying who writes."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def profile(self, context: Context, *, name: str | None = NAME, as_json: bool = AS_JSON) -> None:
        """Print who is at the keyboard, after keeping the name if one is given; nothing when a command follows."""
        if context.invoked_subcommand is not None:
            return
        with self._front.opened() as workspace:
            if name is not None:
                workspace.rename_profile(name)
            _print(workspace.current_profile(), as_json=as_json)

    def listed(self, *, as_json: bool = AS_JSON) -> None:
        """Print everyone of this machine."""
        with self._front.opened() as workspace:
            lines = workspace.profiles()
        if as_json:
            out_json([_data(line) for line in lines])
            return
        headers = ["", _("Name"), _("Organisation"), _("Fingerprint"), _("Key")]
        rows = [
            (
                "►" if line.current else "",
                line.name or _("(no name)"),
                line.organisation,
                spaced(line.fingerprint),
                _("passphrase") if line.locked else "",
            )
            for line in lines
        ]
        for text in table(headers, rows, flexible=1, width=terminal_width()):
            out(text)

    def add(
        self,
        name: str = PERSON,
        *,
        organisation: str = ORGANISATION,
        passphrase: bool = PASSPHRASE,
        as_json: bool = AS_JSON,
    ) -> None:
        """Make a person with a key of their own and print their fingerprint."""
        with self._front.opened() as workspace:
            chosen = new_passphrase() if passphrase else None
            line = workspace.add_profile(name, organisation, chosen)
        if as_json:
            out_json(_data(line))
            return
        out(spaced(line.fingerprint))
        say(
            _("Added. To write under this name: cap-tui profile use {start}").format(
                start=line.fingerprint[:5]
            )
        )

    def use(self, start: str = FINGERPRINT) -> None:
        """Pass the keyboard to another person of this machine, and print who."""
        with self._front.opened() as workspace:
            line = workspace.use_profile(start)
        _print(line, as_json=False)
        if line.locked:
            say(
                _(
                    "This key has a passphrase: for commands that write, put it in the variable CAP_TUI_PASSPHRASE."
                )
            )

    def name(self, name: str = PERSON) -> None:
        """Keep the person's name and print it."""
        with self._front.opened() as workspace:
            workspace.rename_profile(name)
            _print(workspace.current_profile(), as_json=False)

    def organisation(self, organisation: str = WORKPLACE) -> None:
        """Keep where the person works and print it."""
        with self._front.opened() as workspace:
            workspace.set_organisation(organisation)
            _print(workspace.current_profile(), as_json=False)

    def passphrase(self, *, remove: bool = REMOVE) -> None:
        """Lock the key with a passphrase asked at the keyboard, change it, or take it away."""
        with self._front.opened() as workspace:
            unlock(workspace)
            workspace.set_passphrase(None if remove else new_passphrase())
        if remove:
            say(_("The passphrase is gone: whoever opens this computer session can write under your name."))
        else:
            say(
                _("The key is locked. Without this passphrase it is lost: keep it where you keep the others.")
            )

    def card(self, *, output: str | None = OUTPUT) -> None:
        """Write the invitation card and print its path."""
        with self._front.opened() as workspace:
            unlock(workspace)
            place = workspace.write_card(Path(output).expanduser() if output else None)
            line = workspace.current_profile()
        out(str(place))
        say(
            _(
                "Send it to the director of the evaluation. Your fingerprint, to read over the phone: {fingerprint}"
            ).format(fingerprint=spaced(line.fingerprint))
        )

    def replace_key(self, *, yes: bool = YES) -> int:
        """Give the person a new key, sign it over in their dossiers and print its fingerprint; 1 when it was not wanted."""
        from cap_tui.services.succession import replace_key

        with self._front.opened() as workspace:
            question = _(
                "Replace your signing key? Those who knew your fingerprint will be shown the new one."
            )
            if not yes and not agreed(question):
                return REFUSED
            unlock(workspace)
            count = replace_key(workspace)
            line = workspace.current_profile()
        out(spaced(line.fingerprint))
        say(
            ngettext(
                "{count} evaluation now knows your new key. Send it to the others, and read them your new fingerprint.",
                "{count} evaluations now know your new key. Send them to the others, and read them your new fingerprint.",
                count,
            ).format(count=count)
        )
        return DONE


def _print(line: ProfileLine, *, as_json: bool) -> None:
    if as_json:
        out_json(_data(line))
        return
    if line.name:
        out(line.name)
    else:
        say(_('No name yet. Give yours with: cap-tui profile name "First name Name"'))
    if line.organisation:
        out(line.organisation)
    out(_("Fingerprint: {fingerprint}").format(fingerprint=spaced(line.fingerprint)))


def _data(line: ProfileLine) -> dict[str, Any]:
    """Return one person as JSON gives them."""
    return {
        "name": line.name,
        "organisation": line.organisation,
        "fingerprint": spaced(line.fingerprint),
        "public": line.public,
        "current": line.current,
        "locked": line.locked,
    }
