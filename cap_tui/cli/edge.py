"""The outer edge: every failure ends as a sentence and an exit code, never as a traceback."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from cap_tui.cli.errors import (
    DONE,
    INTERRUPTED,
    REFUSED,
    WRONG_USAGE,
    CrashError,
    UnreportedCrashError,
    WrongUsageError,
)
from cap_tui.cli.output import ReaderGoneError, flush, say
from cap_tui.core.errors import CapError
from cap_tui.i18n import explain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def guarded(action: Callable[[], int], folder: Callable[[], Path]) -> int:
    """Run `action` and return the exit code to leave with.

    Args:
        action: What to do; returns an exit code.
        folder: Tells where a report goes if the program fails.
    """
    try:
        code = action()
        flush()
    except WrongUsageError as error:
        say(explain(error))
        return WRONG_USAGE
    except CapError as error:
        say(explain(error))
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except ReaderGoneError:
        _let_go_of_output()
        return DONE
    except Exception as error:  # noqa: BLE001 - the outer edge: a fault of ours ends in a report, not on the screen
        say(explain(_reported(error, folder)))
        return REFUSED
    return code


def _let_go_of_output() -> None:
    """Send what is still to be written nowhere, so that the interpreter does not complain when it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _reported(error: Exception, folder: Callable[[], Path]) -> CapError:
    from cap_tui.cli.crash import write_report

    try:
        place = folder()
    except Exception:  # noqa: BLE001 - even the folder cannot be told
        return UnreportedCrashError(kind=type(error).__name__, path="?")
    try:
        return CrashError(path=write_report(error, place))
    except OSError:
        return UnreportedCrashError(kind=type(error).__name__, path=place)
