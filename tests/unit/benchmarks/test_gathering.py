"""The import of a whole network is measured on files that the program really takes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.gathering import measured

if TYPE_CHECKING:
    from pathlib import Path


def test_a_small_network_is_taken_in_whole_and_the_second_time_brings_nothing(tmp_path: Path) -> None:
    first, again = measured(tmp_path, 2, 5)
    assert first.name == "import of 2 × 5 entries"
    assert (first.target, again.target) == (0.8, 0.05)
    assert first.reference > 0
    assert again.reference == first.ours
    assert len(list((tmp_path / "sent").iterdir())) == 2
