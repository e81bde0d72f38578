"""A report as one writes it in an afternoon with reportlab's platypus: headings, paragraphs, tables, page numbers.

The same kind of content as ours (a text per criterion, a table of them, a table of actions), in the same fonts.
"""

from __future__ import annotations

import html
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.reports.report_data import ReportData

FONT = "Plain"


def plain_report(data: ReportData, fonts: Path, repeats: float) -> bytes:
    """Return the PDF.

    Args:
        data: The same as our report's.
        fonts: Folder of our fonts.
        repeats: How many times the criteria are printed; a part of one is allowed, to reach a number of pages.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import PageBreak, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont(FONT, fonts / "NotoSans-Regular.ttf"))
    pdfmetrics.registerFont(TTFont(f"{FONT}-Bold", fonts / "NotoSans-Bold.ttf"))
    body = ParagraphStyle("body", fontName=FONT, fontSize=9, leading=12)
    heading = ParagraphStyle(
        "heading", parent=body, fontName=f"{FONT}-Bold", fontSize=11, leading=15, spaceBefore=8
    )
    wanted = list(data.concerned) * (int(repeats) + 1)
    keys = wanted[: round(repeats * len(data.concerned))]
    story: list[Any] = [_paragraph(data.structure.name, heading), PageBreak()]
    story += [_criteria_table(data, keys, body), PageBreak(), _actions_table(data, body), PageBreak()]
    for key in keys:
        story += _criterion(data, key, heading, body)
    file = BytesIO()
    SimpleDocTemplate(file, pagesize=A4).build(story, onFirstPage=_number, onLaterPages=_number)
    return file.getvalue()


def _number(canvas: Any, document: Any) -> None:
    canvas.setFont(FONT, 8)
    canvas.drawRightString(550, 30, f"Page {document.page}")


def _paragraph(text: str, style: Any) -> Any:
    from reportlab.platypus import Paragraph

    return Paragraph(html.escape(text), style)


def _criterion(data: ReportData, key: str, heading: Any, body: Any) -> list[Any]:
    criterion, opinion = data.questionnaire.criteria[key], data.opinions[key]
    texts = [str(criterion.question), str(criterion.why)]
    texts += [opinion.constat, opinion.strengths, opinion.improvements, opinion.evidence]
    return [
        _paragraph(f"{criterion.code} {criterion.title}", heading),
        *(_paragraph(text, body) for text in texts if text),
    ]


def _table(rows: list[list[Any]], widths: list[int]) -> Any:
    from reportlab.platypus import LongTable

    return LongTable(rows, colWidths=widths, repeatRows=1, style=[("GRID", (0, 0), (-1, -1), 0.4, "#999999")])


def _criteria_table(data: ReportData, keys: list[str], body: Any) -> Any:
    rows = [["Réf.", "Critère", "Niveau", "Constat"]]
    for key in keys:
        criterion, opinion = data.questionnaire.criteria[key], data.opinions[key]
        level = opinion.position.level if opinion.position else ""
        rows.append(
            [
                _paragraph(text, body)
                for text in (criterion.code, str(criterion.title), level, opinion.constat)
            ]
        )
    return _table(rows, [40, 150, 70, 190])


def _actions_table(data: ReportData, body: Any) -> Any:
    rows: list[list[Any]] = [["N°", "Action", "Constat", "Pilote", "Échéance", "Priorité", "État"]]
    for action in data.actions:
        texts = (
            str(action.number), action.title, action.constat, action.owner, str(action.due or ""),
            str(action.priority), str(action.state),
        )  # fmt: skip
        rows.append([_paragraph(text, body) for text in texts])
    return _table(rows, [30, 110, 130, 60, 50, 40, 40])
