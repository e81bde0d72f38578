"""Reports of what was imported, kept to be read again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cap_tui.core.dates import moment
from cap_tui.core.fingerprints import spaced
from cap_tui.core.text import one_line
from cap_tui.i18n import _
from cap_tui.services.incoming import counted
from cap_tui.storage.engine import reading
from cap_tui.storage.received import receipt_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cap_tui.services.incoming import Incoming
    from cap_tui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one file; the counts are those of `Incoming`.

    Attributes:
        id: Number of the report; 0 when nothing had to be written.
        at: When, UTC.
        name: Of the file.
        path: Of the file, as it was then.
        sender: As accepted then.
        structure: Of the evaluation.
        assessment: Hash of its first entry.
        backup: Made just before; None when nothing was stored.
    """

    id: int
    at: datetime
    name: str
    path: Path
    kind: str
    sender: str
    sender_fingerprint: str
    structure: str
    year: int
    assessment: str
    new: int = 0
    known: int = 0
    filled: int = 0
    withheld: int = 0
    erased: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    without_effect: Mapping[str, int] = field(default_factory=dict)
    conflicts: int = 0
    gaps: tuple[str, ...] = ()
    forks: tuple[str, ...] = ()
    missing: int = 0
    late: int = 0
    backup: Path | None = None

    def lines(self) -> list[str]:
        """Return the report as sentences in the language in use; gaps as they were told then."""
        who = _("From {name}, fingerprint {fingerprint}.").format(
            name=self.sender or _("someone without a name"), fingerprint=spaced(self.sender_fingerprint)
        )
        first = who if self.sender_fingerprint else _("Worksheet of “{name}”.").format(name=self.sender)
        told = [first, *counted(self)]
        if self.backup:
            told.append(_("A backup was made just before: {name}.").format(name=self.backup.name))
        return told


def receipt_from(incoming: Incoming, at: datetime, backup: Path | None) -> Receipt:
    """Return the report of a file just taken in, not numbered yet."""
    shared = {item.name for item in fields(Receipt)} & {item.name for item in fields(type(incoming))}
    values: dict[str, Any] = {name: getattr(incoming, name) for name in shared}
    return Receipt(id=0, at=at, name=one_line(incoming.path.name), backup=backup, **values)


def body_of(receipt: Receipt) -> str:
    """Return the JSON text that is stored."""
    body = asdict(receipt)
    del body["id"], body["at"]
    return json.dumps(body | {"path": str(receipt.path), "backup": str(receipt.backup or "")})


def receipt_in(row: tuple[int, str, str]) -> Receipt:
    """Return the report of a stored row."""
    number, at, text = row
    body = json.loads(text)
    known = {item.name for item in fields(Receipt)}
    values = {name: value for name, value in body.items() if name in known}
    values |= {name: tuple(values[name]) for name in ("gaps", "forks")}
    values |= {"path": Path(values["path"]), "backup": Path(values["backup"]) if values["backup"] else None}
    return Receipt(id=number, at=moment(at), **values)


def receipts(workspace: Workspace) -> tuple[Receipt, ...]:
    """Return every report, newest first.

    Raises:
        CapError: The database cannot be read.
    """
    with reading(workspace.opened.engine, workspace.database) as connection:
        rows = receipt_rows(connection)
    return tuple(receipt_in(row) for row in rows)
