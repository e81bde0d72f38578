"""Figures and how they are taken: ours and its reference run in turn, and a ratio is the median of the rounds' own.

A machine that slows down half-way cannot tilt such a comparison; milliseconds only give the scale.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FAR = 3.0
"""A ratio beyond this many times its target fails the run."""

UNSET = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "NO_COLOR", "COLUMNS", "LINES", "TEXTUAL_FPS")
"""Variables of build machines that no person has; the first alone makes every start compile the sources anew."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table.

    Attributes:
        name: What a person feels.
        ours: Median, in `unit`.
        reference: Median of what we compare with, in `unit`.
        against: What that is.
        unit: `ms` or `MiB`.
        ratio: Median over rounds of ours over the reference.
        target: The ratio to reach.
    """

    name: str
    ours: float
    reference: float
    against: str
    unit: str
    ratio: float
    target: float

    @property
    def ok(self) -> bool:
        """Whether the target is reached."""
        return self.ratio <= self.target

    @property
    def far(self) -> bool:
        """Whether it is so far from its target that something is broken."""
        return self.ratio > FAR * self.target


def figure(
    name: str, pairs: Sequence[tuple[float, float]], against: str, target: float, *, unit: str = "ms"
) -> Figure:
    """Return the figure of rounds, each a pair (ours, reference).

    Args:
        name: What is measured.
        pairs: One or more rounds; seconds become milliseconds when `unit` is `ms`.
        against: What the reference is.
        target: The ratio to reach.
        unit: `ms` for pairs in seconds, `MiB` for pairs in MiB.
    """
    scale = 1000 if unit == "ms" else 1
    ours = statistics.median(pair[0] for pair in pairs) * scale
    reference = statistics.median(pair[1] for pair in pairs) * scale
    return Figure(name, ours, reference, against, unit, statistics.median(a / b for a, b in pairs), target)


def in_turn(
    ours: Callable[[], float], reference: Callable[[], float], rounds: int, *, warm: int = 1
) -> list[tuple[float, float]]:
    """Run A B A B …, the first `warm` rounds for nothing, and return the rounds; each call returns its own figure."""
    pairs = []
    for number in range(warm + rounds):
        pair = (ours(), reference())
        if number >= warm:
            pairs.append(pair)
    return pairs


def seconds(call: Callable[[], object], *, repeat: int = 1) -> Callable[[], float]:
    """Return a function that runs `call` and returns its seconds.

    Args:
        call: What is timed. What it returns is freed outside of the timing.
        repeat: Times it is run; the median counts, against the noise of a machine that does other things.
    """

    def timed() -> float:
        taken = []
        for _time in range(repeat):
            gc.collect()
            start = time.perf_counter()
            kept = call()
            taken.append(time.perf_counter() - start)
            del kept
        return statistics.median(taken)

    return timed


def quantile(values: Sequence[float], share: float) -> float:
    """Return the linearly interpolated quantile of `values`, e.g. 0.99."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def plain_environment() -> dict[str, str]:
    """Return the environment of a person's shell: this one without what only build machines set."""
    return {name: value for name, value in os.environ.items() if name not in UNSET}


def in_child(target: Callable[..., None], *arguments: Any) -> Any:
    """Run a function in a process of its own and return what it sends: its last argument is the connection to send on."""
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(target=target, args=(*arguments, theirs))
    process.start()
    sent = mine.recv()
    process.join()
    return sent
