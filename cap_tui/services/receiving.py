"""Taking in what someone sent: nothing is written before it is accepted, then all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from cap_tui.core.dates import moment
from cap_tui.core.errors import CapError
from cap_tui.core.fingerprints import fingerprint, spaced
from cap_tui.core.permissions import demand
from cap_tui.core.text import one_line
from cap_tui.i18n import _, explain
from cap_tui.services.announcing import criteria_of, forks_in, gaps_in, people_of
from cap_tui.services.contacts import Circle
from cap_tui.services.content import Followed
from cap_tui.services.desks import contents_of
from cap_tui.services.exchange_errors import (
    ContactChangedError,
    NewerKeptError,
    NewSenderError,
    NoRoleError,
)
from cap_tui.services.export_places import safe_name
from cap_tui.services.founding import founded
from cap_tui.services.incoming import REFUSALS, Incoming, Trust
from cap_tui.services.merging import Merged, merge
from cap_tui.services.naming import person_of
from cap_tui.services.receipts import body_of, receipt_from, receipt_in
from cap_tui.services.storing import store
from cap_tui.services.trusting import Acquaintance, authors_of, role_of, verdict
from cap_tui.storage import ledger
from cap_tui.storage.engine import explained, much_written, reading, writing
from cap_tui.storage.files import flush, private_file, private_folder
from cap_tui.storage.received import count_entries, first_entries, receipt_rows, save_receipt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from cap_tui.core.log import Log
    from cap_tui.services.desks import Desk
    from cap_tui.services.headers import NewAssessment
    from cap_tui.services.parcels import Parcel
    from cap_tui.services.receipts import Receipt
    from cap_tui.services.trusting import Verdict
    from cap_tui.services.workspace import Workspace
    from cap_tui.storage.ledger import Header, StoredEntry

RECEIVED = "received"
"""Folder of the files of newer programs, in the data folder."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is thought of a parcel, in one state of the database.

    Attributes:
        row_id: Of the evaluation; None when it is not here.
        rows: Its stored entries.
        new: What it starts from; None when its first entry or its questionnaire will not do.
    """

    incoming: Incoming
    merged: Merged
    verdict: Verdict
    row_id: int | None
    rows: tuple[StoredEntry, ...]
    new: NewAssessment | None


def weigh(desk: Desk, connection: Connection, parcel: Parcel, circle: Circle) -> Opinion:
    """Return what a parcel would bring to the evaluations of this installation.

    Args:
        desk: Where.
        connection: In a transaction.
        parcel: Verified.
        circle: Who is trusted, in that transaction.

    Raises:
        CapError: What is stored here was tampered with.
    """
    workspace, manifest = desk.workspace, parcel.manifest
    place = ledger.find_header(connection, manifest.assessment)
    row_id, header = place or (None, None)
    rows = tuple(ledger.entries_after(connection, row_id, 0)) if row_id is not None else ()
    merged = merge(
        manifest.assessment, desk.verified(manifest.assessment, rows), parcel.entries, desk.installation
    )
    new, fault = _start(desk, connection, merged.log, parcel)
    siret = new.structure.siret if new else ""
    directors = authors_of(first_entries(connection, siret)) if not place and siret else ()
    who = Acquaintance(desk.mine, circle.contacts(), directors)
    fictional = new is not None and new.structure.fictional
    found = verdict(who, merged.log, manifest, workspace.now(), exists=place is not None, fictional=fictional)
    incoming = _incoming(parcel, merged, found, new, header)
    blocked = fault or _refusal(desk, merged.log, found, fictional=fictional)
    roles = tuple(sorted(merged.log.roles(workspace.author_of(merged.log, fictional=fictional))))
    return Opinion(replace(incoming, blocked=blocked, roles=roles), merged, found, row_id, rows, new)


def _start(
    desk: Desk, connection: Connection, log: Log, parcel: Parcel
) -> tuple[NewAssessment | None, CapError | None]:
    contents = {**parcel.questionnaires, **contents_of(connection, log)}
    try:
        return founded(log, contents, desk.workspace.data_dir, desk.questionnaires), None
    except CapError as error:
        return None, error


def _refusal(desk: Desk, log: Log, found: Verdict, *, fictional: bool) -> CapError | None:
    """Return why the person at the keyboard may not take this in; None when they may."""
    if found.trust is Trust.CHANGED:
        return ContactChangedError(name=found.name, known=spaced(found.known), found=spaced(found.found))
    me = desk.workspace.author_of(log, fictional=fictional)
    roles = log.roles(me)
    if not roles:
        director = person_of(log, log.participant(log.director))["name"] if log.director else ""
        return NoRoleError(name=director or "?", fingerprint=spaced(fingerprint(me)))
    try:
        demand("bundle.import", roles, log.phase)
    except CapError as error:
        return error
    return None


def _incoming(
    parcel: Parcel, merged: Merged, found: Verdict, new: NewAssessment | None, header: Header | None
) -> Incoming:
    log, manifest = merged.log, parcel.manifest
    return Incoming(
        path=parcel.path,
        kind=parcel.kind,
        structure=new.structure.name if new else "",
        year=new.year if new else 0,
        questionnaire=one_line(str(new.questionnaire.title)) if new else "",
        assessment=manifest.assessment,
        sender=found.called,
        sender_fingerprint=fingerprint(manifest.sender),
        sender_role=role_of(log, manifest.sender),
        trust=found.trust,
        created=moment(manifest.created),
        exists=header is not None,
        known_as=found.known,
        director=found.name if found.ask_director else "",
        director_fingerprint=found.found if found.ask_director else "",
        new=len(merged.new),
        known=merged.known,
        filled=len(merged.filled),
        withheld=merged.withheld,
        erased=merged.kept_erased,
        refused={REFUSALS[code]: count for code, count in merged.refused.items()},
        without_effect=merged.without_effect(),
        conflicts=len(merged.versions),
        criteria=criteria_of((*merged.new, *merged.filled), new.questionnaire) if new else (),
        people=people_of(log, merged.before),
        gaps=(*_versions(merged, new, header), *gaps_in(log)),
        forks=forks_in(log),
        missing=merged.missing if not (merged.new or merged.filled) else 0,
        late=merged.late(),
        parcel=parcel,
    )


def _versions(merged: Merged, new: NewAssessment | None, header: Header | None) -> tuple[str, ...]:
    """Return the sentences that say to which version of its questionnaire a file takes an evaluation."""
    if new is None:
        return ()
    follows = Followed(new.questionnaire, new.missing)
    notice = follows.notice()
    told = (explain(notice),) if notice else ()
    used = new.questionnaire
    if header is None or not merged.new or header.digest == used.digest:
        return told
    passed = _("The questionnaire goes from version {before} to version {after}.").format(
        before=one_line(header.version), after=one_line(used.version)
    )
    return (passed, *told)


def preview_parcel(desk: Desk, parcel: Parcel) -> Incoming:
    """Return what a parcel would bring; nothing is written."""
    with reading(desk.workspace.opened.engine, desk.workspace.database) as connection:
        return weigh(desk, connection, parcel, Circle(connection)).incoming


def accept_parcel(desk: Desk, parcel: Parcel, *, trust: bool = False, backup: Path | None = None) -> Receipt:
    """Take a parcel in: backup, then one transaction with its report.

    Args:
        desk: Where.
        parcel: Verified.
        trust: Whether a new key is trusted from now on.
        backup: One made for a whole run; by default one is made when something is to be stored.

    Raises:
        CapError: It is refused, or the database is; nothing was written.
    """
    workspace = desk.workspace
    if workspace.read_only:
        raise workspace.opened.refusal()
    if backup is None:
        with reading(workspace.opened.engine, workspace.database) as connection:
            first = weigh(desk, connection, parcel, Circle(connection))
        _demand(first, trust=trust)
        backup = workspace.opened.back_up(workspace.now(), "import") if first.merged.changes else None
    (found,) = _together(desk, [parcel], trust=trust, backup=backup)
    if isinstance(found, CapError):
        raise found
    return found


def accept_parcels(
    desk: Desk, parcels: Sequence[Parcel], *, trust: bool, backup: Path | None
) -> list[Receipt | CapError]:
    """Take parcels of different evaluations in with one transaction; when it fails, each with its own.

    Writing to the disk is what a file costs most; together, ten cost little more than one. Each stays whole or absent.

    Args:
        desk: Where.
        parcels: Verified.
        trust: Whether new keys are trusted from now on.
        backup: Made before; None where the server makes them.

    Returns:
        For each, its report, or why nothing of it was written.
    """
    try:
        return _together(desk, parcels, trust=trust, backup=backup)
    except CapError as error:
        if len(parcels) == 1:
            return [error]
    alone = (accept_parcels(desk, [parcel], trust=trust, backup=backup) for parcel in parcels)
    return [result for (result,) in alone]


def _together(
    desk: Desk, parcels: Sequence[Parcel], *, trust: bool, backup: Path | None
) -> list[Receipt | CapError]:
    """Take parcels in with one transaction, but those that are refused before anything of them is written.

    Raises:
        CapError: The database refuses; nothing was written of any.
    """
    workspace = desk.workspace
    if workspace.read_only:
        raise workspace.opened.refusal()
    results: list[Receipt | CapError] = []
    written: dict[str, list[StoredEntry]] = {}
    with writing(workspace.opened.engine, workspace.database) as connection, much_written(connection):
        circle = Circle(connection)
        for parcel in parcels:
            try:
                found = weigh(desk, connection, parcel, circle)  # another window may have written meanwhile
                _demand(found, trust=trust)
            except CapError as error:
                results.append(error)
                continue
            rows = store(connection, found, desk.mine)
            if found.merged.changes:
                written[parcel.manifest.assessment] = rows
            results.append(_reported(workspace, connection, found, circle, backup))
    for assessment, rows in written.items():
        if desk.seals:
            desk.seals.keep(assessment, rows)
    return results


def _reported(
    workspace: Workspace, connection: Connection, found: Opinion, circle: Circle, backup: Path | None
) -> Receipt:
    """Keep who is trusted by a parcel that was stored, and its report; return the report."""
    for contact in found.verdict.contacts if found.verdict.trust is not Trust.CHANGED else ():
        circle.keep(contact)
    for mark in found.verdict.gone:
        circle.drop(mark)
    receipt = receipt_from(found.incoming, workspace.now(), backup if found.merged.changes else None)
    digest = found.incoming.parcel.digest
    return replace(receipt, id=save_receipt(connection, digest, receipt.at.isoformat(), body_of(receipt)))


def _demand(found: Opinion, *, trust: bool) -> None:
    if found.incoming.blocked is not None:
        raise found.incoming.blocked
    if found.verdict.trust is Trust.NEW and not trust:
        raise NewSenderError(name=found.verdict.name, fingerprint=spaced(found.verdict.found))


def already(workspace: Workspace, digest: str, path: Path) -> Receipt | None:
    """Return a report that says nothing is new, for a content imported before; None for another.

    Nothing is verified: all that it held is here or was refused, and nothing is ever taken out.
    """
    with reading(workspace.opened.engine, workspace.database) as connection:
        rows = receipt_rows(connection, digest)
        if not rows:
            return None
        known = receipt_in(rows[0])
        count = count_entries(connection, known.assessment)
    if not count or known.refused:  # what was refused may be readable by now
        return None
    held = known.known + known.new
    return replace(
        known, at=workspace.now(), name=one_line(path.name), path=path, new=0, filled=0, withheld=0, known=held,
        without_effect={}, conflicts=0, late=0, missing=max(0, count - held), backup=None,
    )  # fmt: skip


def keep_newer(workspace: Workspace, path: Path) -> NewerKeptError:
    """Copy a file of a newer program to `received/`, untouched, and return what to tell.

    Raises:
        CapError: It cannot be copied.
    """
    target = private_folder(workspace.data_dir / RECEIVED)
    with explained(target):
        data = path.read_bytes()
        kept = target / f"{sha256(data).hexdigest()[:16]}-{safe_name(path.stem)}.capx"
        partial = kept.with_suffix(".partial")
        private_file(partial)
        partial.write_bytes(data)
        flush(partial)
        partial.replace(kept)
    return NewerKeptError(path=kept)
