from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.sample import SAMPLES, Sample, make

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.path.name)
def test_the_samples_that_people_open_first_are_what_the_application_prints_today(
    sample: Sample, tmp_path: Path
) -> None:
    make(sample, tmp_path / sample.path.name)
    same = (tmp_path / sample.path.name).read_bytes() == sample.path.read_bytes()
    assert same, "the sample is not current: make sample"
