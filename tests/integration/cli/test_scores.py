from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli


def test_every_section_has_its_score_interval_and_band(half: tuple[Cli, str]) -> None:
    cli, reference = half
    nodes = {node["code"]: node for node in cli("score", reference, "--json").json}
    assert list(nodes) == ["", "1", "1.1", "1.2", "2", "2.1"]
    assert (nodes["1.1"]["score"], nodes["1.1"]["band"]) == (53.3333, "Acquis")
    assert (nodes["1"]["low"], nodes["1"]["high"]) == (35.5556, 68.8889)
    assert (nodes["2"]["score"], nodes["2"]["band"]) == (None, None)


def test_nothing_rated_is_a_dash_and_never_zero(half: tuple[Cli, str]) -> None:
    cli, reference = half
    line = next(line for line in cli("score", reference).out.splitlines() if line.startswith("2.1 "))
    assert line.split() == ["2.1", "Coopérer", "—", "0,0–100,0", "%", "0/2", "—"]


@pytest.mark.parametrize("node", ["1.1", "people.welcome"])
def test_the_points_of_an_explanation_add_up_to_the_score(half: tuple[Cli, str], node: str) -> None:
    cli, reference = half
    tree = cli("score", reference, "--explain", node, "--json").json
    assert tree["score"] == 53.3333
    assert [child["points"] for child in tree["children"]] == [20.0, 33.3333]
    assert [child["share"] for child in tree["children"]] == [0.6667, 0.3333]


def test_the_whole_questionnaire_explains_itself_in_text(half: tuple[Cli, str]) -> None:
    cli, reference = half
    lines = cli("score", reference, "--explain", "small").out.splitlines()
    assert lines[1].split() == ["Petit", "référentiel", "53,3", "%"]
    assert any(line.startswith("      1.1.1 Livret d’accueil") and line.endswith("20,0") for line in lines)


def test_an_unknown_node_says_where_the_codes_are(half: tuple[Cli, str]) -> None:
    cli, reference = half
    result = cli("score", reference, "--explain", "8")
    assert result.code == 1
    assert f"cap-tui score {reference[:8]}" in result.err
