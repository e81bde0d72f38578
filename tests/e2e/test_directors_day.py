"""A director's whole day in a real terminal, by keyboard alone: from an empty installation to the PDF on the table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdf
import pytest
import yaml

from tests.e2e.terminal import cap_tui
from tests.unit.content.test_cap import CAP, LEVELS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.terminal import Terminal

AZERTY = ("&", "é", '"', "'")
"""The digit row of a French keyboard without Shift, for levels 1 to 4."""

OWN_ACTION = "Réunir l’équipe autour d’un café dès lundi"
NAME = "Les Ateliers d’Essai — entièrement fictifs"
CONSTAT = "Œuvrer à l’essai : ça fonctionne, où ? « là-bas », dès l’été."


def create(terminal: Terminal) -> None:
    """Create the structure from the second door."""
    terminal.wait_for("Bienvenue")
    terminal.press("2")
    terminal.wait_for("Nom de la structure")
    terminal.paste(NAME)
    terminal.press("tab")
    terminal.type("732 829 320 00074")
    terminal.press("tab", " ", "enter")
    terminal.wait_for("1.1.1 Valeurs écrites")


def rate_all(terminal: Terminal, codes: list[str]) -> list[int]:
    """Rate every criterion with the digit row, level 1 to 4 in turn; return the levels, from 0."""
    given = [number % 4 for number in range(len(codes))]
    for code, level in zip(codes, given, strict=True):
        terminal.wait_for(f"{code} ")
        terminal.press(AZERTY[level])
        terminal.wait_for(f"▶{level + 1} ")
        if code != codes[-1]:
            terminal.press("down")
    terminal.wait_for("Enregistré à")
    return given


def write(terminal: Terminal) -> None:
    """Write accents in the finding of the criterion shown."""
    terminal.press("enter")
    terminal.settle()
    terminal.type(CONSTAT)
    terminal.press("esc")
    terminal.wait_for("Enregistré à")


def plan(terminal: Terminal) -> None:
    """Have the plan proposed, name an owner and a due date for the first line, and add one's own."""
    terminal.press("p")
    terminal.wait_for("Plan de progrès")
    terminal.press("o")
    terminal.wait_for("actions proposées d’après les résultats")
    terminal.press("enter")
    terminal.wait_for("Qui et quand")
    terminal.press(*["tab"] * 5)
    terminal.type("Zoé")
    terminal.press(*["tab"] * 3)
    terminal.type("15/3/2027")
    terminal.press("ctrl+s")
    terminal.wait_for("Action enregistrée", "15/03/2027")
    terminal.press("a")
    terminal.settle()
    terminal.type(OWN_ACTION)
    terminal.press("ctrl+s")
    terminal.wait_for("Action enregistrée", "À lancer 31")


def export(terminal: Terminal, path: Path) -> None:
    """Make the PDF at `path`."""
    terminal.press("x")
    terminal.wait_for("Où enregistrer le fichier")
    terminal.press("shift+tab", "ctrl+u")
    terminal.type(str(path))
    terminal.press("enter")
    terminal.wait_for("Le fichier est créé", seconds=60)


def words(text: str) -> str:
    """Return text without blanks: line ends and spaces of a PDF are its own."""
    return re.sub(r"\s+", "", text)


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "rows"), [(120, 36), (80, 24)])
def test_from_an_empty_installation_to_the_pdf(tmp_path: Path, columns: int, rows: int) -> None:
    cap = yaml.safe_load(CAP.read_text(encoding="utf-8"))
    criteria = [item for theme in cap["themes"] for part in theme["objectives"] for item in part["criteria"]]
    path = tmp_path / "plan de progrès.pdf"
    with cap_tui(tmp_path / "data", columns=columns, rows=rows) as terminal:
        create(terminal)
        given = rate_all(terminal, [item["code"] for item in criteria])
        write(terminal)
        plan(terminal)
        export(terminal, path)
        terminal.press("esc", "esc", "esc", "q")
        assert terminal.wait_exit() == 0
    printed = words("".join(page.extract_text() for page in pypdf.PdfReader(path).pages))
    assert words(NAME) in printed
    assert words(CONSTAT) in printed
    assert words(OWN_ACTION) in printed
    for item, level in zip(criteria, given, strict=True):
        assert words(item["levels"][LEVELS[level]]) in printed, item["code"]
        if level < 2:
            assert words(item["actions"][0]["title"]) in printed, item["code"]
    assert "Zoé" in printed
    assert "15/03/2027" in printed
