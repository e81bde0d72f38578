"""`network show` and the others: a coordinator reads the network from a script, and exposes nobody by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.services.workspace import Workspace
from tests.building import environment
from tests.network import Member, gather, several

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli

OF = ("--questionnaire", "small")


@pytest.fixture
def network(cli: Cli) -> Cli:
    """Six AI of Normandie (3 at 30 %, 3 at 70 % and late), one ETTI of Bretagne that nobody may recognise."""
    workspace = Workspace(cli.folder, environment())
    gather(
        workspace,
        *several(3, "Vallée", priority="P1"),
        *several(3, "Plaine", level="controlled", score=70, due_dates="2026-01-15"),
        *several(5, "Phare", kinds="ACI", region="Bretagne", year=2025, level="exemplary", score=100),
        Member("Seule (fictif)", kinds="ETTI", region="Bretagne", level="to-build", score=0),
    )
    workspace.close()
    return cli


def test_everything_at_a_glance_and_what_it_counts_beside(network: Cli) -> None:
    told = network("network", "show", *OF, "--region", "normandie", "--year", "2026")
    assert told.code == 0, told.err
    lines = told.out.splitlines()
    assert lines[:3] == ["Années : 2026", "6 évaluations rassemblées.", "6 structures, dont aucune n’est montrée : on pourrait en isoler moins de cinq."]  # fmt: skip
    told = network("network", "show", *OF, "--year", "2026")
    assert "7 structures, toutes montrées." in told.out
    assert "Par type : AI 6, ETTI 1" in told.out
    assert any(line.split()[:4] == ["1", "Personnes", "7", "42,9"] for line in told.out.splitlines())
    assert "3 plans en retard" in told.out
    assert "Seule" not in told.out
    assert "Ce que comptent ces chiffres :" in told.err


def test_json_says_null_for_what_cannot_be_shown(network: Cli) -> None:
    found = network("network", "show", *OF, "--kind", "etti", "--year", "2026", "--json").json
    assert (found["gathered"], found["counted"], found["shown"], found["hidden"]) == (1, 1, 0, 1)
    assert {node["mean"] for node in found["nodes"]} == {None}
    whole = network("network", "show", *OF, "--year", "2026", "--json").json
    assert whole["nodes"][0]["mean"] == 42.8571  # (3 × 30 + 3 × 70 + 0) / 7
    assert whole["nodes"][0]["quartiles"] == [30, 30, 70]
    assert whole["by_phase"] == {"follow_up": 7}
    assert (whole["late"]["count"], len(whole["late"]["plans"])) == (3, 3)
    assert [(year["year"], year["mean"]) for year in whole["years"]] == [(2025, 100), (2026, 42.8571)]


def test_one_node_the_priorities_the_late_plans_and_the_years(network: Cli) -> None:
    node = network("network", "node", "1.1.1", *OF, "--year", "2026")
    assert "Niveaux : À construire 1, Engagé 3, Maîtrisé 3" in node.out
    (data,) = network("network", "node", "1.1.1", *OF, "--year", "2026", "--json").json
    assert data["node"]["levels"] == {"to-build": 1, "engaged": 3, "controlled": 3}
    assert network("network", "priorities", *OF, "--json").json["priorities"][0]["by_priority"] == {"P1": 3}
    late = network("network", "late", *OF)
    assert [line.split()[0] for line in late.out.splitlines() if "Plaine" in line] == ["15/01/2026"] * 3
    years = network("network", "years", *OF)
    assert [line.split()[:2] for line in years.out.splitlines()[1:]] == [["2025", "5/5"], ["2026", "7/7"]]


def test_where_one_structure_stands_and_when_that_is_refused(network: Cli) -> None:
    listed = {one["structure"]: one["id"] for one in network("list", "--json").json}
    found = network("network", "standing", listed["Vallée 1 (fictif)"], "--json")
    refused = network("network", "standing", listed["Phare 1 (fictif)"])
    assert (found.code, refused.code, refused.out) == (1, 1, "")
    assert "isoler moins de cinq" in refused.err


def test_six_of_one_kind_are_enough_to_say_where_one_stands(cli: Cli) -> None:
    workspace = Workspace(cli.folder, environment())
    gather(workspace, *several(5, "Vallée"), Member("Plaine (fictif)", level="controlled", score=70))
    reference = next(one.id for one in workspace.assessments() if one.structure.name.startswith("Plaine"))
    workspace.close()
    told = cli("network", "standing", reference)
    assert told.code == 0, told.err
    assert "Comparée à 5 autres structures du même type (AI), sans en nommer aucune." in told.out
    assert "quart le plus haut" in told.out
    assert "Vallée" not in told.out
    whole = cli("network", "standing", reference, "--json").json["nodes"][0]
    assert (whole["own"], whole["count"], whole["quartiles"], whole["quarter"]) == (70, 6, [30, 30, 30], 4)


def test_nothing_yet_and_what_is_not_written_right(cli: Cli) -> None:
    empty = cli("network", "show", *OF)
    assert (empty.code, "Aucune ne compte encore" in empty.out) == (0, True)
    assert cli("network", "recount").code == 0
    assert cli("network", "show", *OF, "--kind", "SARL").code == 2
    assert cli("network", "show", *OF, "--year", "demain").code == 2
    assert cli("network", "node", "9.9", *OF).code == 1
    assert cli("network", "show", "--questionnaire", "inconnu").code == 1
