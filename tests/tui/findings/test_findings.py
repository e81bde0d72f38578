"""A finding asks for its facts: what is missing is shown, and one key goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.positions import Position, Stance
from cap_tui.tui.screens.results_text import score_line
from tests.tui.findings.conftest import with_dossier
from tests.tui.harness import LARGE, SMALL, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.core.positions import Opinion
    from cap_tui.services.dossier import Dossier
    from tests.tui.harness import Harness

FIRST, STEPS, TRIAL = "planning.risks.list", "operation.design.steps", "operation.design.trial"
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])


def stored(harness: Harness, reference: str, key: str = FIRST) -> Opinion:
    """Return what a fresh reading of the database says."""
    return harness.app.workspace.open(reference).opinion(key)


def typeset(text: str) -> str:
    """Return a screen with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@SIZES
async def test_a_finding_reads_as_it_should(
    findings: tuple[Path, str], golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    folder, reference = findings
    async with running(folder, size=size, open_reference=reference) as harness:
        golden(harness, "unrated")
        await harness.press("&")
        golden(harness, "major")


@pytest.mark.parametrize(
    ("key", "expected"),
    [("5", "conform"), ("left_parenthesis", "conform"), ("6", "strength"), ("minus", "strength")],
)
async def test_six_levels_are_rated_with_and_without_shift(
    findings: tuple[Path, str], key: str, expected: str
) -> None:
    folder, reference = findings
    async with running(folder, size=SMALL, open_reference=reference) as harness:
        await harness.press(key)
        assert stored(harness, reference).position == Position(Stance.LEVEL, expected)


async def test_enter_goes_to_the_first_text_still_missing_and_says_what_is_left(
    findings: tuple[Path, str],
) -> None:
    folder, reference = findings
    async with running(folder, size=LARGE, open_reference=reference) as harness:
        await harness.press("2", "enter", *"Art", "escape")
        assert stored(harness, reference).requirement == "Art"
        assert "reste à écrire le constat" in typeset(harness.text())
        await harness.press("enter", *"Vu", "escape")
        assert stored(harness, reference).constat == "Vu"
        assert "reste à écrire" not in typeset(harness.text())


async def test_a_level_that_requires_nothing_leaves_enter_where_it_was(findings: tuple[Path, str]) -> None:
    folder, reference = findings
    async with running(folder, size=LARGE, open_reference=reference) as harness:
        await harness.press("3")
        assert "reste à écrire" not in typeset(harness.text())
        assert "△Exigence" not in harness.text()


async def test_a_criterion_for_everyone_says_why_it_cannot_be_set_aside(findings: tuple[Path, str]) -> None:
    folder, reference = findings
    async with running(folder, size=LARGE, open_reference=reference) as harness:
        await harness.press("n")
        assert "ne peut pas être écarté" in typeset(harness.text())
        await harness.press("5")  # no dialog took the key
        assert stored(harness, reference).position == Position(Stance.LEVEL, "conform")


async def test_a_section_is_set_aside_with_one_reason_and_comes_back_with_one_undo(
    findings: tuple[Path, str],
) -> None:
    folder, reference = findings
    async with running(folder, size=LARGE, open_reference=reference) as harness:
        await harness.press("J", "down", "5", "up")  # 8.3-2 has an answer: it is kept
        await harness.press("N", "enter", *"Rien de neuf", "enter")
        assert stored(harness, reference, STEPS).position == Position(
            Stance.NOT_APPLICABLE, reason="Rien de neuf"
        )
        assert stored(harness, reference, TRIAL).position == Position(Stance.LEVEL, "conform")
        await harness.press("z")
        assert stored(harness, reference, STEPS).position is None
        assert stored(harness, reference, TRIAL).position == Position(Stance.LEVEL, "conform")


async def test_a_section_with_criteria_for_everyone_names_them_and_asks_nothing(
    findings: tuple[Path, str],
) -> None:
    folder, reference = findings
    async with running(folder, size=LARGE, open_reference=reference) as harness:
        await harness.press("N")
        assert "La section 6.1 ne peut pas être écartée" in typeset(harness.text())
        assert "6.1-1, 6.1-2,\n 6.1-3." in harness.text()
        await harness.press("5")
        assert stored(harness, reference).position == Position(Stance.LEVEL, "conform")


@SIZES
async def test_the_edition_looked_at_keeps_its_criteria_and_its_counts(
    findings: tuple[Path, str], golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    folder, reference = findings
    async with running(folder, size=size, open_reference=reference) as harness:
        await harness.press("g")
        assert "édition 2015" in harness.text()
        if size == SMALL:
            await harness.press("l")
        text = harness.text()
        assert "Climat" not in text
        assert any(line.startswith(" 6 Planification") and "0/2" in line for line in text.splitlines())
        golden(harness, "edition-2015")


async def test_what_is_owed_leaves_out_what_is_reached_and_the_way_of_looking_stays(
    findings: tuple[Path, str],
) -> None:
    folder, reference = findings
    async with running(folder, size=LARGE, open_reference=reference) as harness:
        await harness.press("5", "g", "g", "g")
        text = typeset(harness.text())
        assert "reste dû à 2026" in text
        assert "Il reste 1 critère dû" in text
        assert "30 septembre 2029, dans 34 mois" in text
        assert "6.1-1" not in text
        await harness.press("escape")
        await harness.press("enter")
        assert "reste dû à 2026" in typeset(harness.text())
        await harness.press("g")
        assert "6.1-1 Risques recensés" in harness.text()


async def test_what_is_owed_and_until_when_is_whole_on_a_narrow_screen(findings: tuple[Path, str]) -> None:
    folder, reference = findings
    async with running(folder, size=(60, 24), open_reference=reference) as harness:
        await harness.press("r", "6")
        shown = " ".join(typeset(harness.text()).replace("█", " ").split())
        assert "30 septembre 2029, dans 34 mois : Fin de la validité de l’édition 2015" in shown


async def test_a_criterion_that_is_not_looked_at_is_found_all_the_same(findings: tuple[Path, str]) -> None:
    folder, reference = findings
    async with running(folder, size=LARGE, open_reference=reference) as harness:
        await harness.press("g", "/", *"climat", "enter")
        assert "6.1-3 Climat" in harness.text()
        assert "édition 2015" not in harness.text()


async def test_the_options_change_what_is_asked_and_undo_brings_it_back(findings: tuple[Path, str]) -> None:
    folder, reference = findings
    async with running(folder, size=LARGE, open_reference=reference) as harness:
        assert "8.4-1" not in harness.text()
        await harness.press("ctrl+p", *"options de", "enter", "space", "enter")
        assert "8.4-1 Achats du groupe" in harness.text()
        assert "6 critères sont maintenant demandés." in typeset(harness.text())
        await harness.press("z")
        assert "8.4-1" not in harness.text()


def _findings_written(dossier: Dossier) -> None:
    for key in ("planning.risks.followed", "planning.risks.climate", STEPS, TRIAL):
        dossier.answer(key, Position(Stance.LEVEL, "conform"))
    dossier.answer(FIRST, Position(Stance.LEVEL, "major"))
    for field in ("requirement", "constat", "evidence"):
        dossier.write(FIRST, field, "Écrit.")
    dossier.add_action(title="Dresser la liste", criteria=(FIRST,))


@SIZES
async def test_the_results_say_what_stands_in_the_way_and_lead_there(
    findings: tuple[Path, str], golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    folder, reference = findings
    with_dossier(folder, reference, _findings_written)
    async with running(folder, size=size, open_reference=reference) as harness:
        await harness.press("r", "5")
        assert "✗ Pas encore prêt pour l’audit" in typeset(harness.text())
        golden(harness, "obstacles")
        await harness.press("6")
        golden(harness, "owed")
        await harness.press("5", "enter")
        assert "Dresser la liste" in harness.text()
        assert "Plan de progrès" in typeset(harness.text())


def _all_conform(dossier: Dossier) -> None:
    for key in dossier.concerned:
        dossier.answer(key, Position(Stance.LEVEL, "conform"))


async def test_a_narrow_screen_still_says_that_nothing_is_left_open(findings: tuple[Path, str]) -> None:
    with_dossier(*findings, _all_conform)
    async with running(findings[0], size=SMALL, open_reference=findings[1]) as harness:
        dossier = harness.app.workspace.open(findings[1])
        whole = dossier.scores[""]
        assert typeset(score_line(dossier, whole, 78).plain).endswith("(5 sur 5) · rien en suspens")
        assert typeset(score_line(dossier, whole, 64).plain).endswith("· couverture 100 % · rien en suspens")
        assert score_line(dossier, whole, 30).plain.endswith("…")
        await harness.press("r")
        assert "rien en suspens" in typeset(harness.text()).partition("Barres")[0]


async def test_what_is_missing_in_the_position_leads_to_the_criterion(findings: tuple[Path, str]) -> None:
    folder, reference = findings
    with_dossier(folder, reference, lambda dossier: dossier.answer(FIRST, Position(Stance.LEVEL, "major")))
    async with running(folder, size=LARGE, open_reference=reference) as harness:
        await harness.press("r", "5", "down", "enter")
        assert "▶1 ✖ Non-conformité majeure" in harness.text()


async def test_settling_without_a_check_leads_to_the_check(findings: tuple[Path, str]) -> None:
    folder, reference = findings
    with_dossier(folder, reference, _findings_written)
    async with running(folder, size=LARGE, open_reference=reference) as harness:
        await harness.press("p", "t", "t", "t")
        text = typeset(harness.text())
        assert "avant de la solder" in text or "soldée" in text
        focused = harness.screen.focused
        assert focused is not None
        assert focused.id == "effectiveness"
        await harness.press("right", "tab", *"15/11/2026", "tab", *"Vu", "ctrl+s")
        line = harness.app.workspace.open(reference).actions()[0]
        assert (line.state.value, line.effectiveness) == ("closed", "yes")


async def test_the_form_offers_the_options_of_the_questionnaire_chosen(
    findings: tuple[Path, str],
) -> None:
    folder, _reference = findings
    async with running(folder, size=LARGE) as harness:
        await harness.press("n")
        assert "Démarche de groupe" not in harness.text()
        await harness.press(*"Pont", "tab", *"55208131766522", "tab", "tab", "tab")
        while "Petit audit" not in harness.text():
            await harness.press("right")
        assert "[ ] Démarche de groupe" in typeset(harness.text())
        await harness.press("tab", "space", "enter")
        assert "8.4-1 Achats du groupe" in harness.text()
