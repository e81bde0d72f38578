from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli


def lines(cli: Cli, reference: str) -> Any:
    return cli("plan", reference, "--json").json


def test_proposals_come_from_what_is_below_target_and_only_once(half: tuple[Cli, str]) -> None:
    cli, reference = half
    assert "1 action ajoutée" in cli("plan", reference, "propose").err
    assert "0 action ajoutée" in cli("plan", reference, "propose").err
    assert [line["title"] for line in lines(cli, reference)] == ["Écrire le livret"]
    assert all(line["criteria"] == ["booklet"] for line in lines(cli, reference))


def test_one_s_own_line_keeps_its_criterion_and_fields(cli: Cli) -> None:
    reference = cli.new()
    result = cli(
        "plan", reference, "add", "Rencontrer la mairie", "pilote=Ana", "due=2027-03-15", "--criterion", "2.1.1",
        "--json",
    )  # fmt: skip
    (line,) = result.json
    assert (line["number"], line["owner"], line["due"], line["criteria"]) == (
        1,
        "Ana",
        "2027-03-15",
        ["partners"],
    )
    assert line["missing"] == ["indicator"]


@pytest.mark.parametrize("typed", ["2027-03-15", "15/03/2027"])
def test_a_due_date_is_read_as_french_people_and_programs_write_it(cli: Cli, typed: str) -> None:
    reference = cli.new()
    cli("plan", reference, "add", "Agir")
    assert cli("plan", reference, "set", "1", f"échéance={typed}").code == 0
    assert lines(cli, reference)[0]["due"] == "2027-03-15"


def test_fields_take_their_french_names_and_values(cli: Cli) -> None:
    reference = cli.new()
    cli("plan", reference, "add", "Agir")
    result = cli(
        "plan", reference, "set", "1", "état=en cours", "progress=40 %", "priority=p1", "Cause=Oubli"
    )
    assert result.code == 0, result.err
    (line,) = lines(cli, reference)
    assert (line["state"], line["progress"], line["priority"], line["cause"]) == (
        "in_progress",
        40,
        "P1",
        "Oubli",
    )


def test_a_wrong_value_changes_none_of_the_fields(cli: Cli) -> None:
    reference = cli.new()
    cli("plan", reference, "add", "Agir")
    assert cli("plan", reference, "set", "1", "owner=Ana", "due=31/02/2027").code == 1
    assert cli("plan", reference, "set", "1", "owner=Ana", "état=bof").code == 1
    assert lines(cli, reference)[0]["owner"] == ""


def test_an_unknown_field_lists_those_that_exist(cli: Cli) -> None:
    reference = cli.new()
    cli("plan", reference, "add", "Agir")
    result = cli("plan", reference, "set", "1", "couleur=bleu")
    assert result.code == 2
    assert "owner" in result.err


def test_a_line_moves_up_and_down_and_the_others_keep_their_order(cli: Cli) -> None:
    reference = cli.new()
    for title in ("Un", "Deux", "Trois"):
        cli("plan", reference, "add", title)
    assert cli("plan", reference, "move", "3", "-2").code == 0
    assert [line["title"] for line in lines(cli, reference)] == ["Trois", "Un", "Deux"]
    assert cli("plan", reference, "move", "3", "+1").code == 0
    assert [line["title"] for line in lines(cli, reference)] == ["Un", "Trois", "Deux"]


def test_a_line_is_removed_by_the_number_people_see(cli: Cli) -> None:
    reference = cli.new()
    cli("plan", reference, "add", "Un")
    cli("plan", reference, "add", "Deux")
    assert cli("plan", reference, "remove", "1").code == 0
    assert [line["number"] for line in lines(cli, reference)] == [2]
    assert cli("plan", reference, "remove", "1").code == 1


def test_a_late_action_and_what_a_line_lacks_are_written_in_words(cli: Cli) -> None:
    reference = cli.new()
    cli("plan", reference, "add", "Agir", "due=2020-01-31")
    line = cli("plan", reference).out.splitlines()[1]
    assert "À lancer (en retard)" in line
    assert "31/01/2020" in line
    assert line.endswith("pilote, indicateur")
    (listed,) = cli("list", "--json").json
    assert listed["late"] == 1


@pytest.mark.parametrize(
    "words",
    [["retirer"], ["set", "1"], ["remove"], ["move", "1"], ["propose", "tout"], ["add"], ["list", "--jsn"],
     ["move", "1", "haut"], ["set", "1", "owner"], ["list", "--criterion", "1.1.1"]],
)  # fmt: skip
def test_a_gesture_not_understood_is_wrong_usage_and_changes_nothing(cli: Cli, words: list[str]) -> None:
    reference = cli.new()
    cli("plan", reference, "add", "Agir")
    before = lines(cli, reference)
    result = cli("plan", reference, *words)
    assert result.code == 2
    assert result.out == ""
    assert result.err
    assert lines(cli, reference) == before


def test_an_action_is_never_due_before_it_starts(cli: Cli) -> None:
    reference = cli.new()
    assert cli("plan", reference, "add", "Agir", "start=2027-03-15", "due=2027-03-14").code == 1
    cli("plan", reference, "add", "Agir", "start=2027-03-15")
    refused = cli("plan", reference, "set", "1", "due=2027-03-14")
    assert (refused.code, "14/03/2027" in refused.err) == (1, True)
    assert lines(cli, reference)[0]["due"] == ""
    assert cli("plan", reference, "set", "1", "start=2027-01-01", "due=2027-03-14").code == 0
    assert cli("plan", reference, "set", "1", "start=2027-04-01").code == 1
