"""Where files are taken in: who is at the keyboard, and the evaluations as they are stored here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cap_tui.core.entries import recall
from cap_tui.core.errors import CapError
from cap_tui.core.log import Log
from cap_tui.services.content import versions_of
from cap_tui.services.founding import founded
from cap_tui.services.journal import sound_entries
from cap_tui.services.seals import Seals
from cap_tui.storage import ledger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from cap_tui.core.entries import Entry
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.services.headers import NewAssessment
    from cap_tui.services.workspace import Workspace
    from cap_tui.storage.ledger import StoredEntry


@dataclass(frozen=True, slots=True)
class Desk:
    """What taking in several files has in common.

    Attributes:
        seals: What was verified here already; None when nobody can tell.
        questionnaires: Read already, by SHA-256.
        mine: Public keys of the people of this installation, former ones too.
    """

    workspace: Workspace
    installation: str
    seals: Seals | None
    mine: frozenset[str]
    questionnaires: dict[str, Questionnaire] = field(default_factory=dict)

    @staticmethod
    def of(workspace: Workspace) -> Desk:
        """Return the desk of whoever is at the keyboard; a locked key only makes it slower."""
        try:
            seals = Seals.of(workspace.cache_dir, workspace.profile.key)
        except CapError:
            seals = None
        return Desk(workspace, workspace.installation(), seals, workspace.public_keys())

    def verified(self, assessment: str, rows: Sequence[StoredEntry]) -> list[Entry]:
        """Return the stored entries; those under this installation's seal are not verified again.

        Raises:
            TamperedEntryError: One is not what its author signed, in a file.
        """
        known = self.seals.sealed(assessment, rows) if self.seals and rows else 0
        apart = self.workspace.opened.kept_apart
        return [*recall([row[1:] for row in rows[:known]]), *sound_entries(rows[known:], kept_apart=apart)]

    def local(self, connection: Connection, assessment: str) -> Local | None:
        """Return an evaluation as it is stored; None when it is not here.

        Raises:
            CapError: It was tampered with, or its questionnaire is gone.
        """
        place = ledger.find_header(connection, assessment)
        if place is None:
            return None
        rows = ledger.entries_after(connection, place[0], 0)
        log = Log(assessment)
        log.extend(self.verified(assessment, rows))
        contents = contents_of(connection, log)
        return Local(place[0], log, founded(log, contents, self.workspace.data_dir, self.questionnaires))


def contents_of(connection: Connection, log: Log) -> dict[str, bytes]:
    """Return the content of each version that a log names and that is kept here, by SHA-256."""
    found = {named.digest: ledger.pinned(connection, named.digest) for named in versions_of(log)}
    return {digest: content for digest, content in found.items() if content is not None}


@dataclass(frozen=True, slots=True)
class Local:
    """An evaluation that is here.

    Attributes:
        log: Its entries, verified.
        new: What it started from, and what it follows.
    """

    row_id: int
    log: Log
    new: NewAssessment
