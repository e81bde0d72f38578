"""The questionnaires of the corpus: one good file, and bad ones that differ from it by one thing."""

from __future__ import annotations

from pathlib import Path

CORPUS = Path(__file__).parents[2] / "corpus" / "questionnaires"
GOOD = CORPUS / "00-good.yaml"
CAP = Path(__file__).parents[3] / "questionnaires" / "cap.yaml"


def good() -> str:
    """Return the text of the good file."""
    return GOOD.read_text(encoding="utf-8")


def changed(old: str, new: str) -> bytes:
    """Return the good file with one part replaced."""
    text = good()
    assert text.count(old) == 1, f"{old!r} must be in the good file once"
    return text.replace(old, new).encode()
