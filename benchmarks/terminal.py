"""A program in a pseudo-terminal whose every byte is time-stamped: start to paint, key to paint, memory."""

from __future__ import annotations

import codecs
import errno
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyte

from benchmarks.measure import plain_environment
from tests.e2e.terminal import ANSWERS, KEYS, PRIVATE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLUMNS, ROWS = 120, 40
QUIET = 0.06
"""Seconds of silence that end a repaint: several frames of the slowest program measured."""

SETTLED = 0.35
"""Seconds of silence that end a start."""

PATIENCE = 30.0


class NeverShownError(Exception):
    """What was awaited never came to the screen; holds the last one."""


class Program:
    """A running program.

    Args:
        command: Program and arguments.
        env: Added to a plain environment.

    Attributes:
        started: When it was about to be started, on the monotonic clock.
    """

    def __init__(self, command: Sequence[str], env: Mapping[str, str] | None = None) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._unpainted: list[tuple[float, bytes]] = []
        self._last = 0.0
        environment = {
            **plain_environment(),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            **(env or {}),
        }
        self._fd, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.started = time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for number in (0, 1, 2):
                os.dup2(slave, number)
            os.closerange(3, 64)
            os.execvpe(command[0], list(command), environment)  # noqa: S606 - the program measured
        os.close(slave)
        os.set_blocking(self._fd, False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def _pump(self, timeout: float) -> bool:
        """Wait for output, note when it came, answer its questions; return whether any came."""
        ready, _, _ = select.select([self._fd], [], [], timeout)
        if not ready:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError as error:
            if error.errno == errno.EAGAIN:
                return False
            raise NeverShownError(self.text()) from error
        self._last = time.monotonic()
        self._unpainted.append((self._last, data))
        for question, answer in ANSWERS:
            if question.search(data):
                os.write(self._fd, answer)
        return True

    def quiet(self, silence: float = SETTLED, limit: float = PATIENCE) -> None:
        """Read on until nothing came for `silence` seconds."""
        end = time.monotonic() + limit
        while self._pump(silence) and time.monotonic() < end:
            pass

    def text(self) -> str:
        """Return the screen, after everything that was read."""
        while self._unpainted:
            self._paint()
        return "\n".join(line.rstrip() for line in self._screen.display)

    def _paint(self) -> float:
        stamp, data = self._unpainted.pop(0)
        self._stream.feed(PRIVATE.sub("", self._decoder.decode(data)))
        return stamp

    def until(self, wanted: str) -> float:
        """Return the seconds from the start to the output that put `wanted` on the screen.

        The emulator only works while the program is silent, so that it takes no processor time from its start.

        Raises:
            NeverShownError: It never came.
        """
        end = self.started + PATIENCE
        while time.monotonic() < end:
            while self._pump(0.02):
                pass
            while self._unpainted:
                stamp = self._paint()
                if wanted in "\n".join(self._screen.display).replace("\u00a0", " "):
                    return stamp - self.started
        raise NeverShownError(wanted + "\n" + self.text())

    def send(self, text: str) -> None:
        """Write to the program what a key sends, and wait for nothing."""
        os.write(self._fd, text.encode())

    def press(self, *keys: str) -> None:
        """Send keys, waiting after each until all is painted."""
        for key in keys:
            os.write(self._fd, KEYS.get(key, key).encode())
            self.quiet(SETTLED, 5)

    def key(self, key: str) -> tuple[float, float]:
        """Send a key; return the seconds to the first byte that answers it, and to the last.

        Raises:
            NeverShownError: Nothing answered.
        """
        self.quiet(QUIET, 2)
        self._unpainted.clear()
        start = time.monotonic()
        os.write(self._fd, KEYS.get(key, key).encode())
        if not self._pump(2):
            raise NeverShownError(f"{key}: no answer\n" + self.text())
        first = self._last - start
        self.quiet(QUIET, 2)
        return first, self._last - start

    def burst(self, keys: Sequence[str]) -> None:
        """Send keys as fast as they are answered."""
        for key in keys:
            os.write(self._fd, KEYS.get(key, key).encode())
            self._pump(0.05)
            self._unpainted.clear()
        self.quiet()

    def memory(self) -> float:
        """Return the resident memory now, MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")) / 1024
