"""Visa: nobody signs anything but what was shown, and what changes afterwards is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from cap_tui.core.permissions import Phase
from tests.tui.crossed import THIRD_PARTY, Shared
from tests.tui.dossiers import HOSTILE
from tests.tui.harness import LARGE, SMALL, Harness, running
from tests.tui.masking import flat, masked

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from cap_tui.tui.screens.visa import VisaScreen

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])


def dossier_of(harness: Harness) -> Dossier:
    return cast("VisaScreen", harness.screen).dossier


async def sign(harness: Harness, comment: str = "") -> None:
    await harness.press("s")
    if comment:
        await harness.paste(comment)
    await harness.press("enter", "tab", "enter")


async def planning(harness: Harness) -> Dossier:
    """Go to the plan phase and to the visa."""
    dossier = dossier_of(harness)
    dossier.advance()
    dossier.advance()
    await harness.press("f9")
    return dossier


@SIZES
async def test_what_would_be_signed_is_shown_and_who_signs_is_named(
    shared: Shared, request: pytest.FixtureRequest, size: tuple[int, int]
) -> None:
    async with running(shared.director, size=size, open_reference=shared.reference) as harness:
        await planning(harness)
        harness.golden("third-party-signs", request.path, masked)
        assert f"Qui signe : {THIRD_PARTY}" in flat(harness)
        await harness.press("s")
        assert "Un commentaire avec votre visa" not in flat(harness)


@SIZES
async def test_a_plan_changed_after_its_visa_says_so_and_lists_what(
    started: tuple[Path, str], request: pytest.FixtureRequest, size: tuple[int, int]
) -> None:
    folder, reference = started
    async with running(folder, size=size, open_reference=reference) as harness:
        dossier = await planning(harness)
        await sign(harness, HOSTILE[2])
        assert HOSTILE[2] in harness.text()
        assert "valable : rien n’a changé depuis" in flat(harness)
        dossier.add_action(title="Écrire le livret")
        await harness.press("f10", "escape")
        await harness.press("end", "pagedown")
        assert "modifié après visa (" in flat(harness)
        assert "Écrire le livret" in flat(harness)
        harness.golden("modified", request.path, masked)


async def test_nothing_is_signed_without_a_last_yes(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        dossier = await planning(harness)
        await harness.press("s", "enter", "enter")  # the harmless answer has the focus
        assert dossier.visas() == ()
        await harness.press("s", "escape")
        assert dossier.visas() == ()


async def test_what_changed_since_it_was_shown_is_not_signed(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        dossier = await planning(harness)
        await harness.press("s", "enter")
        dossier.add_action(title="Glissée entre-temps")
        await harness.press("tab", "enter")
        assert dossier.visas() == ()
        assert harness.screen.query_one("#banner").has_class("-error")


async def test_follow_up_is_reached_through_the_visa(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        dossier = dossier_of(harness)
        dossier.advance()
        dossier.advance()
        await harness.press(">", "tab", "enter")
        assert "Ce qui serait signé maintenant" in flat(harness)
        await sign(harness)
        await harness.press(">", "tab", "enter")
        assert dossier.summary.phase is Phase.FOLLOW_UP


async def test_a_visa_outrun_by_a_change_does_not_open_follow_up(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        dossier = await planning(harness)
        await sign(harness)
        dossier.add_action(title="Après coup")
        await harness.press(">")
        assert harness.screen.query_one("#banner").display
        assert dossier.summary.phase is Phase.PLANNING
