"""A foreign file to the text of a questionnaire and everything to say about it; nothing here touches a disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.catalogue.importing.csv_rows import csv_sheet, separator_of
from cap_tui.catalogue.importing.decoding import decode
from cap_tui.catalogue.importing.errors import UnfitError
from cap_tui.catalogue.importing.findings import Findings
from cap_tui.catalogue.importing.forming import form
from cap_tui.catalogue.importing.library import read_library
from cap_tui.catalogue.importing.spreadsheet import read_spreadsheet
from cap_tui.catalogue.importing.writing import write
from cap_tui.catalogue.loader import read_questionnaire
from cap_tui.core.text import clean
from cap_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.catalogue.importing.draft import Draft
    from cap_tui.catalogue.importing.rows import Sheet
    from cap_tui.catalogue.problems import Problem
    from cap_tui.core.questionnaire import Questionnaire

_SIGNS = {"\t": "⇥", ";": ";", ",": ","}


@dataclass(frozen=True, slots=True)
class Converted:
    """What a foreign file gives.

    Attributes:
        text: The questionnaire, YAML.
        questionnaire: The same, read back and accepted.
        findings: What was not carried, was changed or was decided.
        warnings: What the check says of the result; no error among them.
        remarks: Terms of use, as written in the source.
    """

    text: str
    questionnaire: Questionnaire
    findings: Findings
    warnings: tuple[Problem, ...]
    remarks: str


def convert_library(raw: bytes, name: str, wanted: str) -> Converted:
    """Return the questionnaire that a CISO Assistant library gives.

    Args:
        raw: The bytes of the file.
        name: What to call the result in problems.
        wanted: Language of the texts to take where there is a choice.

    Raises:
        ForeignRefusedError: One of its subclasses.
    """
    findings = Findings()
    return _converted(read_library(decode(raw, findings), wanted, findings), name, findings)


def convert_csv(raw: bytes, name: str) -> Converted:
    """Return the questionnaire that a .csv file gives.

    Raises:
        ForeignRefusedError: One of its subclasses.
    """
    findings = Findings()
    text = decode(raw, findings)
    findings.tell("separator", detail=_SIGNS[separator_of(text)])
    return _converted(read_spreadsheet([csv_sheet(text)], name, findings), name, findings)


def convert_sheets(sheets: Sequence[Sheet], name: str) -> Converted:
    """Return the questionnaire that the sheets of a workbook give.

    Raises:
        ForeignRefusedError: One of its subclasses.
    """
    findings = Findings()
    return _converted(read_spreadsheet(sheets, name, findings), name, findings)


def _converted(draft: Draft, name: str, findings: Findings) -> Converted:
    """Write a draft and read it back, as anyone who opens the file will.

    Raises:
        UnfitError: The check refuses it.
    """
    remarks = clean(draft.remarks).strip()
    text = write(form(draft, findings), remarks)
    questionnaire, problems = read_questionnaire(text.encode(), name)
    if questionnaire is None:
        first = next(problem for problem in problems if problem.severity == "error")
        raise UnfitError(problem=_(first.sentence).format(**first.values))
    return Converted(text, questionnaire, findings, tuple(problems), remarks)
