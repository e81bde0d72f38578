"""The counts of the network made again from the logs: after an older version of the program, or when the doctor says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.errors import CapError
from cap_tui.core.network.contributions import SEALED
from cap_tui.core.permissions import phase_named
from cap_tui.services.desks import Desk
from cap_tui.services.network.counting import added_up, counted, keep_count, keys_here, place_of, placed
from cap_tui.storage import cells, ledger
from cap_tui.storage.engine import reading, writing
from cap_tui.storage.errors import ReadOnlyDatabaseError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cap_tui.core.network.contributions import Contribution
    from cap_tui.services.workspace import Workspace
    from cap_tui.storage.ledger import Header


def recount(workspace: Workspace) -> int:
    """Count every evaluation again from its entries and return how many count.

    Each has its own transaction, so that other windows write meanwhile; the sums are then made in one.

    Raises:
        CapError: The database refuses. An evaluation that cannot be read does not count; the doctor tells which.
    """
    if workspace.read_only:
        raise ReadOnlyDatabaseError(path=workspace.database)
    engine, path = workspace.opened.engine, workspace.database
    with reading(engine, path) as connection:
        stored = {row_id for row_id, _place, _body in cells.contributions(connection)}
        found = [
            (row_id, header)
            for row_id, header, _totals in ledger.headers(connection)
            if row_id in stored or phase_named(header.phase) in SEALED
        ]
    desk = Desk.of(workspace) if found else None
    for row_id, header in found:
        with writing(engine, path) as connection:
            keep_count(
                connection, row_id, place_of(header), _counted(desk, connection, header) if desk else None
            )
    with writing(engine, path) as connection:
        every = list(cells.contributions(connection))
        cells.replace_all(connection, added_up(placed(place, body) for _row, place, body in every))
    return len(every)


def ensure_counted(workspace: Workspace) -> None:
    """Count everything once, when an older version of the program wrote the database; a read-only one stays as it is."""
    with reading(workspace.opened.engine, workspace.database) as connection:
        done = cells.kept(connection)
    if not done and not workspace.read_only:
        recount(workspace)


def _counted(desk: Desk, connection: Connection, header: Header) -> Contribution | None:
    try:
        local = desk.local(connection, header.hash)
    except CapError:
        return None
    if local is None:
        return None
    return counted(local.log, local.new.questionnaire, place_of(header), lambda: keys_here(desk.workspace))
