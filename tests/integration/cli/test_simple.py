from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.structures import Structure
from tests.integration.cli.conftest import SIRET
from tests.integration.cli.talking import talk

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.workspace import Workspace
    from tests.integration.cli.conftest import Cli

BEGIN = (
    "Claire",
    "3",
    "L’Étape",
    SIRET,
    "AI",
    "",
    "6",
    "2026",
)  # the small one, after those of the federation


@pytest.fixture
def begun(cli: Cli) -> Cli:
    """An evaluation of the small questionnaire, of five criteria, begun through the dialogue."""
    said = talk(cli.folder, *BEGIN)
    assert "Enregistré. L’évaluation de L’Étape est prête." in said
    return cli


def _whole(cli: Cli, code: str) -> dict[str, object]:
    (summary,) = cli("list", "--json").json
    found: dict[str, object] = cli("show", summary["id"], code, "--json").json
    return found


def test_input_that_stops_in_the_middle_of_a_text_loses_nothing(begun: Cli) -> None:
    said = talk(
        begun.folder, "1", "1", "2", "1.1.1", "4", "t", ".", "Première ligne", "Deuxième lig", ended=False
    )
    assert "Enregistré : Constat." in said
    assert said.rstrip().endswith("Au revoir. Tout ce que vous avez confirmé est enregistré.")
    found = _whole(begun, "1.1.1")
    assert found["constat"] == "Première ligne\nDeuxième lig"
    assert found["position"] == {"stance": "level", "level": "exemplary"}


def test_every_confirmed_answer_is_there_after_input_stops(begun: Cli) -> None:
    talk(begun.folder, "1", "1", "1", "3", "", "s", "", "n", "Aucun transport")
    assert _whole(begun, "1.1.1")["position"] == {"stance": "level", "level": "controlled"}
    assert _whole(begun, "1.1.2")["position"] == {"stance": "unknown"}
    assert _whole(begun, "1.2.1")["position"] == {"stance": "not_applicable", "reason": "Aucun transport"}


def test_wrong_answers_are_told_and_asked_again(begun: Cli) -> None:
    said = talk(begun.folder, "12", "bonjour", "1", "zzz", "1", "1", "9", "n", "", "2", "q")
    assert "« 12 » n’est pas un choix. Tapez un numéro de 1 à 8, ou ? pour l’aide." in said
    assert "« bonjour » n’est pas un choix." in said
    assert "« zzz » n’est pas un choix." in said
    assert "« 9 » n’est pas une réponse. Tapez 1 à 4" in said
    assert "Dites pourquoi le critère 1.1.1 n’est pas applicable" in said or "1.1.1 ne s’applique pas" in said
    assert "Enregistré : 1.1.1, " in said


def test_a_french_keyboard_answers_without_shift(begun: Cli) -> None:
    assert "Enregistré : 1.1.1, " in talk(begun.folder, "&", "&", "&", "é", "q")


def test_what_the_phase_closes_is_said_so_and_the_dialogue_goes_on(begun: Cli) -> None:
    said = talk(begun.folder, "1", "1", "10", "1", "o", "r", "2", "1.1.1", "2", "r", "5", "6", "q")
    assert "5. J’ai terminé (pas ouvert pour le moment)" in said
    refusal = "Vous ne pouvez pas faire cela dans la phase « Mise en commun"
    assert said.count(refusal) == 2
    assert "Ensemble : pas encore de score, 0 critères positionnés sur 5" in said


def test_the_director_goes_from_the_plan_to_the_visa_and_the_follow_up(begun: Cli) -> None:
    said = talk(
        begun.folder,
        *("1", "1", "1", "3", "", "2", "", "r"),
        *("7", "2", "3", "Ouvrir un registre", "Nadia", "+3m", "r"),
        *("10", "1", "o", "1", "o", "r"),
        *("9", "2", "Lu et approuvé", "o", "r"),
        *("10", "1", "o", "r"),
        *("7", "1", "registre", "1", "2", "6", "Commencé lundi.", "q"),
    )
    assert "Vous signeriez ceci :" in said
    assert "Signé. Les autres le recevront avec votre prochain fichier." in said
    assert "Enregistré. Phase : Suivi" in said
    assert "Enregistré : En cours." in said
    assert "Enregistré : votre note." in said


def test_pooling_retains_a_position_with_its_reason(begun: Cli) -> None:
    said = talk(
        begun.folder,
        *("1", "1", "1", "2", "r", "10", "1", "o", "r"),
        *("8", "2", "1.1.1", "3", "", "3", "Preuves relues ensemble", "3", "q"),
    )
    assert "dites pourquoi cette position est retenue" in said
    assert "Retenu sur 1.1.1, " in said


def test_help_and_going_back_answer_everywhere(begun: Cli) -> None:
    said = talk(begun.folder, "?", "1", "?", "1", "2", "?", "1.1.1", "?", "r", "r", "r", "q")
    assert said.count("Partout : r revient en arrière, q quitte") == 5
    assert "s : ne sait pas. n : non applicable, avec la raison." in said
    assert "Vous êtes au début : q quitte." in said


def test_two_people_of_one_computer_pass_the_keyboard(begun: Cli) -> None:
    said = talk(begun.folder, "5", "4", "Nadia", "La Boussole", "3", "nadia", "q")
    assert "Nadia est au clavier." in said
    assert "Accueil. Au clavier : Nadia" in talk(begun.folder, "q")


def test_a_name_cannot_drive_the_terminal_of_who_reads_it(workspace: Workspace) -> None:
    hostile = "Étape\x1b]52;c;c2FsdXQ=\x07\x1b[2J\x9b31m\u202e"
    workspace.new_assessment(Structure(hostile, SIRET, ("AI",), ""), "small", 2026)
    said = talk(workspace.data_dir, hostile, "1", "1", "1", "m", "1", "1", hostile, "q")
    assert "Étape" in said
    assert not set("\x1b\x07\x9b\u202e") & set(said)


def test_the_demonstration_opens_in_the_dialogue(cli: Cli) -> None:
    said = talk(cli.folder, "Claire", "6", "q", command=("demo",))
    assert "Vous êtes ici : Direction" in said
    assert "Ensemble : score 48 %" in said


def test_every_form_of_a_report_can_be_written_by_ear(cli: Cli, tmp_path: Path) -> None:
    """Who hears the screen was given a PDF only, and the web page is what is made for them."""
    cli.new()
    for named, number, name in ((["Claire"], "4", "page.html"), ([], "6", "plan.csv")):
        said = talk(cli.folder, *named, "1", "1", "11", "2", number, "1", str(tmp_path / name), "q")
        assert "4. Page web : un seul fichier" in said
        assert f"Écrit : {tmp_path / name}" in said
    assert (tmp_path / "page.html").read_bytes().startswith(b"<!DOCTYPE html>")
    assert b"Action" in (tmp_path / "plan.csv").read_bytes()
