"""What the dashboard says of a network written by hand, and what it keeps to itself."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.network.cells import What
from cap_tui.core.permissions import Phase
from cap_tui.services.errors import UnknownQuestionnaireError
from cap_tui.services.network.asking import Filters, ask
from cap_tui.services.network.dashboard import dashboard, node_detail
from cap_tui.services.network.definitions import Figure, definition
from cap_tui.services.network.drilling import drill
from cap_tui.services.network.network_errors import FewPeersError, NoSuchNodeError, NotCountedError
from cap_tui.services.network.standing import standing
from cap_tui.storage.engine import reading
from tests.network import Member, gather, several

if TYPE_CHECKING:
    from cap_tui.core.network.quartiles import Quartiles
    from cap_tui.services.network.node_lines import NodeLine
    from cap_tui.services.workspace import Workspace

SMALL = Filters("small")
PAST = "2026-01-15"


def line(lines: tuple[NodeLine, ...], node: str) -> NodeLine:
    return next(one for one in lines if one.id == node)


def points(found: Quartiles | None) -> list[float]:
    assert found is not None
    return [float(found.first), float(found.median), float(found.third)]


@pytest.fixture
def network(workspace: Workspace) -> Workspace:
    """Six AI of Normandie (3 at 30 %, 3 at 70 %), five ACI of Bretagne at 100 %, one ETTI of Bretagne at 0 %."""
    gather(
        workspace,
        *several(3, "Vallée", level="engaged", score=30, priority="P1"),
        *several(3, "Plaine", level="controlled", score=70, priority="P2", due_dates=PAST),
        *several(5, "Phare", kinds="ACI", region="Bretagne", level="exemplary", score=100),
        Member("Seule (fictif)", kinds="ETTI", region="Bretagne", level="to-build", score=0),
        Member("Pas encore (fictif)", phase="planning"),
    )
    return workspace


def test_who_is_there_and_who_is_shown(network: Workspace) -> None:
    found = dashboard(network, SMALL)
    whole = found.population
    assert (whole.gathered, whole.counted, whole.shown, whole.hidden) == (13, 12, 12, 0)
    assert found.by_phase == {Phase.PLANNING: 1, Phase.FOLLOW_UP: 12}
    assert found.by_kind == {"AI": 7, "ACI": 5, "ETTI": 1}
    assert found.by_region == {"Bretagne": 6, "Normandie": 7}
    assert (whole.fictional, whole.years, whole.filters.years) == (False, (2026,), (2026,))


def test_means_quartiles_bands_and_levels_by_hand(network: Workspace) -> None:
    found = dashboard(network, SMALL)
    whole = line(found.nodes, "")
    # 3 × 30 + 3 × 70 + 5 × 100 + 0 = 800 over 12
    assert (whole.count, whole.mean, whole.band) == (12, Fraction(80000, 1200), "Acquis")
    assert points(whole.quartiles) == [30, 70, 100]
    booklet = line(found.nodes, "booklet")
    assert booklet.levels == {"to-build": 1, "engaged": 3, "controlled": 3, "exemplary": 5}
    assert (booklet.count, booklet.mean) == (12, Fraction(200, 3))
    assert line(found.nodes, "people").levels == {
        "to-build": 2, "engaged": 6, "controlled": 6, "exemplary": 10,
    }  # fmt: skip
    assert [one.code for one in found.nodes if one.depth == 1] == ["1", "2"]
    assert line(found.nodes, "tutor").mean is None


def test_a_kind_with_one_structure_is_counted_and_its_results_are_never_shown(network: Workspace) -> None:
    found = dashboard(network, Filters("small", kinds=("ETTI",)))
    assert (found.population.gathered, found.population.counted, found.population.shown) == (1, 1, 0)
    assert all(one.mean is None and not one.levels for one in found.nodes)
    bretagne = dashboard(network, Filters("small", regions=("Bretagne",)))
    aci = dashboard(network, Filters("small", kinds=("ACI",), regions=("Bretagne",)))
    assert (bretagne.population.shown, aci.population.shown, aci.population.hidden) == (6, 0, 5)


def test_priorities_services_and_late_plans(network: Workspace) -> None:
    found = dashboard(network, SMALL)
    ((booklet),) = found.priorities
    assert (booklet.code, booklet.count, booklet.by_priority) == ("1.1.1", 6, {"P1": 3, "P2": 3})
    assert found.late.count == 3
    assert [plan.structure for plan in found.late.plans] == [
        f"Plaine {number} (fictif)" for number in (1, 2, 3)
    ]
    assert {(plan.lines, plan.since) for plan in found.late.plans} == {(1, PAST)}


def test_one_late_plan_of_a_small_crowd_is_listed_to_its_coordinator_only(workspace: Workspace) -> None:
    gather(
        workspace,
        Member("Ici (fictif)", due_dates=PAST),
        Member("Ailleurs (fictif)", due_dates=PAST, readers=("f" * 64,)),
        Member("À l’heure (fictif)", due_dates=(date(2026, 3, 2) + timedelta(9)).isoformat()),
    )
    late = dashboard(workspace, SMALL).late
    assert (late.count, [plan.structure for plan in late.plans]) == (0, ["Ici (fictif)"])


def test_by_year_each_year_is_protected_apart(workspace: Workspace) -> None:
    gather(
        workspace,
        *several(5, "Avant", year=2025, score=30),
        *several(7, "Maintenant", year=2026, score=70),
        *several(4, "Trop peu", year=2027, score=100),
    )
    found = dashboard(workspace, SMALL)
    assert found.population.filters.years == (2026,)
    assert [(one.year, one.counted, one.shown, one.mean) for one in found.evolution] == [
        (2025, 5, 5, 30), (2026, 7, 7, 70), (2027, 4, 0, None),
    ]  # fmt: skip
    every = dashboard(workspace, Filters("small", years=(2025, 2026, 2027)))
    assert (every.population.counted, every.population.shown) == (16, 12)
    assert line(every.nodes, "").mean == Fraction(5 * 30 + 7 * 70, 12)


def test_a_node_where_four_of_a_block_are_counted_is_not_shown_in_it(workspace: Workspace) -> None:
    gather(
        workspace,
        *several(6, "Vallée"),
        *several(4, "Phare", kinds="ACI", score=100, level="exemplary"),
        Member("Sans livret (fictif)", kinds="ACI", criteria=("visit",), sections=("", "people"), score=100,
               level="exemplary"),
    )  # fmt: skip
    found = dashboard(workspace, SMALL)
    assert line(found.nodes, "booklet").levels == {"engaged": 6}
    assert line(found.nodes, "visit").levels == {"engaged": 6, "exemplary": 5}
    assert (line(found.nodes, "place").count, line(found.nodes, "people").count) == (6, 11)


def test_by_kind_and_by_region_at_one_node(network: Workspace) -> None:
    found = node_detail(network, SMALL, "1")
    assert found.line.id == "people"
    assert {kind: one.count for kind, one in found.by_kind.items()} == {"AI": 6}
    assert {region: one.mean for region, one in found.by_region.items()} == {
        "Bretagne": Fraction(500, 6), "Normandie": 50,
    }  # fmt: skip
    assert node_detail(network, SMALL, "1.1.1").line.id == "booklet"
    with pytest.raises(NoSuchNodeError):
        node_detail(network, SMALL, "9.9")


def test_the_structures_behind_a_figure_are_named_to_who_may_open_them(network: Workspace) -> None:
    gather(network, Member("D’une autre (fictif)", readers=("f" * 64,)))
    found = drill(network, SMALL, What.LEVEL, "1.1.1", "engaged")
    assert [one.structure for one in found] == [f"Vallée {number} (fictif)" for number in (1, 2, 3)]
    assert [one.structure for one in drill(network, SMALL, What.SCORE, "", "0")] == ["Seule (fictif)"]
    assert len(drill(network, SMALL, What.PRIORITY, "booklet", "P2")) == 3
    assert drill(network, SMALL, What.LEVEL, "1.1.1", "engage_") == ()
    assert drill(network, Filters("small", kinds=("ETTI",)), What.PRIORITY, "booklet", "P2") == ()


def test_demonstrations_are_shown_apart_and_only_when_there_is_nothing_else(workspace: Workspace) -> None:
    gather(workspace, *several(5, "Démonstration"), fictional=True)
    assert dashboard(workspace, SMALL).population.fictional
    gather(workspace, *several(2, "Vraie"))
    found = dashboard(workspace, SMALL).population
    assert (found.fictional, found.gathered, found.shown) == (False, 2, 0)


def test_nothing_gathered_is_no_failure_and_an_unknown_questionnaire_is_told(workspace: Workspace) -> None:
    found = dashboard(workspace, SMALL)
    assert (found.population.gathered, found.evolution, found.priorities) == (0, (), ())
    with pytest.raises(UnknownQuestionnaireError):
        dashboard(workspace, Filters("nothing"))


CROWDS = {
    ("AI", "Normandie"): 6, ("ACI", "Normandie"): 3, ("ETTI", "Normandie"): 2, ("AI", "Bretagne"): 4,
    ("AI,ACI", "Bretagne"): 2, ("ACI", "Occitanie"): 5, ("ETTI", "Occitanie"): 1, ("AI", "Occitanie"): 9,
}  # fmt: skip
SOME_KINDS = ((), ("AI",), ("ACI",), ("ETTI",), ("AI", "ACI"), ("AI", "ETTI"), ("ACI", "ETTI"))
SOME_REGIONS = (
    (), ("Normandie",), ("Bretagne",), ("Occitanie",), ("Normandie", "Bretagne"), ("Normandie", "Occitanie"),
    ("Bretagne", "Occitanie"),
)  # fmt: skip


@pytest.mark.parametrize(("node", "groups"), [("", 5), ("people", 1)])
def test_whatever_is_asked_of_the_database_no_difference_of_answers_is_about_fewer_than_five(
    workspace: Workspace, node: str, groups: int
) -> None:
    """Each structure has a score of its own, so that an answer tells which structures it adds up."""
    places = [place for place, count in CROWDS.items() for _time in range(count)]
    gather(
        workspace,
        *(
            Member(f"N° {n} (fictif)", kinds, region, score=n, sections=("", "people")[: 1 + (n % 3 > 0)])
            for n, (kinds, region) in enumerate(places)
        ),
    )
    with reading(workspace.opened.engine, workspace.database) as connection:
        answers = []
        for kinds, regions in product(SOME_KINDS, SOME_REGIONS):
            asked = ask(connection, Filters("small", (2026,), kinds, regions), fictional=False)
            answers.append(asked.answers((What.SCORE,), (node,))[What.SCORE].get(node, {}))
    apart = Counter(tuple(str(n) in answer for answer in answers) for n in range(len(places)))
    sizes = [count for column, count in apart.items() if any(column)]
    assert len(sizes) == groups
    assert all(size >= 5 for size in sizes)


def _reference(workspace: Workspace, name: str) -> str:
    return next(one.id for one in workspace.assessments() if one.structure.name == name)


def test_a_structure_reads_where_it_stands_among_its_peers(network: Workspace) -> None:
    found = standing(network, _reference(network, "Vallée 1 (fictif)"))
    whole = found.lines[0]
    assert (found.peers, whole.count, whole.quarter) == (5, 6, 2)
    assert (whole.own, whole.at, whole.of) == (Fraction(30), "first", 6)
    assert points(whole.quartiles) == [30, 50, 70]
    third = standing(network, _reference(network, "Plaine 1 (fictif)")).lines[0]
    assert (third.quarter, third.at) == (4, "third")
    assert [one.code for one in found.lines] == ["", "1", "1.1", "1.2", "2", "2.1"]


@pytest.mark.parametrize(("score", "at"), [(52, "median"), (51, ""), (53, "")])
def test_at_the_median_is_said_of_who_reads_the_same_figure_as_it(
    workspace: Workspace, score: int, at: str
) -> None:
    """Of nine scores in order, 40 40 40 52 52 60 60 60 and its own, the fifth is 52 whatever its own."""
    gather(
        workspace,
        *several(3, "Sous", score=40),
        Member("Ici (fictif)", score=score),
        *several(2, "Médiane", score=52),
        *several(3, "Sur", score=60),
    )
    found = standing(workspace, _reference(workspace, "Ici (fictif)")).lines[0]
    assert found.at == at


def test_five_in_all_are_too_few_for_one_of_them_who_can_subtract_itself(workspace: Workspace) -> None:
    gather(workspace, *several(5, "Vallée"), *several(6, "Phare", kinds="ACI"))
    assert dashboard(workspace, Filters("small", kinds=("AI",))).population.shown == 5
    with pytest.raises(FewPeersError):
        standing(workspace, _reference(workspace, "Vallée 1 (fictif)"))
    gather(workspace, Member("La sixième (fictif)"))
    assert standing(workspace, _reference(workspace, "Vallée 1 (fictif)")).peers == 5


def test_standing_is_refused_for_a_dossier_that_does_not_count_or_is_not_ours(network: Workspace) -> None:
    gather(network, Member("D’une autre (fictif)", readers=("f" * 64,)))
    for name in ("Pas encore (fictif)", "D’une autre (fictif)"):
        with pytest.raises(NotCountedError):
            standing(network, _reference(network, name))


def test_every_figure_says_what_it_counts() -> None:
    assert len({definition(figure) for figure in Figure}) == len(Figure)


def test_a_structure_that_sent_two_dossiers_is_one_of_the_five_only_once(workspace: Workspace) -> None:
    twice = [Member(f"Deux fois, {name} (fictif)", siret="00009001900019") for name in ("ici", "là")]
    gather(workspace, *several(3, "Vallée"), *twice)
    found = dashboard(workspace, SMALL)
    assert (found.population.counted, found.population.shown) == (5, 0)
    assert line(found.nodes, "").mean is None
    gather(workspace, Member("Une cinquième (fictif)", siret="00009002700022"))
    assert dashboard(workspace, SMALL).population.shown == 6


def test_a_node_is_not_shown_for_four_structures_of_which_one_counts_twice(workspace: Workspace) -> None:
    twice = [Member(f"Deux fois, {name} (fictif)", siret="00009001900019") for name in ("ici", "là")]
    without = [
        Member(f"Sans livret, {name} (fictif)", criteria=("visit",), sections=("", "people")) for name in "ab"
    ]
    gather(workspace, *several(3, "Vallée"), *twice, *without)
    found = dashboard(workspace, SMALL)
    assert not line(found.nodes, "booklet").levels
    assert line(found.nodes, "visit").count == 7


def test_two_years_of_a_structure_are_not_two_dossiers_of_one(workspace: Workspace) -> None:
    gather(workspace, *several(4, "Vallée"), Member("Fidèle (fictif)", siret="00009001900019"),
           Member("Fidèle (fictif)", siret="00009001900019", year=2025))  # fmt: skip
    assert dashboard(workspace, SMALL).population.shown == 5
