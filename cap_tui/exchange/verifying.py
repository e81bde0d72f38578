"""Entries received from others: read strictly, their signatures verified, on as many processors as there are.

A signature takes about 94 µs to verify, so a folder of 542 dossiers of 400 entries takes half a minute on one
processor; `verify_many` shares it out. Processes only say what they found, one letter an entry: sending entries back
would cost more than building them.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import closing, redirect_stderr
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Literal

from cap_tui.core import entries
from cap_tui.exchange.inspecting import GOOD, MALFORMED, NEWER, SIGNATURE, VALUE, inspect

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from concurrent.futures import Future

    from cap_tui.core.entries import Entry
    from cap_tui.exchange.bundle import Strings

Reason = Literal["malformed", "signature", "value", "newer"]
"""Why an entry is refused: its form, its signature, a value other than the one signed, or a later program's entry."""

MIN_SHARED = 5_000
"""Entries below which starting processes takes longer than verifying here."""

MAX_PROCESSES = 6
"""Beyond, they would wait for this one, which builds the entries they found good."""

MAX_AHEAD = 8_000
"""Entries given to processes before the first of them are asked for, about 8 MB: enough for them to be at work while those
found good are being written, ten dossiers at once."""

_REASONS: dict[str, Reason] = {
    MALFORMED: "malformed", SIGNATURE: "signature", VALUE: "value", NEWER: "newer",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RefusedEntry:
    """An entry that must not enter the log.

    Attributes:
        hash: SHA-256 of what was signed, hexadecimal.
        reason: One of `Reason`.
    """

    hash: str
    reason: Reason


def verify(strings: Sequence[Strings], workers: int = 1) -> list[Entry | RefusedEntry]:
    """Return each entry, or why it is refused, in the order given.

    Args:
        strings: From `bundle.unpack`.
        workers: Processes to use; 1 stays in this one.
    """
    step = max(1, -(-len(strings) // max(1, workers)))
    parts = [strings[start : start + step] for start in range(0, len(strings), step)]
    return list(chain.from_iterable(verify_many(parts, workers=workers)))


def verify_many(
    lists: Iterable[Sequence[Strings]], workers: int | None = None
) -> Generator[list[Entry | RefusedEntry], None, None]:
    """Yield what `verify` returns for each list, in order, using several processes when there is enough to do.

    Lists are asked for as they are needed, so that a whole folder never stands in memory. Closing the iterator stops
    the processes. Where none can be started, all is done here.

    Args:
        lists: The entries of each bundle.
        workers: Processes; by default one for each processor, `MAX_PROCESSES` at most.
    """
    count = workers if workers is not None else min(MAX_PROCESSES, os.cpu_count() or 1)
    source = iter(lists)
    ahead: list[Sequence[Strings]] = []
    total = 0
    while count > 1 and total < MIN_SHARED and (part := next(source, None)) is not None:
        ahead.append(part)
        total += len(part)
    rest = chain(ahead, source)
    inspected = _inspected(rest, count) if total >= MIN_SHARED else ((part, inspect(part)) for part in rest)
    with closing(inspected):
        yield from (_built(part, letters) for part, letters in inspected)


def _built(strings: Sequence[Strings], letters: str) -> list[Entry | RefusedEntry]:
    """Return the entries that were found good, and the others' reasons."""
    hashes = [hashlib.sha256(one.signed.encode("utf-8", "surrogatepass")).hexdigest() for one in strings]
    good = [
        (name, *one) for name, one, letter in zip(hashes, strings, letters, strict=True) if letter == GOOD
    ]
    built = iter(entries.recall(good))
    return [
        next(built) if letter == GOOD else RefusedEntry(name, _REASONS[letter])
        for name, letter in zip(hashes, letters, strict=True)
    ]


def _inspected(
    parts: Iterator[Sequence[Strings]], count: int
) -> Generator[tuple[Sequence[Strings], str], None, None]:
    """Yield each part with what `inspect` says of it, found in `count` processes; here where they cannot work."""
    pool = None if multiprocessing.current_process().daemon else _pool(count)
    if pool is None:
        yield from ((part, inspect(part)) for part in parts)
        return
    waiting: deque[tuple[Sequence[Strings], Future[str] | None]] = deque()
    ahead = 0
    try:
        for part in parts:
            waiting.append((part, _submitted(pool, part)))
            ahead += len(part)
            while len(waiting) > 2 * count and (ahead > MAX_AHEAD or len(waiting) > 8 * count):
                ahead -= len(waiting[0][0])
                yield _answer(*waiting.popleft())
        while waiting:
            yield _answer(*waiting.popleft())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(count: int) -> ProcessPoolExecutor | None:
    try:
        context = multiprocessing.get_context(
            "spawn"
        )  # a fork would copy the locks of the interface's threads
        return ProcessPoolExecutor(count, mp_context=context, initializer=_start)
    except (OSError, ImportError, NotImplementedError):  # no semaphores on this system
        return None


def _submitted(pool: ProcessPoolExecutor, part: Sequence[Strings]) -> Future[str] | None:
    try:
        with redirect_stderr(sys.__stderr__):  # Textual's has no descriptor to give to a child
            return pool.submit(inspect, [(*one,) for one in part])
    except (OSError, BrokenExecutor):
        return None


def _answer(part: Sequence[Strings], future: Future[str] | None) -> tuple[Sequence[Strings], str]:
    try:
        return part, inspect(part) if future is None else future.result()
    except (OSError, BrokenExecutor):
        return part, inspect(part)


def _start() -> None:
    """Prepare a process: Ctrl+C is for the parent, and nothing outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
