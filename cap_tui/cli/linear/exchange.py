"""Files received and sent: a preview read aloud, trust asked once with the fingerprint, the path of what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.linear import spoken
from cap_tui.cli.linear.menus import Way, menu, pick
from cap_tui.cli.linear.paths import typed_path
from cap_tui.core.permissions import Role
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.labels import role_label
from cap_tui.services.exchange_errors import SealedFileError
from cap_tui.services.export_places import bundle_name, export_folder, file_name, worksheet_name
from cap_tui.services.incoming import Trust

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.cli.linear.dialogue import Dialogue
    from cap_tui.cli.linear.menus import Room
    from cap_tui.services.incoming import Incoming
    from cap_tui.services.workspace import Workspace

MOST_CRITERIA = 10
"""Criteria named in a preview; the others are counted."""

INTERNE, PARTENAIRES = "interne", "partenaires"


def receive(dialogue: Dialogue, workspace: Workspace) -> str:
    """Open a file someone sent: read what it brings, ask for trust and for a yes, take it in.

    Returns:
        The id of the evaluation taken in; empty when nothing was.

    Raises:
        CapError: The file cannot be opened or is refused; nothing was written.
        BackError: The person goes back.
    """
    from cap_tui.services.exchanging import accept

    typed = dialogue.ask(
        _("Path of the file received:"),
        _("A .capx file, a filled worksheet, or a PDF that carries its dossier."),
    )
    if not typed:
        return ""
    incoming = _opened(dialogue, workspace, typed_path(typed))
    dialogue.say(*preview_lines(incoming))
    if incoming.blocked is not None:
        dialogue.say(_("Nothing was imported."))
        return ""
    trust = incoming.trust is Trust.NEW
    if trust:
        dialogue.say(
            _("You have not met {name} here yet. Call them and compare the fingerprint:").format(
                name=spoken.person(incoming.director or incoming.sender)
            ),
            *spoken.fingerprint(incoming.director_fingerprint or incoming.sender_fingerprint),
        )
    question = _("Do you trust this key, and import the file?") if trust else _("Import this file?")
    if not dialogue.agreed(question):
        dialogue.say(_("Nothing was imported."))
        return ""
    receipt = accept(workspace, incoming, trust=trust)
    dialogue.say(_("Imported. The report:"), *receipt.lines())
    return receipt.assessment


def _opened(dialogue: Dialogue, workspace: Workspace, path: Path) -> Incoming:
    from cap_tui.services.exchanging import preview

    try:
        return preview(workspace, path)
    except SealedFileError:
        passphrase = dialogue.secret(_("This file is encrypted. Its passphrase:"))
        return preview(workspace, path, passphrase=passphrase)


def preview_lines(incoming: Incoming) -> list[str]:
    """Return what is heard of a file before it is taken in."""
    role = role_label(incoming.sender_role) if incoming.sender_role else ""
    sender = ", ".join(filter(None, (spoken.person(incoming.sender), role)))
    told = [
        _("This file: {structure}, {questionnaire} {year}.").format(
            structure=incoming.structure, questionnaire=incoming.questionnaire, year=incoming.year
        ),
        _("Sent by {name}, made on {when}.").format(name=sender, when=spoken.when(incoming.created)),
        _("You have this evaluation already.")
        if incoming.exists
        else _("You do not have this evaluation yet."),
        *incoming.lines(),
    ]
    told += [
        _("Criterion {name}").format(name=f"{code}, {title}")
        for code, title, _count in incoming.criteria[:MOST_CRITERIA]
    ]
    more = len(incoming.criteria) - MOST_CRITERIA
    if more > 0:
        told.append(
            ngettext("and {count} other criterion", "and {count} other criteria", more).format(count=more)
        )
    if incoming.people:
        names = ", ".join(spoken.person(person.name) for person in incoming.people)
        told.append(_("It brings in: {names}").format(names=names))
    return told


def _asked_passphrase(dialogue: Dialogue) -> str:
    """Return a passphrase typed twice; empty when nothing was typed or the two differ, which is told."""
    first = dialogue.secret(_("New passphrase (nothing shows while you type): ").strip())
    if first and first != dialogue.secret(_("The same once more: ").strip()):
        dialogue.say(_("The two passphrases differ: nothing was changed. Start again."))
        return ""
    return first


def send(room: Room) -> None:
    """Offer what can be written of an evaluation for others."""

    def ways() -> list[Way]:
        may = room.dossier.may
        return [
            Way(
                _("Send the dossier to someone who uses cap-tui"), lambda: _bundle(room), may("bundle.export")
            ),
            Way(
                _("Make a document: PDF, Excel, web page, tables, calendar"),
                lambda: _document(room),
                may("report.export_internal") or may("report.export_partners"),
            ),
            Way(_("Make the worksheet of the team"), lambda: _worksheet(room), may("participant.grant")),
            Way(
                _("Send the dossier encrypted with a passphrase"),
                lambda: _encrypted(room),
                may("bundle.export"),
            ),
        ]

    menu(room.dialogue, lambda: [_("Send, export")], ways)


def _encrypted(room: Room) -> None:
    room.dossier.demand("bundle.export")
    passphrase = _asked_passphrase(room.dialogue)
    if passphrase:
        _bundle(room, passphrase)


def _bundle(room: Room, passphrase: str = "") -> None:
    from cap_tui.services.exchanging import export_bundle

    room.dossier.demand("bundle.export")
    audiences = [role.value for role in _recipients(room)] + ["copy"]
    labels = [role_label(role) for role in _recipients(room)] + [_("A copy of mine, with everything")]
    place = room.dialogue.choose(_("For whom?"), labels)
    if place is None:
        return
    path, overwrite = destination(
        room.dialogue, export_folder() / bundle_name(room.dossier.summary, audiences[place])
    )
    written = export_bundle(
        room.workspace,
        room.dossier,
        path,
        audience=audiences[place],
        overwrite=overwrite,
        passphrase=passphrase,
    )
    _tell(room, written)


def _recipients(room: Room) -> list[Role]:
    """Return whom a file may be for, who is expected first: the director for anyone else."""
    directs = Role.DIRECTOR in room.dossier.roles
    return (
        [Role.PEER, Role.THIRD_PARTY, Role.CONTRIBUTOR, Role.COORDINATOR]
        if directs
        else [Role.DIRECTOR, Role.PEER, Role.THIRD_PARTY]
    )


def _document(room: Room) -> None:
    from cap_tui.reports.formats import FORMS
    from cap_tui.services.exports import export_report

    which = room.dialogue.choose(_("Which one?"), [_(form.label) for form in FORMS.values()])
    if which is None:
        return
    place = room.dialogue.choose(
        _("For whom?"), [_("Internal: everything"), _("Partners: no names, no remarks")]
    )
    if place is None:
        return
    form, audience = list(FORMS)[which], (INTERNE, PARTENAIRES)[place]
    path, overwrite = destination(room.dialogue, export_folder() / file_name(room.dossier.summary, form))
    _tell(room, export_report(room.dossier, path, form=form, audience=audience, overwrite=overwrite))


def _worksheet(room: Room) -> None:
    from cap_tui.services.exchanging import export_worksheet

    path, overwrite = destination(room.dialogue, export_folder() / worksheet_name(room.dossier.summary))
    _tell(room, export_worksheet(room.dossier, path, overwrite=overwrite))


def destination(dialogue: Dialogue, proposed: Path) -> tuple[Path, bool]:
    """Ask where a file goes, and whether one that is there may be replaced; a folder gets the name proposed.

    Raises:
        BackError: The person goes back.
    """
    while True:
        typed = dialogue.ask(
            _("Where? (path of the file or of a folder; Enter: {path})").format(path=proposed)
        )
        path = typed_path(typed) if typed else proposed
        if path.is_dir():
            path /= proposed.name
        if not path.exists():
            return path, False
        if dialogue.agreed(_("There is already a file {path}. Replace it?").format(path=path)):
            return path, True


def _tell(room: Room, path: Path) -> None:
    room.dialogue.say(
        _("Written: {path}").format(path=path), _("Send this file by e-mail or on a USB stick.")
    )


def reports(dialogue: Dialogue, workspace: Workspace) -> None:
    """Have the report of an import chosen and read it again.

    Raises:
        BackError: The person goes back.
    """
    from cap_tui.services.exchanging import receipts

    chosen = pick(
        dialogue,
        receipts(workspace),
        lambda receipt: f"{spoken.when(receipt.at)}, {receipt.structure}, {receipt.name}",
        _("Which import? (number or word, Enter for none)"),
        _("Nothing was imported yet."),
    )
    if chosen is not None:
        dialogue.say(*chosen.lines())


def contacts(dialogue: Dialogue, workspace: Workspace) -> None:
    """Read whom this installation trusts, and offer to trust someone no more.

    Raises:
        BackError: The person goes back.
    """
    from cap_tui.services.exchanging import contacts as known
    from cap_tui.services.exchanging import forget

    chosen = pick(
        dialogue,
        known(workspace),
        lambda contact: ", ".join(
            filter(None, (contact.name, contact.organisation, spoken.when(contact.since)))
        ),
        _("Which contact? (number or word, Enter for none)"),
        _("No contact yet: you are asked at the first file that someone sends."),
    )
    if chosen is None:
        return
    dialogue.say(*spoken.fingerprint(chosen.fingerprint))
    if dialogue.agreed(_("Trust this key no more? You will be asked again at the next file.")):
        forget(workspace, chosen.fingerprint)
        dialogue.say(_("Saved: this key is not trusted any more."))
