"""The command line, whole processes, against importing SQLModel, which any program of this kind pays."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.folders import DEMONSTRATION, demonstration
from benchmarks.measure import Figure, figure, in_turn, plain_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROUNDS = 9
PROGRAM = str(Path(sys.executable).with_name("cap-tui"))
REFERENCE = (sys.executable, "-c", "import sqlmodel")
COMMANDS = (
    (("list",), 1.3),
    (("score", DEMONSTRATION), 1.3),
    (("--help",), 0.6),
    (("questionnaire", "check"), 0.6),
)


def commands(folder: Path) -> list[Figure]:
    """Return the figures of the commands, on the demonstration."""
    demonstration(folder)
    found = []
    for arguments, target in COMMANDS:
        ours = _process([PROGRAM, "--data-dir", str(folder), *arguments])
        name = "cap-tui " + " ".join(arguments[:2] if target < 1 else arguments[:1])
        pairs = in_turn(ours, _process(REFERENCE), ROUNDS)
        found.append(figure(name, pairs, "python -c 'import sqlmodel'", target))
    return found


def _process(command: Sequence[str]) -> Callable[[], float]:
    environment = plain_environment()

    def run() -> float:
        start = time.perf_counter()
        subprocess.run(command, check=True, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
        return time.perf_counter() - start

    return run
