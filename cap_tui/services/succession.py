"""A person's new key takes the place of the old one in the dossiers where they have a role: said by the old key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import KNOWN, SUCCESSION, target_of
from cap_tui.services.desks import Desk
from cap_tui.services.journal import Author, chain
from cap_tui.services.storing import project
from cap_tui.storage import ledger
from cap_tui.storage.engine import reading, writing

if TYPE_CHECKING:
    from cap_tui.core.log import Log
    from cap_tui.exchange.keys import SigningKey
    from cap_tui.services.workspace import Workspace


def replace_key(workspace: Workspace) -> int:
    """Give the person a new key and sign it over in their dossiers; return in how many.

    What they wrote stays theirs, and so do their roles. The others learn of it with the next file they receive. An
    evaluation that could not be written is signed over by calling `sign_over` again: the old key is kept.

    Raises:
        CapError: The key is locked, or nothing could be written.
    """
    if workspace.read_only:
        raise workspace.opened.refusal()
    workspace.replace_key()
    return sign_over(workspace)


def sign_over(workspace: Workspace) -> int:
    """Say with each former key, in the dossiers where it still stands for the person, which key follows; return in how many.

    Raises:
        CapError: The key is locked, or the database refuses; what is written is whole.
    """
    new, former = workspace.profile.key, workspace.former_keys()
    with reading(workspace.opened.engine, workspace.database) as connection:
        known = [header.hash for _row, header, _totals in ledger.headers(connection)]
    return sum(_signed_over(workspace, name, former, new) for name in known) if former else 0


def _signed_over(
    workspace: Workspace, assessment: str, former: tuple[SigningKey, ...], new: SigningKey
) -> bool:
    """Sign in one dossier, in one transaction; return whether there was anything to sign."""
    desk = Desk.of(workspace)
    with writing(workspace.opened.engine, workspace.database) as connection:
        local = desk.local(connection, assessment)
        if local is None:
            return False
        log = local.log
        old = next((key for key in former if log.roles(key.public)), None)
        if old is None:
            return False
        draft = Draft(
            SUCCESSION, target_of(SUCCESSION, new.public), KNOWN, {KNOWN: _frontier(log, old.public)},
            workspace.environment.new_id(),
        )  # fmt: skip
        entries = chain(log, Author(old, desk.installation), [draft], workspace.environment)
        ledger.append(connection, local.row_id, entries)
        log.extend(entries)
        project(connection, local.row_id, log, local.new, entries[-1].link.at, desk.mine)
    return True


def _frontier(log: Log, public: str) -> dict[str, list[int | str]]:
    """Return where the chains of a key end, as far as they are known here."""
    return {name: list(end) for name, end in log.frontier().items() if name.partition("/")[0] == public}
