"""Who is at the keyboard: their name, their fingerprint, their card, and passing the keyboard to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.linear import spoken
from cap_tui.cli.linear.menus import Way, attempt, menu, pick
from cap_tui.cli.linear.paths import typed_path
from cap_tui.i18n import _

if TYPE_CHECKING:
    from cap_tui.cli.linear.dialogue import Dialogue
    from cap_tui.services.profiling import ProfileLine
    from cap_tui.services.workspace import Workspace


def profile(dialogue: Dialogue, workspace: Workspace) -> None:
    """Offer what concerns the person at the keyboard."""

    def heading() -> list[str]:
        line = workspace.current_profile()
        return [_("Profile: {name}").format(name=_described(line)), *spoken.fingerprint(line.fingerprint)]

    def ways() -> list[Way]:
        return [
            Way(_("Change my name"), lambda: _rename(dialogue, workspace)),
            Way(_("Change my organisation"), lambda: _organisation(dialogue, workspace)),
            Way(_("Pass the keyboard to someone else"), lambda: _switch(dialogue, workspace)),
            Way(_("Add someone who writes on this computer"), lambda: _add(dialogue, workspace)),
            Way(_("Write my invitation card, for the director"), lambda: _card(dialogue, workspace)),
        ]

    menu(dialogue, heading, ways)


def _described(line: ProfileLine) -> str:
    return ", ".join(filter(None, (spoken.person(line.name), line.organisation)))


def unlock(dialogue: Dialogue, workspace: Workspace) -> None:
    """Ask for the passphrase of the person at the keyboard until it is right; Enter leaves the key locked."""
    while workspace.profile_locked():
        typed = dialogue.secret(_("Your passphrase (nothing shows while you type; Enter to only read):"))
        if not typed:
            dialogue.say(_("The key stays locked: you can read, not write."))
            return
        attempt(dialogue, lambda: workspace.unlock(typed))  # noqa: B023 - called at once


def ask_name(dialogue: Dialogue, workspace: Workspace) -> None:
    """Ask for the person's name when they gave none yet; Enter leaves it so.

    Raises:
        CapError: It cannot be kept.
    """
    if not workspace.profile_name():
        typed = dialogue.ask(_("Your first name and name, for the history (Enter for none):"))
        if typed:
            workspace.rename_profile(typed)
            dialogue.say(_("Saved: {name}.").format(name=workspace.profile_name()))


def _rename(dialogue: Dialogue, workspace: Workspace) -> None:
    typed = dialogue.ask(_("Your first name and name (Enter keeps it):"))
    if typed:
        workspace.rename_profile(typed)
        dialogue.say(_("Saved: {name}.").format(name=workspace.profile_name()))


def _organisation(dialogue: Dialogue, workspace: Workspace) -> None:
    typed = dialogue.ask(_("Where you work (Enter keeps it):"))
    if typed:
        workspace.set_organisation(typed)
        dialogue.say(_("Saved: {name}.").format(name=workspace.current_profile().organisation))


def _switch(dialogue: Dialogue, workspace: Workspace) -> None:
    person = pick(
        dialogue,
        [line for line in workspace.profiles() if not line.current],
        _described,
        _("Who takes the keyboard? (number or word, Enter for nobody)"),
        _("Nobody else writes on this computer yet. Add them first."),
    )
    if person is not None:
        workspace.use_profile(person.fingerprint)
        unlock(dialogue, workspace)
        dialogue.say(_("{name} is at the keyboard.").format(name=spoken.person(person.name)))


def _add(dialogue: Dialogue, workspace: Workspace) -> None:
    name = dialogue.ask(_("First name and name of who comes (Enter for nobody):"))
    if name:
        line = workspace.add_profile(name, dialogue.ask(_("Where do they work? (Enter for nowhere)")))
        dialogue.say(_("Saved: {name}.").format(name=line.name), *spoken.fingerprint(line.fingerprint))


def _card(dialogue: Dialogue, workspace: Workspace) -> None:
    typed = dialogue.ask(_("Where? (path of the file; Enter: {path})").format(path=workspace.card_path()))
    written = workspace.write_card(typed_path(typed) if typed else None)
    dialogue.say(_("Written: {path}").format(path=written), _("Send this file by e-mail or on a USB stick."))
