"""What the commands are handed: the data, the clock and the way to the screens."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.cli.output import say
from cap_tui.i18n import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from cap_tui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Front:
    """The outside, as the commands see it.

    Attributes:
        data_dir: The person's data folder; it may not exist yet.
        connect: Opens the data. Importing the database is part of it, so it is called late.
        launch: Opens the screens on an assessment (None: at home) and returns the exit code.
        now: Current time, aware, in the reader's time zone.
    """

    data_dir: Path
    connect: Callable[[], Workspace]
    launch: Callable[[str | None], int]
    now: Callable[[], datetime]

    @contextmanager
    def opened(self) -> Iterator[Workspace]:
        """Open the data, tell what happened while opening, and close them at the end.

        Raises:
            CapError: The data cannot be opened.
        """
        workspace = self.connect()
        told = 0
        try:
            for notice in workspace.notices:
                say(explain(notice))
            told = len(workspace.notices)
            yield workspace
        finally:
            for notice in workspace.notices[told:]:  # found while working, such as a signing key that is gone
                say(explain(notice))
            workspace.close()
