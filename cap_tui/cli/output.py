"""Data on standard output, narration on standard error; nothing leaves that could drive the reader's terminal."""

from __future__ import annotations

import errno
import io
import sys
from typing import TYPE_CHECKING, Any, TextIO

from cap_tui.cli.errors import OutputError
from cap_tui.core.rounding import half_up
from cap_tui.core.text import clean
from cap_tui.i18n import _

if TYPE_CHECKING:
    from fractions import Fraction

EXACT_DIGITS = 4
"""Decimals of scores and shares in JSON."""

_PLAIN = frozenset("\n\u00a0\u202f\u200c\u200d")
"""Characters JSON keeps as they are although Python calls them unprintable."""


class ReaderGoneError(Exception):
    """Whoever was reading standard output has gone; not an OSError, which the command parser would swallow."""


def speak_utf8() -> None:
    """Write UTF-8 whatever the system's locale says: Windows consoles and LC_ALL=C would refuse accents."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def out(text: str = "", *, end: str = "\n") -> None:
    """Write lines of data, cleaned, then `end`.

    Raises:
        OutputError: Standard output refuses, e.g. its disk is full.
        ReaderGoneError: Whoever was reading has gone.
    """
    _write(clean(text, limit=len(text)) + end)


def out_json(value: Any) -> None:
    """Write a JSON value, indented.

    Raises:
        OutputError: Standard output refuses, e.g. its disk is full.
        ReaderGoneError: Whoever was reading has gone.
    """
    import json  # the screens do without it before their first paint

    text = json.dumps(value, ensure_ascii=False, indent=2)
    if not all(char.isprintable() or char in _PLAIN for char in text):
        text = json.dumps(value, indent=2)  # escapes what could drive a terminal, and says the same
    _write(text + "\n")


def flush() -> None:
    """Hand over what is written.

    Raises:
        OutputError: Standard output refuses, e.g. its disk is full.
        ReaderGoneError: Whoever was reading has gone.
    """
    _write("", flushed=True)


def _write(text: str, *, flushed: bool = False) -> None:
    stream: TextIO | None = sys.stdout  # None when it was closed before the start
    if stream is None:
        return
    try:
        stream.write(text)
        if flushed:
            stream.flush()
    except OSError as error:
        if error.errno in (errno.EPIPE, errno.EINVAL):  # the second is how Windows says it
            raise ReaderGoneError from error
        raise OutputError(reason=error.strerror or error) from error


def say(text: str, *, end: str = "\n") -> None:
    """Write narration on standard error, cleaned; a standard error that is gone is no reason to fail."""
    stream: TextIO | None = sys.stderr
    if stream is None:
        return
    try:
        stream.write(clean(text, limit=len(text)) + end)
        stream.flush()
    except OSError:
        return


def agreed(question: str) -> bool:
    """Ask on standard error and return whether the answer is yes, in either language; no answer is a no."""
    say(question, end=_(" [yes/NO] "))
    answer = sys.stdin.readline() if sys.stdin is not None else ""
    if answer.strip().lower() in ("o", "oui", "y", "yes"):
        return True
    say(_("Nothing was done. To do it without being asked, add --yes."))
    return False


def number(value: Fraction | int | None) -> float | None:
    """Return an exact number as JSON gives it: rounded half up to `EXACT_DIGITS` decimals, or None."""
    return None if value is None else float(half_up(value, EXACT_DIGITS))
