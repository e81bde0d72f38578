"""Whether the counts of the network are those that the entries make: what the doctor looks at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cap_tui.core.entries import read
from cap_tui.core.errors import N_, CapError
from cap_tui.core.log import Log
from cap_tui.core.network.contributions import SEALED
from cap_tui.core.permissions import phase_named
from cap_tui.services.content import Shelf, followed
from cap_tui.services.network.counting import added_up, counted, keys_here, place_of, placed
from cap_tui.storage import cells, ledger
from cap_tui.storage.engine import reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from cap_tui.services.workspace import Workspace
    from cap_tui.storage.ledger import Header


def counts_agree(workspace: Workspace) -> Iterator[tuple[bool, str, dict[str, object]]]:
    """Yield whether the counts agree with the entries, as the doctor tells it; nothing where nothing counts.

    Entries are not verified again: the doctor has just told which are not those that were signed.
    """
    with reading(workspace.opened.engine, workspace.database) as connection:
        stored = {row_id: (place, body) for row_id, place, body in cells.contributions(connection)}
        found = cells.all_counts(connection)
        if not cells.kept(connection):
            return  # made by an older version: everything is counted when the dashboard is first opened
        wrong = found != added_up(placed(place, body) for place, body in stored.values())
        shelf = Shelf(partial(ledger.pinned, connection), workspace.cache_dir)
        for row_id, header, _totals in ledger.headers(connection):
            log = _log(connection, row_id, header)
            if log is not None and not wrong:
                wrong = stored.get(row_id, (None, None))[1] != _expected(workspace, log, header, shelf)
    if wrong:
        yield (
            False,
            N_("Counts of the network: they are not those of the entries. Run: cap-tui network recount"),
            {},
        )
    elif stored:
        yield (
            True,
            N_("Counts of the network: those of the entries; evaluations: {count}."),
            {"count": len(stored)},
        )


def _log(connection: Connection, row_id: int, header: Header) -> Log | None:
    """Return the log of an evaluation, empty before anything counts; None for one that cannot be read."""
    log = Log(header.hash)
    if phase_named(header.phase) in SEALED:
        try:
            log.extend(read(*row[2:]) for row in ledger.entries_after(connection, row_id, 0))
        except CapError:
            return None
    return log


def _expected(workspace: Workspace, log: Log, header: Header, shelf: Shelf) -> str | None:
    used = followed(log, shelf)
    if used is None:
        return None
    one = counted(log, used.questionnaire, place_of(header), partial(keys_here, workspace))
    return one.to_json() if one else None
