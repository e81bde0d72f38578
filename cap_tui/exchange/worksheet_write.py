"""The worksheet made: what a colleague opens in Excel or LibreOffice to give their opinion.

One row per criterion, so that a row moved or deleted takes all of itself; only the answers, the comments and the
nickname can be typed in. Nothing in it is computed: texts of the questionnaire and names stay texts, whatever
their first character.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.xml.functions import tostring

from cap_tui.core.text import clean, one_line
from cap_tui.exchange.worksheet import FORMAT, HIDDEN_SHEET
from cap_tui.exchange.worksheet_choices import Choices, said
from cap_tui.exchange.worksheet_guide import write_guide
from cap_tui.exchange.worksheet_sheet import write_sheet
from cap_tui.exchange.worksheet_style import put
from cap_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.structures import Structure

_CORE = "docProps/core.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date a zip can hold


def worksheet_bytes(
    questionnaire: Questionnaire,
    concerned: Sequence[str],
    *,
    assessment: str,
    structure: Structure,
    year: int,
    created: datetime,
) -> bytes:
    """Return a worksheet to fill, in the language in use; the same bytes for the same input.

    Args:
        questionnaire: As pinned by the dossier.
        concerned: Ids of the criteria to ask, those that concern the structure.
        assessment: Hash of the dossier, 64 hexadecimal digits.
        structure: Who is evaluated; only its name is written.
        year: Year of the assessment.
        created: Written in the properties of the file.
    """
    book = Workbook()
    choices = Choices(questionnaire.scale).labels
    title = _("{questionnaire} {year}: my opinion — {structure}").format(
        questionnaire=clean(said(questionnaire.title), multiline=False).partition(" — ")[0],
        year=year,
        structure=_name(structure),
    )
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(_("My opinion"))
    hidden = f"'{HIDDEN_SHEET}'!$D$1:$D${len(choices)}"
    write_sheet(sheet, questionnaire, frozenset(concerned), title=title, choices=hidden)
    write_guide(book.create_sheet(_("How to fill it in")), questionnaire, choices, title)
    _write_facts(book, choices, {
        "format": str(FORMAT), "assessment": assessment, "structure": one_line(structure.name), "year": str(year),
        "questionnaire": questionnaire.digest, "version": f"{questionnaire.id} {questionnaire.version}",
    })  # fmt: skip
    book.security = WorkbookProtection(lockStructure=True)
    book.properties.creator, book.properties.title = "cap-tui", title
    book.properties.created = created.replace(tzinfo=None)
    out = io.BytesIO()
    book.save(out)
    book.properties.modified = book.properties.created
    return _repacked(out.getvalue(), tostring(book.properties.to_tree()))


def _name(structure: Structure) -> str:
    name, fictional = one_line(structure.name), _("fictional")
    return f"{name} ({fictional})" if structure.fictional else name


def _write_facts(book: Workbook, choices: Sequence[str], facts: dict[str, str]) -> None:
    sheet = book.create_sheet(HIDDEN_SHEET)
    sheet.sheet_state = "veryHidden"
    for row, (key, value) in enumerate(facts.items(), 1):
        put(sheet, row, 1, key)
        put(sheet, row, 2, value)
    for row, choice in enumerate(choices, 1):
        put(sheet, row, 4, choice)


def _repacked(data: bytes, properties: bytes) -> bytes:
    """Return the file without the hour at which it was saved, in its zip and in its properties."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as saved, zipfile.ZipFile(out, "w") as packed:
        for name in sorted(saved.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(part, properties if name == _CORE else saved.read(name))
    return out.getvalue()
