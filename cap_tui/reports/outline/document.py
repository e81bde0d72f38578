"""What opens a report, and its chapters in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.i18n import _
from cap_tui.i18n.formats import long_date
from cap_tui.reports.outline.annex import annex
from cap_tui.reports.outline.blocks import Facts, Opening
from cap_tui.reports.outline.changes import changes
from cap_tui.reports.outline.closing import explained, sources, visas
from cap_tui.reports.outline.findings import findings, shortlists
from cap_tui.reports.outline.measures import indicators
from cap_tui.reports.outline.owed import what_is_owed
from cap_tui.reports.outline.peers import among_peers
from cap_tui.reports.outline.plan import plan
from cap_tui.reports.outline.remarks import remarks
from cap_tui.reports.outline.results import at_a_glance, highlights, scores
from cap_tui.reports.outline.verdict import verdict
from cap_tui.reports.outline.views import crossed, pooled
from cap_tui.reports.wording.facts import facts_of

if TYPE_CHECKING:
    from cap_tui.reports.wording.reader import Reader

CHAPTERS = (
    verdict, scores, changes, among_peers, highlights, plan, findings, shortlists, at_a_glance, indicators, crossed, pooled, remarks,
    visas, what_is_owed, annex, explained, sources,
)  # fmt: skip
"""Each gives its parts from a reader; none when it has nothing to say to this audience."""


def opening(reader: Reader) -> Opening:
    """Return what comes before the chapters, and the last line."""
    data = reader.data
    year = _("Self-evaluation and progress plan {year}").format(year=data.year)
    return Opening(
        title=data.structure.name,
        kind=f"{reader.title} — {year}",
        notices=tuple(filter(None, (reader.fiction, reader.notice))),
        facts=Facts(tuple(facts_of(reader))),
        seal=_("Report made on {day} with cap-tui.").format(day=long_date(data.generated)),
    )
