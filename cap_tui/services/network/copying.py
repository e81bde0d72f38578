"""Evaluations and the register carried between a person's own file and a shared database, in either direction.

What is carried is what a file for oneself would hold: entries, each verified where it arrives, and the questionnaires they
name. Nothing is taken away and nothing overwritten, so that copying again changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.core.entries import Entry
from cap_tui.core.errors import CapError
from cap_tui.exchange.manifest import COPY, FORMAT, Manifest
from cap_tui.services.desks import Desk, contents_of
from cap_tui.services.headers import chosen
from cap_tui.services.network.register import register, writing_register
from cap_tui.services.network.register_rows import rows_of
from cap_tui.services.network.shared_errors import BothSharedError, NotSharedError
from cap_tui.services.parcels import BUNDLE, Parcel
from cap_tui.services.receiving import accept_parcel, preview_parcel
from cap_tui.services.workspace import Workspace
from cap_tui.storage import ledger
from cap_tui.storage.addresses import Address
from cap_tui.storage.engine import reading
from cap_tui.storage.protecting import is_protected
from cap_tui.storage.register import save_members
from cap_tui.storage.server_errors import NoPartError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from cap_tui.core.network.register import Record


@dataclass(frozen=True, slots=True)
class Carried:
    """One evaluation to carry.

    Attributes:
        structure: Its name.
        year: The year evaluated.
        assessment: Its id.
        new: Entries that are not there yet.
        filled: Entries that are there without their text.
        known: Entries that are there.
        blocked: Why it cannot be carried; None when it can.
    """

    structure: str
    year: int
    assessment: str
    new: int = 0
    filled: int = 0
    known: int = 0
    blocked: CapError | None = None
    parcel: Parcel | None = field(default=None, repr=False, compare=False)

    @property
    def brings(self) -> bool:
        """Whether carrying it changes anything."""
        return self.blocked is None and bool(self.new or self.filled)


@dataclass(frozen=True, slots=True)
class Load:
    """All that would be carried.

    Attributes:
        evaluations: In the order of the list.
        members: Structures of the register that are not there yet.
        known: How many are there and say the same.
        other: Names of those that say something else there: left as they are there.
        blocked: Why the register cannot be carried; None when it can.
    """

    evaluations: tuple[Carried, ...]
    members: tuple[Record, ...] = ()
    known: int = 0
    other: tuple[str, ...] = ()
    blocked: CapError | None = None

    @property
    def brings(self) -> bool:
        """Whether carrying it changes anything."""
        return bool(self.members) or any(one.brings for one in self.evaluations)


def both_ends(here: Workspace, address: str) -> tuple[Workspace, Workspace]:
    """Return the person's own file and the shared database at `address`, both open; close what is not `here`.

    Args:
        here: What is open already, one of them or another shared database.
        address: As `postgresql+psycopg://…`.

    Raises:
        CapError: The address is none, or the database refuses.
    """
    shared = Workspace(here.data_dir, here.environment, address)
    try:
        own = here if not here.shared else Workspace(here.data_dir, here.environment)
    except BaseException:
        shared.close()
        raise
    for one in (own, shared):
        one.share_passphrase(here)
    return own, shared


def load(source: Workspace, target: Workspace, references: Sequence[str] = ()) -> Load:
    """Return what would be carried; nothing is written.

    Args:
        source: Where it is.
        target: Where it would be too.
        references: Evaluations, as `Workspace.open` takes them; empty: all of them, and the register.

    Raises:
        CapError: An evaluation is unknown, or a database refuses.
    """
    if source.shared == target.shared:
        raise BothSharedError if source.shared else NotSharedError
    desk = Desk.of(source)
    with reading(source.opened.engine, source.database) as connection:
        rows = ledger.headers(connection)
        wanted = [chosen(rows, reference) for reference in references] or rows
        found = [(header, _packed(desk, connection, header.hash)) for _row, header, _totals in wanted]
    evaluations = tuple(
        _seen(target, Carried(header.structure, header.year, header.hash), parcel) for header, parcel in found
    )
    return Load(evaluations) if references else _with_register(Load(evaluations), source, target)


def carry(target: Workspace, cargo: Load) -> Load:
    """Carry what was previewed, each evaluation in a transaction of its own, and return what became of it.

    One that is refused keeps none of the others back: its `blocked` says why.
    """
    desk = Desk.of(target)
    done = []
    for one in cargo.evaluations:
        if not one.brings or one.parcel is None:
            done.append(one)
            continue
        try:
            receipt = accept_parcel(desk, one.parcel, trust=True)
        except CapError as error:
            done.append(Carried(one.structure, one.year, one.assessment, blocked=error))
        else:
            done.append(
                Carried(one.structure, one.year, one.assessment, receipt.new, receipt.filled, receipt.known)
            )
    refused = None
    if cargo.members:
        try:
            with writing_register(target) as connection:
                save_members(connection, rows_of(cargo.members))
        except CapError as error:
            refused = error
    return Load(
        tuple(done),
        cargo.members if refused is None else (),
        cargo.known,
        cargo.other,
        refused or cargo.blocked,
    )


def _packed(desk: Desk, connection: Connection, assessment: str) -> Parcel | CapError:
    """Return an evaluation as a file for oneself would carry it, or why it cannot be."""
    try:
        local = desk.local(connection, assessment)
    except CapError as error:
        return error
    if local is None:
        return CapError()
    contents = contents_of(connection, local.log)
    entries = tuple(local.log)
    whole = "\n".join(sorted(f"{entry.hash} {entry.value is not None}" for entry in entries))
    mark = sha256(whole.encode()).hexdigest()
    me = desk.workspace.current_profile()
    manifest = Manifest(
        FORMAT, "cap-tui", assessment, me.public, me.name, me.organisation, COPY,
        desk.workspace.now().isoformat(timespec="seconds"), len(entries), mark, tuple(contents),
    )  # fmt: skip
    return Parcel(Path(str(desk.workspace.database)), BUNDLE, mark, manifest, entries, contents)


def _seen(target: Workspace, one: Carried, parcel: Parcel | CapError) -> Carried:
    if isinstance(parcel, CapError):
        return Carried(one.structure, one.year, one.assessment, blocked=parcel)
    incoming = preview_parcel(Desk.of(target), parcel)
    blocked = incoming.blocked
    if blocked is None and not incoming.exists:
        blocked = _not_ours(target, _begun_by(parcel))
    if blocked is not None:
        return Carried(one.structure, one.year, one.assessment, blocked=blocked)
    return Carried(
        one.structure,
        one.year,
        one.assessment,
        incoming.new,
        incoming.filled,
        incoming.known,
        blocked,
        parcel,
    )


def _begun_by(parcel: Parcel) -> str:
    """Return the public key of who began the evaluation of a parcel; empty when its beginning is missing."""
    first = parcel.manifest.assessment
    return next(
        (one.link.author for one in parcel.entries if isinstance(one, Entry) and one.hash == first), ""
    )


def _not_ours(target: Workspace, director: str) -> CapError | None:
    """Return why an evaluation may not be begun in a database whose logins are kept apart; None when it may."""
    place = target.database
    if not isinstance(place, Address):
        return None
    with reading(target.opened.engine, place) as connection:
        apart = is_protected(connection)
    return NoPartError(path=place) if apart and director not in target.public_keys() else None


def _with_register(cargo: Load, source: Workspace, target: Workspace) -> Load:
    there = {record.member.siret: record for record in register(target)}
    mine = register(source)
    new = tuple(record for record in mine if record.member.siret not in there)
    same = [record for record in mine if there.get(record.member.siret) == record]
    other = tuple(
        record.member.name for record in mine if there.get(record.member.siret) not in (None, record)
    )
    return Load(cargo.evaluations, new, len(same), other)
