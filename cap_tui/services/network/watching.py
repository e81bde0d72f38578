"""A folder looked at again and again: which files are new, and whether whoever copies them has finished.

By looking alone, which works on a stick, a shared folder and OneDrive alike. A file whose content is still online has its
full size and is opened like any other, which brings it; one that cannot be read then is tried again at the next look.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cap_tui.core.text import one_line
from cap_tui.i18n import ngettext
from cap_tui.services.gathering import files_in
from cap_tui.services.network.gather import FolderNotThereError, demand_there, gather

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.services.network.gather import Gathered
    from cap_tui.services.workspace import Workspace

STILL = 10
"""Seconds since its last change after which a file seen for the first time is taken to be whole."""


class Shape(NamedTuple):
    """What changes while a file is being copied: bytes, and nanoseconds since 1970."""

    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Round:
    """One look.

    Attributes:
        gathered: What was taken in; None when there was nothing to take.
        waiting: Files still being copied.
        error: Why the folder could not be looked at; None when it could.
    """

    gathered: Gathered | None = None
    waiting: tuple[Path, ...] = ()
    error: FolderNotThereError | None = None

    @property
    def news(self) -> bool:
        """Whether something else was dealt with than files that could not be read."""
        return self.gathered is not None and self.gathered.files > len(self.gathered.unreadable)


class Watch:
    """What was seen of a folder.

    Args:
        folder: Looked at, not the folders inside it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: dict[Path, Shape] = {}
        self._dealt: dict[Path, Shape] = {}

    def look(self, now: float) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
        """Return the files that are new and whole, and those that are still being copied.

        A file is whole when it has not changed since the look before, or for `STILL` seconds; an empty one never is.

        Args:
            now: Seconds since 1970.

        Raises:
            FolderNotThereError: The folder is not there, or cannot be read.
        """
        demand_there(self.folder)
        try:
            shapes = {path: shape for path in files_in([self.folder]) if (shape := _shape(path)) is not None}
        except OSError as error:
            raise FolderNotThereError(path=one_line(str(self.folder))) from error
        new = {path: shape for path, shape in shapes.items() if self._dealt.get(path) != shape}
        ready = tuple(path for path, shape in new.items() if self._whole(path, shape, now))
        self._seen = shapes
        return ready, tuple(path for path in new if path not in ready)

    def dealt(self, gathered: Gathered) -> None:
        """Remember what need not be looked at again until it changes: all but what could not be read or was not reached."""
        again = {*gathered.remaining, *(path for path, _error in gathered.unreadable)}
        receipt = gathered.receipt
        paths = [one.path for one in (*receipt.done, *receipt.skipped)]
        paths += [path for path, _error in receipt.refused] + [path for path, *_who in gathered.strangers]
        self._dealt |= {path: self._seen[path] for path in paths if path in self._seen and path not in again}

    def _whole(self, path: Path, shape: Shape, now: float) -> bool:
        if not shape.size:
            return False
        return self._seen.get(path) == shape or now - shape.changed / 1e9 >= STILL


def watched(
    workspace: Workspace,
    watch: Watch,
    *,
    trust: bool = False,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Round:
    """Look once at a watched folder and take in what is new.

    Args:
        workspace: Where.
        watch: What was seen of the folder; it remembers this look too.
        trust: Whether senders not known here are trusted from now on.
        progress: As for `gather`.
        cancelled: As for `gather`.

    Raises:
        CapError: The backup could not be made; nothing was written.
    """
    try:
        ready, waiting = watch.look(workspace.now().timestamp())
        gathered = (
            gather(workspace, ready, trust=trust, progress=progress, cancelled=cancelled) if ready else None
        )
    except FolderNotThereError as error:
        return Round(error=error)
    if gathered is not None:
        watch.dealt(gathered)
    return Round(gathered, waiting)


def waiting_words(count: int) -> str:
    """Return how many files are still being copied; empty for none."""
    if not count:
        return ""
    return ngettext(
        "{count} file is still being copied: it is left until it no longer changes.",
        "{count} files are still being copied: they are left until they no longer change.",
        count,
    ).format(count=count)


def _shape(path: Path) -> Shape | None:
    """Return the shape of a file; None for one that went away meanwhile."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Shape(found.st_size, found.st_mtime_ns)
