"""What an evaluation adds to the network: by hand, from the small questionnaire of `tests/building.py`."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cap_tui.core.network.cells import difference
from cap_tui.core.network.contributions import Contribution, contribution
from cap_tui.core.plan import Action, State
from cap_tui.core.questionnaire import LocalText, Service
from cap_tui.core.scoring import score
from tests.building import UNKNOWN, level, not_applicable, questionnaire

SMALL = replace(questionnaire(), services={"formation": Service("formation", LocalText({"fr": "Formation"}))})
CONCERNED = ("booklet", "visit", "tutor", "partners")
POSITIONS = {
    "booklet": level("engaged"),
    "visit": level("exemplary"),
    "tutor": not_applicable("Aucune équipe de Marie Dupont"),
    "partners": UNKNOWN,
}
ACTIONS = (
    Action("1", title="Écrire avec Nadia", owner="Nadia", criteria=("booklet",), priority="P3"),
    Action("2", criteria=("booklet", "visit"), priority="P1", service="formation"),
    Action("3", criteria=("visit",), priority="P2", service="Mme Martin, conseillère"),
    Action("4", criteria=("partners",), priority="P1", state=State.DONE, service="formation"),
    Action("5", criteria=("gone",), priority="P9", service="formation"),
)


@pytest.fixture
def added() -> Contribution:
    return contribution(SMALL, score(SMALL, POSITIONS, CONCERNED), POSITIONS, ACTIONS, ("ab",))


def test_scores_levels_priorities_and_services_by_hand(added: Contribution) -> None:
    # booklet 30 % with weight 2, visit 100 %: 160/3 = 53.33… %; the tutor is set aside, the partners unknown
    assert added.sums == {"": 5333, "people": 5333, "people.welcome": 5333}
    assert added.scores == {"": 53, "people": 53, "people.welcome": 53}
    assert added.levels == {
        "booklet": "engaged", "visit": "exemplary", "tutor": "~not_applicable", "partners": "~unknown",
    }  # fmt: skip
    assert added.priorities == {"booklet": "P1", "visit": "P1"}
    assert added.services == ("formation",)


def test_the_counts_it_moves_by_hand(added: Contribution) -> None:
    parts = added.parts()
    assert parts["structures", "", ""] == 1
    assert (parts["scored", "people", ""], parts["sum", "people", ""], parts["score", "people", "53"]) == (
        1, 5333, 1,
    )  # fmt: skip
    assert parts["level", "tutor", "~not_applicable"] == 1
    assert parts["priority", "booklet", "P1"] == parts["service", "", "formation"] == 1
    assert len(parts) == 1 + 3 * 3 + 4 + 2 + 1


def test_nothing_that_names_anyone_is_in_it(added: Contribution) -> None:
    for word in ("Marie", "Nadia", "Martin", "Écrire", "conseill"):
        assert word not in added.to_json()


def test_what_is_stored_reads_back_the_same_and_what_is_not_is_told(added: Contribution) -> None:
    assert Contribution.from_json(added.to_json()) == added
    for text in ("", "[]", "{}", '{"readers": 1}', json.dumps({**json.loads(added.to_json()), "sums": 3})):
        with pytest.raises(ValueError):  # noqa: PT011 - whatever the reason
            Contribution.from_json(text)


def test_a_score_of_zero_counts_and_an_absent_one_does_not() -> None:
    zero = {"booklet": level("to-build")}
    parts = contribution(SMALL, score(SMALL, zero, CONCERNED), zero, (), ()).parts()
    assert parts["scored", "", ""] == parts["score", "", "0"] == 1
    assert ("sum", "", "") not in parts
    none = contribution(SMALL, score(SMALL, {}, CONCERNED), {}, (), ())
    assert (none.sums, set(none.levels.values())) == ({}, {"~unanswered"})


def test_only_what_differs_is_to_be_written() -> None:
    kept, gone, new = ("level", "a", "x"), ("level", "b", "x"), ("level", "b", "y")
    total = ("sum", "", "")
    assert difference({kept: 1, new: 1, total: 40}, {kept: 1, gone: 1, total: 70}) == {
        new: 1, gone: -1, total: -30,
    }  # fmt: skip
