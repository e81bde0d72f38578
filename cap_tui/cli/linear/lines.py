"""Where answers come from: a pipe or a file, or a terminal that is read without moving its cursor."""

from __future__ import annotations

import codecs
import os
import select
import sys
from contextlib import suppress
from getpass import getpass
from typing import TYPE_CHECKING, Protocol, TextIO

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Callable

PASTE_PAUSE = 0.03
"""Seconds within which what follows the end of a line was pasted with it: nobody types as fast."""

CHUNK = 65_536
END_OF_INPUT, ERASE_LINE, ESCAPE = "\x04", "\x15", "\x1b"
ERASE = ("\x7f", "\b")


class Lines(Protocol):
    """A source of lines.

    Attributes:
        echoes: Whether the person sees what they type, so that questions and answers share a line.
    """

    echoes: bool

    def line(self) -> str | None:
        """Return the next line without its end; None once there is no more."""
        ...

    def secret(self) -> str | None:
        """Return the next line, which shows nowhere; None once there is no more."""
        ...

    def pasted(self) -> bool:
        """Return whether more was given at the same instant as the last line: several lines were pasted."""
        ...

    def close(self) -> None:
        """Leave the terminal as it was found."""
        ...


class StreamLines:
    """The lines of a pipe, of a file, or of a console that keeps its own line editing (Windows)."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self.echoes = stream is not None and stream.isatty()

    def line(self) -> str | None:
        """Return the next line without its end; None once there is no more."""
        text = self._stream.readline() if self._stream is not None else ""
        return text.rstrip("\r\n") if text else None

    def secret(self) -> str | None:
        """Return the next line, unseen where there is a console."""
        return getpass("") if self.echoes else self.line()

    def pasted(self) -> bool:
        """Return False: the lines of a script are what they are."""
        return False

    def close(self) -> None:
        """Do nothing: the stream is not ours."""


class TerminalLines:
    """The lines typed in a terminal, read one character at a time.

    The terminal's own line editing drops what exceeds 4,095 bytes of a line, and a page pasted is longer. What is typed is
    shown by us instead, by writing characters only: nothing ever moves the cursor but the erasing of the last character.

    Args:
        descriptor: Of the terminal.
        show: Writes characters there.
    """

    def __init__(self, descriptor: int, show: Callable[[str], None]) -> None:
        import termios

        self._termios = termios
        self._descriptor, self._show = descriptor, show
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._waiting = ""
        self._found = termios.tcgetattr(descriptor)
        self.echoes = True
        self._quiet()

    def line(self) -> str | None:
        """Return the next line without its end; None once there is no more."""
        return self._read(self._show)

    def secret(self) -> str | None:
        """Return the next line, of which nothing shows but its end."""
        return self._read(lambda shown: self._show("\n") if shown == "\n" else None)

    def pasted(self) -> bool:
        """Return whether more was given at the same instant as the last line."""
        return bool(self._waiting) or bool(select.select([self._descriptor], [], [], PASTE_PAUSE)[0])

    def close(self) -> None:
        """Give the terminal back as it was found."""
        with suppress(self._termios.error):  # a window that was closed meanwhile
            self._termios.tcsetattr(self._descriptor, self._termios.TCSADRAIN, self._found)

    def _quiet(self) -> None:
        """Ask for characters as they come, unseen; Ctrl+C keeps its meaning. Done again after a suspension."""
        wanted = list(self._found)
        wanted[3] &= ~(self._termios.ICANON | self._termios.ECHO)
        with suppress(self._termios.error):
            self._termios.tcsetattr(self._descriptor, self._termios.TCSADRAIN, wanted)

    def _read(self, show: Callable[[str], None]) -> str | None:
        self._quiet()
        typed: list[str] = []
        while True:
            char = self._next()
            if char == "\n":
                show("\n")
                return "".join(typed)
            if char == "" or (char == END_OF_INPUT and not typed):
                return "".join(typed) if typed else None
            if char == ESCAPE:
                self._pass_over()
            elif char in ERASE:
                self._erase(typed, 1, show)
            elif char == ERASE_LINE:
                self._erase(typed, len(typed), show)
            elif char.isprintable() or char == "\t":
                typed.append(char)
                show(char)

    @staticmethod
    def _erase(typed: list[str], count: int, show: Callable[[str], None]) -> None:
        for _place in range(min(count, len(typed))):
            show("\b \b" * cell_len(typed.pop()))

    def _next(self) -> str:
        """Return the next character; empty once the terminal is gone."""
        while not self._waiting:
            try:
                data = os.read(self._descriptor, CHUNK)
            except OSError:  # the window was closed
                data = b""
            if not data:
                return ""
            self._waiting = self._decoder.decode(data).replace("\r", "\n")
        char, self._waiting = self._waiting[0], self._waiting[1:]
        return char

    def _pass_over(self) -> None:
        """Leave out what an arrow or a function key sends after its first character."""
        if not self.pasted():
            return  # the Esc key alone
        if self._next() in ("[", "O"):
            char = self._next()
            while char and not ("@" <= char <= "~"):
                char = self._next()


def lines_of(stream: TextIO | None, show: Callable[[str], None]) -> Lines:
    """Return the lines of standard input: those of its terminal where the system lets us read it by character.

    Args:
        stream: Standard input, or None when it was closed before the start.
        show: Writes what a person types.
    """
    if stream is not None and sys.platform != "win32" and stream.isatty():
        try:
            return TerminalLines(stream.fileno(), show)
        except (ImportError, OSError):  # a terminal that refuses to be set
            return StreamLines(stream)
    return StreamLines(stream)
