"""A database ready for use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.storage.backups import back_up
from cap_tui.storage.errors import ReadOnlyDatabaseError

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Engine

    from cap_tui.core.errors import CapError
    from cap_tui.storage.addresses import Place


@dataclass(frozen=True, slots=True)
class Opened:
    """A database ready for use.

    Attributes:
        path: Its file, or its address on a server; printed, it is what sentences name.
        read_only: Whether writing is refused.
        notices: What happened, to tell once.
        kept_apart: Whether it is a shared database where each person has a login, and reads what that login may.
    """

    engine: Engine
    path: Place
    read_only: bool
    notices: tuple[CapError, ...]
    kept_apart: bool = False

    @property
    def shared(self) -> bool:
        """Whether it is a database of a server."""
        return not isinstance(self.path, Path)

    @property
    def file(self) -> Path:
        """The file.

        Raises:
            SavedByServerError: It is a database of a server, which has none here.
        """
        if isinstance(self.path, Path):
            return self.path
        from cap_tui.storage.server_errors import SavedByServerError

        raise SavedByServerError(path=self.path)

    def refusal(self) -> CapError:
        """Return why nothing can be written."""
        if isinstance(self.path, Path):
            return ReadOnlyDatabaseError(path=self.path)
        from cap_tui.storage.server_errors import ReadOnlyServerError

        return ReadOnlyServerError(path=self.path)

    def back_up(self, moment: datetime, label: str) -> Path | None:
        """Copy a file before a large change and return the copy; None for a server, which keeps its own.

        Raises:
            CapError: No room or no right.
        """
        return back_up(self.path, moment, label) if isinstance(self.path, Path) else None
