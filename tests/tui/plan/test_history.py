"""The history of an action, in the words of the people who keep the plan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cap_tui.core.plan import State
from tests.tui.dossiers import showing
from tests.tui.harness import SMALL

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier


def lived(dossier: Dossier) -> None:
    changes = dossier.add_action(
        title="Écrire [/] le livret", criteria=("identity.values.c1",), owner="Zoé", priority="P1"
    )
    (key,) = changes.actions
    dossier.set_action(key, state=State.IN_PROGRESS, progress=40)
    dossier.set_action(key, due=date(2027, 3, 15))
    dossier.set_action(key, effort="L", owner="")


async def test_every_fact_is_told_in_words_and_none_in_codes(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", size=SMALL, prepare=lived) as shown:
        await shown.press("h")
        text = " ".join(shown.text.replace("│", " ").split())
        for told in (
            "Historique de l’action 1 : Écrire [/] le livret",
            "Ajoutée au plan Écrire [/] le livret · Critères : 1.1.1 · Priorité : P1",
            "Pilote : Zoé",
            "État En cours",
            "Avancement 40 %",
            "Échéance 15/03/2027",
            "Effort un chantier de plusieurs mois",
            "Pilote effacé",
        ):
            assert told in text, told
        for code in ("in_progress", "2027-03-15", "identity.values", "line"):
            assert code not in text
        await shown.press("escape")
        assert "À lancer" not in shown.line
        assert "En cours" in shown.line


async def test_an_action_taken_out_and_brought_back_tells_both(started: tuple[Path, str]) -> None:
    async with showing(started, "plan", prepare=lived) as shown:
        await shown.press("w", "tab", "enter", "z", "h")
        text = " ".join(shown.text.replace("│", " ").split())
        assert "Remise dans le plan (annulé)" in text
        assert "Retirée du plan" in text


async def test_without_any_action_the_key_says_nothing_wrong(started: tuple[Path, str]) -> None:
    async with showing(started, "plan") as shown:
        await shown.press("h")
        assert "Historique de l’action" not in shown.text
