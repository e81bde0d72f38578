from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli

CORPUS = Path(__file__).parent.parent.parent / "corpus" / "questionnaires"
SCHEMA = Path(__file__).parent.parent.parent.parent / "docs" / "questionnaire.schema.json"


def test_what_is_on_this_machine_is_listed(cli: Cli) -> None:
    found = {one["id"]: one for one in cli("questionnaire", "list", "--json").json}
    assert found["cap"]["criteria"] == 60
    assert found["cap"]["origin"] == "packaged"
    assert (found["small"]["criteria"], found["small"]["origin"]) == (5, "user")


def test_a_questionnaire_is_shown_whole_under_the_keys_of_its_file(cli: Cli) -> None:
    tree = cli("questionnaire", "show", "small", "--json").json
    assert tree["themes"][0]["objectives"][0]["criteria"][0]["code"] == "1.1.1"
    assert tree["scale"]["target"] == "controlled"
    text = cli("questionnaire", "show", "small").out
    assert "    1.1.1 Livret d’accueil [booklet]" in text.splitlines()


def test_an_unknown_questionnaire_is_named(cli: Cli) -> None:
    result = cli("questionnaire", "show", "iso")
    assert result.code == 1
    assert "« iso »" in result.err


def test_a_wrong_file_is_refused_at_the_line_to_correct(cli: Cli) -> None:
    path = CORPUS / "20-anchor.yaml"
    result = cli("questionnaire", "check", str(path))
    assert result.code == 1
    assert result.out.startswith(f"{path}:37:20: erreur : Les ancres")
    assert "1 erreur," in result.err
    (problem,) = cli("questionnaire", "check", str(path), "--json").json
    assert (problem["file"], problem["line"], problem["column"]) == (str(path), 37, 20)
    assert problem["severity"] == "error"
    assert problem["message"].startswith("Les ancres")


def test_a_good_file_passes_without_a_word_on_standard_output(cli: Cli) -> None:
    result = cli("questionnaire", "check", str(CORPUS / "00-good.yaml"))
    assert (result.code, result.out) == (0, "")


def test_a_file_that_is_not_there_does_not_hide_the_problems_of_the_others(cli: Cli, tmp_path: Path) -> None:
    absent, wrong = str(tmp_path / "absent.yaml"), str(CORPUS / "20-anchor.yaml")
    result = cli("questionnaire", "check", absent, wrong)
    assert result.code == 1
    first, second = result.out.splitlines()
    assert first.startswith(f"{absent}: erreur : ")
    assert second.startswith(f"{wrong}:37:20: ")


def test_without_a_file_those_of_this_machine_are_checked(cli: Cli) -> None:
    assert not [one for one in cli("questionnaire", "check", "--json").json if one["severity"] == "error"]
    broken = cli.folder / "questionnaires" / "mine.yaml"
    broken.write_text("schema: 1\nid: mine\n", encoding="utf-8")
    result = cli("questionnaire", "check")
    assert result.code == 1
    assert str(broken) in result.out


def test_two_files_that_claim_the_same_version_are_told(cli: Cli) -> None:
    own = cli.folder / "questionnaires"
    (own / "zz.yaml").write_bytes((own / "small.yaml").read_bytes().replace("Coopérer".encode(), b"Autre"))
    result = cli("questionnaire", "check", "--json")
    assert result.code == 1
    assert [Path(one["file"]).name for one in result.json if one["severity"] == "error"] == ["zz.yaml"]


def test_a_file_that_would_pass_for_cap_is_told_and_not_used(cli: Cli) -> None:
    own = cli.folder / "questionnaires"
    text = (own / "small.yaml").read_text(encoding="utf-8")
    (own / "cap.yaml").write_text(text.replace("id: small", "id: cap", 1), encoding="utf-8")
    result = cli("questionnaire", "check")
    assert result.code == 1
    assert "Choisissez un autre identifiant" in result.out
    assert len(cli("questionnaire", "show", "cap", "--json").json["themes"]) == 4
    assert cli("doctor").code == 1


def test_the_schema_printed_is_the_one_published(cli: Cli) -> None:
    assert cli("questionnaire", "schema").json == json.loads(SCHEMA.read_text(encoding="utf-8"))
