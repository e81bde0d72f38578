from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.terminal import Terminal, cap_tui

if TYPE_CHECKING:
    from cap_tui.services.workspace import Workspace

SIRET = "73282932000074"
PAGE = "Registre relu ligne à ligne. " * 180
"""5,220 characters: more than a terminal's own line editing keeps."""

pytestmark = pytest.mark.slow


def _shown(folder: Path, code: str) -> dict[str, Any]:
    program = Path(sys.executable).with_name("cap-tui")
    command = [str(program), "--data-dir", str(folder)]
    listed = subprocess.run([*command, "list", "--json"], capture_output=True, check=True)
    summary = next(one for one in json.loads(listed.stdout) if one["questionnaire"] == "cap")
    shown = subprocess.run([*command, "show", summary["id"], code, "--json"], capture_output=True, check=True)
    found: dict[str, Any] = json.loads(shown.stdout)
    return found


def _answer(terminal: Terminal, question: str, answer: str) -> None:
    terminal.wait_for(question)
    terminal.settle(quiet=0.1)
    terminal.press(*answer, "enter")


def test_a_terminal_is_never_drawn_on_and_a_page_pasted_is_kept_whole(tmp_path: Path) -> None:
    folder = tmp_path / "données"
    with cap_tui(folder, "--simple", columns=100, rows=40) as terminal:
        _answer(terminal, "Vos prénom et nom", "Claire")
        _answer(terminal, "Votre choix", "3")
        _answer(terminal, "Nom de la structure :", "L’Étape")
        _answer(terminal, "SIRET, 14 chiffres :", SIRET)
        _answer(terminal, "Types de structure", "1")
        _answer(terminal, "Délégation régionale", "")
        _answer(terminal, "Quel référentiel", "1")
        _answer(terminal, "Année", "")
        _answer(terminal, "15. Aide", "1")
        _answer(terminal, "Votre réponse (1 à 4", "3")
        _answer(terminal, "Enregistré : 1.1.1, Maîtrisé.", "t")
        terminal.wait_for("Constat :")
        for start in range(0, len(PAGE), 1_000):
            terminal.press(PAGE[start : start + 1_000])
        terminal.press("enter")
        _answer(terminal, "Enregistré : Constat.", "Équiix\x7f\x7f\x7fpe soudée")
        terminal.wait_for("Enregistré : Points forts.")
        terminal.press("Un", "left", "up", "enter")  # arrows leave nothing behind
        terminal.wait_for("Enregistré : Points à améliorer.")
        terminal.press("Deux", "enter")
        terminal.wait_for("Enregistré : Preuves.")
        terminal.press("q", "enter")
        terminal.wait_for("Au revoir.")
        assert terminal.wait_exit() == 0
        assert b"\x1b" not in terminal.raw
    found = _shown(folder, "1.1.1")
    assert found["constat"] == PAGE
    assert found["strengths"] == "Équpe soudée"
    assert (found["improvements"], found["evidence"]) == ("Un", "Deux")


def test_several_lines_pasted_at_once_are_one_text(tmp_path: Path) -> None:
    folder = tmp_path / "données"
    with cap_tui(folder, "demo", "--no-open") as terminal:
        assert terminal.wait_exit() == 0
    with cap_tui(folder, "--simple", columns=100, rows=40) as terminal:
        _answer(terminal, "Vos prénom et nom", "")
        _answer(terminal, "Votre choix", "1")
        _answer(terminal, "Quelle évaluation ?", "3")
        _answer(terminal, "15. Aide", "2")
        _answer(terminal, "Code du critère", "1.1.1")
        _answer(terminal, "Votre réponse (1 à 4", "t")
        terminal.wait_for("Constat :")
        terminal.press("Un constat\r3\rq\rtrois lignes")
        terminal.wait_for("Plusieurs lignes")
        terminal.press("\r.\r")
        terminal.wait_for("Enregistré : Constat.")
        terminal.press("q", "enter")
        assert terminal.wait_exit() == 0
        assert b"\x1b" not in terminal.raw
    assert _shown(folder, "1.1.1")["constat"] == "Un constat\n3\nq\ntrois lignes"


def test_a_passphrase_is_asked_and_shows_nowhere(workspace: Workspace) -> None:
    workspace.rename_profile("Claire")
    workspace.set_passphrase("bruyère et cailloux")
    with cap_tui(workspace.data_dir, "--simple", columns=100, rows=40) as terminal:
        _answer(terminal, "Votre phrase secrète", "autre chose")
        _answer(terminal, "n’ouvre pas la clé", "bruyère et cailloux")
        terminal.wait_for("Accueil. Au clavier : Claire")
        terminal.press("q", "enter")
        assert terminal.wait_exit() == 0
        assert b"cailloux" not in terminal.raw
        assert "La clé reste verrouillée" not in terminal.text
