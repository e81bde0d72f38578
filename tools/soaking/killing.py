"""The program killed while someone rates: what the screen had said was saved is there when it opens again."""

from __future__ import annotations

import os
import re
import signal
import time
from typing import TYPE_CHECKING

from benchmarks.terminal import NeverShownError
from cap_tui.services.environment import Environment
from cap_tui.services.workspace import Workspace
from tests.e2e.terminal import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    from benchmarks.terminal import Program

_SHOWN = re.compile(r"▶([1-4]) ")
_SAVED = "Enregistré"
ANSWERS = 12
"""Answers at most before the program is killed."""


def answers(data: Path) -> dict[str, str]:
    """Return the level given to each criterion, read from the data by another program; empty when none was."""
    workspace = Workspace(data, Environment())
    try:
        dossier = workspace.open(workspace.assessments()[0].id)
        found = {key: dossier.opinion(key).position for key in dossier.concerned}
        return {key: one.level if one else "" for key, one in found.items()}
    finally:
        workspace.close()


def killed(start: Callable[[], Program], data: Path, chance: Random) -> tuple[int, list[str]]:
    """Rate from the first criterion on, and kill the program at some moment of a rating.

    Returns:
        How many answers were acknowledged, and the criteria whose acknowledged answer is not there; none is right.
    """
    before = answers(data)
    order, levels = list(before), sorted_levels(data)
    expected: dict[str, str] = {}
    with start() as program:
        program.until("Accueil")
        program.quiet()
        program.press("enter", "home")
        count = chance.randrange(2, ANSWERS)
        for place in range(count):
            level = next(number for number, name in enumerate(levels) if name != before[order[place]])
            program.send(str(level + 1))
            if place == count - 1:
                time.sleep(chance.uniform(0, 0.03))
                break
            if acknowledged(program, level + 1):
                expected[order[place]] = levels[level]
            program.send(KEYS["down"])
            program.quiet(0.1, 3)
        os.kill(program.pid, signal.SIGKILL)
    after = answers(data)
    lost = [key for key, level in expected.items() if after[key] != level]
    lost += [
        key for key in order if key not in expected and key != order[count - 1] and after[key] != before[key]
    ]
    return len(expected), lost


def sorted_levels(data: Path) -> list[str]:
    """Return the ids of the scale's levels, as keys 1 to 4 give them."""
    workspace = Workspace(data, Environment())
    try:
        return [one.id for one in workspace.open(workspace.assessments()[0].id).questionnaire.scale.levels]
    finally:
        workspace.close()


def acknowledged(program: Program, level: int, seconds: float = 5) -> bool:
    """Return whether the screen says that an answer is saved."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        program.quiet(0.05, 0.3)
        try:
            text = program.text()
        except NeverShownError:
            return False
        found = _SHOWN.search(text)
        if found and found[1] == str(level) and _SAVED in text:
            return True
    return False
