"""From one screen of an evaluation to any other in two keys, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.tui.places import is_at
from cap_tui.tui.screens.base import CommandScreen
from tests.tui.harness import SMALL, running
from tests.tui.masking import flat

if TYPE_CHECKING:
    from tests.tui.crossed import Shared

PLACES = {
    "&": "assessment",
    "2": "results",
    '"': "plan",
    "4": "export",
    "5": "exchange",
    "-": "people",
    "7": "visa",
    "8": "history",
    "9": "pooling",
    "à": "inbox",
}
"""What is typed after F3, digits and what the digit row of a French keyboard sends without Shift, and where it leads."""


@pytest.mark.parametrize(("typed", "place"), PLACES.items(), ids=PLACES.values())
async def test_each_screen_is_two_keys_away_and_esc_comes_back(
    shared: Shared, typed: str, place: str
) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        first = harness.screen
        assert isinstance(first, CommandScreen)
        dossier = first.evaluation()
        await harness.press("f3", typed)
        shown = harness.screen
        assert isinstance(shown, CommandScreen)
        assert dossier is not None
        assert is_at(shown, place, dossier)
        if place != "assessment":
            await harness.press("escape")
            assert harness.screen is first


async def test_what_is_being_typed_is_saved_on_the_way(shared: Shared) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        shown = harness.screen
        assert isinstance(shown, CommandScreen)
        dossier = shown.evaluation()
        await harness.press("home", "enter")
        await harness.paste("Ajouté. ")
        await harness.press("f8")
        assert "Personnes" in flat(harness)
        assert dossier is not None
        assert "Ajouté." in dossier.opinion("identity.values.c1").constat


async def test_a_way_beyond_the_tenth_has_a_letter(shared: Shared) -> None:
    async with running(shared.director, size=SMALL, open_reference=shared.reference) as harness:
        await harness.press("f3")
        await harness.until(lambda: "a Indicateurs" in flat(harness))
        assert "Chiffre ou lettre" in flat(harness)
        await harness.press("a")
        shown = harness.screen
        assert isinstance(shown, CommandScreen)
        assert shown.PLACE == "indicators"
