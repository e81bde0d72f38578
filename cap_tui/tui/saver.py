"""Everything that is written goes through one queue, in order, on one thread; the screen never waits for a disk.

`Saver` knows nothing of Textual: it is given a function that brings an answer back to the application's own thread.
"""

from __future__ import annotations

import queue
import threading
import time
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any

from cap_tui.core.errors import CapError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import datetime

PAINT_FIRST = 0.004
"""Seconds left to the screen before a write begins: both share one interpreter, and the person looks at the screen."""


class Saving(Enum):
    """What the screen says of what was typed."""

    IDLE = "idle"
    UNSAVED = "unsaved"
    WRITING = "writing"
    SAVED = "saved"
    FAILED = "failed"


def _ignore(_result: Any) -> None:
    """Answer of a job whose result nobody waits for."""


@dataclass(slots=True)
class Job:
    """One write asked for.

    Attributes:
        write: Durable when it returns; raises a `CapError` otherwise.
        on_done: Called with its result, on the application's thread.
        on_error: Called with the failure, on the application's thread.
        key: Two jobs with one key are two states of one thing: the newer replaces a failed older one.
        keep: Whether it is kept to be tried again when it fails.
        uncertain: Whether it may have been done though it failed: only a person knows whether to do it again.
    """

    write: Callable[[], Any]
    on_done: Callable[[Any], None]
    on_error: Callable[[CapError], None]
    key: Hashable = None
    keep: bool = True
    context: Context = field(default_factory=copy_context)
    uncertain: bool = False


class Saver:
    """The queue of writes.

    Args:
        deliver: Brings a function to the application's thread and calls it there, in order.
        clock: Now, with the reader's time zone.
        on_change: Called on the application's thread when `state` changed.

    Attributes:
        state: What to tell the person.
        saved_at: When the last write returned.
        failed: Jobs that failed and may be tried again, oldest first.
    """

    def __init__(
        self,
        deliver: Callable[[Callable[[], None]], None],
        clock: Callable[[], datetime],
        on_change: Callable[[], None],
    ) -> None:
        self._deliver = deliver
        self._clock = clock
        self._on_change = on_change
        self._jobs: queue.Queue[Job | None] = queue.Queue()
        self._waiting = 0
        self._idle: list[Callable[[], None]] = []
        self._unsaved: set[Hashable] = set()
        self._thread: threading.Thread | None = None
        self.saved_at: datetime | None = None
        self.failed: list[Job] = []

    @property
    def state(self) -> Saving:
        """What to tell the person, the most urgent first."""
        if self.failed:
            return Saving.FAILED
        if self._waiting:
            return Saving.WRITING
        if self._unsaved:
            return Saving.UNSAVED
        return Saving.SAVED if self.saved_at else Saving.IDLE

    @property
    def busy(self) -> bool:
        """Whether a write has not returned yet."""
        return self._waiting > 0

    def unsaved(self, key: Hashable) -> None:
        """Note that something was typed and not yet submitted; `submit` with the same key clears it."""
        if key not in self._unsaved:
            self._unsaved.add(key)
            self._on_change()

    def forget(self, key: Hashable) -> None:
        """Note that what was typed came back to what is stored: a failed write of it means nothing any more."""
        failed = [job for job in self.failed if job.key != key]
        if key in self._unsaved or len(failed) != len(self.failed):
            self._unsaved.discard(key)
            self.failed = failed
            self._on_change()

    def submit(
        self,
        write: Callable[[], Any],
        on_done: Callable[[Any], None] = _ignore,
        on_error: Callable[[CapError], None] = _ignore,
        *,
        key: Hashable = None,
        keep: bool = True,
    ) -> None:
        """Ask for a write after all those already asked for.

        Args:
            write: Called on the saver's thread.
            on_done: Called with its result once it is durable.
            on_error: Called with the failure; the job is kept in `failed` until `retry` or a newer one with its key.
            key: What is written, so that a newer state replaces a failed older one; None for a gesture of its own.
            keep: False for a gesture that means nothing later, such as an undo.
        """
        if key is not None:
            self._unsaved.discard(key)
            self.failed = [job for job in self.failed if job.key != key]
        self._put(Job(write, on_done, on_error, key, keep))

    def retry(self, *, sure: bool = False) -> None:
        """Submit again, in order, what failed.

        Args:
            sure: Leave out what may have been done though it failed: nobody asked for it again.
        """
        failed = [job for job in self.failed if not (sure and job.uncertain)]
        self.failed = [job for job in self.failed if sure and job.uncertain]
        for job in failed:
            self._put(job)

    def abandon(self) -> None:
        """Forget what failed: the person chose to leave it."""
        self.failed = []
        self._on_change()

    def when_idle(self, call: Callable[[], None]) -> None:
        """Call `call` on the application's thread once every write asked for so far has returned."""
        if self._waiting:
            self._idle.append(call)
        else:
            call()

    def close(self) -> None:
        """Write what is queued, then end the thread. Blocks; called when the application has ended."""
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()
            self._thread = None

    def _put(self, job: Job) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="saver", daemon=True)
            self._thread.start()
        self._waiting += 1
        self._jobs.put(job)
        self._on_change()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if self._jobs.empty():
                time.sleep(PAINT_FIRST)
            self._write(job)
            # A job holds the screen that asked for it: while the next is awaited, a closed screen would stay in memory.
            del job

    def _write(self, job: Job) -> None:
        """Write, and have what came of it brought back."""
        result, failure = None, None
        try:
            result = job.context.run(job.write)
        except CapError as error:
            failure = error
        except Exception as error:  # noqa: BLE001 - outer edge of the thread: a bug must be told, not end the saving
            failure = CapError()
            failure.__cause__ = error
        self._deliver(partial(self._returned, job, result, failure))

    def _returned(self, job: Job, result: Any, failure: CapError | None) -> None:
        self._waiting -= 1
        if failure is None:
            self.saved_at = self._clock()
        elif job.keep:
            job.uncertain = failure.uncertain
            self.failed.append(job)
        self._on_change()
        if failure is None:
            job.on_done(result)
        else:
            job.on_error(failure)
        if not self._waiting:
            ready, self._idle = self._idle, []
            for call in ready:
                call()
