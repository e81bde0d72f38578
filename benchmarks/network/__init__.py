"""Networks made up for measuring, plainly fictional; and what is measured on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.measure import Figure


def network(folder: Path) -> list[Figure]:
    """Return the figures of `make bench`: see `benchmarks.network.judging`."""
    from benchmarks.network.judging import judged

    return judged(folder)
