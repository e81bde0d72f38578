"""From phase to phase on the screen: what changes is said before, and a frozen answer explains itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import Phase
from tests.tui.dossiers import HOSTILE, showing
from tests.tui.harness import LARGE, SMALL, Harness, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.services.dossier import Dossier

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])


def flat(harness: Harness) -> str:
    """Return the screen as one line, without the frames of dialogs."""
    return " ".join(harness.text().replace("\u00a0", " ").replace("│", " ").split())


def dossier_of(harness: Harness) -> Dossier:
    found: Dossier = harness.screen.dossier  # type: ignore[attr-defined]  # every screen here shows one
    return found


def phase_of(dossier: Dossier) -> Phase:
    return dossier.summary.phase


async def forward(harness: Harness) -> None:
    await harness.press(">", "tab", "enter")


@SIZES
async def test_going_on_says_what_it_freezes_and_the_screen_keeps_saying_it(
    started: tuple[Path, str], golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    folder, reference = started
    async with running(folder, size=size, open_reference=reference) as harness:
        await harness.press("2", ">")
        golden(harness, "advance")
        await harness.press("tab", "enter")
        assert dossier_of(harness).summary.phase is Phase.CONSENSUS
        golden(harness, "frozen")
        await harness.press("down", "1")
        assert dossier_of(harness).positions().keys() == {"identity.values.c1"}
        assert "Les réponses sont figées (phase « Mise en commun »)." in flat(harness)


async def test_the_harmless_answer_and_escape_leave_everything_open(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, size=SMALL, open_reference=reference) as harness:
        for answer in ("enter", "escape"):
            await harness.press(">", answer)
            assert dossier_of(harness).summary.phase is Phase.COLLECTING
        await harness.press("1")
        assert "○" in harness.text()


async def test_what_was_being_typed_is_saved_before_it_is_frozen(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("enter")
        await harness.paste("Écrit juste avant")
        await harness.press("escape")
        await forward(harness)
        dossier = dossier_of(harness)
        assert dossier.opinion("identity.values.c1").constat == "Écrit juste avant"
        await harness.press("enter", "x")
        assert "Écrit juste avant" in harness.text()
        await harness.press("escape")
        assert dossier.opinion("identity.values.c1").constat == "Écrit juste avant"


async def test_going_back_needs_a_reason_and_opens_the_answers_again(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        dossier = dossier_of(harness)
        await forward(harness)
        await harness.press("<", "enter")
        assert phase_of(dossier) is Phase.CONSENSUS
        assert "Dites pourquoi en quelques mots" in flat(harness)
        await harness.paste(HOSTILE[0])
        await harness.press("enter", "3")
        assert phase_of(dossier) is Phase.COLLECTING
        assert "figées" not in harness.text()
        assert dossier.positions().keys() == {"identity.values.c1"}


async def test_a_first_phase_has_no_way_back(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        await harness.press("<")
        assert "Pourquoi revenir" not in harness.text()


async def test_the_version_for_partners_opens_with_the_plan_phase_and_then_a_visa_is_needed(
    started: tuple[Path, str],
) -> None:
    async with showing(started, "results", size=SMALL) as shown:
        await forward(shown.harness)
        await shown.press(">")
        assert "La version du PDF pour les" in flat(shown.harness)
        await shown.press("tab", "enter")
        assert shown.dossier.may("report.export_partners")
        await shown.press(">")
        assert shown.dossier.summary.phase is Phase.PLANNING
        assert "Le suivi commence par un visa" in flat(shown.harness)


async def test_the_plan_stays_open_and_its_phase_can_be_changed_from_it(started: tuple[Path, str]) -> None:
    async with showing(started, "plan") as shown:
        await forward(shown.harness)
        await shown.press("o")
        assert len(shown.dossier.actions()) == 2
        await shown.press("<")
        await shown.type("La pair n’avait pas répondu")
        await shown.press("enter")
        assert shown.dossier.summary.phase is Phase.COLLECTING
