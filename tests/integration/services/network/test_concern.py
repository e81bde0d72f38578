"""Criteria that concern some kinds of structures only do not tell the one of another kind."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from itertools import product
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest

from cap_tui.catalogue.cache import cached_questionnaire
from cap_tui.core.network.cells import Place
from cap_tui.core.network.contributions import Contribution, concern_of, contribution
from cap_tui.core.positions import Position, Stance
from cap_tui.core.scoring import score
from cap_tui.services.network.asking import Filters
from cap_tui.services.network.counting import added_up, keep_count, placed
from cap_tui.services.network.dashboard import dashboard
from cap_tui.services.network.recounting import ensure_counted
from cap_tui.services.projecting import concerned_by
from cap_tui.storage import cells, ledger
from cap_tui.storage.engine import reading, writing
from cap_tui.storage.ledger import Header
from tests.databases import change
from tests.network import CONCERN, Member, gather, several

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.services.network.node_lines import NodeLine
    from cap_tui.services.workspace import Workspace

QUESTIONNAIRES = Path(__file__).resolve().parents[4] / "questionnaires"
POOLED = "f00f00f0"
"""What would concern everyone, were the criteria not looked at."""
QUESTIONS = [
    Filters("cap", (2026,), kinds, regions)
    for kinds, regions in product(
        ((), ("AI",), ("OF",), ("AI", "OF")), ((), ("Normandie",), ("Bretagne",), ("Normandie", "Bretagne"))
    )
]


class Answered(NamedTuple):
    """A structure that answered everything, as chance would have it."""

    kinds: str
    region: str
    seed: int


def named(workspace: Workspace, file: str = "cap.yaml") -> Questionnaire:
    return cached_questionnaire((QUESTIONNAIRES / file).read_bytes(), workspace.cache_dir)


def adds(of: Questionnaire, one: Answered, readers: tuple[str, ...] = ("f" * 64,)) -> Contribution:
    chance = Random(one.seed)  # noqa: S311 - the same each time is what is wanted
    levels = [level.id for level in of.scale.levels]
    concerned = concerned_by(of, one.kinds.split(","), frozenset())
    positions = {key: Position(Stance.LEVEL, chance.choice(levels)) for key in concerned}
    return contribution(of, score(of, positions, concerned), positions, (), readers)


def sealed(workspace: Workspace, *members: Answered, pooled: bool = False) -> None:
    """Write structures among the counts; `pooled`: as if the same criteria concerned them all."""
    of = named(workspace)
    ensure_counted(workspace)
    with writing(workspace.opened.engine, workspace.database) as connection:
        ledger.pin(connection, of.digest, of.id, of.version, (QUESTIONNAIRES / "cap.yaml").read_bytes())
        for number, one in enumerate(members):
            header = Header(
                hash=sha256(f"{number} {one.seed}".encode()).hexdigest(), structure=f"N° {number} (fictif)", siret="", kinds=one.kinds,
                region=one.region, fictional=False, questionnaire=of.id, version=of.version, digest=of.digest, title="CAP", year=2026,
                phase="follow_up",
            )  # fmt: skip
            row_id = ledger.insert_header(connection, header)
            new = adds(of, one)
            place = Place(fictional=False, questionnaire=of.id, year=2026, region=one.region, kinds=one.kinds)
            keep_count(connection, row_id, place, replace(new, concern=POOLED) if pooled else new)


def told(workspace: Workspace, filters: Filters) -> dict[str, NodeLine]:
    return {line.id: line for line in dashboard(workspace, filters).nodes}


def solved(of: Questionnaire, lines: dict[str, NodeLine]) -> Fraction | None:
    """Return the score of the only OF, worked out of what is told of it with AI that all answered everything.

    Levels give U = Σ weight × points over the criteria of all; the AI make n × their scores of it, the OF m × its own; and the
    mean times how many are counted gives the scores together: two equations, two unknowns.
    """
    whole = lines[""]
    points = {key: line.mean * line.count for key, line in lines.items() if line.criterion and line.mean}
    n = sum(of.criteria[key].weight for key in concerned_by(of, ["AI"], frozenset()))
    m = sum(of.criteria[key].weight for key in concerned_by(of, ["OF"], frozenset()))
    if whole.mean is None or n == m:
        return None
    weighed = sum((of.criteria[key].weight * value for key, value in points.items()), Fraction(0))
    return (whole.mean * whole.count - weighed / n) / (1 - Fraction(m, n))


FIVE_AND_ONE = [Answered("AI", "Normandie", seed) for seed in range(5)] + [Answered("OF", "Normandie", 9)]


def test_the_attack_reads_the_only_of_where_different_criteria_are_pooled(workspace: Workspace) -> None:
    sealed(workspace, *FIVE_AND_ONE, pooled=True)
    of = named(workspace)
    found, truth = solved(of, told(workspace, QUESTIONS[0])), adds(of, FIVE_AND_ONE[-1]).scores[""]
    assert found is not None
    assert abs(found - truth) < 1


def test_the_attack_fails_here_and_the_only_of_is_said_to_be_left_out(workspace: Workspace) -> None:
    sealed(workspace, *FIVE_AND_ONE)
    of = named(workspace)
    population = dashboard(workspace, QUESTIONS[0]).population
    assert (population.counted, population.shown, population.hidden) == (6, 5, 1)
    found, truth = solved(of, told(workspace, QUESTIONS[0])), adds(of, FIVE_AND_ONE[-1]).scores[""]
    assert found is not None
    assert abs(found - truth) > 10  # it solves for nobody


@pytest.mark.parametrize("others", [FIVE_AND_ONE[:5], [*FIVE_AND_ONE[:3], *(Answered("ACI", "Normandie", s) for s in (11, 12)),
                                    *(Answered("EI", "Bretagne", s) for s in range(20, 26))]])  # fmt: skip
def test_whatever_the_only_structure_of_its_concern_answered_no_answer_changes(
    workspace: Workspace, others: list[Answered]
) -> None:
    sealed(workspace, *others, FIVE_AND_ONE[-1])
    before = [told(workspace, filters) for filters in QUESTIONS]
    change(workspace.data_dir, "DELETE FROM contribution")
    change(workspace.data_dir, "DELETE FROM network_cell WHERE what <> 'kept'")
    change(workspace.data_dir, "DELETE FROM assessment")
    sealed(workspace, *others, FIVE_AND_ONE[-1]._replace(seed=10))
    assert [told(workspace, filters) for filters in QUESTIONS] == before


def test_kinds_options_and_weights_change_what_concerns_and_words_do_not(workspace: Workspace) -> None:
    cap, cedre = named(workspace), named(workspace, "cedre-iso9001.yaml")

    def of(questionnaire: Questionnaire, kind: str, *options: str) -> str:
        return concern_of(questionnaire, concerned_by(questionnaire, [kind], frozenset(options)))

    assert of(cap, "AI") == of(cap, "ACI") == of(cap, "ETTI")
    assert len({of(cap, "AI"), of(cap, "OF"), of(cap, "OSP")}) == 3
    assert of(cedre, "AI") != of(cedre, "AI", "group")
    key, criterion = next(iter(cap.criteria.items()))
    heavier = replace(cap, scale=replace(cap.scale, levels=cap.scale.levels[:-1]))
    assert concern_of(heavier, [key]) != concern_of(cap, [key])
    assert concern_of(replace(cap, version="2099.1", title=criterion.title), [key]) == concern_of(cap, [key])


def test_a_structure_whose_concern_changes_leaves_one_crowd_for_the_other(workspace: Workspace) -> None:
    gather(workspace, *several(5, "Vallée"))
    me = workspace.current_profile().public
    with writing(workspace.opened.engine, workspace.database) as connection:
        row_id, place, _body = cells.contributions(connection)[0]
        keep_count(
            connection,
            row_id,
            place,
            Member("", concern="9a0b", score=70, level="controlled").contribution(me),
        )
    with reading(workspace.opened.engine, workspace.database) as connection:
        stored = cells.contributions(connection)
        assert cells.structures(connection, fictional=False, questionnaire="small")[2026] == {
            ("Normandie", "AI", CONCERN): 4,
            ("Normandie", "AI", "9a0b"): 1,
        }
        assert cells.all_counts(connection) == added_up(placed(place, body) for _row, place, body in stored)


def test_one_blank_does_not_take_the_levels_of_the_four_others_away(workspace: Workspace) -> None:
    gather(workspace, *several(4, "Vallée"), *several(6, "Phare", kinds="ACI", level="exemplary", score=100),
           Member("Sans réponse (fictif)", level="~unanswered"))  # fmt: skip
    line = told(workspace, Filters("small"))["booklet"]
    assert line.levels == {"engaged": 4, "exemplary": 6, "~unanswered": 1}
    assert (line.count, line.of, line.mean) == (10, 11, Fraction(4 * 30 + 6 * 100, 10))
    alone = told(workspace, Filters("small", kinds=("AI",)))["booklet"]
    assert (alone.levels, alone.mean) == ({"engaged": 4, "~unanswered": 1}, None)
    assert (alone.count, alone.of) == (4, 5)
