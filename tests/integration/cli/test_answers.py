from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.bootstrap import open_workspace
from cap_tui.core.positions import NO_OPINION

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli


def opinion(cli: Cli, reference: str, code: str) -> Any:
    return cli("show", reference, code, "--json").json


@pytest.mark.parametrize("typed", ["controlled", "3", "CONTROLLED"])
def test_a_level_is_kept_however_it_is_named(cli: Cli, typed: str) -> None:
    reference = cli.new()
    assert cli("answer", reference, "visit", typed).code == 0
    assert opinion(cli, reference, "1.1.2")["position"] == {"stance": "level", "level": "controlled"}


def test_all_the_texts_of_one_command_are_kept_verbatim(cli: Cli) -> None:
    reference = cli.new()
    assert (
        cli(
            "answer", reference, "1.1.1", "2", "--constat", "Remis [red]tard[/]", "--strengths", "Clair",
            "--improvements", "L’actualiser", "--evidence", "Livret, p. 2", "--flag",
        ).code
        == 0
    )  # fmt: skip
    found = opinion(cli, reference, "1.1.1")
    assert found["constat"] == "Remis [red]tard[/]"
    assert (found["strengths"], found["improvements"], found["evidence"]) == (
        "Clair",
        "L’actualiser",
        "Livret, p. 2",
    )
    assert found["flagged"] is True
    assert "Remis [red]tard[/]" in cli("show", reference, "1.1.1").out


def test_not_applicable_keeps_its_reason_and_leaves_the_score(half: tuple[Cli, str]) -> None:
    cli, reference = half
    assert cli("answer", reference, "2.1.1", "na", "--why", "Pas encore de partenaire").code == 0
    found = opinion(cli, reference, "2.1.1")
    assert found["position"] == {"stance": "not_applicable", "reason": "Pas encore de partenaire"}
    assert "Pas encore de partenaire" in cli("show", reference, "2.1.1").out
    (line,) = cli("list", "--json").json
    assert line["applicable"] == 4


def test_not_applicable_without_a_reason_changes_nothing_of_the_command(cli: Cli) -> None:
    reference = cli.new()
    result = cli("answer", reference, "1.1.1", "na", "--constat", "ne doit pas rester")
    assert result.code == 1
    found = opinion(cli, reference, "1.1.1")
    assert (found["position"], found["constat"]) == (None, "")


def test_one_command_is_one_gesture_that_undo_takes_back_whole(cli: Cli) -> None:
    reference = cli.new()
    cli("answer", reference, "1.1.1", "2", "--constat", "Livret remis", "--flag")
    workspace = open_workspace(cli.folder)
    with closing(workspace):
        dossier = workspace.open(reference)
        assert len(dossier.entries()) == 1 + 3
        assert dossier.undo() is not None
        assert dossier.opinion("booklet") == NO_OPINION
        assert dossier.undo() is None


def test_a_text_too_long_changes_nothing_of_the_command(cli: Cli) -> None:
    reference = cli.new()
    assert cli("answer", reference, "1.1.1", "2", "--evidence", "x" * 20_001).code == 1
    assert opinion(cli, reference, "1.1.1")["position"] is None


def test_don_t_know_and_taking_back_are_two_different_answers(half: tuple[Cli, str]) -> None:
    cli, reference = half
    cli("answer", reference, "1.1.1", "unknown")
    assert opinion(cli, reference, "1.1.1")["position"] == {"stance": "unknown"}
    cli("answer", reference, "1.1.1", "clear")
    assert opinion(cli, reference, "1.1.1")["position"] is None


def test_an_unknown_level_lists_those_that_exist(cli: Cli) -> None:
    result = cli("answer", cli.new(), "1.1.1", "5")
    assert result.code == 1
    assert "1-4, to-build, engaged, controlled, exemplary, na, unknown, clear" in result.err


def test_a_reason_beside_a_level_is_not_silently_dropped(cli: Cli) -> None:
    result = cli("answer", cli.new(), "1.1.1", "2", "--why", "parce que")
    assert result.code == 2
    assert "--constat" in result.err


def test_a_criterion_of_other_structures_takes_no_answer(cli: Cli) -> None:
    result = cli("answer", cli.new(kind="EI"), "2.1.2", "2")
    assert result.code == 1
    assert "2.1.2" in result.err


def test_a_criterion_that_does_not_exist_is_named(cli: Cli) -> None:
    result = cli("show", cli.new(), "9.9.9")
    assert result.code == 1
    assert "9.9.9" in result.err


def test_the_flag_can_be_taken_away(cli: Cli) -> None:
    reference = cli.new()
    cli("answer", reference, "1.1.1", "2", "--flag")
    cli("answer", reference, "1.1.1", "2", "--no-flag")
    assert opinion(cli, reference, "1.1.1")["flagged"] is False


def test_show_marks_the_chosen_level_without_colour(half: tuple[Cli, str]) -> None:
    cli, reference = half
    lines = cli("show", reference, "1.1.1").out.splitlines()
    assert "▶ 2 ◔ Engagé" in lines
    assert "  3 ◑ Maîtrisé" in lines


def test_the_overview_shows_each_criterion_with_its_symbol(half: tuple[Cli, str]) -> None:
    cli, reference = half
    lines = cli("show", reference).out.splitlines()
    assert [line for line in lines if line.startswith("1.1.1")] == ["1.1.1  Livret d’accueil  ◔ Engagé"]
    assert "Score 53 %, entre 25 % et 78 % · critères positionnés : 2 sur 5" in lines


def test_control_characters_never_reach_the_terminal(cli: Cli) -> None:
    reference = cli.new()
    cli("answer", reference, "1.1.1", "2", "--constat", "a\x1b]52;c;AAAA\x07b\u202ec")
    result = cli("show", reference, "1.1.1")
    assert not any(char in result.out for char in "\x1b\x07\u202e")
    wrong = cli("show", reference, "\x1b[31m9")
    assert "\x1b" not in wrong.err
