"""Writing what was accepted, in the transaction of whoever calls: entries, values, projections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.network.cells import Place
from cap_tui.services.headers import header_of
from cap_tui.services.network.counting import counted, keep_count
from cap_tui.services.projecting import Rebuilt, rebuild
from cap_tui.storage import ledger
from cap_tui.storage.received import bring, fill_values

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cap_tui.core.log import Log
    from cap_tui.services.content import Pinned
    from cap_tui.services.headers import NewAssessment
    from cap_tui.services.merging import Merged
    from cap_tui.services.receiving import Opinion
    from cap_tui.storage.ledger import StoredEntry


def store(connection: Connection, found: Opinion, keys: frozenset[str]) -> list[StoredEntry]:
    """Write what a parcel brings and return the rows of its evaluation, oldest first; nothing new, nothing written.

    A version of the questionnaire that was not here yet is something new, even without any entry.

    Args:
        connection: In a transaction.
        found: What is thought of the parcel.
        keys: Public keys of the people of this installation.
    """
    new, row_id = found.new, found.row_id
    if new is None or not (found.merged.changes or (row_id is not None and _brings(connection, new))):
        return list(found.rows)
    for one in new.pinned:
        pin(connection, one)
    if row_id is None:
        row_id = _begin(connection, new, found.merged)
    bring(connection)
    ledger.append(connection, row_id, found.merged.new)
    fill_values(connection, found.merged.filled)
    ledger.blank_values(connection, found.merged.blanked)
    rows = _rows(connection, row_id, found)
    last = found.merged.log.get(rows[-1].hash)
    project(connection, row_id, found.merged.log, new, last.link.at if last else "", keys)
    return rows


def pin(connection: Connection, one: Pinned) -> None:
    """Keep a version of a questionnaire; a known one is left as it is."""
    questionnaire = one.questionnaire
    ledger.pin(connection, questionnaire.digest, questionnaire.id, questionnaire.version, one.content)


def _rows(connection: Connection, row_id: int, found: Opinion) -> list[StoredEntry]:
    """Return all rows of an evaluation; those just written are known, unless what was there was changed too."""
    if found.rows:
        return ledger.entries_after(connection, row_id, 0)
    return [
        ledger.StoredEntry(0, entry.hash, entry.signed, entry.signature, entry.salt, entry.value)
        for entry in found.merged.new
    ]


def _brings(connection: Connection, new: NewAssessment) -> bool:
    return any(ledger.pinned(connection, one.questionnaire.digest) is None for one in new.pinned)


def _begin(connection: Connection, new: NewAssessment, merged: Merged) -> int:
    nothing = Rebuilt("", 0, "", {})  # rewritten once the entries are there
    return ledger.insert_header(connection, header_of(merged.log.assessment, new, nothing, ""))


def project(
    connection: Connection, row_id: int, log: Log, new: NewAssessment, at: str, keys: frozenset[str]
) -> None:
    """Rewrite the projections of an evaluation from its log.

    Args:
        connection: In a transaction.
        row_id: Of the evaluation.
        log: All its entries.
        new: What it starts from.
        at: When its last stored entry was written.
        keys: Public keys of the people of this installation.
    """
    rebuilt = rebuild(log, new.questionnaire, new.structure.kinds, log.director)
    ledger.replace_totals(connection, row_id, rebuilt.totals)
    questionnaire = new.questionnaire
    ledger.update_version(
        connection, row_id, questionnaire.version, questionnaire.digest, str(questionnaire.title)
    )
    ledger.update_header(connection, row_id, rebuilt.phase, rebuilt.actions, rebuilt.due_dates, at)
    place = Place.of(new.structure, questionnaire.id, new.year)
    keep_count(connection, row_id, place, counted(log, questionnaire, place, lambda: keys))
