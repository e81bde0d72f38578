"""Gathering the dossiers of a network from a folder: what came, what was known, what waits for the coordinator."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError
from cap_tui.core.text import one_line
from cap_tui.i18n import _, explain, ngettext
from cap_tui.services.exchange_errors import ImportCancelledError, NewSenderError, UnreadableFileError
from cap_tui.services.gathering import FolderReceipt, accept_folder
from cap_tui.services.network.doubled import doubled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from cap_tui.services.network.doubled import Doubled
    from cap_tui.services.workspace import Workspace


class FolderNotThereError(CapError):
    """No such folder, or not now. Takes `path`."""

    sentence = N_(
        "The folder “{path}” cannot be read. Check that it is there: a stick unplugged, a shared folder out of reach?"
    )


@dataclass(frozen=True, slots=True)
class Gathered:
    """What became of some files.

    Attributes:
        receipt: Of those that were dealt with; `refused` without those below.
        strangers: Files of senders not known here, each with who says to have sent it and the fingerprint to compare.
        remaining: Files not looked at: it was stopped before.
        unreadable: Files that the system would not read now, which may come right by itself.
        doubled: Structures of these files that have several dossiers of one year here.
    """

    receipt: FolderReceipt
    strangers: tuple[tuple[Path, str, str], ...] = ()
    remaining: tuple[Path, ...] = ()
    unreadable: tuple[tuple[Path, CapError], ...] = ()
    doubled: tuple[Doubled, ...] = ()

    @property
    def files(self) -> int:
        """How many files there were."""
        done = self.receipt
        dealt = len(done.done) + len(done.skipped) + len(done.refused)
        return dealt + len(self.strangers) + len(self.remaining) + len(self.unreadable)

    @property
    def entries(self) -> int:
        """How many new entries were taken in."""
        return sum(one.new for one in self.receipt.done)

    @property
    def whole(self) -> bool:
        """Whether nothing is left to do."""
        return not (self.receipt.refused or self.strangers or self.remaining or self.unreadable)

    def lines(self) -> list[str]:
        """Return the summary, in the language in use: what came, then what waits and what to do about it."""
        told = self.receipt.lines()
        told += [_what(path, explain(error)) for path, error in self.unreadable]
        told += [one.line() for one in self.doubled]
        if self.strangers:
            count = len(self.strangers)
            told.append(
                ngettext(
                    "{count} file waits: its sender is not known here yet.",
                    "{count} files wait: their senders are not known here yet.",
                    count,
                ).format(count=count)
            )
            told += [
                f"  {mark}  {one_line(name)} · {one_line(path.name)}" for path, name, mark in self.strangers
            ]
        if self.remaining:
            count = len(self.remaining)
            told.append(
                ngettext(
                    "{count} file was not looked at: gather the folder again to go on.",
                    "{count} files were not looked at: gather the folder again to go on.",
                    count,
                ).format(count=count)
            )
        return told or [_("No dossier in this folder.")]


def gather(
    workspace: Workspace,
    paths: Iterable[Path],
    *,
    trust: bool = False,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Gathered:
    """Take in files, or all those of folders; contents taken in before are known by their hash and passed over.

    Each file has its own transaction: after a cut, gathering again goes on where it stopped.

    Args:
        workspace: Where.
        paths: Files and folders.
        trust: Whether senders not known here are trusted from now on.
        progress: Called with how many files are done and how many there are.
        cancelled: Asked between two files whether to stop.

    Raises:
        FolderNotThereError: A folder cannot be read.
        CapError: The backup could not be made; nothing was written.
    """
    wanted = list(paths)
    try:
        found = accept_folder(workspace, wanted, trust=trust, progress=progress, cancelled=cancelled)
    except OSError as error:  # the folder itself: each file answers for itself
        raise FolderNotThereError(path=one_line(str(wanted[0]))) from error
    taken = {one.assessment for one in (*found.done, *found.skipped)}
    return replace(_sorted(found), doubled=doubled(workspace, taken))


def gather_folder(
    workspace: Workspace,
    folder: Path,
    *,
    trust: bool = False,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Gathered:
    """Take in all the files of a folder, as `gather`.

    Raises:
        FolderNotThereError: It is not there, or cannot be read.
        CapError: The backup could not be made; nothing was written.
    """
    demand_there(folder)
    return gather(workspace, [folder], trust=trust, progress=progress, cancelled=cancelled)


def demand_there(path: Path) -> None:
    """Check that a file or folder is there.

    Raises:
        FolderNotThereError: It is not, or it may not be looked at.
    """
    try:
        there = path.exists()
    except (OSError, ValueError):
        there = False
    if not there:
        raise FolderNotThereError(path=one_line(str(path)))


def _sorted(found: FolderReceipt) -> Gathered:
    refused: list[tuple[Path, CapError]] = []
    strangers: list[tuple[Path, str, str]] = []
    remaining: list[Path] = []
    unreadable: list[tuple[Path, CapError]] = []
    for path, error in found.refused:
        if isinstance(error, NewSenderError):
            strangers.append((path, str(error.values["name"]), str(error.values["fingerprint"])))
        elif isinstance(error, ImportCancelledError):
            remaining.append(path)
        elif isinstance(error, UnreadableFileError):
            unreadable.append((path, error))
        else:
            refused.append((path, error))
    kept = FolderReceipt(found.done, found.skipped, tuple(refused), found.backup)
    return Gathered(kept, tuple(strangers), tuple(sorted(remaining)), tuple(unreadable))


def _what(path: Path, message: str) -> str:
    return _("{name}: {reason}").format(name=one_line(path.name), reason=message)
