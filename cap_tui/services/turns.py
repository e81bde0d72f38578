"""What is written in one go by one person while an evaluation is begun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.services.journal import chain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cap_tui.core.entries import Draft, Entry
    from cap_tui.core.log import Log
    from cap_tui.services.environment import Environment
    from cap_tui.services.journal import Author


def nothing(_log: Log) -> Iterable[Draft]:
    """Write nothing more."""
    return ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person writes before the next one does.

    Attributes:
        environment: Its clock starts when the turn does.
        drafts: Known beforehand.
        told: Returns what tells of the log as it is then, as a visa does; written after `drafts`, and knowing them.
    """

    author: Author
    environment: Environment
    drafts: tuple[Draft, ...]
    told: Callable[[Log], Iterable[Draft]] = nothing

    def write(self, log: Log) -> list[Entry]:
        """Add what is written to a log, and return it."""
        entries = chain(log, self.author, self.drafts, self.environment)
        log.extend(entries)
        more = chain(log, self.author, tuple(self.told(log)), self.environment)
        log.extend(more)
        return [*entries, *more]
