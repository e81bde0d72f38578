from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.integration.cli.conftest import SIRET
from tests.integration.cli.talking import talk

if TYPE_CHECKING:
    from pathlib import Path

LEAVE = "q"
LONG = "\n".join(f"Ligne {place} du constat, relue mot à mot avec l’équipe." for place in range(100))


def _fingerprint(said: str) -> str:
    found = re.search(r"^Empreinte : (\S+)$", said, re.MULTILINE)
    assert found
    return found[1]


def _begun(claire: Path, paul: Path, sent: Path) -> None:
    """The director begins, lets the pair in by their fingerprint, and sends the file."""
    mark = _fingerprint(talk(paul, "Paul Renaud", "5"))
    said = talk(
        claire,
        *("Claire Martin", "3", "L’Étape", SIRET, "1", "", "1", ""),
        *("12", "1", mark, "1", "Paul Renaud", "r"),
        *("11", "1", "1", str(sent), "r", LEAVE),
    )
    assert "Enregistré. L’évaluation de L’Étape est prête." in said
    assert "Enregistré : Paul Renaud, Pair." in said
    assert f"Écrit : {sent}" in said


def test_a_pair_who_hears_the_screen_does_the_whole_review_and_the_director_receives_it(
    tmp_path: Path,
) -> None:
    claire, paul = tmp_path / "claire", tmp_path / "paul"
    sent, back = tmp_path / "pour-paul.capx", tmp_path / "pour-claire.capx"
    _begun(claire, paul, sent)

    everything = [line for _criterion in range(60) for line in ("2", "")]
    said = talk(
        paul,
        *("2", str(sent), "o"),
        *("1", *everything),
        *("2", "1.1.2", "4", "t", f".\n{LONG}\n.", "Une équipe soudée", "", "-", "f"),
        *("m", "1", "1", "Qui signe le livret ?", "2", "5", "À revoir entre nous", "r", "", "r"),
        *("7", "3", "Former deux tuteur·rices", "r"),
        *("5", "o"),
        *("11", "1", "1", str(back), LEAVE),
    )
    assert "Claire Martin n’est pas encore de vos contacts ici." in said
    assert len(re.findall(r"^Groupe [1-4] : (?:\w ){4}\w$", said, re.MULTILINE)) == 4
    assert "Vous êtes ici : Pair" in said
    assert said.count("Enregistré : ") >= 65
    assert "Tous les critères ont une réponse." in said
    assert "Enregistré : remarque sur le critère 1.1.2." in said
    assert "Enregistré : proposé à la direction, Former deux tuteur·rices" in said
    assert "Enregistré : vous avez terminé." in said
    assert f"Écrit : {back}" in said

    said = talk(
        claire,
        *("2", str(back), "o"),
        *("2", "1.1.2", "r"),
        *("3", "livret", "1", "La directrice.", "2", "r"),
        *("7", "4", "1", "1", "1", "r", "r"),
        *("3", "entre nous", "", LEAVE),
    )
    assert "Importé. Le compte rendu :" in said
    assert "Pair, Paul Renaud : Exemplaire" in said
    assert "Ligne 99 du constat, relue mot à mot avec l’équipe." in said
    assert "Qui signe le livret ?" in said
    assert "Enregistré : votre réponse." in said
    assert "Enregistré : résolue." in said
    assert "Enregistré : acceptée, l’action est dans le plan." in said
    assert "À revoir entre nous" not in said  # private between reviewers: it never travels to the director


def test_refusing_to_trust_a_stranger_imports_nothing(tmp_path: Path) -> None:
    claire, paul, sent = tmp_path / "claire", tmp_path / "paul", tmp_path / "pour-paul.capx"
    _begun(claire, paul, sent)
    said = talk(paul, "2", str(sent), "", "1", LEAVE)
    assert "Rien n’a été importé." in said
    assert "0 évaluation sur cet ordinateur" in said


def test_a_file_for_someone_else_is_refused_in_a_sentence_and_the_dialogue_goes_on(tmp_path: Path) -> None:
    claire, paul, sent = tmp_path / "claire", tmp_path / "paul", tmp_path / "pour-paul.capx"
    _begun(claire, paul, sent)
    said = talk(tmp_path / "zoe", "Zoé", "2", str(sent), "8", LEAVE)
    assert "Rien n’a été importé." in said
    assert "Chaque question attend une ligne" in said


def test_an_encrypted_file_opens_with_its_passphrase_and_not_without(tmp_path: Path) -> None:
    claire, paul, sent = tmp_path / "claire", tmp_path / "paul", tmp_path / "clair.capx"
    _begun(claire, paul, sent)
    sealed, secret = tmp_path / "chiffré.capx", "bruyère et cailloux"
    said = talk(claire, "1", "1", "11", "4", secret, "autre", "4", secret, secret, "1", str(sealed), LEAVE)
    assert "Les deux phrases secrètes diffèrent" in said
    assert f"Écrit : {sealed}" in said
    said = talk(paul, "2", str(sealed), "autre chose", "2", str(sealed), secret, "o", LEAVE)
    assert "Ce n’est pas la phrase secrète de ce fichier." in said
    assert "Vous êtes ici : Pair" in said
