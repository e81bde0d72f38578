from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli


def test_the_director_goes_forward_and_back_with_a_reason(cli: Cli) -> None:
    reference = cli.new()
    assert cli("phase", reference).out.strip() == "Recueil"
    assert cli("phase", reference, "advance").out.strip() == "Mise en commun"
    assert cli("phase", reference, "advance").out.strip() == "Plan de progrès"
    assert cli("list", "--json").json[0]["phase"] == "planning"
    refused = cli("phase", reference, "reopen")
    assert refused.code == 1
    assert "Dites pourquoi" in refused.err
    assert cli("phase", reference, "reopen", "--why", "un critère oublié").out.strip() == "Mise en commun"


def test_follow_up_is_not_entered_without_a_visa(cli: Cli) -> None:
    reference = cli.new()
    cli("phase", reference, "advance")
    cli("phase", reference, "advance")
    refused = cli("phase", reference, "advance")
    assert refused.code == 1
    assert f"cap-tui visa {reference[:8]} --sign" in refused.err
    assert cli("phase", reference).out.strip() == "Plan de progrès"


def test_answers_are_frozen_once_collected(cli: Cli) -> None:
    reference = cli.new()
    cli("phase", reference, "advance")
    refused = cli("answer", reference, "1.1.1", "engaged")
    assert refused.code == 1
    assert "Recueil" in refused.err


def test_a_move_that_does_not_exist_is_wrong_usage(cli: Cli) -> None:
    assert cli("phase", cli.new(), "forward").code == 2


def test_going_on_says_how_many_criteria_are_left_without_an_answer(half: tuple[Cli, str]) -> None:
    cli, reference = half
    told = cli("phase", reference, "next", "--json")
    assert told.json == {"id": reference, "phase": "consensus", "next": "planning", "unanswered": 3}
    assert "3 critères sont restés sans réponse" in told.err
    assert "sans réponse" not in cli("phase", reference, "next").err
