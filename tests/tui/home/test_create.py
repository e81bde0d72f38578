"""Creating: one cannot create something wrong, and is told what is wrong beside the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from tests.tui.harness import LARGE, SMALL, Harness, running
from tests.tui.masking import flat
from tests.tui.network.networks import gathered_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIRET, OTHER = "73282932000074", "55208131766522"


async def form(harness: Harness, name: str, siret: str) -> None:
    await harness.press("n")
    await harness.paste(name)
    await harness.press("tab")
    await harness.paste(siret)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])
async def test_the_form_explains_itself(
    empty: Path, size: tuple[int, int], golden: Callable[[Harness, str], None]
) -> None:
    async with running(empty, size=size) as harness:
        await harness.press("n")
        golden(harness, "form")
        await harness.press("enter")
        golden(harness, "form-nameless")


async def test_enter_creates_the_structure_and_opens_its_evaluation(empty: Path) -> None:
    async with running(empty) as harness:
        await form(harness, "Le Pont", "732 829 320 00074")
        await harness.press("tab", "space", "right", "right", "space", "tab", "right", "tab", "left", "enter")
        (summary,) = harness.app.workspace.assessments()
        structure = summary.structure
        assert (structure.name, structure.siret, structure.kinds) == ("Le Pont", SIRET, ("AI", "EI"))
        assert (structure.region, summary.year) == ("Auvergne-Rhône-Alpes", 2026)
        assert "1.1.1 Valeurs" in harness.text()


@pytest.mark.parametrize("siret", ["73282932000075", "00000000000000", "12345", "7328293200007A"])
async def test_a_wrong_siret_is_explained_and_creates_nothing(empty: Path, siret: str) -> None:
    async with running(empty) as harness:
        await form(harness, "Le Pont", siret)
        await harness.press("tab", "space", "enter")
        assert harness.app.workspace.assessments() == []
        wrong = harness.screen.query_one("#wrong-siret")
        assert wrong.display
        assert "SIRET" in harness.text()
        assert harness.screen.focused is harness.screen.query_one("#siret")


async def test_la_poste_is_accepted(empty: Path) -> None:
    async with running(empty) as harness:
        await form(harness, "La Poste", "35600000049837")
        await harness.press("tab", "space", "enter")
        assert [summary.structure.siret for summary in harness.app.workspace.assessments()] == [
            "35600000049837"
        ]


async def test_a_kind_is_asked_for_when_none_is_ticked(empty: Path) -> None:
    async with running(empty) as harness:
        await form(harness, "Le Pont", SIRET)
        await harness.press("enter", "enter")
        assert harness.app.workspace.assessments() == []
        assert harness.screen.query_one("#wrong-kinds").display


async def test_the_same_structure_the_same_year_is_refused_with_a_sentence(empty: Path) -> None:
    async with running(empty) as harness:
        await form(harness, "Le Pont", SIRET)
        await harness.press("tab", "space", "enter")
        await harness.press("escape", "n", "enter")  # the form begins from the first
        assert "2026" in harness.screen.query_one("#banner").visual.plain  # type: ignore[attr-defined]  # the banner holds a Content
        assert len(harness.app.workspace.assessments()) == 1


async def test_back_home_enter_goes_on_with_what_was_just_created(empty: Path) -> None:
    async with running(empty) as harness:
        await form(harness, "Le Pont", SIRET)
        await harness.press("tab", "space", "enter")
        await harness.press("escape", "n", *"Le Gué", "tab", *OTHER, "enter")
        await harness.press("1", "escape", "enter")
        assert "Le Gué" in harness.text().splitlines()[0]
        await harness.press("escape", "down", "enter")
        assert "Le Pont" in harness.text().splitlines()[0]


async def test_another_structure_is_typed_over_the_one_proposed(empty: Path) -> None:
    async with running(empty) as harness:
        await form(harness, "Le Pont", SIRET)
        await harness.press("tab", "space", "enter")
        await harness.press("escape", "n")
        assert harness.screen.query_one("#name", Input).value == "Le Pont"
        await harness.press(*"Le Gué", "tab", *OTHER, "enter")
        assert [one.structure.name for one in harness.app.workspace.assessments()] == ["Le Gué", "Le Pont"]


async def test_the_person_is_asked_for_their_name_once_and_the_history_keeps_it(empty: Path) -> None:
    async with running(empty) as harness:
        await form(harness, "Le Pont", SIRET)
        await harness.press("tab", "space", "tab", "tab", "tab", "tab")
        await harness.paste("Awa  Diallo\x1b[31m")
        await harness.press("enter", "2", "h")
        assert "Awa Diallo[31m" in harness.text()
        await harness.press("escape", "n")
        assert "Votre nom" not in harness.text()


async def test_a_name_left_empty_prevents_nothing(empty: Path) -> None:
    async with running(empty) as harness:
        await form(harness, "Le Pont", SIRET)
        await harness.press("tab", "space", "enter")
        assert "1.1.1 Valeurs" in harness.text()


async def test_correcting_one_digit_of_the_siret_keeps_the_others(empty: Path) -> None:
    async with running(empty) as harness:
        await form(harness, "Le Pont", "73282932000075")
        await harness.press("tab", "shift+tab", "backspace", "4")
        assert harness.screen.query_one("#siret", Input).value == SIRET


async def test_the_next_evaluation_of_ones_own_structure_asks_neither_its_name_nor_its_siret_again(
    started: tuple[Path, str],
) -> None:
    async with running(started[0]) as harness:
        await harness.press("n")
        assert "Repris de l’évaluation sous le curseur" in flat(harness)
        year = harness.screen.query_one("#year", Input)
        year.value = "2027"
        await harness.press("enter")
        await harness.until(lambda: len(harness.app.workspace.assessments()) == 2)
        new, before = sorted(harness.app.workspace.assessments(), key=lambda one: -one.year)
        assert (new.structure, new.questionnaire_id, new.year) == (before.structure, "mini", 2027)


async def test_nothing_is_proposed_from_the_evaluation_of_another(empty: Path) -> None:
    gathered_folder(empty)
    async with running(empty) as harness:
        await harness.press("n")
        assert harness.screen.query_one("#name", Input).value == ""
