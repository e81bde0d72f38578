"""The report of a network as a PDF."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from cap_tui.core.permissions import Phase
from cap_tui.core.structures import Structure
from cap_tui.i18n import _
from cap_tui.reports.network.chapters import (
    by_group,
    certificates,
    contents,
    evolution,
    levels,
    needs,
    population,
    results,
)
from cap_tui.reports.network.drawings import NetworkCover
from cap_tui.reports.network.wording import title, years_words
from cap_tui.reports.pdf.book import Book
from cap_tui.reports.pdf.fonts import register
from cap_tui.reports.pdf.sources import sources
from cap_tui.reports.pdf.template import LANDSCAPE, Document, LastWord
from cap_tui.reports.pdf.text import Words
from cap_tui.reports.report_data import ReportData
from cap_tui.reports.stopping import silent

if TYPE_CHECKING:
    from cap_tui.reports.network.data import NetworkReport
    from cap_tui.reports.stopping import Tell

_CHAPTERS = (contents, population, results, by_group, levels, needs, certificates, evolution)
_WRITING = 0.3
"""Share of the time that goes into making the elements."""


def make(data: NetworkReport, tell: Tell = silent) -> bytes:
    """Return the report as a PDF; see `cap_tui.reports.formats.Maker`."""
    tell(0.0)
    book = Book(_furniture(data), Words(register()))
    story: list[Any] = [NetworkCover(book, data)]
    for index, chapter in enumerate(_CHAPTERS, start=1):
        story += chapter(book, data)
        tell(_WRITING * index / len(_CHAPTERS))
    story += [*sources(book), LastWord(book)]
    file, total = BytesIO(), len(story)
    document = Document(file, book, lambda placed: tell(_WRITING + (1 - _WRITING) * min(placed / total, 1)))
    document.title = f"{title()} — {book.title} — {years_words(data)}"
    document.author = data.author or "cap-tui"
    document.subject = title()
    document.pageTemplates = [one for one in document.pageTemplates if one.id != LANDSCAPE]
    document.build(story)
    tell(1.0)
    return file.getvalue()


def _furniture(data: NetworkReport) -> ReportData:
    """Return what the header and the footer of a page need; nothing else is printed from it."""
    name = title()
    if len(data.years) > 1:
        name = _("{title}, {years}").format(title=name, years=years_words(data))
    return ReportData(
        structure=Structure(name, "", (), "", fictional=data.fictional),
        questionnaire=data.questionnaire,
        year=max(data.years, default=data.generated.year),
        phase=Phase.CLOSED,
        generated=data.generated,
        concerned=(),
        opinions={},
        totals={},
    )
