"""Passing to another version from the screens: seen first, then done, then taken back; nothing is lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.harness import LARGE, SMALL, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tui.harness import Harness

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])


def typeset(text: str) -> str:
    """Return a screen with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


async def shown(harness: Harness) -> None:
    """Wait until the preview is there."""
    await harness.press("ctrl+p", *"passer a une autre", "enter")
    await harness.until(lambda: "Version 2026.1 → 2027.1" in harness.text())


@SIZES
async def test_the_preview_says_what_would_change_before_anything_is_written(
    later: tuple[Path, str], golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    folder, reference = later
    async with running(folder, size=size, open_reference=reference) as harness:
        await shown(harness)
        golden(harness, "preview")
        assert harness.app.workspace.open(reference).questionnaire.version == "2026.1"


async def test_after_passing_the_former_answer_is_under_the_question_and_orphans_are_readable(
    later: tuple[Path, str], golden: Callable[[Harness, str], None]
) -> None:
    folder, reference = later
    async with running(folder, size=LARGE, open_reference=reference) as harness:
        await shown(harness)
        await harness.press("enter", "tab", "enter")
        await harness.until(lambda: "Version suivie : 2027.1" in typeset(harness.text()))
        await harness.press("o")
        assert "6.1-3 Climat" in harness.text()
        assert "Point sensible" in harness.text()
        await harness.press("escape", "escape")
        await harness.press("/", *"6.1-2", "enter")
        text = typeset(harness.text())
        assert "Avant, version 2026.1 : 6.1-2 Risques suivis" in text
        assert "Suivi au compte rendu de mars." in text
        golden(harness, "to-answer-again")


async def test_undo_in_the_evaluation_brings_the_version_and_its_answers_back(
    later: tuple[Path, str],
) -> None:
    folder, reference = later
    async with running(folder, size=LARGE, open_reference=reference) as harness:
        await shown(harness)
        await harness.press("enter", "tab", "enter")
        await harness.until(lambda: "Version suivie : 2027.1" in typeset(harness.text()))
        await harness.press("escape")
        assert "Climat" not in harness.text()
        await harness.press("z")
        assert "△  6.1-3 Climat" in harness.text()
        dossier = harness.app.workspace.open(reference)
        assert dossier.questionnaire.version == "2026.1"
        assert dossier.scores[""].answered == 2


async def test_the_list_of_ways_offers_the_versions_only_when_there_are_several(
    findings: tuple[Path, str], later: tuple[Path, str]
) -> None:
    folder, reference = later
    async with running(folder, size=LARGE, open_reference=reference) as harness:
        await harness.press("f3")
        assert "Versions du référentiel" in harness.text()
    (findings[0] / "questionnaires" / "findings-next.yaml").unlink()
    async with running(folder, size=LARGE, open_reference=reference) as harness:
        await harness.press("f3")
        assert "Aller où" in typeset(harness.text())
        assert "Versions du référentiel" not in harness.text()


async def test_home_says_that_a_later_version_is_here(later: tuple[Path, str]) -> None:
    folder, _reference = later
    async with running(folder, size=SMALL) as harness:
        await harness.until(
            lambda: "Une version plus récente du référentiel est là" in typeset(harness.text())
        )
        assert "2027.1" in harness.text()
