"""The questionnaires of the corpus: two good files, and bad ones that differ from one of them by one thing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.catalogue.files import read_file
from cap_tui.catalogue.loader import accepted_questionnaire

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Questionnaire

CORPUS = Path(__file__).parents[2] / "corpus" / "questionnaires"
GOOD = CORPUS / "00-good.yaml"
AUDIT = CORPUS / "00-good-audit.yaml"
CAP = Path(__file__).parents[3] / "questionnaires" / "cap.yaml"


def good() -> str:
    """Return the text of the good file."""
    return GOOD.read_text(encoding="utf-8")


def changed(old: str, new: str, base: Path = GOOD) -> bytes:
    """Return a good file with one part replaced."""
    text = base.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} must be in the good file once"
    return text.replace(old, new).encode()


def load_questionnaire(path: Path) -> Questionnaire:
    """Return the questionnaire of a file, read as the application reads it the first time."""
    return accepted_questionnaire(read_file(path), path.name)
