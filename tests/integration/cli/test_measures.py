from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.cli.talking import talk

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli


def _booklets(cli: Cli, reference: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        line for line in cli("indicators", reference, "--json").json if line["id"] == "booklets"
    )
    return found


def test_figures_written_one_after_the_other_are_printed_side_by_side(cli: Cli) -> None:
    reference = cli.new()
    assert cli("measure", reference, "booklets", "2024", "45 %", "--source", "Registre").code == 0
    said = cli("measure", reference, "booklets", "2025", "62,5", "--goal", "80")
    assert said.err.strip() == "Enregistré : Part des arrivées avec livret, 62,5 % en 2025, cible 80 %"
    printed = cli("indicators", reference).out
    assert printed.splitlines()[0] == "1 Personnes"
    heads, line = printed.splitlines()[1:3]
    assert heads.split() == [
        "Identifiant", "Indicateur", "Nature", "Unité", "2024", "2025", "Cible", "Évolution", "Tendance",
    ]  # fmt: skip
    assert line.split() == [
        "booklets", "Part", "des", "arrivées", "avec", "livret", "réalisation", "%", "45", "62,5", "80", "en", "2025",
        "▁▇",
    ]  # fmt: skip


def test_programs_read_exact_numbers(cli: Cli) -> None:
    reference = cli.new()
    cli("measure", reference, "booklets", "2024", "45", "--source", "Registre")
    told = cli("measure", reference, "booklets", "2025", "62,125", "--goal", "80", "--json").json
    assert told == _booklets(cli, reference)
    assert told["years"] == [
        {"year": 2024, "value": "45", "goal": None, "source": "Registre", "trend": "none", "reached": None},
        {"year": 2025, "value": "62.125", "goal": "80", "source": "", "trend": "none", "reached": None},
    ]
    assert (told["criteria"], told["theme"], told["asked"]) == (
        [{"id": "booklet", "code": "1.1.1"}],
        "people",
        True,
    )
    assert told["course"].replace("\u00a0", " ") == "45 % en 2024, 62,125 % en 2025"


def test_a_figure_below_zero_is_not_read_as_an_option(cli: Cli) -> None:
    reference = cli.new()
    assert cli("measure", reference, "tutors", "2025", "-3").code == 0
    (tutors,) = (line for line in cli("indicators", reference, "--json").json if line["id"] == "tutors")
    assert tutors["years"][0]["value"] == "-3"


def test_a_year_is_taken_away_and_one_field_too(cli: Cli) -> None:
    reference = cli.new()
    cli("measure", reference, "booklets", "2025", "62", "--goal", "80", "--source", "Registre")
    assert cli("measure", reference, "booklets", "2025", "--goal", "").code == 0
    (year,) = _booklets(cli, reference)["years"]
    assert (year["value"], year["goal"]) == ("62", None)
    assert cli("measure", reference, "booklets", "2025", "--clear").err.strip() == (
        "Enlevé : Part des arrivées avec livret, 2025."
    )
    assert _booklets(cli, reference)["years"] == []


def test_a_source_that_names_someone_is_erased_for_good(cli: Cli) -> None:
    reference = cli.new()
    cli("measure", reference, "booklets", "2025", "62", "--source", "Fichier de Yasmine Benali")
    assert cli("measure", reference, "booklets", "2025", "--erase-source").code == 0
    (year,) = _booklets(cli, reference)["years"]
    assert (year["value"], year["source"]) == ("62", "")
    assert "Benali" not in cli("history", reference, "--json").out


@pytest.mark.parametrize(
    ("typed", "code", "sentence"),
    [
        (("booklets", "2025", "120"), 1, "Une part va de 0 à 100 %"),
        (("booklets", "2025", "beaucoup"), 1, "« beaucoup » n’est pas un nombre"),
        (("booklets", "2025", "12 €"), 1, "n’est pas dans l’unité de cet indicateur (%)"),
        (("booklets", "1990", "12"), 1, "comprise entre 2000 et 2100"),
        (("booklets", "hier", "12"), 2, "hier"),
        (("nothing", "2025", "12"), 1, "Aucun indicateur « nothing »"),
        (("booklets", "2025"), 2, "cap-tui measure ÉVALUATION INDICATEUR"),
        (("booklets", "2025", "12", "--clear"), 2, "cap-tui measure ÉVALUATION INDICATEUR"),
        (("booklets", "2025", "--gaol"), 2, "--gaol"),
    ],
)
def test_what_cannot_be_written_says_what_to_type(
    cli: Cli, typed: tuple[str, ...], code: int, sentence: str
) -> None:
    reference = cli.new()
    result = cli("measure", reference, *typed)
    assert result.code == code
    assert sentence in result.err
    assert _booklets(cli, reference)["years"] == []


def test_figures_are_written_aloud_too(cli: Cli) -> None:
    reference = cli.new()
    said = talk(
        cli.folder,
        "Claire",
        "1",
        "1",
        "13",
        "livret",
        "2025",
        "1",
        "62,5",
        "2",
        "80",
        "3",
        "Registre",
        "r",
        "q",
    )
    assert "3 indicateurs, 0 avec des valeurs" in said
    assert "Enregistré : Part des arrivées avec livret, 62,5 % en 2025, cible 80 %, source : Registre" in said
    (year,) = _booklets(cli, reference)["years"]
    assert (year["value"], year["goal"], year["source"]) == ("62.5", "80", "Registre")
