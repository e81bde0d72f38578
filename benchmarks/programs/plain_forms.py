"""The same text as a report, put in each form the shortest way there is: what any export must at least cost."""

from __future__ import annotations

import html
import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def plain_pdf(lines: Sequence[str], fonts: Path) -> bytes:
    """Return a PDF with a paragraph a line, in the font of our reports, with its page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont("Plain", fonts / "NotoSans-Regular.ttf"))
    body = ParagraphStyle("body", fontName="Plain", fontSize=9, leading=12)
    story: list[Any] = [Paragraph(html.escape(line), body) for line in lines]
    file = BytesIO()
    SimpleDocTemplate(file, pagesize=A4).build(story, onFirstPage=_number, onLaterPages=_number)
    return file.getvalue()


def _number(canvas: Any, document: Any) -> None:
    canvas.setFont("Plain", 8)
    canvas.drawRightString(550, 30, f"Page {document.page}")


def plain_xlsx(lines: Sequence[str]) -> bytes:
    """Return a workbook with a cell a line."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.create_sheet()
    for place, line in enumerate(lines, start=1):
        sheet.cell(place, 1, line).data_type = "s"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def plain_print(lines: Sequence[str]) -> bytes:
    """Return the text as a page that a browser shows."""
    return ("<pre>" + "\n".join(html.escape(line) for line in lines) + "</pre>").encode()


def plain_json(lines: Sequence[str]) -> bytes:
    """Return the text as JSON."""
    return json.dumps(list(lines), ensure_ascii=False, indent=1).encode()
