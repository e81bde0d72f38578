"""What is read once for many questions says what each question would have read, and old titles are not kept."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from benchmarks.network.drawing import drawn
from benchmarks.network.weighing import Weighing
from cap_tui.core.network.cells import What
from cap_tui.core.network.contributions import BEGINNING, Contribution, adds, concern_in
from cap_tui.services.network.asking import Filters, ask
from cap_tui.services.network.dashboard import dashboard, questionnaire_named
from cap_tui.storage.engine import reading
from tests.building import questionnaire as small
from tests.network import Member, gather, several

if TYPE_CHECKING:
    from cap_tui.services.workspace import Workspace

WHATS = (What.SUM, What.SCORED, What.SCORE, What.LEVEL)
NODES = ((), ("",), ("people", "visit"), ("nothing",))


@pytest.fixture
def network(workspace: Workspace) -> Workspace:
    gather(
        workspace,
        *several(6, "Vallée", score=30),
        *several(5, "Plaine", kinds="ACI", score=70, level="controlled", sections=("",)),
        *several(4, "Phare", kinds="ETTI", region="Bretagne", score=100),
        *several(5, "Autres", concern="other", score=0),
        *several(7, "Avant", year=2025, region="Occitanie", score=40),
        Member("Seule (fictif)", kinds="AI,ACI", region="Bretagne", score=55),
    )
    return workspace


@pytest.mark.parametrize("held_nodes", NODES)
@pytest.mark.parametrize("years", [(2026,), (2025, 2026)])
def test_counts_held_answer_every_question_as_the_database_does(
    network: Workspace, held_nodes: tuple[str, ...], years: tuple[int, ...]
) -> None:
    questions = product(
        ((), ("AI",), ("ACI", "ETTI")), ((), ("Bretagne",), ("Normandie",)), NODES, (WHATS, WHATS[:2])
    )
    with reading(network.opened.engine, network.database) as connection:
        asked = ask(connection, Filters("small", years), fictional=False)
        held = asked.holding(WHATS, held_nodes)
        for kinds, regions, nodes, whats in questions:
            filters = Filters("small", years, kinds, regions)
            answer = held.again(filters).answers(whats, nodes)
            assert answer == asked.again(filters).answers(whats, nodes), (kinds, regions, nodes)
        assert asked.answers((What.SCORED,))[What.SCORED][""] == {"": 21 if years == (2026,) else 28}


def test_counts_held_of_one_year_do_not_answer_for_another(network: Workspace) -> None:
    with reading(network.opened.engine, network.database) as connection:
        held = ask(connection, Filters("small", (2026,)), fictional=False).holding(WHATS)
        before = held.again(Filters("small", (2025,))).answers((What.SCORED,), ("",))
    assert before == {What.SCORED: {"": {"": 7}}}


def test_looking_for_one_count_in_a_contribution_finds_those_that_it_adds_and_no_other() -> None:
    weighing = Weighing(small(), "a" * 64)
    every = [weighing.contribution(one) for one in drawn(small(), 60)]
    parts = {part for one in every for part in one.parts()}
    assert {what for what, _node, _value in parts} >= {*WHATS, What.STRUCTURES, What.PRIORITY}
    for one in every:
        assert {part for part in parts if adds(one.to_json(), part)} == set(one.parts())


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"levels":[]}', "null"])
def test_a_contribution_changed_outside_adds_nothing_and_fails_nothing(text: str) -> None:
    assert not any(adds(text, (what, "", "")) for what in WHATS)
    assert concern_in(text) == ""


def test_what_concerns_a_structure_is_read_from_the_beginning_of_its_contribution() -> None:
    stored = Contribution(readers=("b" * 64,), concern="0123abcd").to_json()
    assert concern_in(stored[:BEGINNING]) == "0123abcd"
    assert concern_in(Contribution().to_json()[:BEGINNING]) == ""


def test_a_questionnaire_changed_on_this_machine_gives_its_new_titles_at_once(network: Workspace) -> None:
    gather(network, *several(5, "Cap"), questionnaire="cap")
    title = "Critères de qualité"
    folder = network.data_dir / "questionnaires"
    folder.mkdir(exist_ok=True)
    text = MINIMAL.format(title=title)
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    gather(network, *several(5, "Mien"), questionnaire="mine")
    assert dashboard(network, Filters("mine")).questionnaire.title.get("fr") == title
    assert questionnaire_named(network, "mine") is questionnaire_named(network, "mine")
    (folder / "mine.yaml").write_text(MINIMAL.format(title="Critères de qualitÉ"), encoding="utf-8")
    assert dashboard(network, Filters("mine")).questionnaire.title.get("fr") == "Critères de qualitÉ"


MINIMAL = """schema: 1
id: mine
version: "1"
title: {title}
status: proposed
scale:
  kind: maturity
  target: b
  levels:
  - {{id: a, label: Bas, symbol: "○", score: 0, described: false}}
  - {{id: b, label: Haut, symbol: "●", score: 100}}
bands: [{{label: Tout}}]
themes:
- id: t
  code: "1"
  title: Thème
  objectives:
  - id: t.o
    code: "1.1"
    title: Objectif
    criteria:
    - {{id: t.o.c, code: "1.1.1", title: Critère, question: "Qui ?", why: Car, levels: {{b: Les lignes du registre sont datées et relues}}}}
"""
