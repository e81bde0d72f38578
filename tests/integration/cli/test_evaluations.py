from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli


def test_a_new_evaluation_is_listed_with_every_field_a_program_reads(cli: Cli) -> None:
    reference = cli.new()
    assert cli("list", "--json").json == [
        {
            "id": reference,
            "structure": "L’Étape",
            "siret": "73282932000074",
            "questionnaire": "small",
            "version": "2026.1",
            "year": 2026,
            "phase": "collecting",
            "coverage": 0.0,
            "score": None,
            "low": 0.0,
            "high": 100.0,
            "positioned": 0,
            "applicable": 5,
            "actions": 0,
            "late": 0,
            "fictional": False,
        }
    ]


def test_the_score_of_a_half_done_evaluation_is_listed_with_four_decimals(half: tuple[Cli, str]) -> None:
    cli, _reference = half
    (line,) = cli("list", "--json").json
    assert (line["score"], line["low"], line["high"]) == (53.3333, 24.6154, 78.4615)
    assert (line["coverage"], line["positioned"], line["applicable"]) == (0.4, 2, 5)


def test_a_criterion_for_other_kinds_is_not_counted(cli: Cli) -> None:
    cli.new(kind="EI")
    (line,) = cli("list", "--json").json
    assert line["applicable"] == 4


def test_the_list_is_one_line_per_evaluation_that_other_tools_can_cut(half: tuple[Cli, str]) -> None:
    cli, reference = half
    lines = cli("list").out.splitlines()
    assert len(lines) == 2
    assert lines[1].split("  ")[0] == reference[:8]
    assert "L’Étape" in lines[1]
    assert "53 %" in lines[1]
    assert not any(line.endswith(" ") for line in lines)


def test_an_empty_folder_says_how_to_begin_and_prints_no_data(cli: Cli) -> None:
    result = cli("list")
    assert (result.code, result.out) == (0, "")
    assert "cap-tui demo" in result.err
    assert json.loads(cli("list", "--json").out) == []


def test_a_wrong_siret_is_explained_and_creates_nothing(cli: Cli) -> None:
    result = cli(
        "new", "--questionnaire", "small", "--name", "X", "--siret", "00000000000000", "--kind", "AI", "--year", "2026"
    )  # fmt: skip
    assert result.code == 1
    assert "zéros" in result.err
    assert cli("list", "--json").json == []


def test_a_second_evaluation_of_the_same_year_is_refused(cli: Cli) -> None:
    cli.new()
    again = cli(
        "new", "--questionnaire", "small", "--name", "X", "--siret", "73282932000074", "--kind", "AI", "--year", "2026"
    )  # fmt: skip
    assert (again.code, again.out) == (1, "")
    assert "2026" in again.err


def test_a_year_in_letters_is_wrong_usage(cli: Cli) -> None:
    result = cli(
        "new", "--questionnaire", "small", "--name", "X", "--siret", "1", "--kind", "AI", "--year", "deux mille"
    )  # fmt: skip
    assert result.code == 2
    assert "« deux mille » n’est pas un nombre entier" in result.err


def test_several_kinds_are_all_kept(cli: Cli) -> None:
    result = cli(
        "new", "--questionnaire", "small", "--name", "Deux", "--siret", "73282932000074", "--kind", "EI",
        "--kind", "AI", "--year", "2026", "--json",
    )  # fmt: skip
    shown = cli("show", result.json["id"]).out
    assert "AI, EI" in shown


def test_an_evaluation_answers_to_the_start_of_its_id_and_to_siret_questionnaire_year(cli: Cli) -> None:
    reference = cli.new()
    for name in (reference, reference[:6], "73282932000074/small/2026"):
        assert cli("show", name, "--json").json["id"] == reference


def test_the_demonstration_loads_again_and_again_and_says_it_is_fictional(cli: Cli) -> None:
    first = cli("demo", "--no-open")
    assert first.code == 0
    assert "fictive" in first.err
    assert cli("demo", "--no-open").out == first.out
    lines = {line["id"]: line for line in cli("list", "--json").json}
    assert all(line["fictional"] for line in lines.values())
    assert lines[first.out.strip()]["applicable"] == 57
    assert {line["questionnaire"] for line in lines.values()} >= {"cap", "cedre-iso9001"}
