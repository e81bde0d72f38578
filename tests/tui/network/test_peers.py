"""Parmi ses pairs: a structure sees where it stands among others of its kinds, and never which others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.services.workspace import Workspace
from tests.tui.harness import LARGE, SMALL, Harness, environment, running
from tests.tui.masking import flat
from tests.tui.network.networks import FICTION, sealed_fiction

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])


async def at_peers(harness: Harness) -> None:
    """Go to the view from the evaluation."""
    await harness.press("r", "9")
    await harness.until(lambda: "Lecture du réseau" not in harness.text())
    await harness.settle()


@SIZES
async def test_one_sees_its_quarter_and_the_quartiles_and_no_name(
    empty: Path, size: tuple[int, int], golden: Callable[[Harness, str], None]
) -> None:
    reference = sealed_fiction(empty, peers=5)
    async with running(empty, size=size, open_reference=reference) as harness:
        await at_peers(harness)
        golden(harness, "peers")
        assert "Voisine" not in harness.text()


@SIZES
async def test_too_few_peers_are_refused_with_a_sentence_and_no_figure(
    empty: Path, size: tuple[int, int], golden: Callable[[Harness, str], None]
) -> None:
    reference = sealed_fiction(empty, peers=4)
    async with running(empty, size=size, open_reference=reference) as harness:
        await at_peers(harness)
        golden(harness, "peers-few")
        assert "moins de cinq" in flat(harness)


async def test_a_plan_that_is_not_sealed_is_compared_with_nobody(empty: Path) -> None:
    workspace = Workspace(empty, environment())
    reference = workspace.new_assessment(FICTION, "mini", 2026).id
    workspace.close()
    async with running(empty, open_reference=reference) as harness:
        await harness.press("r", "9")
        assert "pairs" not in harness.text()
