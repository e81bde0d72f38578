"""`compare`: what a director reads out when the second evaluation is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.cli.conftest import SIRET

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli


@pytest.fixture
def two(cli: Cli) -> str:
    """Two evaluations; the id of the later one."""
    now = cli.new()
    before = cli(
        "new", "--questionnaire", "small", "--name", "L’Étape", "--siret", SIRET, "--kind", "AI", "--year", "2025"
    ).out.strip()  # fmt: skip
    for reference, level in ((before, "engaged"), (now, "exemplary")):
        assert cli("answer", reference, "booklet", level).code == 0
    assert cli("plan", before, "add", "Écrire le livret", "criteria=booklet").code == 0
    assert cli("plan", before, "set", "1", "state=done").code == 0
    return now


def test_what_rose_is_printed_with_the_action_that_explains_it(cli: Cli, two: str) -> None:
    result = cli("compare", two)
    assert result.code == 0, result.err
    assert "2025 → 2026 : score 30 % → 100 %" in result.out
    assert "Sur 1 critère positionné les deux fois : 30,0 % → 100,0 %, +70 points." in " ".join(
        result.out.split()
    )
    line = next(line for line in result.out.splitlines() if "▲ en hausse, +70 points" in line)
    assert "◔ → ●" in line
    assert "1. Écrire le livret (Réalisée)" in line


def test_programs_get_the_same_with_exact_figures(cli: Cli, two: str) -> None:
    found = cli("compare", two, f"{SIRET}/small/2025", "--json").json
    assert (found["before"], found["after"]) == (2025, 2026)
    assert (found["nodes"][0]["delta"], found["nodes"][0]["delta_exact"]) == (70.0, "70")
    (rose,) = [one for one in found["criteria"] if one["shift"] == "rose"]
    assert rose["id"] == "booklet"
    assert rose["before"] == {"stance": "level", "level": "engaged"}
    assert [action["title"] for action in rose["actions"]] == ["Écrire le livret"]


def test_without_an_earlier_evaluation_a_sentence_says_so(cli: Cli) -> None:
    result = cli("compare", cli.new())
    assert result.code != 0
    assert "Aucune évaluation de cette structure avant 2026" in result.err
