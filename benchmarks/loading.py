"""Reading a questionnaire, checked from its YAML or from the cache, against PyYAML's C loader, which checks nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from benchmarks.folders import CAP
from benchmarks.measure import Figure, figure, in_turn, seconds
from cap_tui.catalogue.cache import cached_questionnaire
from cap_tui.catalogue.loader import accepted_questionnaire

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS, REPEAT = 12, 5
AGAINST = "PyYAML’s C loader"


def loading(folder: Path) -> list[Figure]:
    """Return the figures for CAP."""
    raw = CAP.read_bytes()
    c_loader = seconds(lambda: yaml.load(raw, yaml.CSafeLoader), repeat=REPEAT)
    first = in_turn(seconds(lambda: accepted_questionnaire(raw, CAP.name), repeat=REPEAT), c_loader, ROUNDS)
    cached_questionnaire(raw, folder)
    cached = in_turn(seconds(lambda: cached_questionnaire(raw, folder), repeat=REPEAT), c_loader, ROUNDS)
    return [
        figure("questionnaire, first strict load", first, AGAINST, 1.5),
        figure("questionnaire, cached", cached, AGAINST, 0.1),
    ]
