"""How often each line of the plan was written, as calendars ask in order to keep the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.dates import moment
from cap_tui.core.kinds import ACTION
from cap_tui.reports.report_data import Revision

if TYPE_CHECKING:
    from cap_tui.core.log import Log


def revisions(log: Log) -> dict[str, Revision]:
    """Return how often each action was written and when last, by id.

    Entries that do not count are counted too: the number then only grows, whatever a merge brings.
    """
    found: dict[str, Revision] = {}
    for entry in log:
        if entry.draft.kind == ACTION:
            known, at = found.get(entry.draft.target), moment(entry.link.at)
            found[entry.draft.target] = (
                Revision(known.count + 1, max(known.at, at)) if known else Revision(1, at)
            )
    return found
