"""From data to a PDF."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from cap_tui.reports.pdf.action_sheets import action_sheets
from cap_tui.reports.pdf.annex import annex
from cap_tui.reports.pdf.book import Book
from cap_tui.reports.pdf.cover import cover
from cap_tui.reports.pdf.crossed import crossed
from cap_tui.reports.pdf.cycle import since
from cap_tui.reports.pdf.explain_table import explain_table
from cap_tui.reports.pdf.findings import findings, shortlists
from cap_tui.reports.pdf.fonts import register
from cap_tui.reports.pdf.heat import heat
from cap_tui.reports.pdf.highlights import highlights
from cap_tui.reports.pdf.indicators import indicators
from cap_tui.reports.pdf.owed import what_is_owed
from cap_tui.reports.pdf.peers import among_peers
from cap_tui.reports.pdf.photograph import photograph
from cap_tui.reports.pdf.plan_table import plan_table
from cap_tui.reports.pdf.pooled import pooled
from cap_tui.reports.pdf.reading import reading
from cap_tui.reports.pdf.remarks import remarks
from cap_tui.reports.pdf.sources import sources
from cap_tui.reports.pdf.template import Document, LastWord
from cap_tui.reports.pdf.text import Words
from cap_tui.reports.pdf.timeline import timeline
from cap_tui.reports.pdf.verdict import verdict
from cap_tui.reports.pdf.visas import visas
from cap_tui.reports.stopping import silent

if TYPE_CHECKING:
    from cap_tui.reports.report_data import ReportData
    from cap_tui.reports.stopping import Tell

_CHAPTERS = (
    reading, photograph, heat, since, among_peers, verdict, findings, shortlists, highlights, what_is_owed, indicators, crossed, pooled,
    plan_table, action_sheets, timeline, visas, remarks, annex, explain_table, sources,
)  # fmt: skip
_WRITING = 0.3
"""Share of the time that goes into making the elements; placing them on pages takes the rest."""


def pdf_bytes(data: ReportData, tell: Tell = silent) -> bytes:
    """Return the report as a PDF; see `cap_tui.reports.formats.Maker`."""
    tell(0.0)
    book = Book(data.for_its_audience(), Words(register()))
    story: list[Any] = cover(book)
    for index, chapter in enumerate(_CHAPTERS, start=1):
        story += chapter(book)
        tell(_WRITING * index / len(_CHAPTERS))
    story.append(LastWord(book))
    file, total = BytesIO(), len(story)
    Document(file, book, lambda placed: tell(_WRITING + (1 - _WRITING) * min(placed / total, 1))).build(story)
    tell(1.0)
    return file.getvalue()
