"""A real terminal for tests: the installed program in a pseudo-terminal, its screen kept by an emulator."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyte

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ANSWERS = (
    (re.compile(rb"\x1b\[\??c|\x1b\[>c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
)
"""Questions programs ask of a terminal, and what one answers; without it they wait."""

PRIVATE = re.compile(r"\x1b\[[<>=?][0-9;:]*[a-zA-Z]|\x1b\[[0-9;]*\$[a-z]")
KEYS = {
    "enter": "\r", "esc": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C",
    "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F", "backspace": "\x7f", "delete": "\x1b[3~", "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~", "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f5": "\x1b[15~", "f6": "\x1b[17~",
    "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~", "ctrl+p": "\x10", "ctrl+q": "\x11",
    "ctrl+s": "\x13", "ctrl+z": "\x1a", "ctrl+y": "\x19", "ctrl+a": "\x01", "ctrl+u": "\x15",
}  # fmt: skip


class ScreenTimeoutError(AssertionError):
    """What was awaited never appeared; holds the last screen."""


class Terminal:
    """A program in a pseudo-terminal.

    Args:
        command: Program and arguments.
        columns: Width.
        rows: Height.
        env: Added to a small clean environment.
    """

    def __init__(self, command: Sequence[str], *, columns: int, rows: int, env: Mapping[str, str]) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.raw = b""
        self.status: int | None = None
        self._closed = False
        base = {
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),  # the network is refused there too
        }
        with warnings.catch_warnings():
            # From Python 3.12, forking a process that has threads warns; this child becomes another program at once.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), {**base, **env})  # noqa: S606 - the program under test
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if not self._closed:
            os.close(self._fd)

    def close(self) -> None:
        """Close the window; the program is told by a signal only if the terminal is the one it is controlled by."""
        self._closed = True
        os.close(self._fd)

    @property
    def text(self) -> str:
        """The screen, one line per row, without trailing spaces."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def pump(self, seconds: float = 0.05) -> bool:
        """Read what the program writes for a while; return False once it has ended."""
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        if not data:
            return False
        self.raw += data
        for question, answer in ANSWERS:
            if question.search(data):
                os.write(self._fd, answer)
        self._stream.feed(PRIVATE.sub("", self._decoder.decode(data)))
        return True

    def wait_for(self, *wanted: str, seconds: float = 20.0) -> str:
        """Return the screen once it holds every text of `wanted` (non-breaking spaces count as spaces).

        Raises:
            ScreenTimeoutError: One never appeared.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            shown = " ".join(self.text.replace("\u00a0", " ").split())
            if all(" ".join(item.split()) in shown for item in wanted):
                return self.text
            if not self.pump():
                break
        message = f"never appeared: {wanted}\n{self.text}"
        raise ScreenTimeoutError(message)

    def settle(self, quiet: float = 0.15, seconds: float = 5.0) -> str:
        """Return the screen once nothing was written for `quiet` seconds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            before = len(self.raw)
            if not self.pump(quiet) or len(self.raw) == before:
                break
        return self.text

    def press(self, *keys: str) -> None:
        """Type keys by name (`KEYS`), or any text as it is, one write each."""
        for key in keys:
            os.write(self._fd, KEYS.get(key, key).encode())
            self.pump(0.02)

    def type(self, text: str) -> None:
        """Type a text character by character, as a person would, only faster."""
        self.press(*text)

    def paste(self, text: str) -> None:
        """Paste a text, bracketed as terminals do."""
        data = f"\x1b[200~{text}\x1b[201~".encode()
        while data:
            data = data[os.write(self._fd, data[:1024]) :]
            self.pump(0.01)

    def kill(self) -> None:
        """Kill the program as a power cut would."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.status = -signal.SIGKILL

    def wait_exit(self, seconds: float = 15.0) -> int:
        """Return the exit status once the program has ended by itself.

        Raises:
            ScreenTimeoutError: It has not.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            alive = not self._closed and self.pump(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
                return self.status
            if not alive:
                time.sleep(0.02)
        message = f"still running\n{self.text}"
        raise ScreenTimeoutError(message)


def cap_tui(
    data_dir: Path, *arguments: str, columns: int = 120, rows: int = 36, env: Mapping[str, str] | None = None
) -> Terminal:
    """Start the installed program on a data folder."""
    program = Path(sys.executable).with_name("cap-tui")
    return Terminal(
        [str(program), "--data-dir", str(data_dir), *arguments],
        columns=columns,
        rows=rows,
        env={"HOME": str(data_dir), **(env or {})},
    )
