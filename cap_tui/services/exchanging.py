"""Dossiers that travel: sent for someone, previewed, taken in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import cap_tui
from cap_tui.core.errors import Phrase
from cap_tui.core.fingerprints import fingerprint, parse_fingerprint
from cap_tui.core.permissions import ROLE_NAMES, Role
from cap_tui.core.text import one_line
from cap_tui.exchange.bundle import MAX_QUESTIONNAIRES_SIZE, Strings, pack, strings_of
from cap_tui.exchange.manifest import AUDIENCES, COPY, MAX_QUESTIONNAIRES
from cap_tui.services.contacts import contacts, forget, trust
from cap_tui.services.content import versions_of
from cap_tui.services.demo import DEMO_DIRECTOR
from cap_tui.services.desks import Desk, contents_of
from cap_tui.services.errors import MissingQuestionnaireError
from cap_tui.services.exchange_errors import (
    RecipientRoleError,
    UnknownBundleAudienceError,
    UnknownRecipientError,
)
from cap_tui.services.gathering import accept_folder, preview_folder
from cap_tui.services.parcels import WORKSHEET, content_of, parcel_of
from cap_tui.services.receipts import Receipt, receipts
from cap_tui.services.receiving import accept_parcel, already, keep_newer, preview_parcel
from cap_tui.services.sharing import Sharing
from cap_tui.services.voices import accept_voice, preview_voice
from cap_tui.storage.engine import reading

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.core.entries import Entry
    from cap_tui.core.log import Log
    from cap_tui.exchange.cards import Card
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.incoming import Incoming
    from cap_tui.services.workspace import Workspace

__all__ = [
    "accept",
    "accept_folder",
    "bundle_bytes",
    "contacts",
    "export_bundle",
    "export_worksheet",
    "forget",
    "keep_newer",
    "preview",
    "preview_folder",
    "receipts",
    "trust",
]


def export_bundle(
    workspace: Workspace,
    dossier: Dossier,
    path: Path,
    *,
    audience: str,
    overwrite: bool = False,
    passphrase: str = "",
    recipient: Card | str = "",
) -> Path:
    """Write a dossier for someone and return where it is.

    Args:
        workspace: Whose questionnaire and name travel with it.
        dossier: The open assessment.
        path: Of the file, in an existing folder.
        audience: For whom, one of `AUDIENCES`: decides what of the others' opinions is in it.
        overwrite: Whether a file already there may be replaced.
        passphrase: Encrypts the file; needs the `age` extra.
        recipient: Encrypts it for one person instead: their card, or their fingerprint when their key is known here.

    Raises:
        CapError: This person may not in this phase, or the file cannot be written; nothing is left half done.
    """
    from cap_tui.reports.files import check_destination, write_beside

    check_destination(path, overwrite=overwrite)
    public = _public(workspace, dossier.log, recipient) if recipient else ""
    data = bundle_bytes(workspace, dossier, audience, recipient=public)
    if passphrase or public:
        from cap_tui.exchange import sealing

        data = (
            sealing.seal_with_passphrase(data, passphrase) if passphrase else sealing.seal_for(data, [public])
        )
    with write_beside(path, overwrite=overwrite) as temporary:
        temporary.write_bytes(data)
    return path.absolute()


def bundle_bytes(workspace: Workspace, dossier: Dossier, audience: str, *, recipient: str = "") -> bytes:
    """Return a dossier as a bundle.

    Args:
        workspace: Whose questionnaire and name travel with it.
        dossier: The open assessment.
        audience: For whom, one of `AUDIENCES`.
        recipient: Public key of the only person it is for, who then gets all of their own; empty for the audience's.

    Raises:
        CapError: This person may not in this phase, or the key is locked.
    """
    if audience not in AUDIENCES:
        raise UnknownBundleAudienceError(
            audience=one_line(audience, limit=40), audiences=", ".join(AUDIENCES)
        )
    dossier.refresh()
    dossier.demand("bundle.export")
    log, me = dossier.log, workspace.current_profile()
    contents = _contents(workspace, dossier)
    if recipient and audience != COPY and Role(audience) not in log.roles(recipient):
        raise RecipientRoleError(role=Phrase(ROLE_NAMES[Role(audience)]))
    sharing = Sharing.of(log, audience, [log.participant(recipient)] if recipient else ())
    key = dossier.author.key
    playing = key.public != me.public
    return pack(
        [_strings(sharing, entry) for entry in dossier.entries()],
        contents,
        key,
        assessment=log.assessment,
        name=DEMO_DIRECTOR if playing else me.name,
        organisation="" if playing else me.organisation,
        audience=audience,
        created=workspace.now().isoformat(timespec="seconds"),
        program=f"cap-tui {cap_tui.__version__}",
    )


def _contents(workspace: Workspace, dossier: Dossier) -> dict[str, bytes]:
    """Return each version the evaluation passed through, as far as there is room.

    What goes in first is the version followed, then the one it began with, which an earlier release needs, then the
    latest.
    """
    with reading(workspace.opened.engine, workspace.database) as connection:
        kept = contents_of(connection, dossier.log)
    used = dossier.questionnaire.digest
    if used not in kept:
        raise MissingQuestionnaireError
    first, *passed = [named.digest for named in versions_of(dossier.log)]
    found: dict[str, bytes] = {}
    room = MAX_QUESTIONNAIRES_SIZE
    for digest in dict.fromkeys((used, first, *reversed(passed))):
        size = len(kept.get(digest, b""))
        if digest in kept and size <= room and len(found) < MAX_QUESTIONNAIRES:
            found[digest] = kept[digest]
            room -= size
    return found


def _strings(sharing: Sharing, entry: Entry) -> Strings:
    return strings_of(entry.without_value() if sharing.withheld(entry) else entry)


def _public(workspace: Workspace, log: Log, recipient: Card | str) -> str:
    """Return the public key of a recipient.

    Raises:
        UnknownRecipientError: Only their fingerprint is known.
    """
    if not isinstance(recipient, str):
        return recipient.public
    mark = parse_fingerprint(recipient)
    keys = [log.key_of(person) for person in log.people()]
    keys += [contact.public for contact in contacts(workspace)]
    found = next((key for key in keys if key and fingerprint(key) == mark), None)
    if found is None:
        raise UnknownRecipientError(reference=one_line(recipient, limit=40))
    return found


def preview(workspace: Workspace, path: Path, *, passphrase: str = "") -> Incoming:
    """Return what a file would bring; nothing is written.

    Args:
        workspace: Where it would be taken in.
        path: A `.capx`, a filled worksheet, or a PDF that carries its bundle.
        passphrase: Of an encrypted file.

    Raises:
        CapError: The file cannot be opened. What prevents an opened file from being accepted is in `blocked`.
    """
    content = content_of(workspace, path, passphrase)
    if content.kind == WORKSHEET:
        return preview_voice(workspace, content)
    return preview_parcel(Desk.of(workspace), parcel_of(content))


def accept(workspace: Workspace, incoming: Incoming, *, trust: bool = False) -> Receipt:
    """Take in a file that was previewed: backup, one transaction, a report.

    Args:
        workspace: Where.
        incoming: From `preview`, of this workspace.
        trust: Whether a new key is trusted from now on.

    Raises:
        CapError: It is refused, or the database is; nothing was written.
    """
    if incoming.kind == WORKSHEET:
        return accept_voice(workspace, incoming)
    known = already(workspace, incoming.parcel.digest, incoming.path)
    if known is not None and incoming.blocked is None and not (incoming.new or incoming.filled):
        return known
    return accept_parcel(Desk.of(workspace), incoming.parcel, trust=trust)


def export_worksheet(dossier: Dossier, path: Path, *, overwrite: bool = False) -> Path:
    """Write the worksheet that colleagues fill without the application, and return where it is.

    Raises:
        CapError: This person may not let contributors in now, or the file cannot be written.
    """
    from cap_tui.exchange.worksheet_write import worksheet_bytes
    from cap_tui.reports.files import check_destination, write_beside

    check_destination(path, overwrite=overwrite)
    dossier.demand("participant.grant")
    summary = dossier.summary
    with write_beside(path, overwrite=overwrite) as temporary:
        # Inside, because the workbook needs room on the disk while it is made.
        data = worksheet_bytes(
            dossier.questionnaire, dossier.concerned, assessment=summary.id, structure=summary.structure,
            year=summary.year, created=summary.updated or datetime.fromtimestamp(0, UTC),
        )  # fmt: skip
        temporary.write_bytes(data)
    return path.absolute()
