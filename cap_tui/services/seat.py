"""Who sits at the keyboard, in what roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cap_tui.core.permissions import Role
    from cap_tui.services.journal import Author, Journal


class Seat:
    """The part of an open assessment that says what the person at the keyboard is here."""

    _journal: Journal
    _author: Author

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles of the person at the keyboard; none for a reader without one."""
        return tuple(sorted(self._journal.log.roles(self._author.key.public)))
