"""Résultats: the figures a director reads out in the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.positions import Position, Stance
from tests.tui.dossiers import HOSTILE, nothing, showing
from tests.tui.harness import LARGE, SMALL, STRUCTURE, empty_folder, started_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from tests.tui.harness import Harness

BOTH = pytest.mark.parametrize("size", [SMALL, LARGE])


@BOTH
async def test_the_screen_looks_as_agreed(
    started: tuple[Path, str], golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    async with showing(started, "results", size=size) as shown:
        golden(shown.harness, "results")


@BOTH
async def test_the_whole_is_told_with_its_band_its_coverage_and_what_may_still_change(
    started: tuple[Path, str], size: tuple[int, int]
) -> None:
    async with showing(started, "results", size=size) as shown:
        # (30 + 70 + 100 + 0) / 4; 200 / 6 and 400 / 6 once the two open ones count as 0 or as 100
        expected = "score 50 % · palier Maîtrisé · couverture 67 % (4 sur 6) · entre 33 % et 67 %"
        assert expected in shown.text


async def test_nothing_answered_shows_a_dash_and_never_a_zero(started: tuple[Path, str]) -> None:
    async with showing(started, "results", size=SMALL, prepare=nothing) as shown:
        assert "pas encore de score · couverture 0 % (0 sur 6)" in shown.text
        assert " 0 %  " not in shown.text
        assert "█" not in shown.text.replace("█\n", "\n")
        assert "· Sans réponse 3" in shown.text


async def test_enter_goes_down_to_the_criteria_and_backspace_comes_back_to_the_same_line(
    started: tuple[Path, str],
) -> None:
    async with showing(started, "results") as shown:
        await shown.press("down", "down", "down")
        assert shown.line.startswith("2 Parcours")
        await shown.press("enter")
        assert "Ensemble › 2 Parcours" in shown.text
        assert shown.line.startswith("2.1 Accueillir")
        await shown.press("down")
        assert shown.line.startswith("  ○ 2.1.1 Accueil des personnes")
        await shown.press("backspace")
        assert shown.line.startswith("2 Parcours")
        await shown.press("escape")
        assert "Résultats" not in shown.text.splitlines()[0]


async def test_a_criterion_shows_its_level_in_words_and_the_fact_that_was_chosen(
    started: tuple[Path, str],
) -> None:
    async with showing(started, "results", size=SMALL) as shown:
        await shown.press("enter", "down")
        assert "◔ 1.1.1 Valeurs partagées" in shown.line
        assert "30 %" in shown.line
        assert "Engagé" in shown.line
        assert "Un texte existe depuis peu, connu de la direction" in shown.text


async def test_a_theme_is_told_with_the_distribution_of_its_levels(started: tuple[Path, str]) -> None:
    async with showing(started, "results") as shown:
        assert "◔ Engagé 1 · ◑ Maîtrisé 1 · ● Exemplaire 1" in shown.text
        await shown.press("end")
        assert "○ À construire 1 · ? Je ne sais pas 1 · · Sans réponse 1" in shown.text


async def test_azerty_digits_choose_the_view(started: tuple[Path, str]) -> None:
    async with showing(started, "results", size=SMALL) as shown:
        for key, name in (
            ("é", "[2 Radar]"),
            ('"', "[3 Points forts]"),
            ("'", "[4 Priorités]"),
            ("&", "[1 Barres]"),
        ):
            await shown.press(key)
            assert name in shown.text


async def test_v_goes_round_the_views(started: tuple[Path, str]) -> None:
    async with showing(started, "results", size=SMALL) as shown:
        for name in ("[2 Radar]", "[3 Points forts]", "[4 Priorités]", "[8 Carte]", "[1 Barres]"):
            await shown.press("v")
            assert name in shown.text


@BOTH
async def test_the_radar_shows_each_objective_with_its_score(
    started: tuple[Path, str], size: tuple[int, int]
) -> None:
    async with showing(started, "results", size=size) as shown:
        await shown.press("2")
        for label in ("1.1 50 %", "1.2 100 %", "2.1 0 %", "cible"):
            assert label in shown.text


async def test_strengths_are_what_exceeds_the_target(started: tuple[Path, str]) -> None:
    async with showing(started, "results", size=SMALL) as shown:
        await shown.press("3")
        assert "● 1.2.1 Projet écrit" in shown.line
        assert "1.1.2" not in shown.text  # at the target, not above it


async def test_without_any_strength_a_sentence_says_so(started: tuple[Path, str]) -> None:
    async with showing(started, "results", prepare=nothing) as shown:
        await shown.press("3")
        assert "Aucun critère ne dépasse la cible pour l’instant." in shown.text


async def test_priorities_begin_with_the_widest_gap(started: tuple[Path, str]) -> None:
    async with showing(started, "results", size=SMALL) as shown:
        await shown.press("4")
        listed = [
            line for line in shown.text.splitlines() if " P2 " in line or "▌P2 " in line or " P3 " in line
        ]
        # gaps 70 (to build) and 40 (engaged), both a small effort: 70 ≥ 60 is P2, 40 ≥ 30 is P3
        assert ["2.1.1" in listed[0], "écart 70" in listed[0]] == [True, True]
        assert ["1.1.1" in listed[1], "écart 40" in listed[1], "P3" in listed[1]] == [True, True, True]


async def test_an_action_added_from_a_priority_is_in_the_plan_and_shown_beside_it(
    started: tuple[Path, str],
) -> None:
    async with showing(started, "results") as shown:
        await shown.press("4", "a")
        await shown.press("enter")
        (action,) = shown.dossier.actions()
        assert action.title == "Écrire le texte avec l’équipe"
        assert action.criteria == ("people.welcome.c1",)
        assert action.priority == "P2"
        assert "Action 1 ajoutée au plan." in shown.text
        assert "action 1" in shown.line


async def test_a_section_cannot_take_an_action_and_a_sentence_says_what_to_do(
    started: tuple[Path, str],
) -> None:
    async with showing(started, "results") as shown:
        await shown.press("a")
        assert "Placez-vous d’abord sur un critère" in shown.text
        assert shown.dossier.actions() == ()


async def test_enter_on_a_criterion_goes_to_it_in_the_evaluation(started: tuple[Path, str]) -> None:
    async with showing(started, "results") as shown:
        await shown.press("4", "enter")
        assert "Pouvons-nous montrer ce que nous faisons pour" in shown.text
        assert "2.1.1" in shown.text


async def test_what_changed_elsewhere_is_shown_on_coming_back(started: tuple[Path, str]) -> None:
    async with showing(started, "results") as shown:
        await shown.press("p")
        shown.dossier.answer("people.welcome.c1", Position(Stance.LEVEL, "exemplary"))
        await shown.press("escape")
        assert "score 75 % · palier Maîtrisé" in shown.text


async def test_a_hostile_name_and_reason_appear_as_they_were_typed(tmp_path: Path) -> None:
    folder = empty_folder(tmp_path / "data")
    for number, hostile in enumerate(HOSTILE):
        structure = STRUCTURE.__class__(hostile, STRUCTURE.siret, STRUCTURE.kinds)

        def set_aside(dossier: Dossier, reason: str = hostile) -> None:
            dossier.answer("identity.values.c1", Position(Stance.NOT_APPLICABLE, reason=reason))

        here = empty_folder(tmp_path / str(number))
        async with showing((here, started_folder(here, structure)), "results", prepare=set_aside) as shown:
            await shown.press("enter", "down")
            assert hostile in shown.text.splitlines()[0]
            assert hostile in "\n".join(shown.text.splitlines()[-6:])
    assert folder.is_dir()


@pytest.mark.parametrize("size", [(40, 12), (20, 5)])
@pytest.mark.parametrize("where", ["results", "plan", "export"])
async def test_a_tiny_terminal_ends_nothing(
    started: tuple[Path, str], where: str, size: tuple[int, int]
) -> None:
    async with showing(started, where, size=size) as shown:
        for key in ("down", "v", "v", "v", "v", "e", "escape", "s"):
            await shown.press(key)
        assert shown.text.strip()


async def test_a_dumb_terminal_gets_bars_and_radar_in_plain_characters(
    started: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    async with showing(started, "results") as shown:
        line = next(line for line in shown.text.splitlines() if "1.1 Faire" in line)
        # 50 % of twelve cells, the level to reach (70 %) marked in the ninth
        assert "######..|..." in line
        await shown.press("2")
        assert "@" in shown.text
        assert not any("\u2800" <= char <= "\u28ff" for char in shown.text)


async def test_in_english_no_french_word_of_ours_remains(started: tuple[Path, str]) -> None:
    async with showing(started, "results", language="en") as shown:
        assert "score 50% · band Maîtrisé · coverage 67% (4 of 6) · between 33% and 67%" in shown.text
