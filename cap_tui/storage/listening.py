"""Hearing at once of what others write in a shared database, and noticing that its server has gone or is back."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from cap_tui.storage.postgres import LINE
from cap_tui.storage.server_errors import ServerAwayError
from cap_tui.storage.statements import CHANNEL

if TYPE_CHECKING:
    import psycopg

    from cap_tui.storage.addresses import Address


class Listener:
    """One line of its own to the server, used from one thread."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._line: psycopg.Connection[tuple[object, ...]] | None = None

    def listen(self) -> None:
        """Reach the server; from now on nothing that is written is missed.

        Raises:
            ServerAwayError: It does not answer.
        """
        import psycopg

        url = self._address.url.set(drivername="postgresql")
        given = {name: value for name, value in LINE.items() if name not in url.query}
        try:
            self._line = psycopg.connect(url.render_as_string(hide_password=False), autocommit=True, **given)  # type: ignore[arg-type]  # LINE holds what it takes
            self._line.execute(f"LISTEN {CHANNEL}")
        except psycopg.Error as error:
            self.close()
            raise ServerAwayError(path=self._address) from error

    def heard(self, seconds: float) -> frozenset[int]:
        """Wait, and return the row numbers of the evaluations written to meanwhile, by anyone; empty when none was.

        Args:
            seconds: How long at most; what is heard ends the wait.

        Raises:
            ServerAwayError: The line was cut.
        """
        import psycopg

        if self._line is None:
            raise ServerAwayError(path=self._address)
        try:
            told = [notice.payload for notice in self._line.notifies(timeout=seconds, stop_after=1)]
        except psycopg.Error as error:
            self.close()
            raise ServerAwayError(path=self._address) from error
        return frozenset(int(payload) for payload in told if payload.isdecimal())

    def close(self) -> None:
        """Let go of the line."""
        if self._line is not None:
            with suppress(Exception):  # it may be cut already
                self._line.close()
            self._line = None
