"""Many files at once: one question for a whole folder, one line a file, progress on the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from cap_tui.cli.exchange_lines import incoming_data, nothing_data, receipt_data
from cap_tui.cli.output import agreed, out, say
from cap_tui.core.fingerprints import spaced
from cap_tui.core.text import one_line
from cap_tui.i18n import _, explain, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cap_tui.core.errors import CapError
    from cap_tui.services.gathering import FolderPreview
    from cap_tui.services.incoming import Incoming
    from cap_tui.services.receipts import Receipt
    from cap_tui.services.workspace import Workspace


class FolderTaking:
    """The import of one folder.

    Args:
        workspace: Where.
        folder: Whose files are looked at.
        unasked: Whether every question is answered by yes.
        trust: Whether new senders are trusted.
    """

    def __init__(self, workspace: Workspace, folder: Path, *, unasked: bool, trust: bool) -> None:
        self._workspace = workspace
        self._folder = folder
        self._unasked = unasked
        self._trust = trust

    def preview(self) -> Iterator[dict[str, Any]]:
        """Yield what `--json` gives of each file; nothing is taken in."""
        yield from previewed(self._previewed())

    def take(self) -> Iterator[dict[str, Any]]:
        """Take the files in if that is wanted, and yield what `--json` gives of each.

        Raises:
            CapError: The backup could not be made; nothing was written.
        """
        from cap_tui.services.exchanging import accept_folder

        trust = self._unasked or self._trust
        if not self._unasked:
            found = self._previewed()
            told = list(previewed(found))
            for one in told:
                say(folder_line(one))
            if not any(not one["error"] for one in told) or not agreed(_("Import these files?")):
                yield from told
                return
            trust = trust or _trusted(found.files)
        receipt = accept_folder(self._workspace, [self._folder], trust=trust, progress=show_progress)
        for done in (*receipt.done, *receipt.skipped):
            yield _accepted(done)
        for path, error in receipt.refused:
            yield _failed(path, error)

    def _previewed(self) -> FolderPreview:
        from cap_tui.services.exchanging import preview_folder

        return preview_folder(self._workspace, [self._folder], progress=show_progress)


def previewed(found: FolderPreview) -> Iterator[dict[str, Any]]:
    """Yield what `--json` gives of files that were only looked at."""
    for incoming in found.files:
        data = incoming_data(incoming)
        yield data | {"error": explain(incoming.blocked)} if incoming.blocked else data
    for path, error in found.refused:
        yield _failed(path, error)


def folder_line(told: dict[str, Any]) -> str:
    """Return one file of a folder on one line."""
    name = one_line(told["file"].replace("\\", "/").rpartition("/")[2])
    if told["error"]:
        return _("{what}: {message}").format(what=name, message=told["error"])
    counted = ngettext("{count} new entry", "{count} new entries", told["new"]).format(count=told["new"])
    return _("{what}: {message}").format(what=name, message=f"{one_line(told['structure'])}, {counted}")


def show_folder(told: Iterable[dict[str, Any]]) -> None:
    """Print one line a file."""
    for one in told:
        out(folder_line(one))


def show_progress(done: int, count: int) -> None:
    """Tell how far an import is, on one line of a terminal and nowhere else."""
    if sys.stderr is None or not sys.stderr.isatty():
        return
    left = max(0, count - done)
    words = _("Files read: {done} of {count}; still {left}").format(done=done, count=count, left=left)
    say(words, end="\n" if done >= count else "\r")


def _trusted(files: Iterable[Incoming]) -> bool:
    """Ask once for all the new senders of a folder."""
    new = {one.sender_fingerprint: one.sender for one in files if one.trust.value == "new"}
    if not new:
        return False
    for fingerprint, name in new.items():
        say(f"  {spaced(fingerprint)}  {one_line(name)}")
    return agreed(_("Did you compare all these fingerprints by telephone, and trust these people?"))


def _accepted(receipt: Receipt) -> dict[str, Any]:
    told = receipt_data(receipt)
    shared = {name: told[name] for name in nothing_data(receipt.path) if name in told}
    return {**nothing_data(receipt.path), **shared, "accepted": True, "report": receipt.id}


def _failed(path: Path, error: CapError) -> dict[str, Any]:
    return {**nothing_data(path), "error": explain(error)}
