"""What is written in one go by one person while an evaluation is begun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cap_tui.core.entries import Draft
    from cap_tui.services.environment import Environment
    from cap_tui.services.journal import Author


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person writes before the next one does.

    Attributes:
        environment: Its clock starts when the turn does.
    """

    author: Author
    environment: Environment
    drafts: tuple[Draft, ...]
