"""Many files at once: a whole folder of dossiers, with progress, and stopping between two files."""

from __future__ import annotations

from collections import deque
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.catalogue.collector import without_collector
from cap_tui.core.errors import CapError
from cap_tui.core.text import one_line
from cap_tui.exchange.bundle_errors import NewerBundleError
from cap_tui.exchange.opening import open_many
from cap_tui.i18n import _, explain, ngettext
from cap_tui.services.desks import Desk
from cap_tui.services.exchange_errors import ImportCancelledError
from cap_tui.services.parcels import WORKSHEET, content_of, parcel
from cap_tui.services.receiving import accept_parcels, already, keep_newer, preview_parcel
from cap_tui.services.voices import accept_voice, preview_voice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from cap_tui.services.incoming import Incoming
    from cap_tui.services.parcels import Content, Parcel
    from cap_tui.services.receipts import Receipt
    from cap_tui.services.workspace import Workspace

SUFFIXES = (".capx", ".xlsx", ".pdf")
"""Files looked at in a folder; others are none of ours."""

LOCK = "~$"
"""What Excel puts before the name of a file while it is open: a file beside it that holds nothing but who opened it."""


AT_ONCE = 4_000
"""Entries written in one transaction, about 0.2 s: another window waits no longer for its turn."""

FILES_AT_ONCE = 16
"""Files written in one transaction."""


@dataclass(frozen=True, slots=True)
class FolderReceipt:
    """What became of each file.

    Attributes:
        done: Reports of the files that brought something.
        skipped: Reports of the files of which all is here already.
        refused: Files that were not taken in, each with why.
        backup: Made before the first that brought something; None when none did.
    """

    done: tuple[Receipt, ...] = ()
    skipped: tuple[Receipt, ...] = ()
    refused: tuple[tuple[Path, CapError], ...] = ()
    backup: Path | None = None

    def lines(self) -> list[str]:
        """Return the report as sentences in the language in use."""
        told = [
            ngettext("{count} file imported", "{count} files imported", len(self.done)),
            ngettext(
                "{count} file brought nothing new", "{count} files brought nothing new", len(self.skipped)
            ),
            ngettext("{count} file refused", "{count} files refused", len(self.refused)),
        ]
        counts = (len(self.done), len(self.skipped), len(self.refused))
        said = [text.format(count=count) for text, count in zip(told, counts, strict=True) if count]
        return said + [
            _("{name}: {reason}").format(name=one_line(path.name), reason=explain(error))
            for path, error in self.refused
        ]


@dataclass(frozen=True, slots=True)
class FolderPreview:
    """What files would bring, one by one; a file may bring less once another was taken in.

    Attributes:
        files: Those that can be opened.
        refused: Those that cannot, each with why.
    """

    files: tuple[Incoming, ...] = ()
    refused: tuple[tuple[Path, CapError], ...] = ()


class _Run:
    """One passage over several files: each is read once, in order; bundles are opened and verified ahead.

    Args:
        desk: Where.
        paths: Files and folders.
        progress: Called with how many files are done and how many there are.
        cancelled: Asked between two files.
    """

    def __init__(
        self,
        desk: Desk,
        paths: Iterable[Path],
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.desk = desk
        self.files = files_in(paths)
        self.refused: list[tuple[Path, CapError]] = []
        self.known: list[Receipt] = []
        self.worksheets: list[Content] = []
        self._progress, self._cancelled = progress, cancelled
        self._ahead: deque[Content] = deque()
        self._done = 0

    def parcels(self, *, again: bool) -> Iterator[Parcel]:
        """Yield each bundle, verified; what cannot be opened goes to `refused`.

        Args:
            again: Whether contents imported before are passed over, to `known`.
        """
        with closing(open_many(self._contents(again=again))) as opened:
            for found in opened:
                content = self._ahead.popleft()
                if self.stopped():
                    self.refused.append((content.path, ImportCancelledError()))
                elif isinstance(found, CapError):
                    self.refuse(content.path, found)
                else:
                    yield parcel(content, found)

    def _contents(self, *, again: bool) -> Iterator[bytes]:
        for path in self.files:
            if self.stopped():
                self.refused.append((path, ImportCancelledError()))
                continue
            try:
                content = content_of(self.desk.workspace, path)
                if content.kind == WORKSHEET:
                    self.worksheets.append(content)
                    continue
                receipt = already(self.desk.workspace, content.digest, path) if again else None
                if receipt is not None:
                    self.known.append(receipt)
                    self.step()
                    continue
            except CapError as error:
                self.refuse(path, error)
                continue
            self._ahead.append(content)
            yield content.data

    def refuse(self, path: Path, error: CapError) -> None:
        """Remember why a file is not taken in; the others go on."""
        self.refused.append((path, error))
        self.step()

    def step(self) -> None:
        """Say that one more file is done."""
        self._done += 1
        if self._progress:
            self._progress(self._done, len(self.files))

    def stopped(self) -> bool:
        """Return whether the person asked to stop."""
        return self._cancelled is not None and self._cancelled()


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return the files to look at: those given, and those of the folders given, in the order of their names."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (
                item
                for item in path.iterdir()
                if item.suffix.lower() in SUFFIXES and not item.name.startswith(LOCK)
            )
            found += sorted(item for item in inside if item.is_file())
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def preview_folder(
    workspace: Workspace,
    paths: Iterable[Path],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> FolderPreview:
    """Return what several files would bring, each taken alone; nothing is written.

    Args:
        workspace: Where they would be taken in.
        paths: Files and folders.
        progress: Called with how many files are done and how many there are.
        cancelled: Asked between two files whether to stop.
    """
    run = _Run(Desk.of(workspace), paths, progress, cancelled)
    found: list[Incoming] = []
    for one in run.parcels(again=False):
        try:
            found.append(preview_parcel(run.desk, one))
        except CapError as error:
            run.refused.append((one.path, error))
        run.step()
    for content in run.worksheets:
        try:
            found.append(preview_voice(workspace, content))
        except CapError as error:
            run.refused.append((content.path, error))
        run.step()
    return FolderPreview(tuple(found), tuple(run.refused))


def accept_folder(
    workspace: Workspace,
    paths: Iterable[Path],
    *,
    trust: bool = False,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> FolderReceipt:
    """Take in several files after one backup, each whole or not at all; one that fails does not stop the others.

    Args:
        workspace: Where.
        paths: Files and folders.
        trust: Whether new keys are trusted from now on.
        progress: Called with how many files are done and how many there are.
        cancelled: Asked between two transactions whether to stop; what is taken in stays.

    Raises:
        CapError: The backup could not be made; nothing was written.
    """
    run = _Run(Desk.of(workspace), paths, progress, cancelled)
    done: list[Receipt] = []
    skipped: list[Receipt] = []
    backup: Path | None = None
    for some in _together(run.parcels(again=True)):
        if run.stopped():
            run.refused += [(one.path, ImportCancelledError()) for one in some]
            continue
        if backup is None:
            backup = workspace.opened.back_up(workspace.now(), "import")
        with without_collector():
            results = accept_parcels(run.desk, some, trust=trust, backup=backup)
        for one, result in zip(some, results, strict=True):
            if isinstance(result, CapError):
                run.refused.append((one.path, result))
            else:
                (done if result.new or result.filled else skipped).append(result)
            run.step()
    for content in run.worksheets:
        try:
            if run.stopped():
                raise ImportCancelledError
            receipt = accept_voice(workspace, preview_voice(workspace, content))
        except CapError as error:
            run.refuse(content.path, error)
            continue
        (done if receipt.new else skipped).append(receipt)
        run.step()
    refused = [(path, _kept(workspace, path, error)) for path, error in run.refused]
    return FolderReceipt(tuple(done), (*skipped, *run.known), tuple(refused), backup if done else None)


def _together(parcels: Iterable[Parcel]) -> Iterator[list[Parcel]]:
    """Yield parcels in groups, each to be written at once: one at first, so that it shows, then always more.

    Two of one evaluation are never together: what is known of the first, once it is written, spares work for the second.
    """
    group: dict[str, Parcel] = {}
    most, entries = 1, 0
    for one in parcels:
        full = len(group) >= most or entries + len(one.entries) > AT_ONCE
        if group and (full or one.manifest.assessment in group):
            yield list(group.values())
            group, entries, most = {}, 0, min(2 * most, FILES_AT_ONCE)
        group[one.manifest.assessment] = one
        entries += len(one.entries)
    if group:
        yield list(group.values())


def _kept(workspace: Workspace, path: Path, error: CapError) -> CapError:
    """Copy a file of a newer program aside, for the day this one is updated, and say so."""
    if not isinstance(error, NewerBundleError):
        return error
    try:
        return keep_newer(workspace, path)
    except CapError as failure:
        return failure
