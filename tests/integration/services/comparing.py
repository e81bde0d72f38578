"""What a person sees of a dossier, whole, to compare two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.services.doctor import breaks, examine
from cap_tui.services.projecting import rebuild
from cap_tui.services.workspace import Workspace
from cap_tui.storage import ledger
from cap_tui.storage.engine import reading
from tests import databases
from tests.building import environment

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier


def seen(dossier: Dossier) -> dict[str, Any]:
    """Return everything a dossier shows."""
    ids = list(dossier.questionnaire.criteria)
    return {
        "summary": dossier.summary,
        "opinions": {key: dossier.opinion(key) for key in ids},
        "positions": dossier.positions(),
        "scores": dict(dossier.scores),
        "actions": dossier.actions(),
        "histories": {key: dossier.history(key) for key in ids},
        "entries": [entry.hash for entry in dossier.entries()],
    }


def reopened(folder: Path, reference: str) -> dict[str, Any]:
    """Return what someone sees who starts the program now, once everything stored was checked."""
    workspace = Workspace(folder, environment("later"))
    dossier = workspace.open(reference)
    found = seen(dossier)
    with reading(workspace.opened.engine, workspace.database) as connection:
        ((row_id, header, totals),) = ledger.headers(connection)
        stored = ledger.stored_totals(connection, row_id)
    log = dossier._journal.log
    rebuilt = rebuild(log, dossier.questionnaire, header.kinds.split(","), log.director)
    assert stored == rebuilt.totals == found["scores"]
    assert (header.phase, header.actions, header.due_dates) == (
        rebuilt.phase,
        rebuilt.actions,
        rebuilt.due_dates,
    )
    assert totals == rebuilt.totals[""]
    assert breaks(log) == 0
    assert all(finding.ok for finding in examine(workspace)), examine(workspace)
    assert workspace.assessments() == [dossier.summary]
    workspace.close()
    return found


def rows(folder: Path) -> list[Any]:
    """Return every row of the dossiers, as stored."""
    return databases.rows(folder, ("assessment", "entry", "node_total", "pinned_questionnaire"))
