"""Historique: nothing that was written is lost from sight, and any moment can be looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.crossed import PEER, Shared
from tests.tui.dossiers import HOSTILE
from tests.tui.harness import LARGE, SMALL, running
from tests.tui.masking import flat, masked

if TYPE_CHECKING:
    from pathlib import Path

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])


@SIZES
async def test_who_wrote_what_and_when_is_listed_newest_first(
    shared: Shared, request: pytest.FixtureRequest, size: tuple[int, int]
) -> None:
    async with running(shared.director, size=size, open_reference=shared.reference) as harness:
        await harness.press("f10")
        harness.golden("history", request.path, masked)


@SIZES
async def test_the_state_at_any_moment_can_be_looked_at(
    shared: Shared, request: pytest.FixtureRequest, size: tuple[int, int]
) -> None:
    async with running(shared.director, size=size, open_reference=shared.reference) as harness:
        await harness.press("f10", "end", "up", "up", "enter")
        await harness.until(lambda: "État au" in harness.text())
        harness.golden("as-of", request.path, masked)
        assert "1.1.2 Gouvernance démocratique · ◔" not in harness.text()
        await harness.press("escape", "escape")
        assert "Points à améliorer" in harness.text()


async def test_one_person_one_kind_and_some_words_narrow_what_is_shown(shared: Shared) -> None:
    async with running(shared.director, open_reference=shared.reference) as harness:
        await harness.press("f10", "f")
        await harness.paste("Awa")
        await harness.press("enter")
        await harness.until(lambda: f"pour : {PEER}" in flat(harness))
        assert "Claire Morvan" not in harness.text()
        await harness.press("/")
        await harness.paste("mémoire")
        await harness.press("enter")
        await harness.until(lambda: "1 inscription pour" in flat(harness))
        assert "Toute l’équipe le cite de mémoire." in flat(harness)
        await harness.press("t")
        assert "Claire Morvan" in harness.text()


async def test_words_that_look_like_markup_are_shown_as_they_are(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        dossier = harness.app.workspace.open(reference)
        for text in HOSTILE:
            dossier.write("identity.values.c1", "constat", text)
        dossier.write("identity.values.c1", "strengths", "协会" * 200)
        harness.app.go("history", dossier)
        await harness.settle()
        for text in HOSTILE:
            assert text in harness.text()
        await harness.press("c")
        assert "1.1.1" in harness.text()
