"""The worksheet: an Excel file that a colleague fills without the application, read back as one voice.

`worksheet_write` makes the file, `worksheet_read` reads it. What both agree on is here: the marks that hold the
place of things whatever a person moves, what a filled worksheet says, and the ways a file is refused.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError

if TYPE_CHECKING:
    from cap_tui.core.positions import Position

FORMAT = 1
"""Version of the worksheet; a file of a higher one is refused."""

HIDDEN_SHEET = "cap-tui"
"""The sheet that no menu of Excel shows: whose worksheet it is, one key and one value a row."""

ID_MARK, CODE_MARK = "cap-tui:id", "cap-tui:code"
ANSWER_MARK, COMMENT_MARK = "cap-tui:answer", "cap-tui:comment"
"""Heads of the columns that matter, in a hidden row: they are found again wherever they went."""

NICKNAME_MARK, HEADS_MARK = "cap-tui:nickname", "cap-tui:heads"
"""In the column of ids: the row whose answer is the nickname, and the one of the visible heads."""

MAX_NICKNAME = 40
"""Characters of a nickname."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person says of one criterion.

    Attributes:
        criterion: Id of the criterion.
        position: None when only a comment was written.
        comment: Verbatim, cleaned; the reason too when `position` is “not applicable”.
    """

    criterion: str
    position: Position | None
    comment: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the sheet that could not be taken as it is; the rest was kept.

    Attributes:
        cell: Where, as Excel names it, e.g. `E14`.
        sentence: What is wrong and what was done, in the language in use.
    """

    cell: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A filled worksheet.

    Attributes:
        assessment: Hash of the dossier it was made from.
        structure: Name of the structure, as written in the file.
        year: Year of the assessment.
        questionnaire_digest: SHA-256 of the questionnaire it was made from, hexadecimal.
        mark: The nickname, free and often empty.
        answers: One for each criterion on which something was written, in the order of the questionnaire.
        problems: What could not be taken, in the order of the sheet.
    """

    assessment: str
    structure: str
    year: int
    questionnaire_digest: str
    mark: str
    answers: tuple[Answer, ...]
    problems: tuple[Problem, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the nickname and the answers, hexadecimal: the same however often Excel saved the file.

        Two people who answer exactly alike, write nothing and give no nickname have the same one: whoever
        imports should ask before taking a known digest for the same voice.
        """
        answers = sorted(
            [one.criterion, one.position.to_json() if one.position else None, one.comment]
            for one in self.answers
        )
        text = json.dumps([self.mark, answers], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()


class WorksheetRefusedError(CapError):
    """Base of the ways a file is refused whole."""

    sentence = N_("This worksheet cannot be read. Ask for the file again.")


class NotWorksheetError(WorksheetRefusedError):
    """The file is something else."""

    sentence = N_(
        "This file is not a worksheet. Choose the Excel file that was given to fill in, ending with .xlsx."
    )


class OldExcelError(WorksheetRefusedError):
    """Saved as .xls or .xlsb."""

    sentence = N_(
        "This file was saved in another format of Excel. Open it, save it as “Excel workbook (.xlsx)” and import that."
    )


class OpenDocumentError(WorksheetRefusedError):
    """Saved as .ods."""

    sentence = N_(
        "This file was saved as OpenDocument. Open it in LibreOffice, save it as “Excel 2007-365 (.xlsx)” "
        "and import that."
    )


class LockedWorksheetError(WorksheetRefusedError):
    """A password is needed to open it."""

    sentence = N_(
        "This file is protected by a password. Open it in Excel, remove the password, save it and import it again."
    )


class DamagedWorksheetError(WorksheetRefusedError):
    """Cut short or altered on the way."""

    sentence = N_(
        "This file is incomplete or damaged. Ask for it again, by another way if it came by e-mail."
    )


class OversizedWorksheetError(WorksheetRefusedError):
    """More than any worksheet holds."""

    sentence = N_(
        "This file is far larger than a worksheet: it was not opened. Remove the images and the sheets that were "
        "added, save it and import it again."
    )


class UnsafeWorksheetError(WorksheetRefusedError):
    """Built as no spreadsheet program builds files."""

    sentence = N_(
        "This file was not made by Excel or LibreOffice and could be harmful: it was not opened. Ask whoever sent "
        "it where it comes from."
    )


class NewerWorksheetError(WorksheetRefusedError):
    """Made by a later version of cap-tui."""

    sentence = N_(
        "This worksheet was made by a newer version of cap-tui. Install the newer version, then import it again."
    )


class ChangedColumnsError(WorksheetRefusedError):
    """The hidden row that tells the columns apart is gone."""

    sentence = N_(
        "The columns of this worksheet can no longer be told apart. Copy the answers into a new worksheet and "
        "import that one."
    )


class OtherDossierError(WorksheetRefusedError):
    """The worksheet was made from another dossier."""

    sentence = N_(
        "This worksheet belongs to another dossier: {structure}, {year}. Open that dossier to import it."
    )
