from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.integration.cli.conftest import SIRET, Cli
from tests.integration.cli.talking import talk

FINDINGS = Path(__file__).parent.parent / "findings.yaml"
BEGIN = (
    "new", "--questionnaire", "findings", "--name", "L’Étape", "--siret", SIRET, "--kind", "AI", "--year", "2026",
)  # fmt: skip


@pytest.fixture
def audited(cli: Cli) -> tuple[Cli, str]:
    """An evaluation against a standard, just begun, without its option."""
    shutil.copy(FINDINGS, cli.folder / "questionnaires")
    return cli, cli(*BEGIN).out.strip()


def test_an_evaluation_goes_from_not_ready_to_ready(audited: tuple[Cli, str]) -> None:
    cli, reference = audited
    assert cli("verdict", reference).out.splitlines() == [
        "✗ Pas encore prêt pour l’audit",
        "  2 critères sans position",
        "",
        "2 critères sans position : 9.2, 5.1",
        "    Choisissez un niveau pour chacun, ou écartez en le justifiant ceux qui peuvent l’être.",
    ]
    cli("answer", reference, "5.1", "conform")
    answered = cli("answer", reference, "9.2", "major", "--requirement", "Un audit par an")
    assert "Non-conformité majeure : reste à écrire les preuves" in answered.err
    assert cli("verdict", reference).code == 0
    assert cli("verdict", reference, "--check").code == 1
    (obstacle,) = cli("verdict", reference, "--json").json["obstacles"]
    assert (obstacle["code"], obstacle["level"], obstacle["missing_in_position"], obstacle["missing_in_plan"]) == (
        "9.2", "major", ["evidence"], ["title"],
    )  # fmt: skip
    assert cli("answer", reference, "9.2", "conform").code == 0
    assert cli("verdict", reference, "--check").out == "✓ Prêt pour l’audit\n"
    assert cli("verdict", reference, "--check").code == 0
    assert cli("score", reference).out.startswith("✓ Prêt pour l’audit\n")


def test_a_major_finding_is_lifted_through_the_plan(audited: tuple[Cli, str]) -> None:
    cli, reference = audited
    cli("answer", reference, "5.1", "conform")
    cli("answer", reference, "9.2", "1", "--requirement", "Un audit par an", "--evidence", "Aucun rapport")
    cli("plan", reference, "add", "Tenir l’audit", "criteria=9.2")
    for _phase in range(2):
        assert cli("phase", reference, "next").code == 0
    refused = cli("visa", reference, "--sign", "--yes")
    assert refused.code == 1
    assert "action 1 (9.2) : la cause, le ou la pilote, l’échéance" in refused.err
    cli("plan", reference, "set", "1", "cause=Oubli", "owner=Zoé", "due=2027-01-31")
    assert cli("visa", reference, "--sign", "--yes").code == 0
    assert cli("phase", reference, "next").code == 0
    settled = cli("plan", reference, "set", "1", "state=closed")
    assert settled.code == 1
    assert "efficace" in settled.err
    assert "Menez à bien l’action 1" in cli("verdict", reference).out
    proof = (
        "effectiveness=yes",
        "effectiveness_date=2026-03-01",
        "effectiveness_proof=Le rapport",
        "state=closed",
    )
    assert cli("plan", reference, "set", "1", *proof).code == 0
    assert cli("verdict", reference, "--check").code == 0


def test_what_concerns_everyone_is_not_set_aside(audited: tuple[Cli, str]) -> None:
    cli, reference = audited
    refused = cli("answer", reference, "9.2", "na", "--why", "Trop petit")
    assert refused.code == 1
    assert "9.2" in refused.err
    assert cli("show", reference, "9.2", "--json").json["position"] is None


def test_an_option_brings_its_criteria_and_can_be_left(audited: tuple[Cli, str]) -> None:
    cli, reference = audited
    assert cli("options", reference).out == "group : Démarche de groupe (non incluse)\n"
    assert "G.1" not in cli("show", reference).out
    refused = cli("answer", reference, "G.1", "conform")
    assert refused.code == 1
    assert "Démarche de groupe" in refused.err
    assert cli("options", reference, "--set", "group", "--json").json == [
        {"id": "group", "label": "Démarche de groupe", "included": True}
    ]
    assert cli("answer", reference, "G.1", "conform").code == 0
    assert "1 critère sans position" not in cli("verdict", reference).out
    assert cli("options", reference, "--none").out == "group : Démarche de groupe (non incluse)\n"
    assert cli("options", reference, "--set", "x").code == 1
    assert cli("options", reference, "--set", "group", "--none").code == 2


def test_an_evaluation_begins_with_its_options(audited: tuple[Cli, str]) -> None:
    cli, _reference = audited
    unknown = cli(*BEGIN[:-1], "2025", "--option", "groupe")
    assert unknown.code == 1
    assert "group" in unknown.err
    begun = cli(*BEGIN[:-1], "2025", "--option", "group").out.strip()
    assert cli("options", begun).out == "group : Démarche de groupe (incluse)\n"
    assert {line["year"]: line["applicable"] for line in cli("list", "--json").json} == {2026: 2, 2025: 3}
    assert cli("doctor").code == 0


def test_the_editions_are_read_apart(audited: tuple[Cli, str]) -> None:
    cli, reference = audited
    assert "5.1" in cli("show", reference).out
    assert "5.1" not in cli("show", reference, "--edition", "2015").out
    assert cli("show", reference, "--edition", "1987").code == 1
    whole = cli("show", reference, "9.2").out
    assert "Attendu\n    Un audit par an, preuves citées." in whole
    assert whole.endswith(
        "Norme 2015 : 9.2\nNorme 2026 : 9.2.1\nNorme 2026 apporte : Le programme dit aussi pourquoi.\n"
    )
    assert cli("show", reference, "5.1", "--edition", "2026").out.endswith(
        "Norme 2026 : aucun article. Le sujet n’a pas d’article.\nNorme 2026 : critère nouveau\n"
    )
    cli("answer", reference, "9.2", "conform")
    owed = cli("owed", reference, "2026")
    assert owed.out.startswith("Il reste 1 critère dû à Norme 2026.\n  30 septembre 2029, ")
    assert "5.1 Culture qualité — · Sans réponse" in owed.out
    data = cli("owed", reference, "2026", "--json").json
    assert [item["code"] for item in data["criteria"]] == ["5.1"]
    assert [(item["date"], item["label"]) for item in data["dates"]] == [
        ("2029-09-30", "Fin de la transition")
    ]
    assert cli("verdict", reference, "--edition", "2015", "--check").code == 0
    assert cli("verdict", reference, "--edition", "2026", "--check").code == 1


def test_a_questionnaire_without_a_verdict_says_so(half: tuple[Cli, str]) -> None:
    cli, reference = half
    refused = cli("verdict", reference)
    assert refused.code == 1
    assert "cap-tui score" in refused.err
    assert cli("options", reference).err == "Ce référentiel n’a pas d’option.\n"


@pytest.mark.sqlite_only("begins in a process of its own, which knows no server")
def test_who_hears_the_screen_is_asked_what_a_finding_needs_and_told_the_verdict(cli: Cli) -> None:
    shutil.copy(FINDINGS, cli.folder / "questionnaires")
    said = talk(
        cli.folder,
        *("Claire", "3", "L’Étape", SIRET, "AI", "", "6", "o", "2026"),
        *("1", "1", "Un audit par an", "Aucun rapport depuis 2024", "", "3", "", "3", ""),
        *("6", "6", "7", "r", "13", "", "r", "q"),
    )
    assert "Inclure « Démarche de groupe » ? (o pour oui, Entrée pour non)" in said
    assert "Non-conformité majeure : reste à écrire l’exigence, les preuves" in said
    assert "Enregistré : Exigence." in said
    assert "Enregistré : Preuves." in said
    assert "Pas encore prêt pour l’audit, Non-conformité majeure : 1 à lever" in said
    assert "1. 9.2 Audit interne — ✖ Non-conformité majeure. Il manque, dans le plan : une action" in said
    assert "Il reste 1 critère dû à Norme 2026." in said
    assert "Démarche de groupe : incluse" in said
    assert (
        cli("options", cli("list", "--json").json[0]["id"]).out
        == "group : Démarche de groupe (non incluse)\n"
    )
