from __future__ import annotations

from itertools import permutations

import pytest

from cap_tui.core.permissions import Phase
from cap_tui.core.positions import Opinion
from cap_tui.core.team import countable, team_view
from tests.building import UNKNOWN, level, not_applicable, questionnaire

SCALE = questionnaire().scale


def _said(name: str, constat: str = "") -> Opinion:
    return Opinion(position=level(name), constat=constat)


def test_two_voices_show_nothing_however_many_do_not_know() -> None:
    silent = [Opinion(UNKNOWN, "Je ne sais pas"), Opinion(not_applicable()), Opinion(constat="Rien")]
    assert team_view(SCALE, [], "visit") is None
    assert (
        team_view(SCALE, [_said("engaged", "Un mot"), _said("engaged", "Un autre"), *silent], "visit") is None
    )
    assert team_view(SCALE, [_said("of-another-scale")] * 5, "visit") is None


def test_three_voices_show_their_middle_and_their_spread() -> None:
    view = team_view(SCALE, [_said("exemplary"), _said("to-build"), _said("engaged")], "visit")
    assert view is not None
    assert (view.count, view.median, view.lowest, view.highest, view.spread) == (
        3, "engaged", "to-build", "exemplary", 3,
    )  # fmt: skip
    assert view.counts == {"to-build": 1, "engaged": 1, "controlled": 0, "exemplary": 1}
    assert view.comments == ()


def test_of_an_even_count_the_lower_middle_is_kept() -> None:
    names = ("exemplary", "controlled", "engaged", "to-build")
    view = team_view(SCALE, [_said(name) for name in names], "visit")
    assert view is not None
    assert (view.count, view.median) == (4, "engaged")


def test_the_order_of_comments_says_nothing_of_who_wrote_them() -> None:
    opinions = [
        Opinion(level("engaged"), constat="Bonjour", improvements="Le livret manque"),
        Opinion(level("engaged"), strengths="On est bien reçus"),
        Opinion(level("engaged"), evidence="Planning"),
        Opinion(not_applicable("Pas dans mon atelier")),
    ]
    orders = set()
    for mixed in permutations(opinions):
        view = team_view(SCALE, mixed, "visit")
        assert view is not None
        orders.add(view.comments)
    (comments,) = orders
    assert sorted(comments) == [
        "Bonjour", "Le livret manque", "On est bien reçus", "Pas dans mon atelier", "Planning",
    ]  # fmt: skip
    elsewhere = team_view(SCALE, opinions, "booklet")
    assert elsewhere is not None
    assert elsewhere.comments != comments


@pytest.mark.parametrize(
    ("phase", "finished", "shown"),
    [
        (Phase.COLLECTING, (True, True, True), True),
        (Phase.COLLECTING, (True, True, True, False), False),
        (Phase.COLLECTING, (False, False, False), False),
        (Phase.CONSENSUS, (True, True, True, False), True),
        (Phase.CLOSED, (), True),
    ],
)
def test_voices_are_never_added_one_by_one_under_the_eyes_of_someone(
    phase: Phase, finished: tuple[bool, ...], *, shown: bool
) -> None:
    assert countable(phase, finished) is shown
