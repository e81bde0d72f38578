"""Explain: a score nobody can contest because every point is accounted for."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.explanation import explain
from cap_tui.tui.screens.explain_lines import rounding_shows, steps
from tests.tui.dossiers import nothing, showing
from tests.tui.harness import LARGE, SMALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tui.harness import Harness


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_screen_looks_as_agreed(
    started: tuple[Path, str], golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    async with showing(started, "results", size=size) as shown:
        await shown.press("2", "e")
        golden(shown.harness, "explain")


async def test_the_points_of_the_lines_beneath_add_up_to_the_score(started: tuple[Path, str]) -> None:
    async with showing(started, "results") as shown:
        dossier = shown.dossier
        for step in steps(explain(dossier.questionnaire, dossier.scores, dossier.positions())):
            points = [child.points for child in step.one.children if child.points is not None]
            if points:
                assert sum(points) == step.one.totals.score
        await shown.press("2", "e")
        # 1 Identité: three criteria of the four rated, (30 + 70 + 100) / 3 = 66,7 %, hence 50 points of 100
        assert shown.line.endswith("50,0 %      ".rstrip()) or "50,0 %" in shown.line
        identity = next(line for line in shown.text.splitlines() if "1 Identité" in line)
        assert identity.split()[-5:] == ["75", "%", "66,7", "%", "50,0"]
        people = next(line for line in shown.text.splitlines() if " 2 Parcours" in line)
        assert people.split()[-5:] == ["25", "%", "0,0", "%", "0,0"]


async def test_a_line_is_said_aloud_in_a_sentence(started: tuple[Path, str]) -> None:
    async with showing(started, "results") as shown:
        await shown.press("2", "e", "down")
        said = " ".join(shown.text.split())
        assert (
            "50,0 points sur 100 viennent de « 1 Identité » : un score de 66,7 % pour 75,0 % du poids de"
            " « Petit référentiel »."
        ) in said


async def test_a_criterion_is_explained_within_its_objective_with_the_cursor_on_it(
    started: tuple[Path, str],
) -> None:
    async with showing(started, "results") as shown:
        await shown.press("4", "down", "e")
        assert shown.line.startswith("  ◔ 1.1.1 Valeurs partagées")
        assert "1.1 Faire vivre nos valeurs" in shown.text
        assert "2 Parcours" not in shown.text


async def test_what_is_out_of_the_score_says_why_and_has_no_points(started: tuple[Path, str]) -> None:
    async with showing(started, "results") as shown:
        await shown.press("2", "e", "end")
        assert shown.line.split()[-3:] == ["—", "—", "—"]
        assert "« 2.1.3 Suivi des parcours » est hors du score : sans réponse." in shown.text


async def test_nothing_rated_explains_that_there_is_no_score(started: tuple[Path, str]) -> None:
    async with showing(started, "results", prepare=nothing) as shown:
        await shown.press("e")
        assert "pas de score, rien à additionner" in shown.text


async def test_rounding_is_owned_up_to_when_the_points_shown_do_not_add_up(started: tuple[Path, str]) -> None:
    async with showing(started, "results") as shown:
        dossier = shown.dossier
        theme = explain(dossier.questionnaire, dossier.scores, dossier.positions(), "identity")
        # 50 × 2/3 = 33,3 and 100 × 1/3 = 33,3 shown, for a score of 66,7
        assert [child.points for child in theme.children] == [Fraction(100, 3), Fraction(100, 3)]
        assert rounding_shows(theme)
        assert not rounding_shows(theme.children[0])
        await shown.press("e")
        assert "Les points sont arrondis au dixième" in shown.text


async def test_escape_comes_back_to_the_results(started: tuple[Path, str]) -> None:
    async with showing(started, "results") as shown:
        await shown.press("e", "escape")
        assert shown.text.splitlines()[0].startswith(" Résultats")
