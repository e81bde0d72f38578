"""A task done for each of many contents by several processes, their answers in order."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import redirect_stderr
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from concurrent.futures import Future

    Task = Callable[[bytes], bytes]

OBJECTS = 20_000
"""Objects made in a process before garbage is looked for: those of ten dossiers, which go by themselves."""

MAX_PROCESSES = 6
"""Beyond, they would wait for this one, which takes in what they found."""


def answers(
    task: Task,
    contents: Iterable[bytes],
    weight: Callable[[bytes], int],
    *,
    shared: int,
    ahead: int,
    workers: int | None = None,
) -> Generator[tuple[bytes, bytes | None], None, None]:
    """Yield each content with what the task makes of it, in order; closing the generator stops the processes.

    None stands for what no process did: there is too little to do, none can be started, or one died.

    Args:
        task: A function that a process can import.
        contents: Asked for as they are needed.
        weight: Returns how much work a content is.
        shared: Weight below which no process is started.
        ahead: Weight that processes are given before the first answer is asked for, two contents each at least and eight at most.
        workers: Processes; by default one for each processor, `MAX_PROCESSES` at most.
    """
    count = workers if workers is not None else min(MAX_PROCESSES, os.cpu_count() or 1)
    source = iter(contents)
    first: list[bytes] = []
    total = 0
    while count > 1 and total < shared and (content := next(source, None)) is not None:
        first.append(content)
        total += weight(content)
    rest = chain(first, source)
    pool = _pool(count) if count > 1 and total >= shared else None
    if pool is None:
        for content in rest:
            yield content, None
        return
    try:
        yield from _from(pool, count, task, rest, weight, ahead)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _from(
    pool: ProcessPoolExecutor,
    count: int,
    task: Task,
    contents: Iterator[bytes],
    weight: Callable[[bytes], int],
    most: int,
) -> Iterator[tuple[bytes, bytes | None]]:
    waiting: deque[tuple[bytes, int, Future[bytes] | None]] = deque()
    ahead = 0
    for content in contents:
        heavy = weight(content)
        waiting.append((content, heavy, _submitted(pool, task, content)))
        ahead += heavy
        while len(waiting) > 2 * count and (ahead > most or len(waiting) > 8 * count):
            oldest, heavy, future = waiting.popleft()
            ahead -= heavy
            yield oldest, _answer(future)
    while waiting:
        oldest, _heavy, future = waiting.popleft()
        yield oldest, _answer(future)


def _pool(count: int) -> ProcessPoolExecutor | None:
    if multiprocessing.current_process().daemon:
        return None
    try:
        # A fork would copy the locks of the interface's threads.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(count, mp_context=context, initializer=_start)
    except (OSError, ImportError, NotImplementedError):  # no semaphores on this system
        return None


def _submitted(pool: ProcessPoolExecutor, task: Task, content: bytes) -> Future[bytes] | None:
    try:
        with redirect_stderr(sys.__stderr__):  # Textual's has no descriptor to give to a child
            return pool.submit(task, content)
    except (OSError, BrokenExecutor):
        return None


def _answer(future: Future[bytes] | None) -> bytes | None:
    try:
        return None if future is None else future.result()
    except (OSError, BrokenExecutor, MemoryError):
        return None


def _start() -> None:
    """Prepare a process: Ctrl+C is for the parent, nothing outlives it, and what it imported is not garbage."""
    gc.freeze()
    gc.set_threshold(OBJECTS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
