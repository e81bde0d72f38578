from __future__ import annotations

from typing import TYPE_CHECKING

from tools.sample import SAMPLE, make

if TYPE_CHECKING:
    from pathlib import Path


def test_the_sample_that_people_open_first_is_what_the_application_prints_today(tmp_path: Path) -> None:
    make(tmp_path / "plan.pdf")
    same = (tmp_path / "plan.pdf").read_bytes() == SAMPLE.read_bytes()
    assert same, "the sample is not current: make sample"
