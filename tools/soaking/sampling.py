"""What a running program takes of the machine, read from the system; and how it compares with its first hour."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import quantile

if TYPE_CHECKING:
    from collections.abc import Sequence

MEMORY = 1.05
"""Memory after any hour over that of the first: what a day's entries take, and nothing else."""

LATENCY = 1.3
"""A key's processor time over that of the first hour, median and 95th centile."""

SLOW = 0.95
"""Share of keys below what is judged as slow. An hour times at least 41 keys of each kind: two may be slower, such as one during
which the garbage collector went through everything. The 99th centile of so few would be the slowest key, which tells chance."""

DESCRIPTORS, THREADS = 2, 2
"""More open files, and threads, than after the first hour, that are no leak: one that was in use at that moment."""


@dataclass(frozen=True)
class Hour:
    """What one simulated hour took.

    Attributes:
        number: From 1.
        keys: Keys pressed.
        memory: Resident, MiB, at the end of the hour, on the first screen.
        moves: Milliseconds of processor time of each move from one criterion to the next.
        ratings: The same of each rating.
        shown: Milliseconds from each key to the last byte that answers it, by the wall clock.
        size: Bytes of the database.
        descriptors: Open files.
        threads: Of the program.
    """

    number: int
    keys: int
    memory: float
    moves: tuple[float, ...]
    ratings: tuple[float, ...]
    shown: tuple[float, ...]
    size: int
    descriptors: int
    threads: int


def processor(pid: int) -> float:
    """Return the milliseconds of processor time that all threads of a program have taken so far."""
    taken = 0
    for path in Path(f"/proc/{pid}/task").iterdir():
        try:
            taken += int((path / "schedstat").read_text(encoding="ascii").split()[0])
        except OSError:  # a thread that just ended
            continue
    return taken / 1e6


def descriptors(pid: int) -> int:
    """Return how many files a program holds open."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def threads(pid: int) -> int:
    """Return how many threads a program has."""
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


HEAD = (
    "| hour | keys | memory, MiB | move, ms p50 / p95 | rate, ms p50 / p95 | shown, ms p50 / p95 | database, kB | open files "
    "| threads |\n|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
)


def row(hour: Hour) -> str:
    """Return one line of the table."""
    pairs = [
        f"{quantile(one, 0.5):.1f} / {quantile(one, SLOW):.1f}"
        for one in (hour.moves, hour.ratings, hour.shown)
    ]
    cells = [
        hour.number,
        hour.keys,
        f"{hour.memory:.1f}",
        *pairs,
        hour.size // 1000,
        hour.descriptors,
        hour.threads,
    ]
    return "| " + " | ".join(map(str, cells)) + " |"


def faults(hours: Sequence[Hour]) -> list[str]:
    """Return what grew over the day beyond what it may, as sentences; nothing when all is well."""
    first, *later = hours
    found = []
    for hour in later:
        if hour.memory > MEMORY * first.memory:
            found.append(
                f"hour {hour.number}: {hour.memory / first.memory:.2f} times the memory of the first hour"
            )
        for name, ours, reference in (
            ("move", hour.moves, first.moves),
            ("rate", hour.ratings, first.ratings),
        ):
            for share in (0.5, SLOW):
                ratio = quantile(ours, share) / quantile(reference, share)
                if ratio > LATENCY:
                    found.append(
                        f"hour {hour.number}: {name}, p{share * 100:.0f} {ratio:.2f} times that of the first hour"
                    )
        if hour.descriptors > first.descriptors + DESCRIPTORS:
            found.append(
                f"hour {hour.number}: {hour.descriptors} open files, {first.descriptors} after the first hour"
            )
        if hour.threads > first.threads + THREADS:
            found.append(f"hour {hour.number}: {hour.threads} threads, {first.threads} after the first hour")
    return found
