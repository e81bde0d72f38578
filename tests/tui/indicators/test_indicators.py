"""Indicators: figures are read side by side, written in one dialog, and never lost between two keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import MEASURE
from cap_tui.services.workspace import Workspace
from tests.tui.harness import LARGE, MINI, SMALL, STRUCTURE, Harness, environment, running
from tests.tui.masking import flat

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from cap_tui.tui.screens.indicators import IndicatorsScreen
    from tests.tui.crossed import Shared

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])
LABEL = 'id: identity-values-1, label: "Part de l’équipe ayant lu le texte", unit: "%", kind: result'
ABSENCE = 'id: identity-values-2, label: "Part de l’équipe ayant lu le texte", unit: "%", kind: result'


@pytest.fixture
def filled(tmp_path: Path) -> tuple[Path, str]:
    """An evaluation whose first indicators have values over three years, and one that is not asked any more."""
    folder = tmp_path / "data"
    (folder / "questionnaires").mkdir(parents=True)
    absence = (
        'id: identity-values-2, label: "Jours d’absence des permanent·es", unit: "jours", kind: realisation'
    )
    text = MINI.read_text(encoding="utf-8")
    text = text.replace(LABEL, f"{LABEL}, better: higher").replace(ABSENCE, f"{absence}, better: lower")
    (folder / "questionnaires" / "mini.yaml").write_text(text, encoding="utf-8")
    workspace = Workspace(folder, environment())
    dossier = workspace.open(workspace.new_assessment(STRUCTURE, "mini", 2026).id)
    dossier.measure("identity-values-1", 2023, value="30")
    dossier.measure("identity-values-1", 2024, value="45", source="Registre des lectures")
    dossier.measure("identity-values-1", 2025, value="62,5", goal="80", source="Enquête de janvier")
    dossier.measure("identity-values-2", 2024, value="1 234,5")
    dossier.measure("identity-values-2", 2025, value="1 300", goal="1 200")
    dossier.measure("identity-project-1", 2025, value="12")
    dossier._commit(lambda: [Draft(MEASURE, "measure:gone:2025", "value", "123456789.5", "g")])
    reference = dossier.summary.id
    workspace.close()
    return folder, reference


def dossier_of(harness: Harness) -> Dossier:
    return cast("IndicatorsScreen", harness.screen).dossier


@SIZES
async def test_the_last_years_are_side_by_side_under_their_themes(
    filled: tuple[Path, str], request: pytest.FixtureRequest, size: tuple[int, int]
) -> None:
    folder, reference = filled
    async with running(folder, size=size, open_reference=reference) as harness:
        await harness.press("I")
        harness.golden("indicators", request.path)
        assert "45 62,5" in " ".join(harness.text().split())
        assert "30 % en 2023, 45 % en 2024, 62,5 % en 2025 · ▲ progrès" in flat(harness)
        assert "source : Enquête de janvier" in flat(harness)
        await harness.press("end")
        assert "gone" in harness.text()
        assert "123 456 789,5 en 2025" in flat(harness)
        await harness.press("enter")
        assert "Cet indicateur n’est plus demandé" in flat(harness)


@SIZES
async def test_a_year_is_written_in_one_dialog(
    filled: tuple[Path, str], request: pytest.FixtureRequest, size: tuple[int, int]
) -> None:
    folder, reference = filled
    async with running(folder, size=size, open_reference=reference) as harness:
        await harness.press("I", "enter")
        harness.golden("dialog", request.path)
        await harness.paste("70 %")
        await harness.press("tab", "8", "5", "down")
        await harness.paste("Enquête de novembre")
        await harness.press("enter")
        assert "Chiffre enregistré." in harness.text()
        written = dossier_of(harness).series("identity-values-1").of(2026)
        assert (str(written.value), str(written.goal), written.source) == ("70", "85", "Enquête de novembre")
        await harness.press("z")
        assert dossier_of(harness).series("identity-values-1").of(2026).empty
        await harness.press("y")
        assert not dossier_of(harness).series("identity-values-1").of(2026).empty


async def test_another_year_typed_shows_what_is_known_of_it(filled: tuple[Path, str]) -> None:
    folder, reference = filled
    async with running(folder, open_reference=reference) as harness:
        await harness.press("I", "enter", "shift+tab", "home", *["delete"] * 4, *"2024")
        assert "Registre des lectures" in harness.text()
        await harness.press("tab", "home", *["delete"] * 2, *"46", "enter")
        written = dossier_of(harness).series("identity-values-1").of(2024)
        assert (str(written.value), written.source) == ("46", "Registre des lectures")


async def test_a_field_emptied_takes_its_figure_away(filled: tuple[Path, str]) -> None:
    folder, reference = filled
    async with running(folder, open_reference=reference) as harness:
        await harness.press("I", "enter", "shift+tab", "home", *["delete"] * 4, *"2025")
        await harness.press("tab", "tab", "home", "delete", "delete", "enter")
        written = dossier_of(harness).series("identity-values-1").of(2025)
        assert (str(written.value), written.goal) == ("62.5", None)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("120", "Une part va de 0 à 100 %"),
        ("beaucoup", "n’est pas un nombre"),
        ("12 €", "n’est pas dans l’unité"),
    ],
)
async def test_what_is_no_figure_stays_in_the_field_and_says_why(
    filled: tuple[Path, str], typed: str, sentence: str
) -> None:
    folder, reference = filled
    async with running(folder, open_reference=reference) as harness:
        await harness.press("I", "enter")
        await harness.paste(typed)
        await harness.press("enter")
        assert sentence in flat(harness)
        assert typed in harness.text()
        await harness.press("escape")
        assert dossier_of(harness).series("identity-values-1").of(2026).empty


async def test_a_year_beyond_belief_is_asked_again(filled: tuple[Path, str]) -> None:
    folder, reference = filled
    async with running(folder, open_reference=reference) as harness:
        await harness.press("I", "enter", *"55", "shift+tab", "home", *["delete"] * 4, *"1066", "enter")
        assert "comprise entre 2000 et 2100" in flat(harness)


async def test_from_a_criterion_one_comes_to_its_indicator_and_back(filled: tuple[Path, str]) -> None:
    folder, reference = filled
    async with running(folder, open_reference=reference) as harness:
        await harness.press("down", "I")
        assert "Jours d’absence des permanent·es" in flat(harness)
        assert "▼ recul" in flat(harness)
        assert cast("IndicatorsScreen", harness.screen).current == "identity.values.c2"
        await harness.press("e", "i")
        assert "1 300 jours en 2025 ▁▇ ▼ recul" in flat(harness)


async def test_the_next_indicator_without_a_value_is_one_key_away(filled: tuple[Path, str]) -> None:
    folder, reference = filled
    async with running(folder, open_reference=reference) as harness:
        await harness.press("I", "u")
        assert cast("IndicatorsScreen", harness.screen).current == "people.welcome.c1"


async def test_the_peer_reads_figures_and_cannot_write_them(shared: Shared) -> None:
    async with running(shared.peer, open_reference=shared.reference) as harness:
        await harness.press("I", "enter")
        assert "Année" not in harness.text()
        assert "Votre rôle le permet dans : aucune" in flat(harness)


async def test_the_list_of_ways_leads_there_too(filled: tuple[Path, str]) -> None:
    folder, reference = filled
    async with running(folder, open_reference=reference) as harness:
        await harness.press("f3", "end", "enter")
        assert "indicateurs, 3 avec des valeurs" in flat(harness)
