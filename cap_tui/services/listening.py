"""What others write in a shared database, told as it happens; a file has nobody else to listen to."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from cap_tui.storage.addresses import Address
from cap_tui.storage.listening import Listener
from cap_tui.storage.server_errors import ServerAwayError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.services.workspace import Workspace

WAIT = 0.5
"""Seconds between two looks at whether to stop."""

AGAIN = 1.0
"""Seconds before a server that does not answer is tried again."""

EVERYTHING: frozenset[int] | None = None
"""Heard when the server is back: anything may have been written meanwhile."""


class Following:
    """A thread that listens.

    Args:
        listener: The line.
        written: Called on the thread with the row numbers of what was written, `EVERYTHING` when that is not known.
        away: Called on the thread when the server stops answering (True) and when it is back (False).
    """

    def __init__(
        self,
        listener: Listener,
        written: Callable[[frozenset[int] | None], None],
        away: Callable[[bool], None],
    ) -> None:
        self._listener, self._written, self._away = listener, written, away
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="following", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let go of the line; returns when the thread has ended."""
        self._stop.set()
        self._thread.join()

    def _follow(self) -> None:
        gone, first = False, True
        while not self._stop.is_set():
            try:
                self._listener.listen()
                if gone:
                    gone = False
                    self._away(gone)
                if not first:
                    self._written(EVERYTHING)
                first = False
                while not self._stop.is_set():
                    if rows := self._listener.heard(WAIT):
                        self._written(rows)
            except ServerAwayError:
                if not gone:
                    gone = True
                    self._away(gone)
                self._stop.wait(AGAIN)
        self._listener.close()


def follow(
    workspace: Workspace, written: Callable[[frozenset[int] | None], None], away: Callable[[bool], None]
) -> Following:
    """Listen to the shared database of a workspace; see `Following`.

    Raises:
        TypeError: It is a file: there is nobody else to hear.
    """
    if not isinstance(workspace.database, Address):
        raise TypeError(workspace.database)
    return Following(Listener(workspace.database), written, away)
