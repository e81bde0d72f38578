"""A path to type, whose end is proposed from what is on the disk: → takes what is proposed."""

from __future__ import annotations

import asyncio
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from textual.suggester import Suggester
from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_LOOKED_AT = 4_000
LONGEST_PATH = 4_096


class PathSuggester(Suggester):
    """Proposes the first folder or file whose name begins as what is typed.

    Args:
        suffixes: Of the files proposed, small letters; empty for folders only.
    """

    def __init__(self, suffixes: Sequence[str] = ()) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._suffixes = tuple(suffixes)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole path proposed for what is typed, None for none."""
        return await asyncio.to_thread(self.completed, value)

    def completed(self, value: str) -> str | None:
        """Return the whole path proposed for what is typed, read from the disk."""
        head, slash, tail = value.rpartition("/")
        if not slash:
            head, slash, tail = value.rpartition("\\")
        if not slash or not tail:
            return None
        try:
            folder = Path(head + slash).expanduser()
            children = sorted(islice(folder.iterdir(), MOST_LOOKED_AT), key=lambda path: path.name.casefold())
            for child in children:
                if child.name.casefold().startswith(tail.casefold()) and self._fits(child):
                    # What was typed stays as it was typed: only its end is proposed.
                    return value + child.name[len(tail) :]
        except (
            OSError,
            RuntimeError,
            ValueError,
        ):  # no such folder, no such person, a character no path holds
            return None
        return None

    def _fits(self, path: Path) -> bool:
        return (
            path.name.lower().endswith(self._suffixes) if self._suffixes and path.is_file() else path.is_dir()
        )


class PathField(Input):
    """A line for a path.

    Args:
        value: What it holds at first.
        suffixes: Of the files whose names are proposed.
    """

    DEFAULT_CSS = """
    PathField { border: none; height: 1; padding: 0; background: $panel; }
    PathField:focus { border: none; }
    """

    def __init__(self, value: str = "", suffixes: Sequence[str] = (), *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(
            value, id=id, suggester=PathSuggester(suffixes), max_length=LONGEST_PATH, select_on_focus=False
        )
