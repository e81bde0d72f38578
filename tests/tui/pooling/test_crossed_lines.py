"""Everyone's views in words: the team never below three voices, a divergence never by colour alone."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import Role
from cap_tui.core.positions import Opinion
from cap_tui.core.review import CrossedViews, Divergence, TeamView, Voice
from cap_tui.core.visibility import FINISH_FIRST
from cap_tui.i18n import activate
from cap_tui.tui.screens.crossed_lines import crossed_blocks, crossed_line, divergence_sign, whole_blocks
from tests.building import UNKNOWN, level, not_applicable, questionnaire

if TYPE_CHECKING:
    from cap_tui.core.positions import Position

SCALE = questionnaire().scale
TEAM = TeamView(
    count=4,
    median="engaged",
    lowest="to-build",
    highest="exemplary",
    spread=3,
    counts=MappingProxyType({"to-build": 1, "engaged": 2, "controlled": 0, "exemplary": 1}),
    comments=("On ne m’a rien montré", "[red]Tout va bien[/red]"),
)


@pytest.fixture(autouse=True)
def _in_french() -> None:
    activate("fr")


def views(
    *positions: Position,
    divergence: Divergence = Divergence.NONE,
    team: TeamView | None = None,
    team_count: int = 0,
    hidden: str = "",
) -> CrossedViews:
    roles = (Role.DIRECTOR, Role.PEER, Role.THIRD_PARTY)
    voices = tuple(
        Voice(role.value, "", role, Opinion(position))
        for role, position in zip(roles, positions, strict=False)
    )
    return CrossedViews("booklet", voices, team, team_count, divergence, 0, None, hidden)


def text(found: CrossedViews, remarks: int = 0) -> str:
    lines = [block.margin.plain + block.text.plain for block in crossed_blocks(SCALE, found, remarks)]
    return "\n".join(lines).replace("\u00a0", " ")


def test_the_team_is_said_by_its_median_its_spread_and_how_many_spoke() -> None:
    assert "Équipe  ◔ engaged · de ○ à ● · 4 voix" in text(views(team=TEAM, team_count=4))


def test_below_three_voices_only_that_is_said() -> None:
    said = text(views(level("engaged"), team_count=2))
    assert "Équipe     moins de 3 voix, rien n’est montré" in said


def test_three_voices_not_all_finished_are_not_shown_either() -> None:
    assert "visible quand toute l’équipe aura terminé" in text(views(team_count=3))


def test_where_others_are_hidden_the_reason_is_read() -> None:
    assert "« J’ai terminé »" in text(views(level("engaged"), hidden=FINISH_FIRST))


def test_nobody_yet_is_said_rather_than_left_blank() -> None:
    assert "personne n’a encore pris position" in text(views())


@pytest.mark.parametrize(
    ("found", "sign"),
    [
        (views(level("engaged"), level("engaged")), "="),
        (views(level("engaged"), level("controlled"), divergence=Divergence.MINOR), "≠"),
        (views(level("to-build"), not_applicable(), divergence=Divergence.MAJOR), "≠≠"),
        (views(level("engaged")), ""),
        (views(level("engaged"), UNKNOWN), ""),
    ],
)
def test_a_divergence_has_a_sign_and_one_voice_alone_has_none(found: CrossedViews, sign: str) -> None:
    assert divergence_sign(found) == sign
    assert ("Divergence majeure" in text(found)) == (sign == "≠≠")


def test_open_remarks_are_counted() -> None:
    assert "✎ 2 remarques ouvertes" in text(views(level("engaged")), remarks=2)


def test_comments_of_the_team_bear_no_name_and_are_read_as_written() -> None:
    page = "\n".join(block.text.plain for block in whole_blocks(SCALE, views(team=TEAM, team_count=4)))
    assert "On ne m’a rien montré" in page
    assert "[red]Tout va bien[/red]" in page


def test_one_line_says_it_all_for_the_results() -> None:
    found = views(level("engaged"), level("controlled"), divergence=Divergence.MINOR, team=TEAM, team_count=4)
    line = crossed_line(SCALE, found).plain.replace("\u00a0", " ")
    assert line == "Direction ◔ · Pair ◑ · Équipe ◔ engaged · de ○ à ● · 4 voix · ≠ Divergence mineure"
